from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from xingjia.access.models import Account
from xingjia.access.rules import system
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import demo_day
from xingjia.portal.demo.seeding import COUNTY, PASSWORD, PEOPLE, seed


class Command(BaseCommand):
    help = "Fill an empty installation with the demonstration county; every page says so."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--bare", action="store_true", help="tree and accounts only")
        parser.add_argument("--show-accounts", action="store_true", help="print them, seed nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["show_accounts"]:
            self._seed(bare=options["bare"])
        if demo_day():
            self._print_accounts()

    def _seed(self, *, bare: bool) -> None:
        if Account.objects.exists():
            raise CommandError("There are accounts already; a demonstration needs an empty home.")
        if not Node.objects.filter(code=COUNTY).exists():
            call_command("load_divisions")
        seed(system("seed_demo"), bare=bare)

    def _print_accounts(self) -> None:
        there = set(Account.objects.values_list("username", flat=True))
        self.stdout.write(f"Demonstration accounts (password {PASSWORD}):")
        for person in PEOPLE:
            if person.username in there:
                self.stdout.write(f"  {person.username:<12} {person.name}  {person.post}")

"""`./xj manage recovery_code USERNAME [--drop-second-factor] [--format json]`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from xingjia.access import commands
from xingjia.access.checks import Refused
from xingjia.access.management.links import answer, written
from xingjia.access.models import Account
from xingjia.access.rules import plain_username, system
from xingjia.access.words import SENTENCES


class Command(BaseCommand):
    help = "A one-time link for somebody who cannot get in and has no superior here."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument(
            "--drop-second-factor", action="store_true", help="for a lost telephone"
        )
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        username = plain_username(options["username"])
        account = Account.objects.filter(username__iexact=username).first()
        if account is None:
            raise CommandError(_("没有账号 %s。") % username)
        if not account.is_active:
            raise CommandError(str(SENTENCES["account_closed"]))
        try:
            made = commands.offer_recovery(
                system("recovery_code"),
                account,
                drop_second_factor=options["drop_second_factor"],
            )
        except Refused as error:
            raise CommandError(str(SENTENCES["no_post"])) from error
        self.stdout.write(written(answer(*made), options["format"]))

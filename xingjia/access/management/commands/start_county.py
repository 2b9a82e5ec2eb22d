"""`./xj manage start_county CODE --admin NAME [--role ROLE] [--another] [--username U] …`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from xingjia.access import commands
from xingjia.access.checks import Refused, Unacceptable
from xingjia.access.management.links import answer, written
from xingjia.access.queries import free_username
from xingjia.access.rules import Role, plain_name, system
from xingjia.access.words import sentence
from xingjia.orgtree.models import Node


class Command(BaseCommand):
    help = "Begin the real work of a county: its first officer, and a link for him."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="division code, as loaded by load_divisions")
        parser.add_argument("--admin", required=True, help="name of the person")
        parser.add_argument("--username", default="", help="default: the name in pinyin")
        parser.add_argument("--post", default="", help="department and post")
        parser.add_argument(
            "--role",
            choices=[Role.OFFICER, Role.AUDITOR, Role.ADMINISTRATOR],
            default=Role.OFFICER,
            help="who reads the log, or looks after the machinery, is another person",
        )
        parser.add_argument(
            "--another", action="store_true", help="one more, beside whoever is there already"
        )
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        node = Node.objects.filter(code=options["code"]).first()
        if node is None:
            raise CommandError(
                _("没有代码为 %s 的地方。请先运行 load_divisions，并核对代码。") % options["code"]
            )
        name = plain_name(options["admin"])
        try:
            made = commands.start_county(
                system("start_county"),
                node,
                name=name,
                username=options["username"] or free_username(name),
                post=options["post"],
                start=timezone.localdate(),
                role=Role(options["role"]),
                another=options["another"],
            )
        except (Refused, Unacceptable) as error:
            raise CommandError(sentence(error)) from error
        self.stdout.write(written(answer(*made), options["format"]))

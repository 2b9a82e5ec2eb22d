"""`./xj manage why UNION`: how a union stands in each criterion on a day, and why."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from xingjia.access.rules import system
from xingjia.orgtree.queries import demo_day
from xingjia.portal.management.commands.coverage import a_day
from xingjia.portal.standing.asked import asked_standard
from xingjia.portal.standing.told import why_json, why_text
from xingjia.standards.standing.queries.followed import followed_at
from xingjia.standards.standing.queries.why import NotStanding, union_called, why_of
from xingjia.toolkit.ui.templatetags.ui import day

ACTOR = system("why")


class Command(BaseCommand):
    help = "How a union stands in each criterion of a standard on a day, why, and what restores it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("union", help="code or unique name")
        parser.add_argument("--standard", metavar="S", help="code, title or prefix; default all")
        parser.add_argument("--on", type=a_day, help="YYYY-MM-DD; default today")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        union = union_called(ACTOR, options["union"])
        if union is None:
            raise CommandError(
                _("没有“%(text)s”这家工会，或不止一家。") % {"text": options["union"]}
            )
        on = options["on"] or demo_day() or timezone.localdate()
        standard = asked_standard(options["standard"])
        try:
            found = why_of(
                union, [standard] if standard else followed_at(union.organisation.path, on), on
            )
        except NotStanding:
            words = {"name": union.name, "day": day(on)}
            raise CommandError(_("%(day)s没有%(name)s。") % words) from None
        if options["format"] == "json":
            told = {
                "union": {"code": union.code, "name": union.name},
                "on": on.isoformat(),
                "standards": [why_json(one) for one in found],
            }
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        self.stdout.write(f"{union.name} {on}")
        for one in found:
            self.stdout.write("\n".join(["", *why_text(one)]))

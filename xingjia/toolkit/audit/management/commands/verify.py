"""`./xj manage verify`: is everything still as it was written?"""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from xingjia.toolkit.audit import checks


class Command(BaseCommand):
    help = "Check the audit chain, the files and whatever other rooms have registered."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="run the slow checks too")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = [c for c in checks.registered() if options["all"] or not c.slow]
        found = [(check.name, finding) for check in chosen for finding in check.find()]
        if options["format"] == "json":
            report = {
                "clean": not found,
                "checks": [check.name for check in chosen],
                "skipped": [c.name for c in checks.registered() if c not in chosen],
                "findings": [{"check": name, **asdict(finding)} for name, finding in found],
            }
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            for name, finding in found:
                self.stdout.write(f"[{name}] {finding.sentence}")
            self.stdout.write(self.summary(len(chosen), len(found)))
        if found:
            sys.exit(1)

    @staticmethod
    def summary(checks_run: int, found: int) -> str:
        """The last line for a person."""
        if found:
            return _("核对 %(checks)d 类，发现 %(found)d 处不符。") % {
                "checks": checks_run,
                "found": found,
            }
        return _("核对 %(checks)d 类，全部相符。") % {"checks": checks_run}

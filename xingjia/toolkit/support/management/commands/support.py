"""`./xj manage support CODE`: what happened, when and where."""

import json
import sys
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from xingjia.toolkit.support import incidents


class Command(BaseCommand):
    help = "Tell what is kept under a support code."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="as read out by telephone, such as K7-3F2Q")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        incident = incidents.find(options["code"])
        if incident is None:
            self.refuse(options["code"], as_json=options["format"] == "json")
        elif options["format"] == "json":
            self.stdout.write(json.dumps(incident, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(self.lines(incident)))

    def refuse(self, code: str, *, as_json: bool) -> None:
        """Say that nothing is kept under the code, and leave with 1."""
        sentence = _("没有代码为 %(code)s 的记录。请再核对一遍代码：六位，不含 0、O、1、I。") % {
            "code": code
        }
        if as_json:
            refusal = {"error": "unknown_code", "sentence": sentence}
            self.stdout.write(json.dumps(refusal, ensure_ascii=False))
        self.stderr.write(sentence)
        sys.exit(1)

    @staticmethod
    def lines(incident: dict[str, Any]) -> list[str]:
        """The incident in words, one line each."""
        at = timezone.localtime(datetime.fromisoformat(incident["at"]))
        told = [
            (_("代码"), incident["code"]),
            (_("时间"), date_format(at, "Y-m-d H:i:s")),
            (_("来自"), incident["where"]),
            (_("页面"), " ".join(filter(None, [incident.get("method"), incident.get("page")]))),
            (_("编号"), ", ".join(f"{k}={v}" for k, v in incident.get("ids", {}).items())),
            (_("账号"), incident.get("account")),
            (_("版本"), incident["version"]),
        ]
        lines = [f"{title}：{text}" for title, text in told if text]
        for error in incident["errors"]:
            hint = f" ({error['hint']})" if error["hint"] else ""
            lines += [_("错误：%(error)s") % {"error": error["class"] + hint}]
            lines += [f"  {frame}" for frame in error["frames"]]
        return lines

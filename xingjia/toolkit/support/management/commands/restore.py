"""`./xj manage restore FILE`: an archive into an empty home."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from xingjia.toolkit.backup import commands
from xingjia.toolkit.backup.archive import SECRET_KEY
from xingjia.toolkit.version import version


class Command(BaseCommand):
    help = "Fill an empty home and database from an archive written by `backup`."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = commands.restore(options["file"].resolve())
        except commands.Refused as refusal:
            if options["format"] == "json":
                self.stdout.write(json.dumps({"error": str(refusal)}, ensure_ascii=False))
            self.stderr.write(str(refusal))
            sys.exit(1)
        steps = self.next_steps(manifest.version, has_key=SECRET_KEY in manifest.members)
        told = {
            "made_at": manifest.made_at,
            "version": manifest.version,
            "tables": len(manifest.tables),
            "rows": sum(manifest.tables.values()),
            "files": sum(name.startswith("media/") for name in manifest.members),
            "next": steps,
        }
        if options["format"] == "json":
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        self.stdout.write(
            _("已恢复 %(made_at)s 的备份：%(tables)d 张表 %(rows)d 行，%(files)d 个文件。") % told
        )
        self.stdout.write("\n".join([_("接下来："), *steps]))

    @staticmethod
    def next_steps(made_by: str, *, has_key: bool) -> list[str]:
        """What the administrator does now, in order."""
        steps = []
        if made_by != version():
            steps.append(
                _("备份由版本 %(theirs)s 写成，这里是 %(ours)s：先运行 ./xj manage migrate")
                % {"theirs": made_by, "ours": version()}
            )
        if os.environ.get("XINGJIA_SECRET_KEY"):
            steps.append(_("XINGJIA_SECRET_KEY 已设置，优先于备份里的密钥：请核对是否为原来的"))
        elif not has_key:
            steps.append(_("备份里没有密钥：请把 XINGJIA_SECRET_KEY 设成原来的，否则要重新登录"))
        steps.append(_("运行 ./xj manage verify --all 核对日志和文件"))
        steps.append(_("运行 ./xj run 启动"))
        return [f"{number}. {step}" for number, step in enumerate(steps, 1)]

"""`./xj manage backup [FILE]`: everything in one archive."""

import json
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from xingjia.toolkit.backup import commands


class Command(BaseCommand):
    help = "Write database, files and secret key into one archive, while the platform runs."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="default: backups/ in the home")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.localtime()
        name = f"xingjia-{at:%Y%m%d-%H%M%S}.tar"
        target = (options["file"] or Path(settings.HOME) / "backups" / name).resolve()
        try:
            manifest, damaged = commands.back_up(target, at)
        except commands.Refused as refusal:
            if options["format"] == "json":
                self.stdout.write(json.dumps({"error": str(refusal)}, ensure_ascii=False))
            self.stderr.write(str(refusal))
            sys.exit(1)
        for member in damaged:
            self.stderr.write(_("%(name)s 已损坏，按现状存入。") % {"name": member})
        told = {
            "file": str(target),
            "bytes": target.stat().st_size,
            "tables": len(manifest.tables),
            "rows": sum(manifest.tables.values()),
            "files": sum(name.startswith("media/") for name in manifest.members),
            "damaged": damaged,
        }
        if options["format"] == "json":
            self.stdout.write(json.dumps(told, ensure_ascii=False))
        else:
            self.stdout.write(
                _(
                    "已备份到 %(file)s：%(tables)d 张表 %(rows)d 行，%(files)d 个文件。\n"
                    "备份里有全部个人信息和密钥，请存放在别的机器上，并只让管理员读到。"
                )
                % told
            )

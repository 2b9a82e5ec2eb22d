"""`./xj manage import_sheet FILE --into NODE [--kind K] [--on DAY] [--check] [--format json]`."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from xingjia.access.rules import Actor, system
from xingjia.imports import commands, kinds
from xingjia.imports.models import Import, ImportRow
from xingjia.imports.rules import ACTIONS, Outcome
from xingjia.orgtree.commands import NATION_CODE
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import node_named
from xingjia.toolkit.jobs.models import Job
from xingjia.toolkit.sheets import Refused
from xingjia.toolkit.sheets.sentences import sentence_of


class Command(BaseCommand):
    help = "Read a workbook and write what differs (or, with --check, only read it)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--into", default=NATION_CODE, help="code or unique name of a node")
        parser.add_argument("--kind")
        parser.add_argument("--on", type=date.fromisoformat, help="the day the rows count from")
        parser.add_argument("--check", action="store_true", help="read only, write nothing")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        node = node_named(options["into"])
        if node is None:
            raise CommandError(_("没有代码或名称为“%s”的地方。") % options["into"])
        if not options["file"].is_file():
            raise CommandError(_("找不到文件 %s。") % options["file"])
        try:
            answer = self._answer(node, options)
        except Refused as refused:
            raise CommandError(sentence_of(refused)) from refused
        self._print(answer, options["format"])
        effects = answer.get("effects", [])
        if effects and all(one["action"] in {"hold", "reject"} for one in effects):
            raise CommandError(_("没有一行能写入。"), returncode=1)

    def _answer(self, node: Node, options: dict[str, Any]) -> dict[str, Any]:
        read = kinds.read(options["file"], scope=node.code, kind=options["kind"])
        answer: dict[str, Any] = read.to_json()
        if not options["check"]:
            answer["effects"] = _effects(_bring_in(system("import_sheet"), node, options))
        return answer

    def _print(self, answer: dict[str, Any], form: str) -> None:
        if form == "json":
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        for table in answer["tables"]:
            self.stdout.write(
                f"{table['sheet']}: {table['kind']}, {len(table['records'])} records, "
                f"{len(table['skipped'])} skipped, {len(table['issues'])} issues"
            )
        actions = [one["action"] for one in answer.get("effects", [])]
        rows = {action: actions.count(action) for action in dict.fromkeys(actions)}
        self.stdout.write(f"effects: {rows}")


def _bring_in(actor: Actor, node: Node, options: dict[str, Any]) -> Import:
    with options["file"].open("rb") as stream:
        batch = commands.receive(
            actor,
            node,
            stream=stream,
            filename=options["file"].name,
            on=timezone.localdate(),
            chosen_day=options["on"],
            kind=options["kind"],
        )
    if batch.state == Import.State.READING:
        batch = commands.read_now(batch)
    batch = commands.confirm(actor, batch)
    job = commands.write_now(batch)
    if job.state != Job.State.DONE:
        raise CommandError(_("没有写完，已写的部分保留。支持码 %s。") % job.error_code)
    return batch


def _effects(batch: Import) -> list[dict[str, Any]]:
    """One entry a changed value; one a row for rows that change nothing."""
    rows = ImportRow.objects.everything(because="the command line shows what it did").filter(
        batch=batch
    )
    return [effect for row in rows for effect in _row_effects(row)]


def _row_effects(row: ImportRow) -> list[dict[str, Any]]:
    head = {
        "sheet": row.sheet,
        "row": row.row,
        "action": ACTIONS[Outcome(row.outcome)],
        "code": row.plan["code"],
        "reasons": [reason["code"] for reason in row.plan["reasons"]],
    }
    changes = row.plan["changes"] if row.outcome == Outcome.CHANGED else []
    return [head | change for change in changes] or [head]

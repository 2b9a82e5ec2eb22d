"""What is done in the forks of `tests.imports.killing`: bringing registers in, and writing them."""

import json
import os
import time
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from django.db import connection
from stdnum.cn import uscc

from tests.factories import DAY, TESTER
from tests.imports.registers import a_workbook, jianhu
from xingjia.imports import commands
from xingjia.imports.models import ImportRow
from xingjia.imports.rules import unpacked
from xingjia.orgtree.models import Node, Placement
from xingjia.registry import models
from xingjia.standards.coverage.models import Stretch
from xingjia.toolkit.audit.models import Entry
from xingjia.toolkit.jobs.commands import run_now
from xingjia.toolkit.jobs.models import Job
from xingjia.toolkit.jobs.registry import _kinds, slices_of

ROWS, SLICE = 200, 20
HOLD = 0.4  # seconds between rows and cursor, when they are torn apart
HEAD = ("企业名称", "统一社会信用代码", "乡镇", "是否投产", "职工人数", "工会名称", "工会代码")
HEAD += ("会员人数", "主席姓名", "当选日期")


def lay() -> None:
    jianhu()


def bring(number: int) -> str:
    """A register that is read and confirmed; its job."""
    first = number * ROWS // 2
    rows = [a_row(n, number) for n in range(first, first + ROWS)]
    title = f"企业登记册（截止日期：{2014 + number // 12}年{number % 12 + 1}月1日）"
    file = BytesIO(a_workbook(*rows, head=HEAD, title=title))
    county = Node.objects.get(code="320925")
    batch = commands.receive(TESTER, county, stream=file, filename=f"{number}.xlsx", on=DAY)
    return str(commands.confirm(TESTER, batch).job_id)


def a_row(number: int, turn: int) -> tuple[Any, ...]:
    """An employer with its union; what is said of it differs from one round to the next."""
    name = f"建湖县第{number}纺织有限公司"
    town = ("近湖街道", "上冈镇")[number % 2]
    union = (f"{name}工会", coded(f"81320925{number:09}")) if number % 3 else ("", "")
    chair = ("王建国", "李秀英")[(number + turn) % 2] if number % 3 else ""
    staff, elected = 20 + number % 50 + turn, f"2013-0{number % 9 + 1}-01" if chair else ""
    members = 10 + turn if number % 3 else ""
    code = coded(f"91320925{number:09}")
    return (name, code, town, "是", staff, *union, members, chair, elected)


def coded(first: str) -> str:
    return first + str(uscc.calc_check_digit(first))


def write(job: str) -> None:
    """Write the job to its end in small slices, leaving a line outside for each that is begun."""
    known = slices_of("imports.write")

    def marked(which: Job, begin: int, end: int) -> int | None:
        with outside().open("a") as lines:
            lines.write(f"{which.pk} {begin}\n")
        reached = known.handler(which, begin, end)
        if os.environ.get("XINGJIA_HARM") == "apart":
            part_from_the_cursor()
        return reached

    _kinds["imports.write"] = replace(known, handler=marked, size=SLICE)
    found = run_now(Job.objects.get(pk=job))
    assert found.state == Job.State.DONE, found.error_class


def part_from_the_cursor() -> None:
    """Commit the rows of a slice before its cursor moves: what must never be."""
    with connection.cursor() as cursor:
        cursor.execute("COMMIT")
        cursor.execute("BEGIN")
    time.sleep(HOLD)


def outside() -> Path:
    return Path(os.environ["XINGJIA_HOME"]) / "begun.txt"


def state() -> dict[str, Any]:
    """A digest of everything that was written, by codes and names instead of ids."""

    def rows(model: Any, *names: str) -> list[Any]:
        found = model.objects.everything(because="a test").values_list(*names)
        return sorted(map(repr, found))

    kept = list(ImportRow.objects.everything(because="a test").order_by("pk"))
    turn = {batch: n for n, batch in enumerate(sorted({one.batch_id for one in kept}))}
    origin = {f"imports.importrow:{one.pk}": (turn[one.batch_id], one.row) for one in kept}
    said = ("field", "day", "value", "origin", "replaced")

    def told(model: Any, owner: str) -> list[Any]:
        found = model.objects.everything(because="a test").values_list(owner, *said)
        return sorted(
            repr((code, field, day, value, origin[of], len(before)))
            for code, field, day, value, of, before in found
        )

    employers = dict(models.Employer.objects.everything(because="a test").values_list("pk", "code"))
    stretches = Stretch.objects.everything(because="a test").values_list(
        "employer_id", "measure", "base", "start", "end", "ownership", "size"
    )
    whole = {
        "employers": rows(models.Employer, "code", "name", "organisation__code", "search"),
        "statements": told(models.EmployerStatement, "employer__code"),
        "unions": rows(models.Union, "code", "name", "founded_on", "organisation__code"),
        "union statements": told(models.UnionStatement, "union__code"),
        "covers": rows(models.Cover, "union__code", "employer__code", "start", "end"),
        "officers": rows(models.Officer, "union__code", "name", "elected_on", "left_on"),
        "leaves": sorted(map(repr, Placement.objects.values_list("node__code", "start", "end"))),
        "stretches": sorted(repr((employers[key], *rest)) for key, *rest in stretches),
        "rows": [
            (turn[one.batch_id], one.row, one.outcome, one.written_at is None, touches(one))
            for one in kept
            for touches in [lambda row: len(list(unpacked(row.trace or ())))]
        ],
        "log": sorted(Entry.objects.values_list("action", flat=True)),
    }
    return {
        "digests": {
            name: sha256(json.dumps(found).encode()).hexdigest()[:16]
            for name, found in whole.items()
        },
        "counts": {name: len(found) for name, found in whole.items()},
    }

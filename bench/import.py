# ruff: noqa: N999  `./xj bench import` is what people type
"""A large register from file to rows: the platform against django-import-export.

Both read the same invented workbook of 20 columns, check codes, days, numbers and choices, and
write the same tables: employers, unions with their leaves, statements with their origin, covers,
chairs and the stretches behind the figures. The platform also keeps each row with its plan and
its trace for undoing. The other side is used in two ways (`bench.rival`): as its documentation
has it, and rebuilt with loaders of our own, which only somebody who knows its inside would write.
One process for each, peaks by the system's own count. The other side is measured on the smaller
number of rows only, for it takes as long per row and many minutes.

`XINGJIA_BENCH_ROWS` and `XINGJIA_BENCH_SAMPLE` choose other numbers, `XINGJIA_BENCH_URL` another
database, which is migrated and filled.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bench.rival import Ways

ROWS = int(os.environ.get("XINGJIA_BENCH_ROWS", "100000"))
SAMPLE = int(os.environ.get("XINGJIA_BENCH_SAMPLE", "5000"))
INTO = "320900"  # a city, for no county has so many enterprises
OTHERS = {
    "documented": "as documented, after a dry run",
    "rebuilt": "with loaders of ours, straight in",
}


def main() -> None:
    """Print rows per second, the ratio, peaks, and the unchanged file again."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "base"
        _run("prepare", base, "")
        small, large = (Path(folder) / f"{number}.xlsx" for number in (SAMPLE, ROWS))
        for path, number in ((small, SAMPLE), (large, ROWS)):
            _run("write", base, str(path), str(number))
        ours = _tell("ours", base, small, SAMPLE)
        theirs = {side: _tell(side, base, small, SAMPLE) for side in OTHERS}
        _compare(f"all at {SAMPLE} rows", ours, theirs)
        if ROWS != SAMPLE:
            whole = _tell("ours", base, large, ROWS)
            _compare(f"the platform at {ROWS} rows, the other at {SAMPLE}", whole, theirs)


def _compare(which: str, ours: dict[str, Any], theirs: dict[str, dict[str, Any]]) -> None:
    for side, how in OTHERS.items():
        by_clock = ours["speed"] / theirs[side]["speed"]
        by_processor = ours["per_cpu"] / theirs[side]["per_cpu"]
        print(
            f"{which}: platform / django-import-export {how}: {by_clock:.1f} by the clock,"
            f" {by_processor:.1f} by processor time",
            flush=True,
        )


def _tell(side: str, base: Path, file: Path, rows: int) -> dict[str, Any]:
    home = base.with_name(f"{side}-{rows}")
    shutil.copytree(base, home)
    found: dict[str, Any] = json.loads(_run(side, home, str(file)).splitlines()[-1])
    found["speed"], found["per_cpu"] = rows / found["seconds"], rows / found["cpu"]
    print(
        f"{side:10} {rows} rows in {found['seconds']:.1f} s: {found['speed']:.0f} rows/s,"
        f" {found['cpu']:.1f} s of processor: {found['per_cpu']:.0f} rows/s"
        f" ({found['parts']}), peak {found['peak']} MB;"
        f" unchanged again {found['again']:.1f} s ({found['again_cpu']:.1f} s of processor),"
        f" {found['written_again']} written",
        flush=True,
    )
    return found


def _run(what: str, home: Path, *words: str) -> str:
    home.mkdir(exist_ok=True)
    env = os.environ | {
        "XINGJIA_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "xingjia.config.settings",
        "XINGJIA_DATABASE_URL": os.environ.get("XINGJIA_BENCH_URL", ""),
    }
    command = [sys.executable, "-m", "bench.import", what, *words]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


# ---- inside the processes -------------------------------------------------------------------


def prepare() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_divisions", verbosity=0)


def write(path: str, number: str) -> None:
    from bench import registers
    from xingjia.orgtree.models import Node

    towns = Node.objects.filter(kind=Node.Kind.TOWNSHIP, code__startswith=INTO[:4])
    registers.write(Path(path), int(number), sorted(towns.values_list("code", flat=True)))


def ours(path: str) -> None:
    begun, busy = time.perf_counter(), _busy()
    read, writing, batch = _bring_in(Path(path))
    seconds, busy = time.perf_counter() - begun, _busy() - busy
    before, begun, then = _stored(), time.perf_counter(), _busy()
    _bring_in(Path(path))
    again = time.perf_counter() - begun, _busy() - then
    parts = f"read and planned {read:.1f} s, written {writing:.1f} s"
    _answer(seconds, busy, parts, again, _stored() - before)
    assert batch.state == "written"


def _bring_in(path: Path) -> tuple[float, float, Any]:
    from datetime import date

    from xingjia.access.rules import system
    from xingjia.imports import commands
    from xingjia.imports.models import Import
    from xingjia.orgtree.models import Node
    from xingjia.toolkit.jobs.models import Job

    actor, begun = system("bench"), time.perf_counter()
    with path.open("rb") as stream:
        batch = commands.receive(
            actor,
            Node.objects.get(code=INTO),
            stream=stream,
            filename=path.name,
            on=date(2013, 12, 31),
        )
    if batch.state == Import.State.READING:
        batch = commands.read_now(batch)
    read = time.perf_counter() - begun
    job = commands.write_now(commands.confirm(actor, batch))
    assert job.state == Job.State.DONE, job.error_class
    batch.refresh_from_db()
    return read, time.perf_counter() - begun - read, batch


def documented(path: str) -> None:
    from bench.rival import AS_DOCUMENTED, dry_run

    begun, busy = time.perf_counter(), _busy()
    dry_run(Path(path), AS_DOCUMENTED)
    _other(Path(path), AS_DOCUMENTED, begun, busy)


def rebuilt(path: str) -> None:
    from bench.rival import REBUILT

    _other(Path(path), REBUILT, time.perf_counter(), _busy())


def _other(path: Path, ways: "Ways", begun: float, busy: float) -> None:
    from bench.rival import bring_in

    dry = _busy() - busy
    told = bring_in(path, ways)
    seconds, busy = time.perf_counter() - begun, _busy() - busy
    begun, then = time.perf_counter(), _busy()
    written = bring_in(path, ways)
    again = time.perf_counter() - begun, _busy() - then
    parts = f"{sum(told.values())} records, dry run {dry:.1f} s of processor"
    _answer(seconds, busy, parts, again, sum(written.values()))


def _stored() -> int:
    from xingjia.registry import models

    tables = ("Employer", "EmployerStatement", "Union", "UnionStatement", "Cover", "Officer")
    everything = (getattr(models, name).objects.everything(because="bench") for name in tables)
    return sum(rows.count() for rows in everything)


def _busy() -> float:
    """Processor seconds of this process and of those it started."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _answer(
    seconds: float, cpu: float, parts: str, again: tuple[float, float], written_again: int
) -> None:
    import resource

    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peak = max(resource.getrusage(one).ru_maxrss for one in who) // 1024
    told = {"seconds": seconds, "cpu": cpu, "parts": parts}
    told |= {"again": again[0], "again_cpu": again[1]}
    print(json.dumps(told | {"peak": peak, "written_again": written_again}))


if __name__ == "__main__":
    import django
    from django.conf import settings

    if sys.argv[1] in OTHERS:
        settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "import_export"]
    django.setup()
    parts = (prepare, write, ours, documented, rebuilt)
    {part.__name__: part for part in parts}[sys.argv[1]](*[word for word in sys.argv[2:] if word])

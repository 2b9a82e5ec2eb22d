"""Writers of imports killed 2,000 times on each database; the end must be that of a clean run.

On SQLite and, where XINGJIA_DATABASE_URL names a PostgreSQL server, there too. Then the same with
rows that commit apart from the cursor, which has to show, and the kill tests of jobs.
`XINGJIA_BENCH_KILLS` chooses another number.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

KILLS = int(os.environ.get("XINGJIA_BENCH_KILLS", "2000"))
ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Print for each database how many kills there were and what differs in the end."""
    url = os.environ.get("XINGJIA_DATABASE_URL", "")
    for database in ["", *([url] if url else [])]:
        os.environ["XINGJIA_DATABASE_URL"] = database
        name = "PostgreSQL" if database else "SQLite"
        tell(f"{name}, {KILLS} kills", kills=KILLS)
        tell(f"{name}, rows apart from the cursor", kills=10, harm="apart")
        jobs = [sys.executable, "-m", "pytest", "-q", "-n0", "tests/toolkit/jobs/test_kill.py"]
        subprocess.run(jobs, cwd=ROOT, env=os.environ | {"XINGJIA_SLOW": "1"}, check=False)


def tell(what: str, *, kills: int, harm: str = "") -> None:
    """One run with kills and the clean run it has to equal, after each of its imports."""
    from tests.imports.test_kill import arena, run

    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, arena(Path(folder) / "tables") as like:
        killed = run(Path(folder) / "killed", like, kills=kills, rounds=1, harm=harm)
        clean = run(Path(folder) / "clean", like, kills=0, rounds=killed["rounds"])
    apart = {
        name
        for one, two in zip(killed["states"], clean["states"], strict=True)
        for name, digest in one["digests"].items()
        if digest != two["digests"][name]
    }
    other = ", ".join(sorted(apart)) or "nothing"
    print(
        f"{what}: {killed['kills']} in {killed['rounds']} imports, {killed['cut_short']} slices cut"
        f" short, {time.monotonic() - begun:.0f} s; differs: {other}",
        flush=True,
    )

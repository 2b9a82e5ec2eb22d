"""The same photo again among a million: the indexed look-up against a scan of the whole table.

Both run in the database of this run (SQLite, or `XINGJIA_DATABASE_URL` for PostgreSQL) over the
same rows and must name the same photos. The scan compares every stored grid with the
eight ways the photo can be held, the fastest way we know in each database: `bit_count` in
PostgreSQL; SQLite has no such function and gets one that calls Python.
"""

import os
import random
import tempfile
import time
from statistics import median
from typing import Any

ROWS = 1_000_000
ASKED = 12
LEAST = 25


def main() -> None:
    """Print the median times, the ratio, and whether both found the same."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["XINGJIA_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "xingjia.config.settings"
        import django
        from django.db import connection
        from django.test.utils import setup_databases, teardown_databases

        django.setup()
        apart = setup_databases(verbosity=0, interactive=False)
        try:
            measure(connection, fill(connection))
        finally:
            teardown_databases(apart, verbosity=0)


def fill(connection: Any) -> list[int]:
    """A million random grids, some of them near those that are asked for later; these."""
    from xingjia.toolkit.files.models import Blob, Picture
    from xingjia.toolkit.files.rules import BITS, bands, orientations, signed

    blob = Blob.objects.create(sha256="0" * 64, size=0)
    lot = random.Random(20)  # noqa: S311  measurements repeat
    near, grids = [], []
    for n in range(ASKED):
        grid = lot.getrandbits(BITS)
        for flips in range(9):
            turned = lot.choice(sorted(orientations(grid)))
            for place in lot.sample(range(BITS), flips):
                turned ^= 1 << place
            near.append((f"near {n} {flips}", turned))
        grids.append(grid)
    made = [(f"{n:064x}", lot.getrandbits(BITS)) for n in range(ROWS - len(near))]
    rows = [(name, signed(grid), *bands(grid)) for name, grid in [*near, *made]]
    table = Picture._meta.db_table
    columns = "sha256, grid, band_0, band_1, band_2"
    fixed = "view_id, thumbnail_id, width, height, received_at"
    with connection.cursor() as cursor:
        for start in range(0, len(rows), 50_000):
            cursor.executemany(
                f"INSERT INTO {table} ({columns}, {fixed}) VALUES"  # noqa: S608  our own words
                f" (%s, %s, %s, %s, %s, {blob.pk}, {blob.pk}, 1, 1, CURRENT_TIMESTAMP)",
                rows[start : start + 50_000],
            )
        cursor.execute("ANALYZE")
    return grids


def measure(connection: Any, grids: list[int]) -> None:
    """Time one way after the other, each over all that is asked for."""
    from xingjia.toolkit.files.queries import look_alikes

    times: dict[str, list[float]] = {}
    answers: dict[str, list[list[int]]] = {}
    for name, way in (("index", look_alikes), ("scan", scan(connection))):
        way(grids[0])  # both read from memory
        times[name], answers[name] = [], []
        for grid in grids:
            began = time.perf_counter()
            answers[name].append(way(grid))
            times[name].append(time.perf_counter() - began)
    assert answers["index"] == answers["scan"]
    found = sum(map(len, answers["index"]))
    index, whole = (median(times[name]) for name in ("index", "scan"))
    print(f"{ROWS:,} photos on {connection.vendor}, {ASKED} asked for, {found} found near them")
    print(f"look-up by index: median {index * 1000:.1f} ms")
    print(f"scan of the table: median {whole * 1000:.0f} ms; same photos found: yes")
    word = "at least" if whole / index >= LEAST else "BELOW"
    print(f"ratio: {whole / index:.0f} ({word} {LEAST})")


def scan(connection: Any) -> Any:
    """The whole table compared in the database."""
    from xingjia.toolkit.files.models import Picture
    from xingjia.toolkit.files.rules import NEAR, orientations, signed

    table = Picture._meta.db_table

    def by_python(grid: int) -> list[int]:
        turned = sorted(signed(one) for one in orientations(grid))

        def is_near(stored: int) -> bool:
            return any(((stored ^ one) % (1 << 64)).bit_count() <= NEAR for one in turned)

        connection.connection.create_function("is_near", 1, is_near, deterministic=True)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id FROM {table} WHERE is_near(grid) ORDER BY id")  # noqa: S608
            return [row[0] for row in cursor.fetchall()]

    def by_bits(grid: int) -> list[int]:
        near = " OR ".join(
            f"bit_count((grid # {signed(one)}::bigint)::bit(64)) <= {NEAR}"
            for one in sorted(orientations(grid))
        )
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id FROM {table} WHERE {near} ORDER BY id")  # noqa: S608
            return [row[0] for row in cursor.fetchall()]

    return by_python if connection.vendor == "sqlite" else by_bits

"""Files damaged in every way: each is read or refused with its sentence, and nothing dies.

The danger sits in the child process that opens a workbook; what is tested is that the one who
asked goes on, with as much memory as before. Of the thousands most are made of the small samples:
what breaks does so by its form and not by its length.
"""

import io
import os
import random
import zipfile
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.registry.sheets.conftest import SAMPLES
from tests.registry.sheets.nursery import nursery
from xingjia.toolkit.sheets.guard import start_with
from xingjia.toolkit.sheets.refusal import Refused
from xingjia.toolkit.sheets.sentences import sentence_of

FILES = sorted(
    path
    for path in SAMPLES.glob("S*.*")
    if path.suffix in {".xlsx", ".xls", ".csv", ".txt"} and "answers" not in path.name
    if "effects" not in path.name
)
SMALL = [path for path in FILES if path.stat().st_size < 16 * 1024]
LARGE_EVERY = 50  # of the thousands
MANY = 5000
FEW = 40
AT_ONCE = 2 * (os.cpu_count() or 1)
MOST_MORE = 50 * 1024 * 1024  # bytes of memory


def flipped(raw: bytes, chance: random.Random) -> bytes:
    """Some bytes are others."""
    found = bytearray(raw)
    for _ in range(chance.choice((1, 3, 20, 200))):
        found[chance.randrange(len(found))] = chance.randrange(256)
    return bytes(found)


def cut(raw: bytes, chance: random.Random) -> bytes:
    """The end is missing, or a piece in the middle."""
    begin, end = sorted(chance.randrange(len(raw)) for _ in range(2))
    return raw[:begin] if chance.random() < 0.5 else raw[:begin] + raw[end:]


def doubled(raw: bytes, chance: random.Random) -> bytes:
    """A piece stands there twice."""
    begin, end = sorted(chance.randrange(len(raw)) for _ in range(2))
    return raw[:end] + raw[begin:end] + raw[end:]


def inside(raw: bytes, chance: random.Random) -> bytes:
    """The container is sound, and one of its parts is not; for a text, any of the others."""
    if not raw.startswith(b"PK"):
        return chance.choice((flipped, cut, doubled))(raw, chance)
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(kept, "w", 8) as new:
        names = old.namelist()
        chosen = chance.choice([name for name in names if name.endswith(".xml")])
        for name in names:
            part = old.read(name)
            if name == chosen and part:
                part = chance.choice((flipped, cut, doubled, numbers))(part, chance)
            new.writestr(name, part)
    return kept.getvalue()


def numbers(raw: bytes, chance: random.Random) -> bytes:
    """A cell far out, or a number beyond all bounds."""
    old = chance.choice((b'r="A', b'r="B', b"<v>1", b'ref="A1', b'count="', b's="'))
    new = chance.choice((b'r="XFD104857', b"<v>9e999", b'ref="A1:XFD1048576', b'count="99999999'))
    return raw.replace(old, new, chance.choice((1, 5, -1)))


WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (flipped, cut, doubled, inside, inside)


def memory() -> int:
    """Bytes this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def mutate_and_read(read, folder: Path, seeds: range) -> Counter[str]:
    """What became of each file: "read", or the code of the refusal. Each is still opened by a
    child of its own; while one waits for its child, others go on."""
    with ThreadPoolExecutor(AT_ONCE) as threads:
        parts = [seeds[number::AT_ONCE] for number in range(AT_ONCE)]
        found = threads.map(lambda part: _mutate_and_read(read, folder, part), parts)
        return sum(found, Counter())


def _mutate_and_read(read, folder: Path, seeds: range) -> Counter[str]:
    outcomes: Counter[str] = Counter()
    path = folder / f"mutated-{seeds.start}"
    for seed in seeds:
        chance = random.Random(seed)  # noqa: S311  a seed to find the file again by
        raw = _sample(seed).read_bytes()
        path.write_bytes(chance.choice(WAYS)(raw, chance))
        try:
            outcomes[_outcome(read, path)] += 1
        except Exception as error:
            raise AssertionError(f"seed {seed}: {type(error).__name__}") from error
    return outcomes


def _sample(seed: int) -> Path:
    """Any of the samples among the first, then the small ones, and now and then any again."""
    if seed < FEW:
        return FILES[seed % len(FILES)]
    return (
        SMALL[seed % len(SMALL)] if seed % LARGE_EVERY else FILES[seed // LARGE_EVERY % len(FILES)]
    )


def _outcome(read, path: Path) -> str:
    try:
        read(path).to_json()
    except Refused as refused:
        return refused.code if sentence_of(refused) else "without a sentence"
    return "read"


def test_damaged_files_are_read_or_refused(read, tmp_path: Path):
    outcomes = mutate_and_read(read, tmp_path, range(FEW))

    assert outcomes.total() == FEW
    assert outcomes["read"] > 0
    assert len(outcomes) > 1  # some are refused, else nothing was damaged
    assert "without a sentence" not in outcomes


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_thousands_of_damaged_files_leave_the_process_as_it_was(read, tmp_path: Path):
    with nursery(tmp_path) as start, start_with(start):
        mutate_and_read(read, tmp_path, range(3 * FEW))  # what is read once is kept from then on
        before = memory()

        outcomes = mutate_and_read(read, tmp_path, range(MANY))

    assert outcomes.total() == MANY
    assert outcomes["read"] > MANY / 10
    assert outcomes["not_a_workbook"] > MANY / 10
    assert "without a sentence" not in outcomes
    assert memory() - before <= MOST_MORE

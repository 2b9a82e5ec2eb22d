"""The division codes that ship with the platform, as rows. Standard library only."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("divisions.csv")


class DivisionRow(NamedTuple):
    """One code and its years; `valid_to` is None for a code in force."""

    code: str
    name: str
    level: str
    parent_code: str
    valid_from: int | None
    valid_to: int | None
    zone: bool


def read_divisions(path: Path = FILE) -> Iterator[DivisionRow]:
    """The rows of the file, in its order: each parent before its children."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield DivisionRow(
                row["code"],
                row["name"],
                row["level"],
                row["parent_code"],
                int(row["valid_from"]) if row["valid_from"] else None,
                int(row["valid_to"]) if row["valid_to"] else None,
                row["zone"] == "1",
            )

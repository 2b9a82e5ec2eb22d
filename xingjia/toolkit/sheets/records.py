"""What comes out of a sheet: records, skipped rows, issues. Rows are counted from 1 here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from xingjia.toolkit.sheets.days import AsOf
from xingjia.toolkit.sheets.kinds import Values
from xingjia.toolkit.sheets.values.base import Fault, Level


@dataclass(frozen=True)
class Record:
    """One thing the table tells of, with every field the table gives."""

    row: int
    values: Values


@dataclass(frozen=True)
class Skipped:
    """A row that is no record: total, note, blank, title or placeholder."""

    row: int
    why: str


@dataclass(frozen=True)
class Issue:
    """Something a person should see. `said` is the cell as written, `offer` a correction."""

    row: int
    field: str | None
    code: str
    level: Level
    said: str = ""
    offer: str | None = None

    @classmethod
    def of(cls, row: int, fault: Fault, said: str = "", field: str | None = None) -> "Issue":
        """The issue that a fault makes of a row; `field` where the fault names none."""
        return cls(row, fault.field or field, fault.code, fault.level, said, fault.offer)


@dataclass(frozen=True)
class Table:
    """One table found in a sheet, or a list found in a text."""

    sheet: str | None
    kind: str
    header_rows: list[int]
    columns: dict[str, str | None]
    records: list[Record]
    skipped: list[Skipped]
    issues: list[Issue]
    positions: dict[str, int] = field(default_factory=dict)  # field -> column, from 0
    title: str = ""
    as_of: AsOf | None = None

    def to_json(self) -> dict[str, Any]:
        """The table in the schema of the samples."""
        return {
            "sheet": self.sheet,
            "kind": self.kind,
            "header_rows": self.header_rows,
            "columns": self.columns,
            "records": [{"row": r.row, "values": r.values} for r in self.records],
            "skipped": [{"row": s.row, "why": s.why} for s in self.skipped],
            "issues": [
                {"row": i.row, "field": i.field, "code": i.code, "level": i.level.value}
                for i in self.issues
            ],
        }


def each_once(issues: Iterable[Issue]) -> list[Issue]:
    """The issues by row; of several alike on one field of a row, the first."""
    kept = {(issue.row, issue.field, issue.code): issue for issue in reversed(list(issues))}
    return sorted(kept.values(), key=lambda issue: (issue.row, issue.field or ""))

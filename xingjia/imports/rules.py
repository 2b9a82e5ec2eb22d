"""What a row of a workbook would do. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any, NamedTuple


class Outcome(StrEnum):
    """What happens to one row when the import is confirmed."""

    HELD = "held"  # waits for a person; nothing of the row is written
    REJECTED = "rejected"  # belongs elsewhere
    CHANGED = "changed"
    NEW = "new"
    SAME = "same"


class Choice(StrEnum):
    """What a person decided about a row that waits."""

    STORED = "stored"  # what is in doubt stays as the register has it; the rest is written
    ROW = "row"  # what the row says counts
    CODE = "code"  # the row means the one that bears its code
    NAME = "name"  # the row means the one that bears its name
    NEW = "new"  # the row means one that is not known yet


# Only these are written; everything else leaves the register as it is.
WRITTEN = frozenset({Outcome.NEW, Outcome.CHANGED})
# What the log tells that leaves the register as it is; anything else may have edited it. A room
# that edits it does so by commands of the register, which have an entry of their own.
HARMLESS = (
    "access.",
    "audit.",
    "campaigns.",
    "desk.assigned",
    "evidence.",
    "imports.confirmed",
    "imports.day_changed",
    "imports.decided",
    "imports.received",
    "imports.resumed",
    "imports.undo_asked",
    "imports.undo_resumed",
    "imports.undone",
    "publicity.",
    "reports.",
    "returns.",
    "standards.",
    "visits.",
)
# The words of the command line (docs/command-line.md).
ACTIONS = {
    Outcome.HELD: "hold",
    Outcome.REJECTED: "reject",
    Outcome.CHANGED: "update",
    Outcome.NEW: "insert",
    Outcome.SAME: "unchanged",
}


class Change(NamedTuple):
    """One value before and after; `before` is None where nothing was known."""

    subject: str  # "employer", "union", "chair", "contract"
    field: str
    before: Any
    after: Any


class Reason(NamedTuple):
    """Why a row is held, or what to look at; worded in the reader's language when shown."""

    code: str
    field: str = ""
    value: str = ""


@dataclass(frozen=True)
class Plan:
    """What one row would do, and why."""

    outcome: Outcome
    title: str = ""
    code: str = ""
    changes: tuple[Change, ...] = ()
    reasons: tuple[Reason, ...] = ()
    subject_key: int | None = None
    options: tuple[str, ...] = ()  # of `Choice`: what a person may decide about a row that waits

    def as_json(self) -> dict[str, Any]:
        """Plain values, as they are kept beside the row."""
        return vars(self) | {
            "outcome": self.outcome.value,
            "changes": [
                {"subject": subject, "field": field, "before": before, "after": after}
                for subject, field, before, after in self.changes
            ],
            "reasons": [one._asdict() for one in self.reasons],
            "options": [str(one) for one in self.options],
        }


@dataclass(frozen=True)
class Record:
    """One record read from a workbook, with the issues found in it."""

    key: int  # id of the stored row
    row: int
    values: dict[str, Any]
    issues: tuple[dict[str, Any], ...] = ()
    choice: str = ""  # what a person decided, of `Choice`; it counts only where it is an option

    @property
    def errors(self) -> tuple[dict[str, Any], ...]:
        """The issues that must be decided by a person."""
        return tuple(issue for issue in self.issues if issue["level"] == "error")

    @property
    def repeated(self) -> Outcome | None:
        """What becomes of a row that an earlier row of its sheet has said already.

        None for a row that stands alone. The same again changes nothing; the same code with
        other values waits, and the earlier row counts.
        """
        levels = {issue["level"] for issue in self.issues if issue["code"] == "duplicate"}
        if "error" in levels:
            return Outcome.HELD
        return Outcome.SAME if levels else None

    @property
    def options(self) -> tuple[Choice, ...]:
        """What a person may decide about a known record's row for what is wrong in it."""
        if self.repeated is Outcome.HELD:
            return (Choice.STORED, Choice.ROW)
        return (Choice.STORED,) if self.errors else ()

    def without(self, *fields: str) -> "Record":
        """The row after a person decided about it: without its errors and the columns in which
        they are, and without `fields`. One that repeats another then says the same."""
        doubted = {*fields, *(str(issue.get("field") or "") for issue in self.errors)}
        same = self.repeated is Outcome.HELD and self.choice == Choice.STORED
        issues = [one for one in self.issues if one["level"] != "error"]
        issues += [{"code": "duplicate", "field": None, "level": "warning"}] if same else []
        values = {name: value for name, value in self.values.items() if name not in doubted}
        return replace(self, values=values, issues=tuple(issues))


def holding(
    reasons: Iterable[Mapping[str, str]] | None, issues: Iterable[Mapping[str, Any]]
) -> Reason | None:
    """The first of a row's reasons, as kept beside it, that makes it wait: a warning does not."""
    levels = {(one["code"], one["field"] or ""): one["level"] for one in issues}
    every = (Reason(**one) for one in reasons or ())
    return next((one for one in every if levels.get(one[:2], "error") == "error"), None)


def kept_for_later(records: Iterable[Record]) -> dict[int, Plan]:
    """The plans of rows that no room can write yet: they are kept as they were read."""
    return {
        record.key: Plan(
            Outcome.HELD,
            next((value for value in record.values.values() if isinstance(value, str)), ""),
            reasons=(Reason("no_room"),),
        )
        for record in records
    }


NOTHING_SAID: Mapping[str, list[int]] = {}


class Touch(NamedTuple):
    """A stored record that a row made or changed.

    `mark` tells whether it is still as the row left it; `before` holds what stood in the values
    the row changed, None for a record the row made.
    """

    table: str  # "registry.contract"
    pk: int
    mark: str
    before: dict[str, Any] | None = None

    @property
    def key(self) -> tuple[str, int]:
        """What names the record."""
        return self.table, self.pk


def packed(
    touches: Iterable[Touch], said: Mapping[str, list[int]] = NOTHING_SAID
) -> list[dict[str, Any]]:
    """Touches as they are kept beside the row: those of records without a mark, of which a row
    makes many, by table; `said` are further ones of these."""
    plain = {table: [*keys] for table, keys in said.items()}
    found: list[dict[str, Any]] = []
    for one in touches:
        if one.mark or one.before is not None:
            marked = {"table": one.table, "pk": one.pk, "mark": one.mark}
            found.append(marked if one.before is None else marked | {"before": one.before})
        else:
            plain.setdefault(one.table, []).append(one.pk)
    return found + [{"table": table, "made": keys} for table, keys in plain.items()]


def unpacked(kept: Iterable[dict[str, Any]]) -> Iterator[Touch]:
    """The touches kept beside a row."""
    for one in kept:
        if "made" in one:
            yield from (Touch(one["table"], key, "") for key in one["made"])
        else:
            yield Touch(**one)


@dataclass(frozen=True)
class Brought:
    """A written row with what it touched."""

    key: int
    touches: tuple[Touch, ...]
    title: str = ""
    row: int = 0
    written: str = ""  # when, as an ISO time: a row that waited was written after the others

    @property
    def turn(self) -> tuple[str, int]:
        """By what rows follow one another as they were written."""
        return self.written, self.key


@dataclass
class Behind:
    """What was found about later rows, which are judged first: records that rows which stay
    touched, records that any row touched, and records that go."""

    frozen: set[tuple[str, int]] = field(default_factory=set)
    seen: set[tuple[str, int]] = field(default_factory=set)
    gone: set[tuple[str, int]] = field(default_factory=set)


@dataclass(frozen=True)
class Stay:
    """Why a row cannot be taken back; `who` is a label, `at` an ISO time, "" if not known."""

    why: str  # "changed", "used", "tied", "outside", "code_taken"
    table: str
    pk: int
    who: str = ""
    at: str = ""
    file: str = ""  # of the later import that changed it

    def as_json(self) -> dict[str, Any]:
        """Plain values, as they are kept beside the row."""
        return asdict(self)


@dataclass
class Written:
    """What a slice of rows did: ids of the employers whose facts may be different now, and by
    record key what each row touched.

    `settled` are the rows that would change nothing should they come again, whatever else the
    workbook says, as long as nothing is edited: each with the record it is about. `said` are the
    statements each row made, by table: they bear no mark, and there are many.
    """

    plans: dict[int, Plan] = field(default_factory=dict)
    employers: set[int] = field(default_factory=set)
    touches: dict[int, list[Touch]] = field(default_factory=dict)
    settled: dict[int, int] = field(default_factory=dict)
    said: dict[int, dict[str, list[int]]] = field(default_factory=dict)

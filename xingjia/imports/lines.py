"""One row of a workbook as the review shows it: what it would change, and why it waits."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from xingjia.imports import words
from xingjia.imports.kinds import Foretelling, Handler, compared_only, handler_for
from xingjia.imports.models import ImportRow
from xingjia.imports.queries import as_plan, place_names
from xingjia.imports.rules import WRITTEN, Change, Choice, Outcome, Plan, Reason

# What tells a new employer or contract apart at a glance, in this order.
NOTABLE: dict[tuple[str, str], words.Text] = {
    ("employer", "place"): lazy("%(value)s"),
    ("employer", "staff"): lazy("职工 %(value)s 人"),
    ("employer", "in_production"): lazy("%(value)s"),
    ("union", "name"): lazy("已建会"),
    ("contract", "kind"): lazy("%(value)s"),
    ("contract", "valid_from"): lazy("自%(value)s"),
    ("contract", "valid_to"): lazy("至%(value)s"),
    ("contract", "employers"): lazy("覆盖 %(value)s 家"),
    ("officer", "name"): lazy("%(value)s"),
    ("officer", "post"): lazy("%(value)s"),
}
# Outcome: kind of chip, icon.
CHIPS = {
    Outcome.HELD: ("unmet", "circle-x"),
    Outcome.REJECTED: ("na", "ban"),
    Outcome.CHANGED: ("info", "refresh"),
    Outcome.NEW: ("met", "plus"),
    Outcome.SAME: ("na", "circle-minus"),
}
# Reasons that give a choice its words.
DECIDED_BY = {"duplicate", "edited", "edited_since", "conflict", "outside", "union_closed"}
ABOUT_EMPLOYERS = {"register", "returned"}  # kinds of which each row is about one employer
LEVELS = ("error", "warning")  # the graver first
Places = dict[str, str]  # code: name


@dataclass(frozen=True)
class Line:
    """One thing about a row: a column, its value before and after, and what is to be said."""

    label: str
    before: str = ""
    after: str = ""
    said: str = ""
    # What stands in the cell and was not taken over, in pieces; true for what is wrong in it.
    pieces: tuple[tuple[str, bool], ...] = ()
    rest: tuple["Line", ...] = ()  # all values of a new row


@dataclass(frozen=True)
class Option:
    """Something a person may decide about a row that waits, or has decided."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Shown:
    """A row of the workbook with its lines."""

    row: ImportRow
    title: str
    code: str
    employer: int | None  # id of the employer, where the row is about a known one
    kind: str
    icon: str
    lines: tuple[Line, ...]
    options: tuple[Option, ...] = ()
    word: str = ""  # what the outcome is called

    @property
    def high(self) -> int:
        """How many lines of the table it takes."""
        return len(self.lines) + bool(self.options)

    @property
    def waits(self) -> bool:
        """Whether somebody must decide on it."""
        return self.row.outcome == Outcome.HELD


def shown(rows: Iterable[ImportRow]) -> list[Shown]:
    """The rows as the review shows them; names of places are read once for all."""
    planned = [(row, as_plan(row.plan)) for row in rows]
    places = place_names(
        str(value)
        for _row, plan in planned
        for change in plan.changes
        if change.field == "place"
        for value in (change.before, change.after)
    )
    return [_shown(row, plan, places) for row, plan in planned]


def _shown(row: ImportRow, plan: Plan, places: Places) -> Shown:
    kind, icon = CHIPS[plan.outcome]
    known = plan.subject_key if row.kind in ABOUT_EMPLOYERS else None
    lines = tuple(_lines(row, plan, places))
    options = tuple(_options(row, plan)) if not row.written_at else ()
    word = words.outcome(row.kind, row.outcome) or str(row.get_outcome_display())
    return Shown(row, plan.title, plan.code, known, kind, icon, lines, options, word)


def _options(row: ImportRow, plan: Plan) -> Iterator[Option]:
    """To leave the row as it is, first; then what else may be decided."""
    deciding = {reason.code for reason in plan.reasons} & DECIDED_BY
    why = next((one for one in plan.reasons if one.code in deciding), Reason(""))
    for value in ("", *plan.options) if plan.options else ():
        named = why.value if value == Choice.CODE else str(row.values.get("employer_name") or "")
        label = words.choice(value, why.code, why.field, named)
        yield Option(value, label, value == row.choice)


def _lines(row: ImportRow, plan: Plan, places: Places) -> Iterator[Line]:
    handler = handler_for(row.kind)
    changes = [(one, _change(handler, one, places)) for one in plan.changes if handler]
    reasons = _reasons(row, plan)
    if plan.outcome is Outcome.NEW:
        yield _whole_row(changes)
    elif plan.outcome is Outcome.CHANGED:
        yield from _beside([line for _one, line in changes], reasons)
    elif plan.outcome is Outcome.SAME:
        compared = row.kind in compared_only()
        yield Line("", after=_("与台账一致") if compared else _("没有变化"))
    elif plan.changes:
        yield from _beside([line for _one, line in changes], reasons)
    elif not reasons:
        yield Line("", said=words.sentence("", "error"))
    yield from reasons.values()


def _change(handler: Handler, change: Change, places: Places) -> Line:
    def show(value: Any) -> str:
        if change.field == "place":
            return places.get(str(value), "")
        return "" if value is None else handler.show(change.field, value)

    label = str(handler.label(change.subject, change.field))
    if change.subject == "tally":
        ours, theirs = show(change.before) or _("未填报"), show(change.after)
        both = _("台账 %(ours)s，表里 %(theirs)s") % {"ours": ours, "theirs": theirs}
        return Line(label, after=both)
    said = handler.follows(change) if isinstance(handler, Foretelling) else ""
    return Line(label, show(change.before), show(change.after), said)


def _whole_row(changes: list[tuple[Change, Line]]) -> Line:
    """A new row in short, with all its values behind it."""
    found = {(one.subject, one.field): _in_short(one, line) for one, line in changes}
    notable = [str(form) % {"value": found[key]} for key, form in NOTABLE.items() if key in found]
    return Line(_("整行"), after="，".join(notable), rest=tuple(line for _one, line in changes))


def _in_short(change: Change, line: Line) -> str:
    if change.field == "in_production":
        return _("投产") if change.after else _("未投产")
    return str(len(change.after)) if isinstance(change.after, list) else line.after


def _beside(changes: Iterable[Line], reasons: dict[str, Line]) -> Iterator[Line]:
    """Each change, with what is to be said about the same column beside it."""
    for line in changes:
        about = reasons.pop(line.label, None)
        both = _("%(one)s；%(other)s") if about and line.said else "%(one)s%(other)s"
        said = both % {"one": about.said if about else "", "other": line.said}
        yield replace(line, said=said)


def _reasons(row: ImportRow, plan: Plan) -> dict[str, Line]:
    """One line for each column something is to be said about, errors first."""
    found: dict[str, Line] = {}
    for reason, issue in sorted(graded(row, plan), key=lambda one: LEVELS.index(one[1]["level"])):
        said = said_of(reason, issue, plan.outcome)
        label = words.field_name(reason.field)
        if label not in found:
            found[label] = _cell(label, row.values.get(reason.field), issue, said)
        elif said not in found[label].said:
            both = _("%(one)s；%(other)s") % {"one": found[label].said, "other": said}
            found[label] = replace(found[label], said=both)
    return found


def graded(row: ImportRow, plan: Plan) -> Iterator[tuple[Reason, dict[str, Any]]]:
    """Each reason with the issue it comes from. What a room holds against a row that is
    written all the same is a warning."""
    issues = {(one["code"], one["field"] or ""): one for one in row.issues}
    own = {"level": LEVELS[plan.outcome in WRITTEN]}
    for reason in plan.reasons:
        yield reason, issues.get((reason.code, reason.field), own)


def said_of(reason: Reason, issue: dict[str, Any], outcome: Outcome) -> str:
    level = str(issue["level"])
    value = reason.value or str(issue.get("offer") or "")
    said = words.sentence(reason.code, level, reason.field, value)
    written_all_the_same = outcome is Outcome.NEW and level == "error"
    return words.stays_unknown(said) if written_all_the_same else said


def _cell(label: str, value: Any, issue: dict[str, Any], said: str) -> Line:
    """What stands in the cell: the value read, or the text nobody could read."""
    text = str(issue.get("said") or "").strip()
    if value is None and text:
        return Line(label, said=said, pieces=_pieces(text, str(issue.get("offer") or "")))
    return Line(label, after=words.written_out(value), said=said)


def _pieces(text: str, offer: str) -> tuple[tuple[str, bool], ...]:
    """The text, with the characters in which a correction differs from it set apart."""
    if len(text) != len(offer):
        return ((text, False),)
    compared = groupby(zip(text, offer, strict=True), key=lambda pair: pair[0] != pair[1])
    return tuple(("".join(one for one, _offered in run), wrong) for wrong, run in compared)

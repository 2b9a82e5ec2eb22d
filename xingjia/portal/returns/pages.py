"""What the pages of collections are given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from xingjia.access.queries import names_behind
from xingjia.access.rules import Actor
from xingjia.imports.commands import as_record
from xingjia.imports.kinds import Setting
from xingjia.imports.lines import shown
from xingjia.imports.models import ImportRow
from xingjia.imports.pages import filters
from xingjia.imports.queries import ORDER, Tally
from xingjia.imports.rules import Outcome, Plan
from xingjia.portal.returns.columns import label_of
from xingjia.portal.returns.models import Collection, HandIn
from xingjia.portal.returns.queries.boards import Board, Line, asked_of, boards, collections_for
from xingjia.portal.returns.queries.drafts import Outline
from xingjia.portal.returns.rows import KIND, ReturnedRows
from xingjia.portal.returns.rules.states import State, left
from xingjia.portal.returns.words import STATES, WHY, left_words

ROWS = 50
OPEN_AT_HOME = 3
NAMED = 60  # places that are named beside each other; more are in the table
RANK = {outcome.value: place for place, outcome in enumerate(ORDER)}


@dataclass(frozen=True)
class Shown:
    """A line of the board with the words for its state."""

    line: Line
    kind: str
    icon: str
    word: str


@dataclass(frozen=True)
class Review:
    """What everything that came in would do to the register."""

    tally: Tally
    rows: list[ImportRow]
    plans: list[Plan] = field(default_factory=list)
    effect: str = ""


def worded(lines: Iterable[Line]) -> list[Shown]:
    """Lines as the pages show them."""
    found = []
    for line in lines:
        kind, icon, word = STATES[line.state]
        found.append(Shown(line, kind, icon, str(word)))
    return found


def summary(collection: Collection, board: Board, on: date) -> dict[str, Any]:
    """Where a collection stands, in numbers and names."""
    return {
        "collection": collection,
        "lines": worded(board.lines if len(board.lines) <= NAMED else ()),
        "all": len(board.lines),
        "came": len(board.of(State.IN, State.WRITTEN)),
        "faulty": len(board.of(State.FAULTY)),
        "missing": len(board.missing),
        "left": left_words(left(on, collection.due_on)),
        "over": collection.due_on < on,
        "closed": collection.closed_at is not None or collection.ends_on < on,
    }


def places_shown(board: Board, show: str, number: str | None) -> dict[str, Any]:
    """The part of a board that fits one page, narrowed to a state."""
    chips = [{"title": _("全部"), "count": len(board.lines), "url": "?", "current": not show}]
    for state, (_kind, _icon, word) in STATES.items():
        if (many := len(board.of(state))) or show == state:
            url = f"?show={state.value}"
            chips.append({"title": word, "count": many, "url": url, "current": show == state})
    chosen = [one for one in board.lines if not show or one.state == show]
    page = Paginator(worded(chosen), ROWS).get_page(number)
    return {"page": page, "filters": chips}


def home_cards(actor: Actor, on: date) -> dict[str, Any]:
    """What is asked of the actor, and how his own collections stand that still take something."""
    mine = list(collections_for(actor).filter(closed_at=None, ends_on__gte=on)[:OPEN_AT_HOME])
    stand = boards(mine) if mine else {}
    return {
        "asked": asked_cards(actor, on),
        "collections": [summary(one, stand[one.pk], on) for one in mine],
    }


def asked_cards(actor: Actor, on: date) -> list[dict[str, Any]]:
    """The workbooks the actor is asked to fill in."""
    return [
        {"shown": one, "left": left_words(left(on, one.line.sent.collection.due_on))}
        for one in worded(asked_of(actor, on))
    ]


def columns_asked(outline: Outline) -> list[dict[str, Any]]:
    """Per column, how many are asked and why, and how many are known."""
    everybody = outline.burden.units + outline.burden.passed
    return [
        {
            "label": label_of(column),
            "asked": sum(why.values()),
            "why": "、".join(f"{WHY[one]} {number}" for one, number in why.items()),
            "known": everybody - sum(why.values()),
        }
        for column, why in outline.burden.by_column.items()
    ]


def owner(collection: Collection) -> str:
    """Who started a collection and answers for it."""
    return names_behind([collection.started_by]).get(collection.started_by) or _("系统")


def review(collection: Collection, came: Sequence[HandIn]) -> Review:
    """Plan the rows of these workbooks together, against the register as it stands now."""
    rows = [
        ImportRow(
            pk=number,
            kind=KIND,
            sheet=one.sent.organisation.name,
            row=line["row"],
            values=line["values"],
            issues=line["issues"],
        )
        for number, (one, line) in enumerate(
            ((one, line) for one in came for line in one.lines), start=1
        )
    ]
    handler = ReturnedRows()
    setting = Setting(collection.organisation, collection.day)
    plans = handler.plan(setting, [as_record(row) for row in rows])
    for row in rows:
        row.outcome, row.plan = plans[row.pk].outcome.value, plans[row.pk].as_json()
    found = list(plans.values())
    number = {one: sum(plan.outcome is one for plan in found) for one in Outcome}
    tally = Tally(**{one.value: many for one, many in number.items()})
    writable = [plan for plan in found if plan.outcome in {Outcome.NEW, Outcome.CHANGED}]
    rows.sort(key=lambda row: RANK[row.outcome])
    return Review(tally, rows, writable, handler.effect(handler.counted(setting, writable, {})))


def rows_shown(reviewed: Review, show: str, number: str | None, *, several: bool) -> dict[str, Any]:
    """The part of a review that fits one page, for `imports/rows.html`."""
    rows = [row for row in reviewed.rows if not show or row.outcome == show]
    page = Paginator(rows, ROWS).get_page(number)
    return {
        "filters": filters(reviewed.tally, show),
        "page": page,
        "rows": shown(page),
        "several": several,
    }


def way(collection: Collection | None = None) -> list[dict[str, str]]:
    """The way to a page under the list of collections."""
    found = [{"title": _("填报"), "url": reverse("returns:list")}]
    if collection:
        address = reverse("returns:collection", args=[collection.pk])
        found.append({"title": collection.name, "url": address})
    return found

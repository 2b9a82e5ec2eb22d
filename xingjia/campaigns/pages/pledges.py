"""The pages of pledges: every place of a stage, and what is said with one of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from xingjia.access.queries import names_behind
from xingjia.access.rules import Actor, Right
from xingjia.campaigns.forms import PledgeForm
from xingjia.campaigns.models import Campaign, Stage
from xingjia.campaigns.pages.ways import way
from xingjia.campaigns.queries.boards import Board
from xingjia.campaigns.queries.pledges import Quarter, Row, pledges_of
from xingjia.campaigns.rules.pledges import Figures
from xingjia.campaigns.words import pledge_chip


@dataclass(frozen=True)
class Talk:
    """What one of the two sides can say now: yes to `to_agree`, or other figures."""

    row: Row
    by_place: bool
    to_agree: Figures | None

    @property
    def offered(self) -> Figures:
        """The figures a form begins with."""
        answer = self.row.agreement.answer
        return answer if self.by_place and answer else self.row.agreement.figures


def talk_of(row: Row, *, by_place: bool) -> Talk:
    """What a side can say about a place."""
    found = row.agreement
    if found.agreed_on:
        return Talk(row, by_place, None)
    return Talk(row, by_place, found.figures if by_place else found.answer)


@dataclass(frozen=True)
class Shown:
    """A place on the page: the quarters of one year, and where its pledge stands."""

    row: Row
    quarters: list[Quarter]
    chip: dict[str, str]
    may: bool


def pledges_page(
    actor: Actor, campaign: Campaign, stages: Sequence[Stage], board: Board, asked: str
) -> dict[str, Any]:
    """Every place with the quarters of a year, and what all of them come to."""
    rows = [one for one in pledges_of(actor, board) if actor.may(Right.SEE, one.line.place.path)]
    stage = board.stage
    ends = [one.end for one in rows[0].quarters] if rows else []
    year = _year(ends, asked, board.on)
    return {
        "campaign": campaign,
        "stage": stage,
        "board": board,
        "on": board.on,
        "rows": [
            Shown(one, _of(one.quarters, year), pledge_chip(one), _may(actor, one, stage))
            for one in rows
        ],
        "ends": [(end, end in (ends[-1], date(year, 12, 31))) for end in ends if end.year == year],
        "total": _of(_together(rows), year),
        "may_print": any(actor.may(Right.EDIT, one.line.place.path) for one in rows),
        "keeps": actor.may(Right.EDIT, campaign.organisation.path),
        "agreed": sum(one.agreement.agreed_on is not None for one in rows),
        "filters": _filters(stages, stage, ends, year),
        "path": way(campaign),
    }


def _year(ends: Sequence[date], asked: str, on: date) -> int:
    """The year asked for, else that of the day, or the nearest one the stage has."""
    years = sorted({end.year for end in ends}) or [on.year]
    wanted = int(asked) if asked.isdecimal() else on.year
    return min(years, key=lambda year: abs(year - wanted))


def _of(quarters: Iterable[Quarter], year: int) -> list[Quarter]:
    return [one for one in quarters if one.end.year == year]


def _filters(
    stages: Sequence[Stage], stage: Stage, ends: Sequence[date], year: int
) -> list[dict[str, Any]]:
    """The stages that were opened, and the years of the one shown, where there are several."""
    opened = [one for one in stages if one.opened_on]
    years = sorted({end.year for end in ends})
    chips: list[dict[str, Any]] = [
        {"title": one.name, "url": f"?stage={one.number}", "current": one == stage}
        for one in (opened if len(opened) > 1 else ())
    ]
    return chips + [
        {
            "title": _("%(year)s年") % {"year": each},
            "url": f"?stage={stage.number}&year={each}",
            "current": each == year,
        }
        for each in (years if len(years) > 1 else ())
    ]


def pledge_page(campaign: Campaign, talk: Talk, form: PledgeForm, board: Board) -> dict[str, Any]:
    """What was said with a place, and what can be said now."""
    names = names_behind([one.said_by for one in talk.row.sayings])
    return {
        "campaign": campaign,
        "stage": board.stage,
        "talk": talk,
        "row": talk.row,
        "form": form,
        "yes": [(f"by_{end.isoformat()}", end, n) for end, n in (talk.to_agree or {}).items()],
        "chip": pledge_chip(talk.row),
        "said": [(one, names.get(one.said_by, "")) for one in talk.row.sayings],
        "path": way(campaign),
    }


def _may(actor: Actor, row: Row, stage: Stage) -> bool:
    return stage.closed_on is None and actor.may(Right.EDIT, row.line.place.path)


def _together(rows: Sequence[Row]) -> list[Quarter]:
    """All places, quarter by quarter."""
    return [
        Quarter(
            each[0].end,
            sum(one.pledged for one in each),
            None if each[0].verified is None else sum(one.verified or 0 for one in each),
        )
        for each in zip(*(one.quarters for one in rows), strict=True)
    ]

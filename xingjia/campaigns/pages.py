"""What the pages of campaigns are given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from xingjia.access.rules import Actor, Right
from xingjia.campaigns import charts, words
from xingjia.campaigns.models import Campaign, Member, Stage
from xingjia.campaigns.queries import boards
from xingjia.campaigns.queries.boards import Board
from xingjia.campaigns.queries.steps import focus_of, open_lines
from xingjia.campaigns.rules.plan import EVERYBODY, WHOLE, number_for
from xingjia.campaigns.rules.progress import (
    Reached,
    forecast,
    month_ends,
    months_after,
    point,
    series,
)
from xingjia.registry.words import OWNERSHIP

ROWS = 50
AHEAD = 9  # months the page looks ahead if nobody acts


@dataclass(frozen=True)
class Behind:
    """One that is behind, with its state and the next step."""

    member: Member
    chip: dict[str, str]
    step: str
    focus: list[str]


def goal(stages: Sequence[Stage]) -> tuple[Stage, int]:
    """The stage with the last target, and its share; without any, all by the last day."""
    aimed = [one for one in stages if EVERYBODY in one.targets]
    return (aimed[-1], aimed[-1].targets[EVERYBODY]) if aimed else (stages[-1], WHOLE)


def campaign_page(
    actor: Actor, campaign: Campaign, stages: Sequence[Stage], on: date
) -> dict[str, Any]:
    """Everything on the page of a campaign."""
    stage = boards.current(stages)
    shown: dict[str, Any] = {
        "campaign": campaign,
        "stages": stages,
        "stage": stage,
        "on": on,
        "may_keep": actor.may(Right.EDIT, campaign.organisation.path),
        "may_close": stage.closed_on is None and stage.last <= on,
        "what": words.what_counts(campaign),
        "path": way(),
    }
    if not campaign.counts:
        return shown
    board = boards.board(actor, campaign, stage, on)
    return shown | {
        "board": board,
        "mobilised": boards.mobilisation(actor, campaign, on),
        "examples": boards.examples_on(actor, campaign, on),
        "slices": [(OWNERSHIP[own], tally) for own, tally in board.slices.items()],
        "burn": _burn(campaign, board, stages),
    }


def _burn(campaign: Campaign, board: Board, stages: Sequence[Stage]) -> dict[str, Any]:
    """The burn-up: points, option, and what it says in words."""
    aimed, percent = goal(stages)
    base, on = board.total.base, board.on
    if not base or on < stages[0].first:
        return {}
    target = number_for(base, percent)
    points = series(board.held, stages[0].first, on)
    found = forecast(board.held, target, on)
    ahead = [points[-1]] + [
        point(board.held, day) for day in month_ends(on, months_after(on, AHEAD)) if day > on
    ]
    line = [(stages[0].first, 0)]
    line += [
        (one.last, number_for(base, one.targets[EVERYBODY]))
        for one in stages
        if EVERYBODY in one.targets
    ]
    line += [] if len(line) > 1 else [(aimed.last, target)]
    return {
        "points": points,
        "ahead": ahead[1:],
        "option": charts.burn_up(points, ahead, found, line, stages),
        "missed": board.total.verified < target and on >= aimed.last,
        "headline": words.headline(campaign, board, aimed.last, target),
        "assumed": words.assumed(found, aimed.last),
    }


def behind_page(
    actor: Actor, campaign: Campaign, board: Board, asked: dict[str, str], number: str | None
) -> dict[str, Any]:
    """Who is behind, narrowed by state and focus, and the next step of each."""
    show, place = asked.get("show", ""), asked.get("place")
    rows = [one for one in board.behind if not place or one.place.code == place]
    marked = focus_of(campaign, rows, board.on)
    kinds = _kinds(board, rows, marked)
    page = Paginator(kinds.get(show, rows), ROWS).get_page(number)
    return {
        "campaign": campaign,
        "board": board,
        "page": page,
        "rows": _behind(campaign, board, list(page), marked),
        "filters": _chips(board, kinds, show, place),
        "may_keep": actor.may(Right.EDIT, campaign.organisation.path),
        "path": way(campaign),
    }


def behind_rows(campaign: Campaign, board: Board, asked: dict[str, str]) -> list[Behind]:
    """Everybody who is behind, narrowed as the page is."""
    rows = [one for one in board.behind if asked.get("place", "") in {"", one.place.code}]
    marked = focus_of(campaign, rows, board.on)
    chosen = _kinds(board, rows, marked).get(asked.get("show", ""), rows)
    return _behind(campaign, board, chosen, marked)


def _behind(
    campaign: Campaign, board: Board, some: list[Member], marked: dict[int, list[str]]
) -> list[Behind]:
    steps = open_lines(campaign, [one.subject_id for one in some], board.on)
    return [
        Behind(
            one,
            words.state_chip(one, board),
            words.next_step(campaign, board.state(one), steps.get(one.subject_id, [])),
            marked.get(one.subject_id, []),
        )
        for one in some
    ]


def _kinds(
    board: Board, rows: list[Member], marked: dict[int, list[str]]
) -> dict[str, list[Member]]:
    return {
        "": rows,
        "claimed": [one for one in rows if board.state(one) is Reached.CLAIMED],
        "missing": [one for one in rows if board.state(one) is Reached.MISSING],
        "focus": [one for one in rows if one.subject_id in marked],
    }


def _chips(
    board: Board, kinds: dict[str, list[Member]], show: str, place: str | None
) -> list[dict[str, Any]]:
    titles = {"": _("全部"), "claimed": _("待核实"), "missing": _("未上报"), "focus": _("重点关注")}
    keep = f"&on={board.on.isoformat()}" + (f"&place={place}" if place else "")
    return [
        {
            "title": title,
            "count": len(kinds[kind]),
            "url": f"?show={kind}{keep}",
            "current": kind == show,
        }
        for kind, title in titles.items()
    ]


def way(campaign: Campaign | None = None) -> list[dict[str, str]]:
    """The way to a page under the list of campaigns."""
    found = [{"title": _("专项活动"), "url": reverse("campaigns:list")}]
    if campaign:
        address = reverse("campaigns:campaign", args=[campaign.pk])
        found.append({"title": campaign.name, "url": address})
    return found

"""Who is behind, and the next step of each."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from xingjia.access.rules import Actor, Right
from xingjia.campaigns import words
from xingjia.campaigns.models import Campaign, Member
from xingjia.campaigns.pages.ways import ROWS, way
from xingjia.campaigns.queries.boards import Board
from xingjia.campaigns.queries.steps import focus_of, open_lines
from xingjia.campaigns.rules.progress import Reached


@dataclass(frozen=True)
class Behind:
    """One that is behind, with its state and the next step."""

    member: Member
    chip: dict[str, str]
    step: str
    focus: list[str]


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

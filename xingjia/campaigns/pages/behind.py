"""Who is behind, and the next step of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

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
    """Who is behind, narrowed by state, place and person, and the next step of each; with `focus`
    everybody who bears a mark, behind or not."""
    marked = _marked(campaign, board, asked)
    kinds = _kinds(board, asked, marked)
    page = Paginator(kinds[asked.get("show", "")], ROWS).get_page(number)
    return {
        "campaign": campaign,
        "board": board,
        "page": page,
        "rows": _behind(campaign, board, list(page), marked),
        "filters": _chips(board, kinds, asked),
        "may_keep": actor.may(Right.EDIT, campaign.organisation.path),
        "path": way(campaign),
    }


def behind_rows(campaign: Campaign, board: Board, asked: dict[str, str]) -> list[Behind]:
    """Everybody who is behind, narrowed as the page is."""
    marked = _marked(campaign, board, asked)
    chosen = _kinds(board, asked, marked)[asked.get("show", "")]
    return _behind(campaign, board, chosen, marked)


def _marked(campaign: Campaign, board: Board, asked: dict[str, str]) -> dict[int, list[str]]:
    return focus_of(campaign, _narrowed(board.members, asked), board.on)


def _narrowed(members: Iterable[Member], asked: dict[str, str]) -> list[Member]:
    """Those of a place and of a person, as far as asked for."""
    place, person = asked.get("place", ""), asked.get("person", "")
    return [
        one
        for one in members
        if place in {"", one.place.code} and person in {"", str(one.responsible_id)}
    ]


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
    board: Board, asked: dict[str, str], marked: dict[int, list[str]]
) -> dict[str, list[Member]]:
    rows, every = (_narrowed(some, asked) for some in (board.behind, board.members))
    return {
        "": rows,
        "claimed": [one for one in rows if board.state(one) is Reached.CLAIMED],
        "missing": [one for one in rows if board.state(one) is Reached.MISSING],
        "verified": [one for one in every if board.state(one) is Reached.VERIFIED],
        "focus": [one for one in every if one.subject_id in marked],
    }


def _chips(
    board: Board, kinds: dict[str, list[Member]], asked: dict[str, str]
) -> list[dict[str, Any]]:
    titles = {
        "": _("还没核实"),
        "claimed": _("待核实"),
        "missing": _("未上报"),
        "verified": _("核实达标"),
        "focus": _("重点关注"),
    }
    narrowed = {name: asked[name] for name in ("place", "person") if asked.get(name)}
    keep = {"on": board.on.isoformat()} | narrowed
    return [
        {
            "title": title,
            "count": len(kinds[kind]),
            "url": f"?{urlencode({'show': kind} | keep)}",
            "current": kind == asked.get("show", ""),
        }
        for kind, title in titles.items()
    ]

"""What the pages of a standard in a branch are given: its figures, and the matrix of its unions."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from xingjia.access.rules import Actor
from xingjia.portal.figures import Links
from xingjia.portal.pages import path_of
from xingjia.portal.queries.places import Place
from xingjia.portal.standing.addresses import Addresses
from xingjia.portal.standing.chart import burn_of
from xingjia.portal.standing.forecast import forecast
from xingjia.portal.standing.scores import both
from xingjia.portal.standing.words import CHIPS
from xingjia.portal.words import LEVELS
from xingjia.standards.coverage.queries import EVERYONE
from xingjia.standards.rules.criteria import Criterion, Standard
from xingjia.standards.rules.standings import Outcome
from xingjia.standards.standing.models import Spell
from xingjia.standards.standing.queries.counting import HORIZONS, Line, Tally, count_standard, later
from xingjia.standards.standing.queries.curve import steps_of, tally_on
from xingjia.standards.standing.queries.followed import followed_at
from xingjia.standards.standing.queries.matrix import SHOWN, Asked, cells_of, names_of, spells_for
from xingjia.standards.standing.queries.scores import scores_of
from xingjia.standards.standing.rules import WHOLE
from xingjia.standards.words import source_of
from xingjia.standards.words import text as said
from xingjia.toolkit.calendar.rules import add_months
from xingjia.toolkit.ui.templatetags.ui import STANDINGS
from xingjia.visits.queries.visits import recent_in

PAGE = 50


# ---- figures -----------------------------------------------------------------------------------


def standard_page(actor: Actor, at: Place, standard: Standard) -> dict[str, Any]:
    """Verified and claimed side by side, what lapses, each place below, and one forecast."""
    to = Addresses(standard, at.on)
    found = count_standard(actor, at.node, standard, at.on, children=True)
    steps = steps_of(actor, at.node, standard)
    then = add_months(at.on, -6)
    before = tally_on(steps, then)
    pace = forecast(before.verified, found.total.verified, found.total.base, at.on)
    whole, below, rest = LEVELS[at.node.kind]
    lines = [_line(str(whole), found.total, at.node.code, to)]
    lines += [_child(line, at, to, str(rest)) for line in found.children]
    ahead = [
        {
            "day": later(at.on, days),
            "days": days,
            "verified": tally_on(steps, later(at.on, days)).verified,
        }
        for days in HORIZONS
    ]
    return {
        **_head(actor, at, to),
        "total": found.total,
        "lines": lines if any(line.node for line in found.children) else [],
        "below": below,
        "due": found.due,
        "then": then,
        "forecast": pace,
        "burn": burn_of(steps, at.on, found.total.base, pace),
        "ahead": ahead,
        "lapsing": [
            {
                "days": days,
                "verified": found.total.verified_lapsing.get(days, 0),
                "claimed": found.total.lapsing.get(days, 0),
            }
            for days in HORIZONS
        ],
        "urls": {show: to.matrix(at.node.code, show=show) for show in SHOWN},
    }


def _head(actor: Actor, at: Place, to: Addresses) -> dict[str, Any]:
    return {
        "node": at.node,
        "on": at.on,
        "standard": to.standard,
        "standard_title": said(to.standard.title),
        "source": source_of(to.standard),
        "path": path_of(actor, at, Links(at.on, EVERYONE), below=said(to.standard.title)),
        "figures_url": to.figures(at.node.code),
        "matrix_url": to.matrix(at.node.code),
        "others": [
            {
                "title": said(one.title),
                "url": to.figures(at.node.code, one),
                "current": one == to.standard,
            }
            for one in followed_at(at.node.path, at.on)
        ],
    }


def _child(line: Line, at: Place, to: Addresses, rest: str) -> dict[str, Any]:
    if line.node is None:
        return _line(rest, line.figures, "", to)
    return _line(line.node.name, line.figures, line.node.code, to, link=True)


def _line(
    title: str, tally: Tally, code: str, to: Addresses, *, link: bool = False
) -> dict[str, Any]:
    def url(show: str) -> str:
        return to.matrix(code, show=show) if code else ""

    return {
        "title": title,
        "url": to.figures(code) if link else "",
        "tally": tally,
        "verified_url": url("met"),
        "matrix_url": to.matrix(code) if code else "",
        "unmet_url": url("not_met"),
        "unknown_url": url("unknown"),
        "lapsing_url": url("lapsing"),
    }


# ---- the matrix --------------------------------------------------------------------------------


def matrix_page(
    actor: Actor, at: Place, standard: Standard, asked: Asked, number: str | None
) -> dict[str, Any]:
    """The unions of a branch, fifty a page, criterion by criterion."""
    to = Addresses(standard, at.on)
    found = spells_for(actor, at.branch, standard, at.on, asked)
    page = Paginator(found, PAGE).get_page(number)
    return {
        **_head(actor, at, to),
        "asked": asked,
        "page": page,
        "heads": [{"code": one.code, "title": said(one.title)} for one in standard.criteria],
        "rows": list(matrix_rows(list(page.object_list), to)),
        "filters": _filters(at, to, asked),
        "visits": recent_in(actor, at.branch, at.on) if asked.show == "claimed" else [],
        "clear_url": to.matrix(at.node.code) if asked.show else "",
    }


def matrix_rows(spells: list[Spell], to: Addresses) -> Iterator[dict[str, Any]]:
    """Each union with its cells, and its points where the list has some. Two queries, and those
    of the facts for points."""
    keys = [one.union_id for one in spells]
    names, cells = names_of(keys), cells_of(keys, to.standard, to.on)
    scores = scores_of(keys, to.standard, to.on)
    for one in spells:
        if one.union_id not in names:
            continue
        yield {
            "name": names[one.union_id].name,
            "code": names[one.union_id].code,
            "url": to.why(one.union_id, WHOLE),
            "whole": _cell(one, None, to),
            "points": both(scores.get(one.union_id)),
            "cells": [
                _cell(cells.get((one.union_id, criterion.code)), criterion, to)
                for criterion in to.standard.criteria
            ],
        }


def _cell(spell: Spell | None, criterion: Criterion | None, to: Addresses) -> dict[str, str]:
    if spell is None:
        return {"kind": "na", "icon": "circle-minus", "word": "", "url": ""}
    kind = kind_of(spell, criterion, to.on)
    icon, word = STANDINGS[kind]
    code = criterion.code if criterion else WHOLE
    return {"kind": kind, "icon": icon, "word": str(word), "url": to.why(spell.union_id, code)}


def kind_of(spell: Spell, criterion: Criterion | None, on: date) -> str:
    """The chip of a spell on a day."""
    if spell.outcome != Outcome.MET:
        return CHIPS[Outcome(spell.outcome)]
    if criterion and criterion.lapsing and spell.end <= criterion.lapsing.after(on):
        return "lapsing"
    return "met" if spell.verified else "info"


def _filters(at: Place, to: Addresses, asked: Asked) -> list[dict[str, Any]]:
    titles = {
        "not_met": _("未达标"),
        "lapsing": _("90 天内到期"),
        "unknown": _("未填报"),
        "claimed": _("只上报、未核实"),
        "aging": _("核实 90 天内到期"),
        "met": _("核实达标"),
    }
    chips = [
        {
            "title": title,
            "count": None,
            "url": to.matrix(at.node.code, show=show, **_criterion_of(asked.criterion)),
            "current": asked.show == show,
        }
        for show, title in titles.items()
    ]
    return [_which(at, to, asked), *chips]


def _which(at: Place, to: Addresses, asked: Asked) -> dict[str, Any]:
    """The menu of what a filter looks at: the whole, any line, or one of them."""
    lines = [(one.code, f"{one.code} {said(one.title)}") for one in to.standard.criteria]
    offered = [(WHOLE, _("整体")), (None, _("任何一条")), *lines]
    show = asked.show or "not_met"
    return {
        "name": _("看哪一条"),
        "value": dict(offered)[asked.criterion].partition(" ")[0],
        "active": asked.criterion != WHOLE,
        "choices": [
            {
                "title": title,
                "url": to.matrix(at.node.code, show=show, **_criterion_of(code)),
                "current": code == asked.criterion,
                "count": None,
            }
            for code, title in offered
        ],
    }


def _criterion_of(criterion: str | None) -> dict[str, str]:
    return {} if criterion == WHOLE else {"criterion": criterion or "any"}


def matrix_sheet(rows: Iterable[dict[str, Any]], standard: Standard) -> Iterator[list[Any]]:
    """The head of the matrix, then its rows, in words."""
    yield [
        _("工会名称"),
        _("工会统一社会信用代码"),
        _("整体"),
        *([_("核实得分 / 上报得分")] if standard.passes.points else []),
        *(f"{one.code} {said(one.title)}" for one in standard.criteria),
    ]
    for row in rows:
        yield [
            row["name"],
            row["code"],
            row["whole"]["word"],
            *([row["points"]] if standard.passes.points else []),
            *(cell["word"] for cell in row["cells"]),
        ]

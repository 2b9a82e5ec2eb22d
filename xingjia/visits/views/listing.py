"""The list of visits, and the same as a workbook."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_GET

from xingjia.access.http import Request
from xingjia.access.rules import Right
from xingjia.registry.views.asked import (
    chosen,
    cleared,
    day_of,
    export_address,
    menu,
    page_of,
    place_menu,
    place_of,
)
from xingjia.toolkit.lists import attachment
from xingjia.toolkit.sheets.writing import workbook
from xingjia.visits import words
from xingjia.visits.models import Confirmation, Stop
from xingjia.visits.queries.visits import CHECKED, WRONG, Asked, stops_for, ticks_of

LEVELS = dict(Confirmation.Level.choices)
RESULTS = {CHECKED: gettext_lazy("没有不对的"), WRONG: gettext_lazy("有不对的")}
HEAD = tuple("走访日期 工会或企业 走访单位 走访人 见了谁 对 不对 发现的情况 答应的事".split())


@require_GET
@login_required
def visits(request: Request) -> HttpResponse:
    """Every stop in reach up to the day, the newest first."""
    asked = _asked(request)
    page = page_of(request, stops_for(request.actor, asked))
    shown = {
        "asked": asked,
        "page": page,
        "lines": list(_lines(request, list(page))),
        "filters": [
            *place_menu(request, asked.place, asked.on),
            menu(request, "level", _("核实级别"), LEVELS),
            menu(request, "result", _("结果"), RESULTS),
        ],
        "clear_url": cleared(request) if asked.narrowed else "",
        "export_url": export_address(request, "visits:export"),
        "may_visit": bool(request.actor.branches(Right.IMPORT)),
    }
    return render(request, "visits/list.html", shown)


@require_GET
@login_required
def export(request: Request) -> HttpResponse:
    """The list as narrowed, as a workbook."""
    asked = _asked(request)
    lines = _lines(request, list(stops_for(request.actor, asked)))
    made, rows = workbook([_("走访记录")], HEAD, (_row(one) for one in lines))
    return attachment(made, rows, f"{_('走访记录')}-{asked.on.isoformat()}")


def _asked(request: Request) -> Asked:
    return Asked(
        on=day_of(request),
        place=place_of(request),
        level=chosen(request, "level", LEVELS),
        result=chosen(request, "result", RESULTS),
    )


def _lines(request: Request, stops: list[Stop]) -> Iterable[dict[str, Any]]:
    ticks = ticks_of(request.actor, stops)
    for stop in stops:
        looked = [(one, words.ticked(one)["title"]) for one in ticks.get(stop.pk, [])]
        yield {
            "stop": stop,
            "visit": stop.visit,
            "at": stop.union or stop.employer,
            "who": names(one["name"] for one in stop.visit.visitors) if stop.visit else "",
            "right": [title for one, title in looked if one.holds],
            "wrong": [title for one, title in looked if not one.holds],
            "level": next((one.get_level_display() for one, _ in looked if one.level), ""),
        }


def _row(line: dict[str, Any]) -> list[str]:
    stop, visit = line["stop"], line["visit"]
    return [
        visit.visited_on.isoformat(),
        line["at"].name,
        visit.made_from.name if visit.made_from else "",
        line["who"],
        stop.met,
        names(line["right"]),
        names(line["wrong"]),
        stop.findings,
        stop.promises,
    ]


def names(found: Iterable[str]) -> str:
    """Several in a row: 曹予宁、孟知秋."""
    return pgettext("between items", "、").join(found)

"""The list of what is under way, and of what should be."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from xingjia.access.http import Request
from xingjia.access.rules import Right
from xingjia.organising.exports import COLUMNS, OVERDUE
from xingjia.organising.models import Procedure
from xingjia.organising.queries import lists
from xingjia.organising.words import STATES
from xingjia.registry.queries.places import way_for
from xingjia.registry.views.asked import (
    ROWS,
    address,
    chosen,
    cleared,
    day_of,
    menu,
    page_of,
    place_menu,
    place_of,
)
from xingjia.toolkit.lists import as_file, taken

KINDS = dict(Procedure.Kind.choices)
UNBEGUN = "unbegun"
STATE_NAMES: dict[str, Any] = {
    UNBEGUN: gettext_lazy("超期还没开始换届"),
    **{state.value: word for state, (_kind, _icon, word) in STATES.items()},
}
SHOWN = 5  # unions past their term above the list; the others are a click away


@require_GET
@login_required
def procedures(request: Request) -> HttpResponse:
    """Every founding and re-election in reach, overdue first, under the unions to begin with."""
    state = chosen(request, "state", STATE_NAMES)
    asked = lists.Asked(day_of(request), place_of(request), chosen(request, "kind", KINDS), state)
    context = _around(request, asked)
    late = lists.unbegun(request.actor, asked.place, asked.on)
    if state == UNBEGUN:
        if as_file(request):
            every = lists.unbegun_lines(list(late), asked.on)
            return taken(_("超期还没开始换届"), OVERDUE, every, on=asked.on)
        page = page_of(request, late)
        context |= {"page": page, "late": lists.unbegun_lines(list(page), asked.on)}
        return render(request, "organising/unbegun.html", context)
    under_way = lists.lines(request.actor, asked)
    if as_file(request):
        return taken(_("建会换届"), COLUMNS, under_way, on=asked.on)
    found = Paginator(under_way, ROWS).get_page(request.GET.get("page"))
    first = [] if asked.kind == Procedure.Kind.FOUNDING or state else list(late[:SHOWN])
    context |= {
        "page": found,
        "lines": list(found),
        "late": lists.unbegun_lines(first, asked.on),
        "late_all": late.count() if first else 0,
        "late_url": address(request, state=UNBEGUN),
    }
    return render(request, "organising/list.html", context)


def _around(request: Request, asked: lists.Asked) -> dict[str, Any]:
    way = way_for(request.actor, asked.place) if asked.place else []
    return {
        "asked": asked,
        "path": [{"title": one.name, "url": address(request, place=one.code)} for one in way],
        "filters": [
            *place_menu(request, asked.place, asked.on),
            menu(request, "kind", _("种类"), KINDS),
            menu(request, "state", _("状态"), STATE_NAMES),
        ],
        "clear_url": cleared(request) if asked.narrowed else "",
        "may_begin": bool(request.actor.branches(Right.EDIT)),
    }

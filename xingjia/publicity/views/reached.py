"""Do the numbers lead to a living person? What is known of each, and test calls of superiors."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from xingjia.access.checks import Unacceptable
from xingjia.access.http import Request
from xingjia.access.rules import Right
from xingjia.publicity.commands import calls
from xingjia.publicity.queries.reach import Line, tried_in
from xingjia.publicity.views.prints import union_of
from xingjia.registry.queries.places import place_for
from xingjia.registry.views.asked import chosen, cleared, day_of, menu, page_of
from xingjia.toolkit.lists import as_file, taken

STATES = {
    "dead": gettext_lazy("打不通"),
    "untried": gettext_lazy("没人试过"),
    "none": gettext_lazy("没有号码"),
    "alive": gettext_lazy("能打通"),
}


@require_GET
@login_required
def called(request: Request, code: str) -> HttpResponse:
    """The numbers of the unions of a place: whether each is answered, since when, who tried it."""
    place, on = place_for(request.actor, code), day_of(request)
    if place is None:
        raise Http404
    state = chosen(request, "state", STATES, "")
    lines = tried_in(request.actor, place.path, on)
    rows = [one for one in lines if not state or one.state == state]
    if as_file(request):
        return taken(_("试拨记录"), _COLUMNS, rows, on=on)
    shown = {
        "place": place,
        "on": on,
        "page": page_of(request, rows),
        "words": STATES,
        "counts": [
            (word, sum(one.state == name for one in lines)) for name, word in STATES.items()
        ],
        "filters": [menu(request, "state", _("情况"), STATES)],
        "clear_url": cleared(request) if state else "",
        "may_test": request.actor.may(Right.EDIT, place.path) and on == request.today,
    }
    return render(request, "publicity/called.html", shown)


@never_cache
@login_required
@require_POST
def tested(request: Request, pk: int) -> HttpResponse:
    """A superior tried the number; back to the list of a place, where he came from it."""
    union = union_of(request, pk)
    if not request.actor.may_from_above(Right.EDIT, union.organisation.path):
        raise Http404
    try:
        said = request.POST.get("answered") == "yes"
        calls.test(request.actor, union, answered=said, on=request.today)
    except Unacceptable:
        messages.error(request, _("还没有登记办公电话，没有号码可试。"))
    else:
        messages.success(request, _("%(union)s：已登记这次试拨。") % {"union": union.name})
    place = request.POST.get("place", "")
    if place_for(request.actor, place):
        return redirect("publicity:calls", place)
    return redirect("publicity:shown", pk)


def _who(one: Line) -> str:
    if one.tried.last is None:
        return ""
    return _("上级试拨") if one.tried.last.tested else _("职工反映")


_COLUMNS: Any = {
    gettext_lazy("工会"): lambda one: one.union.name,
    gettext_lazy("号码"): lambda one: one.tried.number,
    gettext_lazy("情况"): lambda one: str(STATES[one.state]),
    gettext_lazy("哪天"): lambda one: one.tried.last.on.isoformat() if one.tried.last else "",
    gettext_lazy("谁试的"): _who,
}

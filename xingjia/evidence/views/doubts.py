"""Photos of two unions that look alike: side by side, for a person to say what they are."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from xingjia.access.checks import Unacceptable
from xingjia.access.http import Request
from xingjia.access.queries import names_behind
from xingjia.access.rules import Right
from xingjia.evidence import commands, words
from xingjia.evidence.forms import VerdictForm
from xingjia.evidence.models import SamePhoto
from xingjia.evidence.queries.records import doubt_for, doubts_for
from xingjia.registry.views.asked import address, page_of
from xingjia.registry.words import who
from xingjia.toolkit.lists import as_file, taken
from xingjia.toolkit.sheets.writing import Value

COLUMNS: dict[Any, Callable[[SamePhoto], Value]] = {
    lazy("一家"): lambda doubt: doubt.one.union.name,
    lazy("另一家"): lambda doubt: doubt.other.union.name,
    lazy("发现"): lambda doubt: doubt.found_on.isoformat(),
    lazy("结论"): lambda doubt: doubt.get_verdict_display() if doubt.verdict else None,
    lazy("理由"): lambda doubt: doubt.reason or None,
}


@require_GET
@login_required
def doubts(request: Request) -> HttpResponse:
    """The pairs that wait for a person, or with `state=settled` those decided."""
    if not request.actor.branches(Right.IMPORT):
        raise Http404
    settled = request.GET.get("state") == "settled"
    found = doubts_for(request.actor, settled=settled)
    if as_file(request):
        return taken(_("照片待核"), COLUMNS, found, on=request.today)
    page = page_of(request, found)
    shown = {
        "page": page,
        "settled": settled,
        "lines": [{"doubt": one, "sides": _sides(one)} for one in page],
        "filters": [
            {
                "title": _("核过的"),
                "url": address(request, state="" if settled else "settled"),
                "current": settled,
            }
        ],
    }
    return render(request, "evidence/doubts.html", shown)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def doubt(request: Request, pk: int) -> HttpResponse:
    """Both photos with their records, and the verdict."""
    found = doubt_for(request.actor, pk)
    if found is None:
        raise Http404
    form = VerdictForm(request.POST or None)
    if form.is_valid():
        try:
            commands.settle(request.actor, found, on=request.today, **form.cleaned_data)
        except Unacceptable as wrong:
            form.add_error(None, words.fault(wrong))
        else:
            messages.success(request, _("已记下。"))
            return redirect("evidence:doubts")
    people = names_behind([found.decided_by, *(one["photo"].said_by for one in _sides(found))])
    shown = {
        "doubt": found,
        "sides": [one | {"who": who(one["photo"].said_by, people)} for one in _sides(found)],
        "form": form,
        "decided_by": who(found.decided_by, people) if found.decided_by else "",
        "path": [{"title": _("照片待核"), "url": reverse("evidence:doubts")}],
    }
    return render(request, "evidence/doubt.html", shown)


def _sides(doubt: SamePhoto) -> list[dict[str, Any]]:
    return [
        {
            "photo": photo,
            "union": photo.union,
            "title": words.shown_in(photo),
            "note": photo.evidence.note if photo.evidence else "",
        }
        for photo in (doubt.one, doubt.other)
    ]

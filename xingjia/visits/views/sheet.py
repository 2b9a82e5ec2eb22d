"""走访单: one A4 a union for the morning, with what is known and boxes to tick."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from xingjia.access.http import Request
from xingjia.access.rules import Right
from xingjia.toolkit.audit.exports import PAPER, leaving
from xingjia.visits.queries.visits import unions_to_visit
from xingjia.visits.views.entering import asked_keys, lines_of


@require_GET
@login_required
def sheet(request: Request) -> HttpResponse:
    """A sheet for each union the address names; keyed in at night by whoever has time."""
    if not request.actor.branches(Right.IMPORT):
        raise Http404
    unions = unions_to_visit(request.actor, asked_keys(request))
    lines = lines_of(request, unions)
    shown = {
        "sheets": [{"union": one, "lines": lines[one.pk]} for one in unions],
        "on": request.today,
        "back": reverse("visits:list"),
    }
    return leaving(render(request, "visits/sheet.html", shown), rows=len(unions), form=PAPER)

"""What a system administrator sees: how things run, never what is in them."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from xingjia.access.http import Request
from xingjia.access.queries import closable
from xingjia.access.rules import Right
from xingjia.portal.running import queries

ROWS = 20


@require_GET
@login_required
def running(request: Request) -> HttpResponse:
    """Accounts to close or open again, jobs, and how imports stand."""
    if not request.actor.branches(Right.RUN):
        raise Http404
    query = request.GET.get("q", "").strip()
    found = queries.accounts_for(request.actor, query)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "query": query,
        "closable": closable(request.actor, list(page)),
        "imports": queries.imports_by_state(request.actor),
        "jobs": queries.last_jobs(),
    }
    return render(request, "portal/running.html", shown)

"""Why a union stands as it stands, and the unions of a branch criterion by criterion."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from xingjia.access.http import Request
from xingjia.portal.forms import View
from xingjia.portal.standing import pages
from xingjia.registry.models import Union
from xingjia.registry.queries.unions import union_for
from xingjia.standards.rules.criteria import Standard
from xingjia.standards.standing.queries.followed import followed, standard_called
from xingjia.standards.standing.queries.why import NotStanding


@require_GET
@login_required
def why_home(request: Request, pk: int) -> HttpResponse:
    """The first standard there is."""
    union = _union(request, pk)
    first = next(iter(followed()), None)
    return redirect(_kept(request, union, first.code)) if first else redirect("portal:home")


@require_GET
@login_required
def why(request: Request, pk: int, code: str) -> HttpResponse:
    """Each criterion of a standard for one union, on any day."""
    union, standard = _union(request, pk), _standard(code)
    form = View(request.GET)
    form.is_valid()
    on = form.day(request.today)
    try:
        shown = pages.why_page(request.actor, union, standard, on)
    except NotStanding:
        return redirect("registry:union", union.pk)
    return render(request, "portal/why.html", shown)


def _union(request: Request, pk: int) -> Union:
    union = union_for(request.actor, pk)
    if union is None:
        raise Http404
    return union


def _standard(code: str) -> Standard:
    found = standard_called(code)
    if found is None:
        raise Http404
    return found


def _kept(request: Request, union: Union, code: str) -> str:
    """The page of a standard on the same day."""
    query = request.GET.urlencode()
    url = reverse("portal:why", args=[union.pk, code])
    return f"{url}?{query}" if query else url

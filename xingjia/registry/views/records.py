"""The pages of one employer and one union."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from xingjia.access.http import Request
from xingjia.registry.models import (
    Employer,
    Union,
)
from xingjia.registry.queries import employers as employer_queries
from xingjia.registry.queries import unions as union_queries
from xingjia.registry.queries.merging import standing_for
from xingjia.registry.views.asked import day_of
from xingjia.registry.views.employer_page import employer_page
from xingjia.registry.views.union_page import union_page


@require_GET
@login_required
def employer(request: Request, pk: int) -> HttpResponse:
    """Everything the register knows of one employer on a day."""
    found = employer_queries.employer_for(request.actor, pk)
    if found is None:
        return _to_the_kept(request, Employer, pk)
    shown = employer_page(request.actor, found, day_of(request))
    return render(request, "registry/employer.html", shown)


@require_GET
@login_required
def union(request: Request, pk: int) -> HttpResponse:
    """Everything the register knows of one union on a day."""
    found = union_queries.union_for(request.actor, pk)
    if found is None:
        return _to_the_kept(request, Union, pk)
    shown = union_page(request.actor, found, day_of(request))
    return render(request, "registry/union.html", shown)


def _to_the_kept(request: Request, model: type[Employer | Union], pk: int) -> HttpResponse:
    """The address of a row merged into another leads there, for who may see that one."""
    kept = standing_for(model, pk)
    if kept is None or not model.objects.visible_to(request.actor).filter(pk=kept).exists():
        raise Http404
    query = request.GET.urlencode()
    address = reverse(f"registry:{model._meta.model_name}", args=[kept])
    return redirect(f"{address}?{query}" if query else address)

"""Demonstration units: all that were named, naming one, and taking the name back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from xingjia.access.checks import Unacceptable
from xingjia.access.http import Request
from xingjia.access.rules import Right
from xingjia.campaigns.commands.examples import end_example, name_example
from xingjia.campaigns.exports import EXAMPLES
from xingjia.campaigns.forms import EndForm, ExampleForm
from xingjia.campaigns.pages.ways import ROWS, way
from xingjia.campaigns.queries.examples import example_for, examples_of
from xingjia.campaigns.views.boards import found_for
from xingjia.campaigns.views.keeping import form_page, member_of
from xingjia.campaigns.words import example_chip
from xingjia.toolkit.lists import as_file, taken


@login_required
@require_GET
def examples(request: Request, pk: int) -> HttpResponse:
    """Every demonstration unit of a campaign by class, also those whose time is over."""
    found, _stages = found_for(request, pk)
    every = examples_of(request.actor, found)
    if as_file(request):
        name = _("%(name)s：示范单位") % {"name": found.name}
        rows = ((one, example_chip(one, request.today)) for one in every)
        return taken(name, EXAMPLES, rows, on=request.today)
    page = Paginator(every, ROWS).get_page(request.GET.get("page"))
    context = {
        "campaign": found,
        "page": page,
        "rows": [(one, example_chip(one, request.today)) for one in page],
        "may_keep": request.actor.may(Right.EDIT, found.organisation.path),
        "path": way(found),
    }
    return render(request, "campaigns/examples.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def example(request: Request, pk: int) -> HttpResponse:
    """Name one a demonstration unit."""
    member = member_of(request, pk)
    form = ExampleForm(request.POST or None, initial={"named_on": request.today})
    if request.method == "POST" and form.is_valid():
        name_example(request.actor, member, **form.cleaned_data)
        return redirect("campaigns:examples", member.stage.campaign_id)
    title = _("%(name)s：定为示范单位") % {"name": member.name}
    return form_page(request, member.stage.campaign, form, title, _("定为示范单位"))


@login_required
@require_http_methods(["GET", "POST"])
def end(request: Request, pk: int) -> HttpResponse:
    """Take the name of a demonstration unit back before its time."""
    found = example_for(request.actor, pk)
    if found is None:
        raise Http404
    form = EndForm(request.POST or None, initial={"day": request.today})
    if request.method == "POST" and form.is_valid():
        try:
            end_example(request.actor, found, **form.cleaned_data)
        except Unacceptable:
            form.add_error("day", _("在有效的日子里选一天。"))
        else:
            messages.success(request, _("%(name)s不再是示范单位。") % {"name": found.name})
            return redirect("campaigns:examples", found.campaign_id)
    title = _("%(name)s：取消示范单位") % {"name": found.name}
    return form_page(request, found.campaign, form, title, _("取消"))

"""动员面: who was mobilised, by place and one by one, and saying so."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xingjia.access.http import Request
from xingjia.access.rules import Right
from xingjia.campaigns.commands.mobilising import mobilise as say
from xingjia.campaigns.exports import MOBILISED
from xingjia.campaigns.forms import MobiliseForm, PickForm
from xingjia.campaigns.models import Campaign
from xingjia.campaigns.pages.mobilised import SHOWS, chosen, mobilised_page
from xingjia.campaigns.queries.mobilised import mobilisation, named
from xingjia.campaigns.queries.places import place_of, places_below
from xingjia.campaigns.views.boards import day_of, found_for
from xingjia.campaigns.views.keeping import form_page
from xingjia.toolkit.lists import as_file, taken

BAD_REQUEST = 400


@login_required
@require_http_methods(["GET", "POST"])
def mobilised(request: Request, pk: int) -> HttpResponse:
    """Who was mobilised by a day and who was not; those picked are said to be now."""
    campaign, _stages = found_for(request, pk)
    show = request.GET.get("show", "")
    if show not in SHOWS:
        raise Http404
    on = day_of(request)
    form = PickForm(request.POST or None, today=request.today)
    if request.method == "POST" and form.is_valid():
        _said(request, campaign, form)
        return redirect("campaigns:mobilised", pk)
    found = mobilisation(request.actor, campaign, on)
    if as_file(request):
        name = _("%(name)s：动员") % {"name": campaign.name}
        return taken(name, MOBILISED, named(chosen(found, show)), on=on)
    shown = mobilised_page(request.actor, campaign, found, show, request.GET.get("page"))
    context = shown | {"form": form, "on": on}
    status = BAD_REQUEST if form.errors else None
    return render(request, "campaigns/mobilised.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def mobilise(request: Request, pk: int) -> HttpResponse:
    """Whole places were mobilised on a day."""
    campaign, _stages = found_for(request, pk)
    own = place_of(request.actor, campaign, Right.EDIT)
    if own is None:
        raise Http404
    places = places_below(own, request.today)
    form = MobiliseForm(request.POST or None, places=places, today=request.today)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        number = sum(
            say(
                request.actor,
                campaign,
                place,
                day=given["day"],
                how=given["how"],
                on=request.today,
            )
            for place in given["places"]
        )
        messages.success(request, _("新记下 %(n)s 家投产企业已动员。") % {"n": number})
        return redirect("campaigns:mobilised", pk)
    return form_page(request, campaign, form, _("记动员"), _("记下"))


def _said(request: Request, campaign: Campaign, form: PickForm) -> None:
    own = place_of(request.actor, campaign, Right.EDIT)
    if own is None:
        raise Http404
    given = form.cleaned_data
    number = say(
        request.actor,
        campaign,
        own,
        day=given["day"],
        how=given["how"],
        on=request.today,
        only=[int(pk) for pk in request.POST.getlist("picked") if pk.isdecimal()],
    )
    messages.success(request, _("新记下 %(n)s 家投产企业已动员。") % {"n": number})

"""Who is left out, who answers, and what came of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xingjia.access.http import Request
from xingjia.campaigns.commands import keeping
from xingjia.campaigns.forms import DutyForm, ExcludeForm, PersonForm, ResultForm
from xingjia.campaigns.models import Campaign, Member
from xingjia.campaigns.pages.ways import way
from xingjia.campaigns.queries import boards
from xingjia.campaigns.queries.places import (
    member_for,
    people_for,
    places_counted,
)
from xingjia.campaigns.views.boards import kept_for

BAD_REQUEST = 400


@login_required
@require_http_methods(["GET", "POST"])
def exclude(request: Request, pk: int) -> HttpResponse:
    """Leave one out of the base with a reason, or take it in again."""
    member = member_of(request, pk)
    form = ExcludeForm(request.POST or None, initial={"why": member.excluded_why})
    if request.method == "POST" and form.is_valid():
        try:
            keeping.exclude(request.actor, member, why=form.cleaned_data["why"], on=request.today)
        except keeping.StageClosed:
            messages.info(request, _("这个阶段已经关闭，名单不再变。"))
        return redirect("campaigns:campaign", member.stage.campaign_id)
    title = _("%(name)s：不算进应有数") % {"name": member.name}
    return form_page(request, member.stage.campaign, form, title, _("记下"))


@login_required
@require_http_methods(["GET", "POST"])
def hand_over(request: Request, pk: int) -> HttpResponse:
    """Who answers for one union: always exactly one."""
    member = member_of(request, pk)
    people = people_for(request.actor, request.today)
    form = PersonForm(request.POST or None, people=people, initial={"to": member.responsible_id})
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["to"]
        try:
            keeping.hand_over(request.actor, member, to=to)
        except keeping.StageClosed:
            messages.info(request, _("这个阶段已经关闭，名单不再变。"))
        else:
            words = {"unit": member.name, "name": to.name}
            messages.success(request, _("%(unit)s现在由%(name)s负责。") % words)
        return redirect("campaigns:behind", member.stage.campaign_id)
    title = _("%(name)s：谁负责") % {"name": member.name}
    return form_page(request, member.stage.campaign, form, title, _("改由他负责"))


@login_required
@require_http_methods(["GET", "POST"])
def result(request: Request, pk: int) -> HttpResponse:
    """What came of a part of the stage that runs."""
    found, stages = kept_for(request, pk)
    stage = boards.current(stages)
    if stage.closed_on:
        return redirect("campaigns:campaign", pk)
    stage.campaign = found
    form = ResultForm(request.POST or None, stage=stage, today=request.today)
    if request.method == "POST" and form.is_valid():
        keeping.note_result(request.actor, stage, on=request.today, **form.cleaned_data)
        messages.success(request, _("记下了。"))
        return redirect("campaigns:campaign", pk)
    return form_page(request, found, form, _("记结果"), _("记下"))


@login_required
@require_http_methods(["GET", "POST"])
def duty(request: Request, pk: int) -> HttpResponse:
    """Who answers for the unions of a place: always exactly one."""
    found, stages = kept_for(request, pk)
    places = places_counted(request.actor, boards.current(stages))
    people = people_for(request.actor, request.today)
    form = DutyForm(request.POST or None, places=places, people=people)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        number = keeping.assign(request.actor, found, given["place"], to=given["to"])
        words = {"place": given["place"].name, "n": number, "name": given["to"].name}
        messages.success(request, _("%(place)s的 %(n)s 家现在由%(name)s负责。") % words)
        return redirect("campaigns:campaign", pk)
    return form_page(request, found, form, _("谁主管谁负责"), _("改由他负责"))


def member_of(request: Request, pk: int) -> Member:
    """The member, if the reader keeps its campaign."""
    member = member_for(request.actor, pk)
    if member is None:
        raise Http404
    return member


def form_page(
    request: Request, campaign: Campaign, form: Form, title: str, act: str
) -> HttpResponse:
    """A short form of a campaign."""
    context = {
        "campaign": campaign,
        "form": form,
        "title": title,
        "act": act,
        "path": way(campaign),
    }
    status = BAD_REQUEST if form.errors else None
    return render(request, "campaigns/form.html", context, status=status)

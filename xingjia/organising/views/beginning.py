"""Beginning a founding from the page of an employer, a re-election from that of a union."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from xingjia.access.http import Request
from xingjia.access.rules import Right
from xingjia.organising.commands import opening
from xingjia.organising.forms import EarlyForm
from xingjia.organising.models import Procedure
from xingjia.organising.queries.procedures import (
    PLANS,
    open_founding_of,
    open_reelection_of,
)
from xingjia.organising.words import HOW, STEPS, WHO, sentence
from xingjia.registry.queries.mending import employer_to_mend, union_to_mend
from xingjia.registry.queries.terms import tenure_of
from xingjia.registry.rules.editing import Level, Objected
from xingjia.registry.rules.terms import Stage, state_of_term

form_page = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@login_required
@form_page
def begin_founding(request: Request, pk: int) -> HttpResponse:
    """What the eleven steps are, and the button that begins; to the one under way, if any."""
    employer = employer_to_mend(request.actor, pk)
    if employer is None:
        raise Http404
    if running := open_founding_of(request.actor, employer):
        return redirect("organising:procedure", running.pk)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            made, _notes = opening.open_founding(request.actor, employer, on=request.today)
        except Objected as objected:
            _object(form, objected)
        else:
            messages.success(request, _("已开始建会。第一步：摸底。"))
            return redirect("organising:procedure", made.pk)
    shown = {
        "form": form,
        "title": _("开始建会"),
        "subject": employer,
        "back": reverse("registry:employer", args=[pk]),
        "steps": _steps(Procedure.Kind.FOUNDING),
        "button": _("开始建会"),
    }
    return render(request, "organising/begin.html", shown)


@never_cache
@login_required
@form_page
def begin_reelection(request: Request, pk: int) -> HttpResponse:
    """Where the term stands, what the steps are, and the button that begins."""
    union = union_to_mend(request.actor, pk)
    if union is None:
        raise Http404
    if running := open_reelection_of(request.actor, union):
        return redirect("organising:procedure", running.pk)
    tenure = tenure_of(union, request.today)
    last = tenure.last
    state = state_of_term(last, request.today, delays=tenure.delays)
    superior = request.actor.may_from_above(Right.EDIT, union.organisation.path)
    form: forms.Form = forms.Form(request.POST if request.method == "POST" else None)
    if state.stage is Stage.IN_TERM and superior:
        form = EarlyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data.get("reason", "")
            made, _notes = opening.open_reelection(
                request.actor, union, on=request.today, reason=reason
            )
        except Objected as objected:
            _object(form, objected)
        else:
            messages.success(request, _("已开始换届。第一步：成立筹备机构。"))
            return redirect("organising:procedure", made.pk)
    shown = {
        "form": form,
        "title": _("开始换届"),
        "subject": union,
        "back": reverse("registry:union", args=[pk]),
        "term": state,
        "term_last": last,
        "steps": _steps(Procedure.Kind.RE_ELECTION),
        "button": _("开始换届"),
    }
    return render(request, "organising/begin.html", shown)


def _object(form: forms.Form, objected: Objected) -> None:
    for finding in objected.findings:
        if finding.level is not Level.NOTED:
            field = finding.field if finding.field in form.fields else None
            form.add_error(field, sentence(finding))


def _steps(kind: str) -> list[dict[str, Any]]:
    return [
        {"title": STEPS[kind][one.code], "how": HOW[kind][one.code], "who": WHO[one.who]}
        for one in PLANS[kind]
        if not one.aside
    ]

"""Entering a step, taking it back, and giving a procedure up."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from xingjia.access.http import Request
from xingjia.organising.commands import opening, recording
from xingjia.organising.forms import BackForm, EndForm, StepForm
from xingjia.organising.models import Procedure
from xingjia.organising.queries.procedures import (
    leads,
    may_act,
    may_keep,
    plan_of,
    records_of,
    standing_of,
    subject_of,
)
from xingjia.organising.rules.steps import Step, step_of
from xingjia.organising.views.procedure import found_or_404
from xingjia.organising.words import day_of_text, how, sentence, step_word
from xingjia.registry.rules.editing import Objected, Stale

form_page = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@login_required
@form_page
def step(request: Request, pk: int, step: str) -> HttpResponse:
    """Enter a step or mend it; the page of the procedure posts here too."""
    found, one = _step(request, pk, step)
    records = records_of([found])[found.pk]
    superior = leads(request.actor, found)
    form = StepForm(
        found, one, records, request.POST or None, today=request.today, superior=superior
    )
    if form.is_valid() and _entered(request, found, one, form):
        return redirect(f"{reverse('organising:procedure', args=[pk])}#{one.code}")
    shown = _shown(found, one) | {"form": form, "how": how(found, one)}
    status = 400 if form.errors else 200
    return render(request, "organising/step.html", shown, status=status)


def _entered(request: Request, found: Procedure, one: Step, form: StepForm) -> bool:
    """Whether the step was taken; else the form says why not, and keeps what was typed."""
    given = form.cleaned_data
    try:
        _record, notes = recording.record_step(
            request.actor,
            found,
            one.code,
            new=form.done,
            on=request.today,
            note=given["note"],
            reason=given.get("reason", ""),
            before=given["before"],
        )
    except Stale as stale:
        now = stale.theirs["done_on"]
        text = _("别人刚把这一步记成了 %(now)s，您填的在下面。核对后再保存，以您的为准。")
        form.add_error(None, text % {"now": day_of_text(now) or _("没有办")})
        form.data = {**form.data.dict(), "before": now}  # type: ignore[attr-defined]
        return False
    except Objected as objected:
        form.refuse(objected)
        return False
    messages.success(request, _("已记下“%(step)s”。") % {"step": step_word(found, one.code)})
    for finding in notes:
        messages.warning(request, sentence(finding, found))
    return True


@never_cache
@login_required
@form_page
def take_back(request: Request, pk: int, step: str) -> HttpResponse:
    """Undo a step entered by mistake."""
    found, one = _step(request, pk, step)
    if standing_of(records_of([found])[found.pk], one.code) is None:
        raise Http404
    form = BackForm(request.POST or None)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            recording.take_back(request.actor, found, one.code, on=request.today, reason=reason)
        except Objected as objected:
            for finding in objected.findings:
                form.add_error(None, sentence(finding, found))
        else:
            messages.success(
                request, _("已收回“%(step)s”。") % {"step": step_word(found, one.code)}
            )
            return redirect("organising:procedure", pk)
    shown = _shown(found, one) | {
        "form": form,
        "title": _("收回“%(step)s”") % {"step": step_word(found, one.code)},
        "text": _("填错了才收回。原来填的和理由都留着。"),
        "button": _("收回这一步"),
    }
    return render(request, "organising/act.html", shown, status=400 if form.errors else 200)


@never_cache
@login_required
@form_page
def abandon(request: Request, pk: int) -> HttpResponse:
    """Give a procedure up, and say why."""
    found = found_or_404(request, pk)
    if not may_keep(request.actor, found):
        raise Http404
    form = EndForm(request.POST or None, today=request.today, initial={"on": request.today})
    if form.is_valid():
        try:
            opening.abandon(request.actor, found, **form.cleaned_data)
        except Objected as objected:
            for finding in objected.findings:
                field = finding.field if finding.field in form.fields else None
                form.add_error(field, sentence(finding, found))
        else:
            messages.success(request, _("已记下不再办。办过的步骤都留着。"))
            return redirect("organising:procedure", pk)
    shown = {
        **_back(found),
        "form": form,
        "title": _("不再办这一件"),
        "text": _("办过的步骤都留着，以后可以重新开始。"),
        "button": _("不再办"),
    }
    return render(request, "organising/act.html", shown, status=400 if form.errors else 200)


def _step(request: Request, pk: int, code: str) -> tuple[Procedure, Step]:
    """The procedure and one of its steps, if the actor may enter it."""
    found = found_or_404(request, pk)
    one = step_of(plan_of(found), code)
    if one is None or not may_act(request.actor, found, one):
        raise Http404
    return found, one


def _shown(found: Procedure, one: Step) -> dict[str, Any]:
    return {**_back(found), "step": one, "title": step_word(found, one.code)}


def _back(found: Procedure) -> dict[str, Any]:
    return {
        "procedure": found,
        "subject": subject_of(found),
        "back": reverse("organising:procedure", args=[found.pk]),
    }

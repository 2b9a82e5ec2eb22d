"""Forms for whom a contract covers, and for a day entered wrongly."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from xingjia.access.checks import Unacceptable
from xingjia.access.http import Request
from xingjia.registry import contract_forms as forms
from xingjia.registry.advice import advice
from xingjia.registry.commands import contract_editing as commands
from xingjia.registry.commands import contract_steps
from xingjia.registry.contract_words import STEPS, value_words
from xingjia.registry.models import Contract
from xingjia.registry.queries.contract_mending import covered_row
from xingjia.registry.queries.contracts import dates_of
from xingjia.registry.rules.contract_steps import STEPS as ALL_STEPS
from xingjia.registry.rules.contract_steps import written
from xingjia.registry.rules.editing import Finding, Objected
from xingjia.registry.views.contract_editing import contract_to_mend

form_page = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@login_required
@form_page
def cover_by_contract(request: Request, pk: int) -> HttpResponse:
    """One more employer under a shared contract."""
    one = contract_to_mend(request, pk)
    form = forms.CoveredForm(request.actor, request.POST or None, today=request.today)
    words = {
        "title": _("加覆盖企业"),
        "text": _("从写明的那一天起，这家企业算在合同里。"),
        "button": _("加上"),
        "done": _("已加上。"),
    }
    return _act(request, one, form, commands.cover_by_contract, words)


@never_cache
@login_required
@form_page
def uncover_by_contract(request: Request, pk: int, row: int) -> HttpResponse:
    """An employer that leaves a contract which goes on."""
    one = contract_to_mend(request, pk)
    found = covered_row(one, row)
    if found is None:
        raise Http404
    form = forms.LeavesForm(request.POST or None, today=request.today)
    words = {
        "title": _("不再覆盖%(name)s") % {"name": found.employer.name},
        "text": _("合同照旧，其余企业不变；以前的日子不变。"),
        "button": _("登记"),
        "done": _("已登记。"),
    }

    def leave(actor: Any, _one: Contract, **details: Any) -> None:
        commands.uncover_by_contract(actor, found, **details)

    return _act(request, one, form, leave, words)


@never_cache
@login_required
@form_page
def clear_step(request: Request, pk: int, step: str) -> HttpResponse:
    """Taking away a day that was entered wrongly."""
    one = contract_to_mend(request, pk)
    stands = written(dates_of(one), step) if step in ALL_STEPS else ""
    if not stands:
        raise Http404
    form = forms.ClearForm(request.POST or None, today=request.today, initial={"before": stands})
    told = {"step": STEPS[step], "day": value_words(step, stands)}
    words = {
        "title": _("清除%(step)s日期") % told,
        "text": _(
            "登记的是 %(day)s。填错了才清除；原来的日期、谁清除的、为什么，都留在改动记录里。"
        )
        % told,
        "button": _("清除"),
        "done": _("已清除%(step)s的日期。") % told,
        "ends": "yes",
    }

    def clear(actor: Any, one: Contract, **details: Any) -> None:
        try:
            contract_steps.clear_step(actor, one, field=step, **details)
        except contract_steps.Stale:
            raise Objected([Finding("stale_step")]) from None
        except Unacceptable as refused:
            raise Objected([Finding(refused.code, field="reason")]) from None

    return _act(request, one, form, clear, words)


def _act(
    request: Request,
    one: Contract,
    form: Any,
    command: Callable[..., Any],
    words: dict[str, str],
) -> HttpResponse:
    """Show the form; when it holds, run the command and go back to the contract."""
    back = reverse("registry:contract", args=[one.pk])
    if form.is_valid():
        try:
            command(request.actor, one, **form.cleaned_data)
        except Objected as objected:
            for finding in objected.findings:
                field = finding.field if finding.field in form.fields else None
                form.add_error(field, advice(finding))
        else:
            messages.success(request, words["done"])
            return redirect(back)
    shown = {"form": form, "union": {"name": str(one)}, "back": back, **words}
    return render(request, "registry/act.html", shown)

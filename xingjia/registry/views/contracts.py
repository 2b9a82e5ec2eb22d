"""The pages of contracts: the list, one of them with its clock, and entering a date by hand."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from xingjia.access.http import Request
from xingjia.access.rules import Actor, Right
from xingjia.registry.clock_forms import StepForm
from xingjia.registry.commands.contract_steps import Forbidden, Stale, record_step
from xingjia.registry.contract_words import STATES, STEPS, sentence
from xingjia.registry.models import Contract, ContractEmployer
from xingjia.registry.queries import contracts as queries
from xingjia.registry.queries.contract_mending import changes_of, covered_by
from xingjia.registry.queries.places import way_for
from xingjia.registry.queries.sources import sources
from xingjia.registry.rules.contract_steps import STEPS as ALL_STEPS
from xingjia.registry.rules.contract_steps import stages
from xingjia.registry.views.asked import (
    around,
    chosen,
    day_of,
    menu,
    page_of,
    place_menu,
    place_of,
    sort_of,
)
from xingjia.registry.views.contract_changes import told_changes
from xingjia.registry.words import shown

SEE = Right.SEE
KINDS = dict(Contract.Kind.choices)
REACHES = dict(Contract.Reach.choices)
STATE_NAMES = {state.value: word for state, (_kind, _icon, word) in STATES.items()}
SOON = {"yes": gettext_lazy("90 天内到期")}
ORDERS = {
    "place": gettext_lazy("镇、街道"),
    "number": gettext_lazy("合同编号"),
    "until": gettext_lazy("到期日期"),
}


@require_GET
@login_required
def contracts(request: Request) -> HttpResponse:
    """Every contract in reach, on a day, as far as the address narrows it."""
    asked = contracts_asked(request)
    page = page_of(request, queries.contracts_for(request.actor, asked))
    context = around(request, asked, ORDERS, "registry:export_contracts") | {
        "page": page,
        "lines": queries.lines(request.actor, list(page), asked.on),
        "all": Contract.objects.visible_to(request.actor).count(),
        "filters": _filters(request, asked),
    }
    return render(request, "registry/contract_list.html", context)


@require_GET
@login_required
def contract(request: Request, pk: int) -> HttpResponse:
    """Everything the register knows of one contract on a day."""
    shown_here = _contract(request.actor, _found(request, pk), day_of(request))
    return render(request, "registry/contract.html", shown_here)


@require_http_methods(["GET", "POST"])
@login_required
def contract_step(request: Request, pk: int, step: str) -> HttpResponse:
    """Enter or mend the day of one step."""
    one = _found(request, pk)
    if step not in ALL_STEPS or not queries.may_edit(request.actor, one):
        raise Http404
    form = StepForm(one, step, request.POST or None)
    if form.is_valid() and _entered(request, one, step, form):
        return redirect("registry:contract", pk)
    path = _path(request.actor, one, request.today)
    path.append({"title": str(one), "url": reverse("registry:contract", args=[pk])})
    context = {"contract": one, "step": step, "form": form, "path": path}
    return render(
        request, "registry/contract_step.html", context, status=400 if form.errors else 200
    )


def _entered(request: Request, one: Contract, step: str, form: StepForm) -> bool:
    """Whether the day was taken; else the form says why not, and keeps what was typed."""
    given = form.cleaned_data
    try:
        advice = record_step(
            request.actor,
            one,
            field=step,
            day=given["day"],
            on=request.today,
            before=given["before"],
            details=form.details,
        )
    except Stale as stale:
        now = shown("filed_on", stale.now) or _("未填报")
        text = _("别人刚把这一项改成了 %(now)s，您填的是下面的日期。核对后再保存，以您的为准。")
        form.add_error(None, text % {"now": now})
        form.data = {**form.data.dict(), "before": stale.now}  # type: ignore[attr-defined]
        return False
    except Forbidden as refused:
        for finding in refused.findings:
            form.add_error("day", sentence(finding))
        return False
    messages.success(request, _("已记下%(step)s的日期。") % {"step": STEPS[step]})
    for finding in advice:
        messages.warning(request, sentence(finding))
    return True


def _found(request: Request, pk: int) -> Contract:
    found = queries.contract_for(request.actor, pk)
    if found is None:
        raise Http404
    return found


def _contract(actor: Actor, one: Contract, on: date) -> dict[str, Any]:
    line = queries.lines(actor, [one], on)[0]
    rows = covered_by(one)
    mine = {employer.pk for employer in line.employers}
    return {
        "rows": [row for row in rows if row.employer_id in mine and row.start <= on < row.end],
        "left": [row for row in rows if row.end <= on and actor.may(SEE, _at(row))],
        "joining": [row for row in rows if row.start > on and actor.may(SEE, _at(row))],
        "shared": one.reach != Contract.Reach.OWN,
        "changes": told_changes(changes_of(one)),
        "before": _seen(actor, one.renews_id),
        "after": _seen(actor, getattr(one, "after", None)),
        "contract": one,
        "on": on,
        "line": line,
        "stages": stages(queries.dates_of(one), on, line.terms),
        "hidden": line.covered - len(line.employers),
        "may_edit": queries.may_edit(actor, one),
        "source": sources(actor, [one.origin]).get(one.origin),
        "path": _path(actor, one, on),
    }


def _at(row: ContractEmployer) -> str:
    return row.employer.organisation.path


def _seen(actor: Actor, pk: int | None) -> Contract | None:
    return queries.contract_for(actor, pk) if pk else None


def _path(actor: Actor, one: Contract, on: date) -> list[dict[str, str]]:
    home = reverse("registry:contracts")
    return [
        {"title": node.name, "url": f"{home}?place={node.code}&on={on.isoformat()}"}
        for node in way_for(actor, one.organisation)
    ]


def contracts_asked(request: Request) -> queries.Asked:
    """Which contracts the address asks for."""
    return queries.Asked(
        on=day_of(request),
        q=request.GET.get("q", "").strip(),
        place=place_of(request),
        kind=chosen(request, "kind", KINDS),
        reach=chosen(request, "reach", REACHES),
        state=chosen(request, "state", STATE_NAMES),
        soon=chosen(request, "soon", SOON),
        sort=sort_of(request, ORDERS),
    )


def _filters(request: Request, asked: queries.Asked) -> list[dict[str, Any]]:
    return [
        *place_menu(request, asked.place, asked.on),
        menu(request, "kind", _("合同种类"), KINDS),
        menu(request, "reach", _("签订方式"), REACHES),
        menu(request, "state", _("状态"), STATE_NAMES),
        menu(request, "soon", _("到期"), SOON),
    ]

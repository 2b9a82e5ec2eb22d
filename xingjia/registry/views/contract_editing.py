"""Forms for entering, mending and renewing contracts."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from xingjia.access.checks import Refused
from xingjia.access.http import Request
from xingjia.registry.advice import advice
from xingjia.registry.commands import contract_editing as commands
from xingjia.registry.contract_forms import ContractForm
from xingjia.registry.contract_words import value_words
from xingjia.registry.models import Contract
from xingjia.registry.queries.contract_mending import (
    covered_by,
    leads,
    running,
    values_of_contract,
)
from xingjia.registry.queries.contracts import contract_for, may_edit
from xingjia.registry.queries.mending import employer_to_mend, places_to_keep
from xingjia.registry.rules.contract_editing import WAGE_YEARS
from xingjia.registry.rules.editing import Finding, Objected, Stale, version_of
from xingjia.toolkit.calendar.rules import last_valid_day

form_page = require_http_methods(["GET", "HEAD", "POST"])
SALT = "registry.contract"
CONFLICT = 409
TAKE = "take_"


@never_cache
@login_required
@form_page
def add_contract(request: Request) -> HttpResponse:
    """A new contract; `?employer=` writes down whom it covers."""
    if not places_to_keep(request.actor):
        raise Http404
    key = request.GET.get("employer", "")
    one = employer_to_mend(request.actor, int(key)) if key.isdecimal() else None
    first = {"employers": one.code or one.name, "reach": Contract.Reach.OWN} if one else {}
    back = reverse("registry:employer", args=[one.pk]) if one else reverse("registry:contracts")
    return _add(request, first, {"title": _("登记合同"), "back": back})


@never_cache
@login_required
@form_page
def renew_contract(request: Request, pk: int) -> HttpResponse:
    """The contract that follows one; what stays the same is filled in."""
    old = contract_to_mend(request, pk)
    if after := getattr(old, "after", None):
        return redirect("registry:contract", after)
    back = reverse("registry:contract", args=[pk])
    words = {"title": _("续签"), "subject": str(old), "back": back}
    return _add(request, _renewed(old), words, old)


def _renewed(old: Contract) -> dict[str, Any]:
    """What a renewal begins with: the same sides, the days right after the last one."""
    covered = [row.employer for row in running(covered_by(old))]
    stands = values_of_contract(old)
    kept = ("kind", "reach", "staff_covered", "women_covered", "chief_union", "chief_employer")
    first = {name: stands[name] for name in kept if name in stands}
    first["employers"] = "\n".join(one.code or one.name for one in covered)
    if old.valid_to:
        begin = old.valid_to + timedelta(days=1)
        first |= {"valid_from": begin, "valid_to": last_valid_day(begin, _years(old))}
    return first


def _years(old: Contract) -> int:
    """As many whole years as the contract before; a wage contract one."""
    if old.kind == Contract.Kind.WAGE or not old.valid_from or not old.valid_to:
        return WAGE_YEARS
    return max(1, min(3, round((old.valid_to - old.valid_from).days / 365)))


def _add(
    request: Request, first: dict[str, Any], words: dict[str, Any], old: Contract | None = None
) -> HttpResponse:
    typed = request.POST if request.method == "POST" else None
    form = ContractForm(request.actor, {}, typed, new=True, today=request.today, initial=first)
    if form.is_valid():
        employers = form.cleaned_data["employers"]
        try:
            made, notes = commands.add_contract(
                request.actor,
                employers,
                on=request.today,
                renews=old,
                reason=form.cleaned_data["reason"],
                **form.given(),
            )
        except Objected as objected:
            form.object_to(objected, superior=leads(request.actor, employers))
        except Refused:
            form.add_error("employers", _("这些企业不都归您管，请由上级工会来登记。"))
        else:
            _tell(request, _("已登记%(name)s。") % {"name": made}, notes)
            return redirect("registry:contract", made.pk)
    return render(request, "registry/contract_form.html", {"form": form} | words)


@never_cache
@login_required
@form_page
def change_contract(request: Request, pk: int) -> HttpResponse:
    """Mending a contract."""
    one = contract_to_mend(request, pk)
    posted = request.method == "POST"
    opened = _opened(request, one) if posted else values_of_contract(one)
    form = ContractForm(
        request.actor, opened, _typed(request, opened), new=False, today=request.today
    )
    back = reverse("registry:contract", args=[pk])
    around = {"title": _("改合同内容"), "subject": str(one), "back": back}
    if form.is_valid():
        changed = form.changed()
        try:
            notes = commands.change_contract(
                request.actor,
                one,
                on=request.today,
                version=version_of(opened),
                reason=form.cleaned_data["reason"],
                **changed,
            )
        except Stale as stale:
            return _stale(request, one, form, around | {"theirs": stale.theirs})
        except Objected as objected:
            employers = [row.employer for row in running(covered_by(one))]
            form.object_to(objected, superior=leads(request.actor, employers))
        else:
            said = _("已保存，改了 %(n)s 项。") if changed else _("没有改动，什么也没有存。")
            _tell(request, said % {"n": len(changed)}, notes)
            return redirect(back)
    shown = around | {"form": form, "opened": _signed(one, opened)}
    return render(request, "registry/contract_form.html", shown)


def _typed(request: Request, opened: dict[str, Any]) -> Any:
    """What was typed, with their value where theirs was taken."""
    if request.method != "POST":
        return None
    typed = request.POST.copy()
    for name in list(typed):
        if name.startswith(TAKE) and typed[name] == "theirs":
            field = name.removeprefix(TAKE)
            typed[field] = _text(opened.get(field))
    return typed


def _stale(
    request: Request, one: Contract, form: ContractForm, around: dict[str, Any]
) -> HttpResponse:
    """Both versions side by side; what was typed goes along, and nothing is saved yet."""
    theirs = around["theirs"]
    names = [name for name in form.fields if name != "reason"]
    rows = [
        {
            "name": name,
            "label": form.fields[name].label,
            "theirs": value_words(name, theirs.get(name)),
            "yours": value_words(name, form.value(name)),
            "mine": name in form.changed_data,
        }
        for name in names
        if form.value(name) != theirs.get(name)
    ]
    kept = [(name, _text(form.data.get(name))) for name in (*names, "reason")]
    shown = around | {"rows": rows, "kept": kept, "opened": _signed(one, theirs)}
    return render(request, "registry/stale.html", shown, status=CONFLICT)


def contract_to_mend(request: Request, pk: int) -> Contract:
    """The contract, if the actor may mend it. Not found and not yours are 404."""
    found = contract_for(request.actor, pk)
    if found is None or not may_edit(request.actor, found):
        raise Http404
    return found


def _signed(one: Contract, values: dict[str, Any]) -> str:
    return signing.dumps(values, salt=f"{SALT}.{one.pk}", compress=True)


def _opened(request: Request, one: Contract) -> dict[str, Any]:
    """What the form was opened with. Without it nothing is known to be seen: that is stale."""
    try:
        opened: dict[str, Any] = signing.loads(
            request.POST.get("opened", ""), salt=f"{SALT}.{one.pk}"
        )
    except signing.BadSignature:
        return {}
    return opened


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _tell(request: Request, said: str, notes: tuple[Finding, ...]) -> None:
    messages.success(request, said)
    for note in notes:
        messages.info(request, advice(note))

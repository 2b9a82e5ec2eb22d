"""The end of a union: what it would end, then done; and a mistaken end taken back."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from xingjia.access.checks import Refused
from xingjia.access.http import Request
from xingjia.registry.closing_forms import ReopenForm
from xingjia.registry.commands import offices
from xingjia.registry.forms import CloseForm
from xingjia.registry.models import Union
from xingjia.registry.queries.endings import Restorable, ending, last_closing, restorable
from xingjia.registry.rules.editing import Objected, settle
from xingjia.registry.views.offices import to_lead
from xingjia.registry.words import PARTS_OF_END

form_page = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@login_required
@form_page
def close_union(request: Request, pk: int) -> HttpResponse:
    """The end of a union: first what it would end (GET with a day), then, confirmed, done."""
    union = to_lead(request, pk)
    asked = request.POST or (request.GET if "on" in request.GET else None)
    form = CloseForm(asked, today=request.today)
    valid = form.is_valid() and _stands(form, union)
    if valid and request.method == "POST":
        try:
            offices.close_union(request.actor, union, **_details(form))
        except Objected as objected:
            form.object_to(objected, superior=True)
        else:
            messages.success(request, _("已登记撤销。弄错了，可以在工会页上撤回。"))
            return redirect("registry:union", union.pk)
    confirming = valid and not form.errors
    shown = {
        "form": form,
        "union": union,
        "back": reverse("registry:union", args=[union.pk]),
        "confirming": confirming,
        "ending": ending(union, form.cleaned_data["on"]) if confirming else None,
    }
    return render(request, "registry/close.html", shown)


@never_cache
@login_required
@form_page
def reopen_union(request: Request, pk: int) -> HttpResponse:
    """Take back that a union was closed; what changed since is said before and after."""
    union = to_lead(request, pk)
    if union.closed_on is None:
        return redirect("registry:union", union.pk)
    closing = last_closing(union)
    form = ReopenForm(request.POST or None, today=request.today)
    if form.is_valid() and (landed := _reopen(request, union, form.cleaned_data["reason"])):
        return landed
    shown = {
        "form": form,
        "union": union,
        "back": reverse("registry:union", args=[union.pk]),
        "closing": closing,
        "found": restorable(closing) if closing else Restorable(),
        "changed": _named(restorable(closing).changed) if closing else "",
    }
    return render(request, "registry/reopen.html", shown)


def _reopen(request: Request, union: Union, reason: str) -> HttpResponse | None:
    try:
        _union, changed = offices.reopen_union(
            request.actor, union, on=request.today, reason=reason
        )
    except (Refused, Objected):
        raise Http404 from None
    messages.success(request, _("已撤回，这家工会照旧。"))
    if changed:
        text = _("这几样后来变过，没有恢复：%(parts)s。请核对后在这里补登记。")
        messages.warning(request, text % {"parts": _named(changed)})
    return redirect("registry:union", union.pk)


def _named(parts: list[str]) -> str:
    return "、".join(str(PARTS_OF_END[one]) for one in parts)


def _stands(form: CloseForm, union: Union) -> bool:
    """Say what stands in the way before anybody confirms."""
    details = _details(form)
    on: date = details["on"]
    try:
        objections = offices.closing_objections(union, on, details["why"])
        settle(objections, superior=True, reason=details["reason"])
    except Objected as objected:
        form.object_to(objected, superior=True)
        return False
    return True


def _details(form: CloseForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in form.fields}

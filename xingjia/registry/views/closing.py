"""The end of an employer: what it would end, done, and taken back."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from xingjia.access.http import Request
from xingjia.access.queries import names_behind
from xingjia.access.rules import Right
from xingjia.registry.closing_forms import ClosingForm, ReopenForm
from xingjia.registry.commands import closing as commands
from xingjia.registry.models import Employer
from xingjia.registry.queries.closing import Ending, closing_of, ending_of
from xingjia.registry.queries.mending import employer_to_mend
from xingjia.registry.rules.editing import Objected
from xingjia.registry.words import who

form_page = require_http_methods(["GET", "HEAD", "POST"])
RESTORED = {
    "contract": lazy("终止的合同"),
    "covered": lazy("退出的合同"),
    "cover": lazy("工会覆盖"),
    "union": lazy("撤销的工会"),
}


@never_cache
@login_required
@form_page
def close_employer(request: Request, pk: int) -> HttpResponse:
    """First everything an end would end (GET), then, confirmed, done (POST)."""
    found = _kept(request, pk)
    if closing_of(found):
        return redirect("registry:employer", pk)
    asked = request.POST or (request.GET if "on" in request.GET else None)
    form = ClosingForm(asked, today=request.today)
    if form.is_valid() and request.method == "POST" and _closed(request, found, form):
        return redirect("registry:employer", pk)
    day = form.cleaned_data.get("on") if form.is_bound else None
    ending = ending_of(found, day) if day and "on" not in form.errors else None
    shown = {
        "employer": found,
        "form": form,
        "ending": ending,
        "shared": [(row, ending.others[row.contract_id]) for row in ending.shared]
        if ending
        else [],
        "unions": _unions(request, ending) if ending else [],
        "back": reverse("registry:employer", args=[pk]),
    }
    return render(request, "registry/close_employer.html", shown)


def _unions(request: Request, ending: Ending) -> list[tuple[Any, bool, bool]]:
    """The unions left without employers; ticked unless somebody has unticked them."""
    ticked = set(request.POST.getlist("unions"))
    return [
        (
            union,
            str(union.pk) in ticked or request.method != "POST",
            request.actor.may_from_above(Right.EDIT, union.organisation.path),
        )
        for union in ending.left
    ]


def _closed(request: Request, found: Employer, form: ClosingForm) -> bool:
    """Whether the end was entered; else the form says what stands in the way."""
    chosen = {int(key) for key in request.POST.getlist("unions") if key.isdecimal()}
    try:
        commands.close_employer(
            request.actor,
            found,
            **form.cleaned_data,
            unions=chosen,
            seen=request.POST.get("seen", ""),
        )
    except Objected as objected:
        form.object_to(objected, superior=True)
        return False
    messages.success(request, _("已登记。以前的日子不变；登记错了可以在这一页撤回。"))
    if chosen:
        messages.info(request, _("撤销的工会请报告上一级工会；会员的会籍可以继续保留。"))
    return True


@never_cache
@login_required
@form_page
def reopen_employer(request: Request, pk: int) -> HttpResponse:
    """Everything as it stood before the end was entered."""
    found = _kept(request, pk)
    standing = closing_of(found)
    if standing is None:
        return redirect("registry:employer", pk)
    form = ReopenForm(request.POST or None, today=request.today)
    if form.is_valid():
        try:
            commands.reopen_employer(request.actor, found, **form.cleaned_data)
        except Objected as objected:
            form.object_to(objected, superior=True)
        else:
            messages.success(request, _("已撤回，当时结束的都恢复了原样。"))
            return redirect("registry:employer", pk)
    counted = Counter(row["table"] for row in standing.ended)
    shown = {
        "employer": found,
        "closing": standing,
        "who": who(standing.said_by, names_behind({standing.said_by})),
        "counts": [(word, counted[name]) for name, word in RESTORED.items() if counted[name]],
        "form": form,
        "back": reverse("registry:employer", args=[pk]),
    }
    return render(request, "registry/reopen_employer.html", shown)


def _kept(request: Request, pk: int) -> Employer:
    """The employer, if the actor keeps it. Not found and not yours are 404."""
    found = employer_to_mend(request.actor, pk)
    if found is None:
        raise Http404
    return found

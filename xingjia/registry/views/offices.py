"""Forms for chairs who come and go, and employers covered."""

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

from xingjia.access.http import Request
from xingjia.access.rules import Right
from xingjia.registry import forms
from xingjia.registry.advice import advice
from xingjia.registry.commands import offices
from xingjia.registry.models import Union
from xingjia.registry.queries.mending import cover_to_mend, union_to_mend
from xingjia.registry.rules.editing import Objected

form_page = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@login_required
@form_page
def appoint_chair(request: Request, pk: int) -> HttpResponse:
    """A newly elected chair."""
    union = to_lead(request, pk)
    words = {
        "title": _("登记新主席"),
        "text": _("按选举结果填。原来的主席从当选那天起记为离任。"),
        "button": _("登记"),
        "done": _("已登记新主席。原主席有账号的，请到人员账号里结束任职。"),
    }
    return act(request, union, forms.ElectedForm, offices.appoint_chair, words)


@never_cache
@login_required
@form_page
def chair_left(request: Request, pk: int) -> HttpResponse:
    """A chair who leaves before anybody follows."""
    union = to_lead(request, pk)
    words = {
        "title": _("主席离任"),
        "text": _("还没有选出新主席时用。选出新主席的，直接登记新主席。"),
        "button": _("登记离任"),
        "done": _("已登记离任。有账号的，请到人员账号里结束任职。"),
    }
    return act(request, union, forms.LeftForm, offices.chair_left, words)


@never_cache
@login_required
@form_page
def cover(request: Request, pk: int) -> HttpResponse:
    """One more employer."""
    union = to_lead(request, pk)
    words = {"title": _("加覆盖企业"), "button": _("加上"), "done": _("已加上。")}

    def begin(actor: Any, union: Union, *, employer: Any, **details: Any) -> None:
        offices.cover(actor, union, employer, **details)

    return act(request, union, forms.CoverForm, begin, words, request.actor)


@never_cache
@login_required
@form_page
def uncover(request: Request, pk: int, cover: int) -> HttpResponse:
    """An employer the union no longer covers."""
    union, found = to_lead(request, pk), cover_to_mend(request.actor, pk, cover)
    if found is None:
        raise Http404
    words = {
        "title": _("不再覆盖%(name)s") % {"name": found.employer.name},
        "button": _("登记"),
        "done": _("已登记。"),
    }

    def end(actor: Any, union: Union, **details: Any) -> None:
        offices.uncover(actor, found, **details)

    return act(request, union, forms.UncoverForm, end, words)


def to_lead(request: Request, pk: int) -> Union:
    """The union, if the actor leads it from above. Not found and not yours are 404."""
    found = union_to_mend(request.actor, pk)
    if found is None or not request.actor.may_from_above(Right.EDIT, found.organisation.path):
        raise Http404
    return found


def act(
    request: Request,
    union: Union,
    kind: type[forms.DatedForm],
    command: Callable[..., Any],
    words: dict[str, str],
    *given: Any,
) -> HttpResponse:
    """Show the form; when it holds, run the command and go back to the union."""
    form = kind(*given, request.POST or None, today=request.today)
    back = words.get("back") or reverse("registry:union", args=[union.pk])
    if form.is_valid():
        try:
            made = command(request.actor, union, **_details(form))
        except Objected as objected:
            form.object_to(objected, superior=True)
        else:
            messages.success(request, words["done"])
            for note in made[1] if isinstance(made, tuple) else ():
                messages.info(request, advice(note))
            return redirect(back)
    shown = {"form": form, "union": union, **words, "back": back}
    return render(request, "registry/act.html", shown)


def _details(form: forms.DatedForm) -> dict[str, Any]:
    """What the command takes: the fields of the form, unless it puts them together itself."""
    own: dict[str, Any] | None = getattr(form, "details", None)
    return own or {name: form.cleaned_data[name] for name in form.fields}

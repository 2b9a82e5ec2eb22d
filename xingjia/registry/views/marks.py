"""Forms for focus marks of employers and unions, and for the rooms of a union."""

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
from xingjia.registry import mark_forms as forms
from xingjia.registry.commands import marks
from xingjia.registry.forms import DatedForm
from xingjia.registry.models import Employer, Union
from xingjia.registry.queries.marks import mark_to_mend, room_to_mend
from xingjia.registry.queries.mending import employer_to_mend, union_to_mend
from xingjia.registry.rules.editing import Objected
from xingjia.registry.rules.values import FOCUS_OF_EMPLOYER, FOCUS_OF_UNION

form_page = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@login_required
@form_page
def mark_employer(request: Request, pk: int) -> HttpResponse:
    """An employer to look after."""
    return _mark(request, _employer(request, pk))


@never_cache
@login_required
@form_page
def mark_union(request: Request, pk: int) -> HttpResponse:
    """A union to look after; its own chair does not mark it."""
    return _mark(request, _led(request, pk))


@never_cache
@login_required
@form_page
def lift_employer(request: Request, pk: int, mark: int) -> HttpResponse:
    """An employer that needs no special care any more."""
    return _lift(request, _employer(request, pk), mark)


@never_cache
@login_required
@form_page
def lift_union(request: Request, pk: int, mark: int) -> HttpResponse:
    """A union that needs no special care any more."""
    return _lift(request, _led(request, pk), mark)


@never_cache
@login_required
@form_page
def open_room(request: Request, pk: int) -> HttpResponse:
    """A room of a union, entered by whoever keeps the union: its chair too."""
    union = _union(request, pk)
    words = {
        "title": _("登记职工之家用房"),
        "text": _("一间填一次。面积不清楚的空着。"),
        "button": _("登记"),
        "done": _("已登记这间用房。"),
    }
    form = forms.RoomForm(request.POST or None, today=request.today)
    return _act(request, union, form, marks.open_room, words)


@never_cache
@login_required
@form_page
def close_room(request: Request, pk: int, room: int) -> HttpResponse:
    """A room kept no longer."""
    union = _union(request, pk)
    found = room_to_mend(request.actor, union, room)
    if found is None:
        raise Http404
    words = {
        "title": _("%(name)s不再使用") % {"name": found.name},
        "text": _("以前的登记留着。"),
        "button": _("登记"),
        "done": _("已登记不再使用。"),
    }

    def end(actor: Any, union: Union, **details: Any) -> None:
        marks.close_room(actor, found, **details)

    form = forms.CloseRoomForm(request.POST or None, today=request.today)
    return _act(request, union, form, end, words)


def _mark(request: Request, of: Employer | Union) -> HttpResponse:
    kinds = FOCUS_OF_UNION if isinstance(of, Union) else FOCUS_OF_EMPLOYER
    words = {
        "title": _("列为重点"),
        "text": _("列为重点是为了帮，不排名、不通报。写清谁认定的、怎么帮；好了就解除。"),
        "button": _("列为重点"),
        "done": _("已列为重点。名单里可以按“重点”筛选。"),
    }
    initial = {"kind": kinds[0]} if len(kinds) == 1 else {}
    form = forms.MarkForm(kinds, request.POST or None, today=request.today, initial=initial)
    return _act(request, of, form, marks.mark_focus, words)


def _lift(request: Request, of: Employer | Union, key: int) -> HttpResponse:
    found = mark_to_mend(request.actor, of, key)
    if found is None:
        raise Http404
    words = {
        "title": _("解除重点：%(kind)s") % {"kind": found.get_kind_display()},
        "text": _("以前的登记和帮扶措施留着。"),
        "button": _("解除"),
        "done": _("已解除。"),
    }

    def end(actor: Any, of: Any, **details: Any) -> None:
        marks.lift_focus(actor, found, **details)

    form = forms.LiftForm(request.POST or None, today=request.today)
    return _act(request, of, form, end, words)


def _employer(request: Request, pk: int) -> Employer:
    found = employer_to_mend(request.actor, pk)
    if found is None:
        raise Http404
    return found


def _union(request: Request, pk: int) -> Union:
    found = union_to_mend(request.actor, pk)
    if found is None:
        raise Http404
    return found


def _led(request: Request, pk: int) -> Union:
    found = _union(request, pk)
    if not request.actor.may_from_above(Right.EDIT, found.organisation.path):
        raise Http404
    return found


def _act(
    request: Request,
    of: Employer | Union,
    form: DatedForm,
    command: Callable[..., Any],
    words: dict[str, str],
) -> HttpResponse:
    """Show the form; when it holds, run the command and go back to the record."""
    kind = "union" if isinstance(of, Union) else "employer"
    back = reverse(f"registry:{kind}", args=[of.pk])
    if form.is_valid():
        try:
            command(request.actor, of, **form.cleaned_data)
        except Objected as objected:
            form.object_to(objected, superior=True)
        else:
            messages.success(request, words["done"])
            return redirect(back)
    return render(request, "registry/mark.html", {"form": form, "of": of, "back": back, **words})

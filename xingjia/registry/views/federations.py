"""What a federation holds together, and the groups within a union."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from xingjia.access.http import Request
from xingjia.access.rules import Right
from xingjia.registry import life_forms as forms
from xingjia.registry.commands import federations as commands
from xingjia.registry.forms import DatedForm
from xingjia.registry.models import Union
from xingjia.registry.queries import federations as queries
from xingjia.registry.queries.mending import union_to_mend
from xingjia.registry.queries.unions import lines, union_for
from xingjia.registry.rules.editing import Objected
from xingjia.registry.views.asked import day_of
from xingjia.registry.views.offices import to_lead
from xingjia.toolkit.lists import as_file, taken
from xingjia.toolkit.sheets.writing import Value

form_page = require_http_methods(["GET", "HEAD", "POST"])
ROWS = 50
COLUMNS: dict[Any, Callable[[Any], Value]] = {
    lazy("成员工会"): lambda line: line.union.name,
    lazy("镇、街道"): lambda line: line.place.name if line.place else None,
    lazy("会员"): lambda line: line.said.get("members"),
    lazy("覆盖企业"): lambda line: "、".join(one.employer.name for one in line.covers) or None,
}


@require_GET
@login_required
def federation(request: Request, pk: int) -> HttpResponse:
    """The unions that belong to a federation on a day, their employers and figures."""
    union = union_for(request.actor, pk)
    if union is None:
        raise Http404
    on = day_of(request)
    members = queries.seen_members(request.actor, union, on)
    if as_file(request):
        every = lines([one.member for one in members], on)
        return taken(_("%(name)s成员工会") % {"name": union.name}, COLUMNS, every, on=on)
    page = Paginator(members, ROWS).get_page(request.GET.get("page"))
    rows = list(page)
    shown = {line.union.pk: line for line in lines([one.member for one in rows], on)}
    whole = queries.together(union, on)
    context = {
        "union": union,
        "on": on,
        "whole": whole,
        "rows": [(one, shown[one.member_id]) for one in rows],
        "page": page,
        "unseen": whole.unions - page.paginator.count,
        "may_lead": request.actor.may_from_above(Right.EDIT, union.organisation.path),
        "path": [{"title": union.name, "url": reverse("registry:union", args=[pk])}],
    }
    return render(request, "registry/federation.html", context)


@never_cache
@login_required
@form_page
def affiliate(request: Request, pk: int) -> HttpResponse:
    """One more union in a federation."""
    union = to_lead(request, pk)
    words = {
        "title": _("加成员工会"),
        "text": _("成员工会在组织里的位置不变，数字仍记在原来的镇、街道。"),
        "button": _("加上"),
        "done": _("已加上。"),
        "back": reverse("registry:federation", args=[pk]),
    }

    def begin(form: DatedForm) -> None:
        commands.affiliate(request.actor, union, **form.cleaned_data)

    asked = forms.MemberForm(request.actor, request.POST or None, today=request.today)
    return _act(request, union, asked, begin, words)


@never_cache
@login_required
@form_page
def leave(request: Request, pk: int, one: int) -> HttpResponse:
    """A union that no longer belongs to a federation."""
    union = to_lead(request, pk)
    found = queries.affiliation_to_mend(request.actor, pk, one)
    if found is None:
        raise Http404
    words = {
        "title": _("不再属于%(name)s") % {"name": found.federation.name},
        "button": _("登记"),
        "done": _("已登记。"),
    }

    def end(form: DatedForm) -> None:
        commands.leave_federation(request.actor, found, **form.cleaned_data)

    asked = forms.LeaveForm(request.POST or None, today=request.today)
    return _act(request, union, asked, end, words)


@never_cache
@login_required
@form_page
def set_up_group(request: Request, pk: int) -> HttpResponse:
    """A group of a union, or another leader of one."""
    union = _mine(request, pk)
    words = {"title": _("登记工会小组"), "button": _("登记"), "done": _("已登记。")}

    def begin(form: DatedForm) -> None:
        commands.set_up_group(request.actor, union, **form.cleaned_data)

    asked = forms.GroupForm(request.POST or None, today=request.today)
    return _act(request, union, asked, begin, words)


@never_cache
@login_required
@form_page
def end_group(request: Request, pk: int, one: int) -> HttpResponse:
    """A group that is no more."""
    union, found = _mine(request, pk), queries.group_to_mend(request.actor, pk, one)
    if found is None:
        raise Http404
    words = {
        "title": _("撤销%(name)s") % {"name": found.name},
        "button": _("登记"),
        "done": _("已登记。"),
    }

    def end(form: DatedForm) -> None:
        commands.end_group(request.actor, found, **form.cleaned_data)

    asked = forms.EndGroupForm(request.POST or None, today=request.today)
    return _act(request, union, asked, end, words)


def _mine(request: Request, pk: int) -> Union:
    """The union, if the actor keeps it; its chair does. Not found and not yours are 404."""
    found = union_to_mend(request.actor, pk)
    if found is None:
        raise Http404
    return found


def _act(
    request: Request,
    union: Union,
    form: DatedForm,
    command: Callable[[DatedForm], None],
    words: dict[str, str],
) -> HttpResponse:
    """Show the form; when it holds, run the command and go back."""
    back = words.get("back") or reverse("registry:union", args=[union.pk])
    if form.is_valid():
        try:
            command(form)
        except Objected as objected:
            form.object_to(objected, superior=True)
        else:
            messages.success(request, words["done"])
            return redirect(back)
    shown = {"form": form, "union": union, **words, "back": back}
    return render(request, "registry/act.html", shown)

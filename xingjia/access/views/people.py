"""The people one looks after."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from xingjia.access import commands, queries
from xingjia.access.checks import Unacceptable
from xingjia.access.forms import EndForm, InviteForm, PostForm, RecoverForm
from xingjia.access.http import Request
from xingjia.access.models import Account, Appointment, Invitation
from xingjia.access.rules import Right, label_of
from xingjia.access.views.doors import form_page, unlisted
from xingjia.access.views.posts import Post, posts_of, slip_rows
from xingjia.access.words import sentence
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import EVER
from xingjia.toolkit.lists import as_file, taken
from xingjia.toolkit.papers.codes import drawn
from xingjia.toolkit.sheets.writing import Value

ROWS = 50
COLUMNS: dict[Any, Callable[[Post], Value]] = {
    lazy("姓名"): lambda post: post.held.account.name,
    lazy("部门、职务"): lambda post: post.held.account.post or None,
    lazy("在哪里"): lambda post: post.held.organisation.name,
    lazy("职责"): lambda post: post.held.get_role_display(),
    lazy("从哪天"): lambda post: None if post.held.start == EVER else post.held.start.isoformat(),
    lazy("到哪天"): lambda post: post.last.isoformat() if post.last else None,
}
NAMED_PLACES = 100  # offered by name while typing; unions are found by typing


@login_required
@require_GET
def people(request: Request) -> HttpResponse:
    """Everybody with a post in the branch; with `show=former` those before and after."""
    _must_look_after(request)
    former = request.GET.get("show") == "former"
    find = queries.former_appointments_for if former else queries.appointments_for
    held = find(request.actor, timezone.localdate())
    query = request.GET.get("q", "").strip()
    held = queries.named(held, query) if query else held
    if as_file(request):
        return taken(_("人员账号"), COLUMNS, posts_of(request, held), on=request.today)
    page = Paginator(held, ROWS).get_page(request.GET.get("page"))
    shown = {"page": page, "posts": posts_of(request, page), "query": query, "former": former}
    return render(request, "access/people.html", shown)


@login_required
@require_GET
def person(request: Request, pk: int) -> HttpResponse:
    """One person: posts in the branch, and what can be done for him."""
    account = _person(request, pk)
    today = timezone.localdate()
    held = queries.appointments_for(request.actor, today).filter(account=account)
    former = queries.former_appointments_for(request.actor, today).filter(account=account)
    own = request.actor.label == label_of(account.pk)
    shown = {
        "account": account,
        "posts": posts_of(request, held),
        "former": posts_of(request, former),
        "own": own,
        "may_bring_back": not own and queries.may_bring_back(request.actor, account, today),
        "may_appoint": not own and account.is_active,
        "may_close": queries.may_close(request.actor, account),
        "may_slip": not own and _slip_open(request, account),
        "slips": slip_rows(queries.slips_of(request.actor, account)),
    }
    return render(request, "access/person.html", shown)


@never_cache
@login_required
@form_page
def invite(request: Request) -> HttpResponse:
    """A new person: name and first post, then a link to hand over.

    The page with the link answers the form directly: kept for a redirect, the secret would
    have to be stored. Sending the form again finds the user name taken and changes nothing.
    """
    _must_look_after(request)
    form = InviteForm(request.actor, request.POST or None, initial=_initial(request))
    if form.is_valid():
        details = form.person_details() | form.post_details()
        try:
            made = commands.invite(request.actor, form.cleaned_data["node"], **details)
        except Unacceptable as error:
            form.add_error("username" if "username" in error.code else None, sentence(error))
        else:
            return _hand_over(request, *made)
    return render(request, "access/invite.html", {"form": form, "places": _places(request)})


@login_required
@form_page
def appoint(request: Request, pk: int) -> HttpResponse:
    """One more post for somebody."""
    account = _person(request, pk)
    form = PostForm(request.actor, request.POST or None, initial=_initial(request))
    if form.is_valid():
        try:
            details = form.post_details()
            commands.appoint(request.actor, account, form.cleaned_data["node"], **details)
        except Unacceptable as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, _("已加任职，从开始的那一天起能用。"))
            return redirect("access:person", pk)
    shown = {"form": form, "account": account, "places": _places(request)}
    return render(request, "access/appoint.html", shown)


@login_required
@form_page
def end(request: Request, pk: int, held: int) -> HttpResponse:
    """The end of a post."""
    mine = Appointment.objects.visible_to(request.actor, Right.INVITE)
    found = get_object_or_404(mine.select_related("account", "organisation"), pk=held, account=pk)
    if not posts_of(request, [found])[0].may_end:
        raise Http404
    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})
    if form.is_valid():
        try:
            commands.end_appointment(request.actor, found, on=form.cleaned_data["on"])
        except Unacceptable as error:
            form.add_error("on", sentence(error))
        else:
            messages.success(request, _("已写明任职的终止日。到那一天，他就看不到这里了。"))
            return redirect("access:people")
    return render(request, "access/end.html", {"form": form, "held": found})


@never_cache
@login_required
@form_page
def recover(request: Request, pk: int) -> HttpResponse:
    """A way back for somebody who forgot his password: a link to hand over, as for `invite`."""
    account = _person(request, pk)
    if not queries.may_bring_back(request.actor, account, timezone.localdate()):
        raise Http404
    form = RecoverForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _hand_over(
            request, *commands.offer_recovery(request.actor, account, **form.cleaned_data)
        )
    return render(request, "access/recover.html", {"form": form, "account": account})


# ---- parts


def _hand_over(request: Request, invitation: Invitation, secret: str) -> HttpResponse:
    link = request.build_absolute_uri(reverse("access:accept", args=[secret]))
    shown = {
        "invitation": invitation,
        "account": invitation.account,
        "sender": request.user,
        "link": link,
    }
    return unlisted(render(request, "access/handed.html", shown | drawn(link)))


def _person(request: Request, pk: int) -> Account:
    account = queries.person_for(request.actor, pk)
    if account is None:
        raise Http404
    return account


def _slip_open(request: Request, account: Account) -> bool:
    place = queries.slip_place(request.actor, account, timezone.localdate())
    return place is not None and not queries.has_second_factor(account)


def _must_look_after(request: Request) -> None:
    if not request.actor.branches(Right.INVITE):
        raise Http404


def _initial(request: Request) -> dict[str, Any]:
    given = {name: request.GET[name] for name in ("role", "place") if name in request.GET}
    return {"start": timezone.localdate()} | given


def _places(request: Request) -> Iterable[Node]:
    nodes = queries.nodes_for(request.actor, Right.INVITE).filter(closed_on__isnull=True)
    return nodes.exclude(kind=Node.Kind.UNION).order_by("path")[:NAMED_PLACES]

"""Slips: made and printed by the township, used once by a chair."""

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from xingjia.access import commands, queries
from xingjia.access.checks import LinkVoid, Unacceptable
from xingjia.access.forms import SlipForm
from xingjia.access.http import Request
from xingjia.access.middleware import SLIP
from xingjia.access.models import Account, Slip
from xingjia.access.rules import SLIP_DAYS, SLIP_SESSION, Right
from xingjia.access.views.doors import form_page, locked_out, unlisted
from xingjia.access.words import sentence
from xingjia.toolkit.papers.codes import drawn

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# Wrong codes are counted by address, like wrong passwords; no account can have this name.
GUESSES = {"username": "/slip/"}


@never_cache
@login_required
@form_page
def slip(request: Request, pk: int) -> HttpResponse:
    """A new slip for one person. The page with the code answers the form, as for `invite`."""
    account = queries.person_for(request.actor, pk)
    if account is None or queries.slip_place(request.actor, account, timezone.localdate()) is None:
        raise Http404
    form = SlipForm(request.POST or None, initial={"days": SLIP_DAYS})
    if form.is_valid():
        try:
            made = commands.make_slip(request.actor, account, **form.cleaned_data)
        except Unacceptable as error:
            form.add_error(None, sentence(error))
        else:
            return _printed(request, account, *made)
    hours = round(SLIP_SESSION.total_seconds() / 3600)
    return render(request, "access/slip.html", {"form": form, "account": account, "hours": hours})


@login_required
@require_POST
def withdraw(request: Request, pk: int, slip: int) -> HttpResponse:
    """A slip that was lost, or handed to the wrong person."""
    mine = Slip.objects.visible_to(request.actor, Right.INVITE)
    found = get_object_or_404(mine, pk=slip, account=pk)
    try:
        commands.withdraw_slip(request.actor, found)
    except Unacceptable as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, _("进门条已作废，用它进来的也已退出。"))
    return redirect("access:person", pk)


@never_cache
@form_page
def enter(request: Request, secret: str) -> HttpResponse:
    """The page behind a code. Only the button uses the slip up: programs that look at links
    before people do, in mail and messengers, never press it."""
    if not AxesProxyHandler.is_allowed(request, GUESSES):
        return locked_out(request)
    found = queries.usable_slip(secret, timezone.now(), timezone.localdate())
    if found and request.method == "POST":
        try:
            found = commands.enter(secret)
        except LinkVoid:
            found = None
        else:
            return _signed_in(request, found)
    if found is None:
        if not queries.known_slip(secret):
            AxesProxyHandler.user_login_failed(Slip, credentials=GUESSES, request=request)
        void = {"reason": sentence(LinkVoid())}
        return unlisted(render(request, "access/link_void.html", void, status=404))
    return unlisted(render(request, "access/enter.html", {"slip": found}))


def _signed_in(request: Request, found: Slip) -> HttpResponse:
    """Signed in for a short while; whoever was signed in on this machine is out first."""
    logout(request)
    login(request, found.account, backend=BACKEND)
    request.session[SLIP] = found.pk
    request.session.set_expiry(timezone.now() + SLIP_SESSION)
    return unlisted(redirect(settings.LOGIN_REDIRECT_URL))


def _printed(request: Request, account: Account, made: Slip, secret: str) -> HttpResponse:
    link = request.build_absolute_uri(reverse("access:enter", args=[secret]))
    shown = {"slip": made, "account": account, "link": link, "sender": request.user}
    return unlisted(render(request, "access/slip_printed.html", shown | drawn(link)))

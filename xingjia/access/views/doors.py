"""Getting in: without a password, by a one-time link; and one's own account."""

from typing import cast

from allauth.account.views import password_change
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from xingjia.access import commands, queries
from xingjia.access.checks import LinkVoid
from xingjia.access.forms import AcceptForm, LinkForm
from xingjia.access.http import Request
from xingjia.access.middleware import SLIP
from xingjia.access.models import Account, Invitation
from xingjia.access.views.posts import posts_of
from xingjia.access.words import CONSOLE, password_faults, sentence

TOO_MANY = 429
form_page = require_http_methods(["GET", "HEAD", "POST"])


def locked_out(
    request: HttpRequest, response: object = None, credentials: object = None
) -> HttpResponse:
    """Too many wrong passwords or codes from one address for one account (see AXES_*)."""
    shown = {"minutes": round(settings.AXES_COOLOFF_TIME * 60)}
    return render(request, "access/locked_out.html", shown, status=TOO_MANY)


@never_cache
@form_page
def first_time(request: Request) -> HttpResponse:
    """What to do without a password; whoever was read a code out can type it here."""
    form = LinkForm(request.POST or None)
    if form.is_valid():
        return redirect("access:accept", form.cleaned_data["code"])
    return render(request, "access/first_time.html", {"form": form})


@never_cache
@sensitive_post_parameters("password1", "password2")
@form_page
def accept(request: Request, secret: str) -> HttpResponse:
    """The page behind a one-time link: whose account it is, who invites, and a password."""
    invitation = queries.usable_invitation(secret, timezone.now(), timezone.localdate())
    form = AcceptForm(request.POST or None)
    if invitation and form.is_valid():
        try:
            commands.accept(secret, password=form.cleaned_data["password1"])
        except ValidationError as error:
            form.add_error("password1", ValidationError(password_faults(error)))
        except LinkVoid:
            invitation = None
        else:
            return _to_sign_in(request)
    return unlisted(_accept_page(request, invitation, form))


def _accept_page(request: Request, invitation: Invitation | None, form: Form) -> HttpResponse:
    if invitation is None:
        void = {"reason": sentence(LinkVoid())}
        return render(request, "access/link_void.html", void, status=404)
    inviter = queries.inviter_of(invitation)
    shown = {"form": form, "invitation": invitation, "inviter": inviter or CONSOLE}
    return render(request, "access/accept.html", shown)


def _to_sign_in(request: Request) -> HttpResponse:
    """On a shared machine somebody else may still be signed in: he is signed out first."""
    logout(request)
    messages.success(request, _("密码已设好，请登录。"))
    return unlisted(redirect("account_login"))


def unlisted(response: HttpResponse) -> HttpResponse:
    """Keep the address with the secret to this page.

    Careful: not "no-referrer". With it browsers send `Origin: null` with the form, and the
    check against forged requests refuses that. "strict-origin" never tells the path either.
    """
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


# ---- oneself --------------------------------------------------------------------------------


@login_required
@require_GET
def me(request: Request) -> HttpResponse:
    """My name, my posts, my password, my second factor."""
    account = _account(request)
    kinds = Authenticator.objects.filter(user=account).values_list("type", flat=True)
    shown = {
        "account": account,
        "posts": posts_of(request, queries.appointments_of(account, timezone.localdate())),
        "second_factor": Authenticator.Type.TOTP in kinds,
        "passkeys": [one.wrap().name for one in queries.passkeys_of(account)],
        "by_slip": SLIP in request.session,
    }
    return render(request, "access/me.html", shown)


@login_required
def change_password(request: Request) -> HttpResponse:
    """The library's page, for those who have a password to change."""
    if not _account(request).has_usable_password():
        return redirect("access:first_time")
    response: HttpResponse = password_change(request)
    return response


def _account(request: Request) -> Account:
    return cast("Account", request.user)  # behind `login_required`

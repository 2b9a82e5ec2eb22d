"""One's own passkeys; adding one and signing in with one are the library's pages."""

from typing import cast

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.flows import remove_authenticators
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from xingjia.access.http import Request
from xingjia.access.models import Account
from xingjia.access.queries import passkeys_of
from xingjia.access.views.doors import form_page


@login_required
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
@form_page
def drop_passkeys(request: Request) -> HttpResponse:
    """All of one's passkeys at once: which of two is on the lost telephone, nobody remembers."""
    account = cast("Account", request.user)
    found: list[Authenticator] = passkeys_of(account)
    if not found:
        raise Http404
    if request.method == "POST":
        remove_authenticators(request, found)
        list(messages.get_messages(request))  # one each from the library; ours says it once
        messages.success(request, _("通行密钥已删除，以后用密码登录。手机上的那一份可以自己删掉。"))
        return redirect("access:me")
    return render(request, "access/drop_passkeys.html", {"passkeys": found})

"""Closing somebody's account, and opening it again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from xingjia.access import commands, queries
from xingjia.access.checks import Unacceptable
from xingjia.access.http import Request
from xingjia.access.models import Account
from xingjia.access.views.doors import form_page
from xingjia.access.words import sentence


@login_required
@form_page
def close(request: Request, pk: int) -> HttpResponse:
    """The end of an account, for who has left the office."""
    account = _account(request, pk)
    if request.method == "POST":
        try:
            commands.close_account(request.actor, account, on=timezone.localdate())
        except Unacceptable as error:
            messages.error(request, sentence(error))
        else:
            said = _("%(name)s的账号已停用，任职、登录和链接马上失效。") % {"name": account.name}
            messages.success(request, said)
        return redirect(*_back(request, account))
    shown = {"account": account, "back": _back(request, account)}
    return render(request, "access/close.html", shown)


@login_required
@form_page
def reopen(request: Request, pk: int) -> HttpResponse:
    """The way back for a closed account: without post and password."""
    account = _account(request, pk)
    if request.method == "POST":
        try:
            commands.reopen_account(request.actor, account)
        except Unacceptable as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("账号已重新启用。请再给他任职，并发一个设密码的链接。"))
        return redirect(*_back(request, account))
    return render(request, "access/reopen.html", {"account": account})


def _account(request: Request, pk: int) -> Account:
    account = Account.objects.filter(pk=pk).first()
    if account is None or not queries.may_close(request.actor, account):
        raise Http404
    return account


def _back(request: Request, account: Account) -> tuple[str, ...] | tuple[str, int]:
    if queries.person_for(request.actor, account.pk):
        return "access:person", account.pk
    return ("portal:running",)

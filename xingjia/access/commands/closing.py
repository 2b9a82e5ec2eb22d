"""Closing an account for good, and opening it again."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from xingjia.access.checks import Refused, Unacceptable
from xingjia.access.commands.links import open_links, open_slips
from xingjia.access.models import Account, Appointment
from xingjia.access.queries import may_close
from xingjia.access.rules import Actor
from xingjia.toolkit.audit.commands import record


@transaction.atomic
def close_account(actor: Actor, account: Account, *, on: date) -> Account:
    """Close the account of somebody who has left the office; `on` is the first day without.

    Posts end or are taken back, sessions end with the next click, links and slips are void, the
    password is gone. The name stays with everything the person wrote.
    """
    account = Account.objects.select_for_update().get(pk=account.pk)
    if not may_close(actor, account):
        raise Refused(f"close {account.pk}")
    if not account.is_active:
        raise Unacceptable("account_closed")
    now = timezone.now()
    held = Appointment.objects.everything(because="a closed account keeps no post anywhere").filter(
        account=account, end__gt=on
    )
    ended = sorted(held.values_list("pk", flat=True))
    held.filter(start__gte=on).delete()
    held.update(end=on)
    open_links(account).update(used_at=now)
    open_slips(account).update(withdrawn_at=now)
    account.is_active = False
    account.set_unusable_password()  # another hash: what was signed in with the old one ends
    account.save(update_fields=["is_active", "password"])
    record(actor.label, "access.account_closed", account, on=on, appointments=ended)
    return account


@transaction.atomic
def reopen_account(actor: Actor, account: Account) -> Account:
    """Open a closed account again. It has no post and no password: both are given anew."""
    account = Account.objects.select_for_update().get(pk=account.pk)
    if not may_close(actor, account):
        raise Refused(f"reopen {account.pk}")
    if account.is_active:
        raise Unacceptable("account_open")
    account.is_active = True
    account.save(update_fields=["is_active"])
    record(actor.label, "access.account_reopened", account)
    return account

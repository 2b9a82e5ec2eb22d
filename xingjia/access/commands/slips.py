"""Slips with a one-time code, for people who come twice a month."""

from datetime import timedelta
from secrets import token_urlsafe

from django.db import transaction
from django.utils import timezone

from xingjia.access.checks import LinkVoid, Refused, Unacceptable
from xingjia.access.commands.links import open_slips
from xingjia.access.models import Account, Slip
from xingjia.access.queries import has_second_factor, slip_place, usable_slip
from xingjia.access.rules import SECRET_BYTES, SLIP_DAYS_AT_MOST, Actor, Right, digest_of, label_of
from xingjia.toolkit.audit.commands import record


@transaction.atomic
def make_slip(actor: Actor, account: Account, *, days: int) -> tuple[Slip, str]:
    """Make a slip that signs this person in, once, within so many days.

    Only for who holds nothing but posts of one union's people, and has no second factor, which
    a slip would pass by. An older slip of the person is void. Returns the secret besides, which
    is kept nowhere.
    """
    account = Account.objects.select_for_update().get(pk=account.pk)
    today = timezone.localdate()
    place = slip_place(actor, account, today)
    if place is None or actor.label == label_of(account.pk):
        raise Refused(f"slip for {account.pk}")
    if has_second_factor(account):
        raise Unacceptable("slip_second_factor")
    if not 1 <= days <= SLIP_DAYS_AT_MOST:
        raise Unacceptable("slip_days")
    now, secret = timezone.now(), token_urlsafe(SECRET_BYTES)
    open_slips(account).update(withdrawn_at=now)
    slip = Slip.objects.everything(because="a new row").create(
        account=account,
        organisation=place,
        digest=digest_of(secret),
        made_by=actor.label,
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    record(actor.label, "access.slip_made", account, slip=slip.pk, days=days)
    return slip, secret


@transaction.atomic
def withdraw_slip(actor: Actor, slip: Slip) -> Slip:
    """Make a slip void; whoever came in by it is out with the next click."""
    found: Slip | None = (
        Slip.objects.visible_to(actor, Right.INVITE).select_for_update().filter(pk=slip.pk).first()
    )
    if found is None or actor.label == label_of(found.account_id):
        raise Refused(f"withdraw slip {slip.pk}")
    if found.withdrawn_at is not None:
        raise Unacceptable("slip_withdrawn")
    found.withdrawn_at = timezone.now()
    found.save(update_fields=["withdrawn_at"])
    record(
        actor.label, "access.slip_withdrawn", f"access.account:{found.account_id}", slip=found.pk
    )
    return found


def enter(secret: str) -> Slip:
    """Use a slip up. Of two who come at once exactly one gets in; else `LinkVoid`."""
    with transaction.atomic():
        found = usable_slip(secret, timezone.now(), timezone.localdate())
        if found is None:
            raise LinkVoid
        Account.objects.select_for_update().get(pk=found.account_id)
        now = timezone.now()
        if (
            not open_slips(found.account)
            .filter(pk=found.pk, expires_at__gt=now)
            .update(used_at=now)
        ):
            raise LinkVoid
        record(label_of(found.account_id), "access.slip_used", found.account, slip=found.pk)
    return found

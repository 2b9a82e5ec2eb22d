"""Helping people back in, and what they change about their own way in."""

from allauth.mfa.models import Authenticator
from axes.utils import reset as forget_failures
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from xingjia.access.checks import LinkVoid, Refused
from xingjia.access.commands.links import new_link, open_links
from xingjia.access.models import Account, Appointment, Invitation
from xingjia.access.queries import may_bring_back, usable_invitation
from xingjia.access.rules import RECOVER_WITHIN, Actor, Right, label_of
from xingjia.toolkit.audit.commands import record


@transaction.atomic
def offer_recovery(
    actor: Actor, account: Account, *, drop_second_factor: bool = False
) -> tuple[Invitation, str]:
    """Give a superior a link with which this person sets a new password, once, for 24 hours.

    Older links of the account stop working. With `drop_second_factor`, for a lost phone, the
    link also removes the second factor. Raises `Refused` for oneself, for anybody who holds a
    post the actor could not have given, and for somebody without any post.
    """
    account = Account.objects.select_for_update().get(pk=account.pk)
    today = timezone.localdate()
    if actor.label == label_of(account.pk) or not may_bring_back(actor, account, today):
        raise Refused(f"recovery of {account.pk}")
    node = (
        Appointment.objects.visible_to(actor, Right.INVITE)
        .filter(account=account, end__gt=today)
        .select_related("organisation")
        .order_by("start", "pk")[0]
        .organisation
    )
    now = timezone.now()
    open_links(account).update(used_at=now)
    purpose = Invitation.Purpose.RECOVER
    invitation, secret = new_link(actor, account, node, purpose, RECOVER_WITHIN)
    if drop_second_factor:
        invitation.drops_second_factor = True
        invitation.save(update_fields=["drops_second_factor"])
    details = {"invitation": invitation.pk, "drops_second_factor": drop_second_factor}
    record(actor.label, "access.recovery_offered", account, **details)
    return invitation, secret


def accept(secret: str, *, password: str) -> Account:
    """Set the password of the account a link was made for, and use the link up.

    Raises `LinkVoid` if the link cannot be used, whatever the reason, and Django's
    `ValidationError` if the password is too weak; then the link stays usable. Of two who come
    at once exactly one succeeds. All sessions of the account end with the old password.
    """
    invitation = usable_invitation(secret, timezone.now(), timezone.localdate())
    if invitation is None:
        raise LinkVoid
    validate_password(password, invitation.account)
    return _redeem(invitation, make_password(password))  # slow on purpose, so before the lock


@transaction.atomic
def _redeem(invitation: Invitation, hashed: str) -> Account:
    account = Account.objects.select_for_update().get(pk=invitation.account_id)
    now = timezone.now()
    if not open_links(account).filter(pk=invitation.pk, expires_at__gt=now).update(used_at=now):
        raise LinkVoid
    open_links(account).update(used_at=now)
    account.password = hashed
    account.save(update_fields=["password"])
    if invitation.drops_second_factor:
        Authenticator.objects.filter(user=account).delete()
    forget_failures(username=account.username)
    details = {"invitation": invitation.pk, "purpose": str(invitation.purpose)}
    record(label_of(account.pk), "access.password_set", account, **details)
    return account


@transaction.atomic
def note_change(actor: Actor, account: Account, *, what: str) -> None:
    """Write into the log what a person changed about his own way in; `what` is a code."""
    record(actor.label, f"access.{what}", account)

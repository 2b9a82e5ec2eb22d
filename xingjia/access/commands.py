"""Giving people accounts and posts, and helping them back in."""

from datetime import date, timedelta
from secrets import token_urlsafe

from allauth.mfa.models import Authenticator
from axes.utils import reset as forget_failures
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from xingjia.access.checks import LinkVoid, Refused, Unacceptable, require
from xingjia.access.models import Account, Appointment, Invitation
from xingjia.access.queries import may_bring_back, nodes_for, person_for, usable_invitation
from xingjia.access.rules import (
    JOIN_WITHIN,
    PLACES,
    RECOVER_WITHIN,
    SECRET_BYTES,
    Actor,
    Right,
    Role,
    digest_of,
    label_of,
    name_fault,
    plain_name,
    plain_username,
    username_fault,
)
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import demo_day
from xingjia.orgtree.rules import OPEN
from xingjia.toolkit.audit.commands import record


@transaction.atomic
def invite(
    actor: Actor,
    node: Node,
    *,
    username: str,
    name: str,
    post: str,
    role: Role,
    start: date,
    end: date | None = None,
) -> tuple[Invitation, str]:
    """Give a named person an account, a post at `node`, and a link to set a password with.

    The link works once, for 7 days. Returns the invitation and the secret of its link, which
    is kept nowhere. Raises `Refused`, or `Unacceptable` with a code from `words`.
    """
    node = _place(actor, node, role)
    account = _new_account(username, name, post)
    held = _new_appointment(account, node, role, start, end)
    made = _new_link(actor, account, node, Invitation.Purpose.JOIN, JOIN_WITHIN)
    _record_post(actor, "access.invited", held)
    return made


@transaction.atomic
def appoint(
    actor: Actor,
    account: Account,
    node: Node,
    *,
    role: Role,
    start: date,
    end: date | None = None,
) -> Appointment:
    """Give somebody the actor looks after, or once did, one more post. Never oneself."""
    node = _place(actor, node, role)
    if actor.label == label_of(account.pk) or person_for(actor, account.pk) is None:
        raise Refused(f"appoint {account.pk}")
    account = Account.objects.select_for_update().get(pk=account.pk)
    if not account.is_active:
        raise Unacceptable("account_closed")
    held = _new_appointment(account, node, role, start, end)
    _record_post(actor, "access.appointed", held)
    return held


@transaction.atomic
def end_appointment(actor: Actor, appointment: Appointment, *, on: date) -> Appointment:
    """Let a post end so that `on` is the first day without it.

    One that would not last a single day is taken back entirely; the log keeps it.
    """
    held: Appointment | None = (
        Appointment.objects.visible_to(actor, Right.INVITE)
        .select_related("organisation")
        .select_for_update(of=("self",))
        .filter(pk=appointment.pk)
        .first()
    )
    if held is None or actor.label == label_of(held.account_id):
        raise Refused(f"end appointment {appointment.pk}")
    if not actor.may_appoint(Role(held.role), held.organisation.path):
        raise Refused(f"{held.role} at {held.organisation.path}")
    if held.end <= on:
        raise Unacceptable("already_ended")
    subject = f"access.account:{held.account_id}"
    details = {"appointment": held.pk, "end": on}
    action = "access.appointment_ended"
    if on <= held.start:
        action = "access.appointment_withdrawn"
        held.delete()
    else:
        held.end = on
        held.save(update_fields=["end"])
    record(actor.label, action, subject, **details)
    return held


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
    _open_links(account).update(used_at=now)
    purpose = Invitation.Purpose.RECOVER
    invitation, secret = _new_link(actor, account, node, purpose, RECOVER_WITHIN)
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
    if not _open_links(account).filter(pk=invitation.pk, expires_at__gt=now).update(used_at=now):
        raise LinkVoid
    _open_links(account).update(used_at=now)
    account.password = hashed
    account.save(update_fields=["password"])
    if invitation.drops_second_factor:
        Authenticator.objects.filter(user=account).delete()
    forget_failures(username=account.username)
    details = {"invitation": invitation.pk, "purpose": str(invitation.purpose)}
    record(label_of(account.pk), "access.password_set", account, **details)
    return account


@transaction.atomic
def start_county(
    actor: Actor, node: Node, *, name: str, username: str, post: str, start: date
) -> tuple[Invitation, str]:
    """Begin the real work of a county: its first officer. Once, and not in a demonstration."""
    if demo_day() is not None:
        raise Unacceptable("demonstration")
    node = Node.objects.select_for_update().get(pk=node.pk)
    officers = Appointment.objects.visible_to(actor, Right.INVITE).filter(
        organisation=node, role=Role.OFFICER, end__gt=start
    )
    if officers.exists():
        raise Unacceptable("county_started")
    return invite(
        actor, node, username=username, name=name, post=post, role=Role.OFFICER, start=start
    )


@transaction.atomic
def note_change(actor: Actor, account: Account, *, what: str) -> None:
    """Write into the log what a person changed about his own way in; `what` is a code."""
    record(actor.label, f"access.{what}", account)


# ---- parts ----------------------------------------------------------------------------------


def _place(actor: Actor, node: Node, role: Role) -> Node:
    """The node as it is now, once it is sure that the actor may give `role` there."""
    found = nodes_for(actor, Right.INVITE).select_for_update().filter(pk=node.pk).first()
    if found is None:
        raise Refused(f"{Right.INVITE} at {node.path}")
    require(actor, Right.INVITE, found.path)
    if not actor.may_appoint(role, found.path):
        raise Refused(f"{role} at {found.path}")
    if found.kind not in PLACES[role]:
        raise Unacceptable("place_unfit")
    if found.closed_on is not None:
        raise Unacceptable("place_closed")
    return found


def _new_account(username: str, name: str, post: str) -> Account:
    username, name = plain_username(username), plain_name(name)
    fault = name_fault(name) or username_fault(username)
    if fault:
        raise Unacceptable(fault)
    if Account.objects.filter(username__iexact=username).exists():
        raise Unacceptable("username_taken")
    account = Account(username=username, name=name, post=post.strip())
    account.set_unusable_password()
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError as error:  # somebody else was quicker
        raise Unacceptable("username_taken") from error
    return account


def _new_appointment(
    account: Account, node: Node, role: Role, start: date, end: date | None
) -> Appointment:
    end = end or OPEN
    if end <= start:
        raise Unacceptable("ends_before_start")
    held = Appointment.objects.everything(because="the same post twice, whoever gave it")
    same = held.filter(account=account, organisation=node, role=role)
    if same.filter(start__lt=end, end__gt=start).exists():
        raise Unacceptable("already_appointed")
    made: Appointment = held.create(
        account=account, organisation=node, role=role, start=start, end=end
    )
    return made


def _new_link(
    actor: Actor, account: Account, node: Node, purpose: str, within: timedelta
) -> tuple[Invitation, str]:
    secret, now = token_urlsafe(SECRET_BYTES), timezone.now()
    invitation = Invitation.objects.everything(because="a new row").create(
        account=account,
        organisation=node,
        purpose=purpose,
        digest=digest_of(secret),
        made_by=actor.label,
        made_at=now,
        expires_at=now + within,
    )
    return invitation, secret


def _open_links(account: Account) -> QuerySet[Invitation]:
    return Invitation.objects.everything(because="links of one account, whoever made them").filter(
        account=account, used_at__isnull=True
    )


def _record_post(actor: Actor, action: str, held: Appointment) -> None:
    record(
        actor.label,
        action,
        held.account,
        appointment=held.pk,
        node=held.organisation_id,
        role=str(held.role),
        start=held.start,
        end=held.end,
    )

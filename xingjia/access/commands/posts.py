"""Giving people accounts and posts, and ending them."""

from datetime import date

from django.db import IntegrityError, transaction

from xingjia.access.checks import Refused, Unacceptable, require
from xingjia.access.commands.links import new_link
from xingjia.access.models import Account, Appointment, Invitation
from xingjia.access.queries import nodes_for, person_for
from xingjia.access.rules import (
    JOIN_WITHIN,
    PLACES,
    Actor,
    Right,
    Role,
    apart,
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
    made = new_link(actor, account, node, Invitation.Purpose.JOIN, JOIN_WITHIN)
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
def start_county(
    actor: Actor,
    node: Node,
    *,
    name: str,
    username: str,
    post: str,
    start: date,
    role: Role = Role.OFFICER,
    another: bool = False,
) -> tuple[Invitation, str]:
    """Begin the real work of a county: its first officer, auditor or administrator.

    Once for each role, and not in a demonstration; `another` says that a second one is meant,
    which equals cannot give each other (decision 0018).
    """
    if demo_day() is not None:
        raise Unacceptable("demonstration")
    node = Node.objects.select_for_update().get(pk=node.pk)
    there = Appointment.objects.visible_to(actor, Right.INVITE).filter(
        organisation=node, role=role, end__gt=start
    )
    if not another and there.exists():
        raise Unacceptable("county_started")
    return invite(actor, node, username=username, name=name, post=post, role=role, start=start)


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
    beside = held.filter(account=account, start__lt=end, end__gt=start)
    if beside.filter(organisation=node, role=role).exists():
        raise Unacceptable("already_appointed")
    if not apart(role, [Role(one) for one in beside.values_list("role", flat=True)]):
        raise Unacceptable("roles_apart")
    made: Appointment = held.create(
        account=account, organisation=node, role=role, start=start, end=end
    )
    return made


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

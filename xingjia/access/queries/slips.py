"""Slips: who may be given one, and which one can still be used."""

from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from xingjia.access.models import Account, Slip
from xingjia.access.queries.people import (
    actor_labelled,
    appointments_of,
    may_bring_back,
    posts_held,
)
from xingjia.access.rules import BY_SLIP, Actor, Right, digest_of
from xingjia.orgtree.models import Node


def slip_place(actor: Actor, account: Account, on: date) -> Node | None:
    """Where a slip of the actor would lead this person; None when it may not be made.

    Every post, also those to come, must be one the actor could have given and one that lets
    nobody else in (`rules.BY_SLIP`); one of them must be in force.
    """
    held = posts_held(account, on)
    if not all(post.role in BY_SLIP for post in held) or not may_bring_back(actor, account, on):
        return None
    first = appointments_of(account, on).first()
    return first.organisation if first else None


def has_second_factor(account: Account) -> bool:
    """Whether anything besides the password is asked of this person: a code or a passkey."""
    return bool(Authenticator.objects.filter(user=account).exists())


def passkeys_of(account: Account) -> list[Authenticator]:
    """The passkeys of a person, in the order in which they were added."""
    kind = Authenticator.Type.WEBAUTHN
    return list(Authenticator.objects.filter(user=account, type=kind).order_by("pk"))


def usable_slip(secret: str, at: datetime, on: date) -> Slip | None:
    """The slip behind a code, as long as it can be used; None whatever the reason.

    All that held when it was made must still hold: whoever made it, posts, second factor.
    """
    found: Slip | None = _slips().filter(digest=digest_of(secret), expires_at__gt=at).first()
    if found is None or found.used_at or found.withdrawn_at:
        return None
    maker = actor_labelled(found.made_by, on)
    if slip_place(maker, found.account, on) is None or has_second_factor(found.account):
        return None
    return found


def known_slip(secret: str) -> bool:
    """Whether there ever was a slip with this code; who guesses is told from who is late."""
    return bool(_slips().filter(digest=digest_of(secret)).exists())


def slip_in_use(pk: int) -> Slip | None:
    """The slip by which somebody came in, unless it was withdrawn since."""
    found: Slip | None = _slips().filter(pk=pk, withdrawn_at__isnull=True).first()
    return found


def slips_of(actor: Actor, account: Account) -> list[Slip]:
    """The last slips of a person in the branches the actor looks after, the newest first."""
    mine = Slip.objects.visible_to(actor, Right.INVITE).filter(account=account)
    return list(mine.select_related("organisation").order_by("-made_at", "-pk")[:5])


def _slips() -> QuerySet[Slip]:
    slips = Slip.objects.everything(because="whoever holds the code is nobody yet")
    return slips.select_related("account", "organisation")

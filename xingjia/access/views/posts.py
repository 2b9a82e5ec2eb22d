"""Appointments and slips as the pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from xingjia.access.http import Request
from xingjia.access.models import Appointment, Slip
from xingjia.access.rules import SLIP_SESSION, Role, label_of, last_day


@dataclass(frozen=True)
class Post:
    """An appointment as a row: its last day, and whether the reader may end it."""

    held: Appointment
    last: date | None
    in_force: bool
    may_end: bool


def posts_of(request: Request, held: Iterable[Appointment]) -> list[Post]:
    """Appointments as rows for this reader."""
    today, actor = timezone.localdate(), request.actor
    return [
        Post(
            one,
            last_day(one.end),
            in_force=one.start <= today < one.end,
            may_end=one.end > today
            and actor.label != label_of(one.account_id)
            and actor.may_appoint(Role(one.role), one.organisation.path),
        )
        for one in held
    ]


@dataclass(frozen=True)
class SlipRow:
    """A slip as a row: how it stands, and whether withdrawing it still changes anything."""

    slip: Slip
    state: str  # "open", "used", "withdrawn", "expired"
    may_withdraw: bool


def slip_rows(slips: Iterable[Slip]) -> list[SlipRow]:
    """Slips as rows, on this moment."""
    now = timezone.now()
    rows = []
    for one in slips:
        state = "open" if one.expires_at > now else "expired"
        if one.used_at:
            state = "used"
        if one.withdrawn_at:
            state = "withdrawn"
        inside = one.used_at is not None and now < one.used_at + SLIP_SESSION
        live = state == "open" or (state == "used" and inside)
        rows.append(SlipRow(one, state, live))
    return rows

"""Appointments as the pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from xingjia.access.http import Request
from xingjia.access.models import Appointment
from xingjia.access.rules import Role, label_of, last_day


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

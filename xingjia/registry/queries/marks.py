"""Reading focus marks and rooms."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from xingjia.access.rules import Actor, Right
from xingjia.registry.models import Employer, FocusMark, Room, Union

BECAUSE = "of employers and unions that the reader was given"
ANY = "any"  # asks for whatever bears a mark
Bearer = type[Employer] | type[Union]
BEARERS: dict[Bearer, str] = {Employer: "employer", Union: "union"}


def marked(bearer: Bearer, wanted: str, on: date) -> Q:
    """Employers or unions that bear a mark on a day: of one kind, or ANY."""
    marks = _running(on).filter(**{BEARERS[bearer]: OuterRef("pk")})
    return Q(Exists(marks if wanted == ANY else marks.filter(kind=wanted)))


def marks_on(bearer: Bearer, keys: Collection[int], on: date) -> dict[int, list[FocusMark]]:
    """The marks that each of these bears on a day. One query."""
    name = BEARERS[bearer]
    found: dict[int, list[FocusMark]] = {}
    for one in _running(on).filter(**{f"{name}__in": keys}).order_by("start", "kind"):
        found.setdefault(getattr(one, f"{name}_id"), []).append(one)
    return found


def marks_of(of: Employer | Union) -> QuerySet[FocusMark]:
    """Every mark an employer or union ever bore, the newest first."""
    marks: QuerySet[FocusMark] = FocusMark.objects.everything(because=BECAUSE)
    return marks.filter(**{BEARERS[type(of)]: of}).order_by("-start", "kind")


def rooms_of(union: Union) -> QuerySet[Room]:
    """Every room a union ever kept, by kind."""
    rooms: QuerySet[Room] = Room.objects.everything(because=BECAUSE)
    return rooms.filter(union=union)


def mark_to_mend(actor: Actor, of: Employer | Union, pk: int) -> FocusMark | None:
    """The mark with this id on an employer or union, if the actor keeps it."""
    mine = FocusMark.objects.visible_to(actor, Right.EDIT)
    found: FocusMark | None = (
        mine.filter(pk=pk, **{BEARERS[type(of)]: of}).select_related("employer", "union").first()
    )
    return found


def room_to_mend(actor: Actor, union: Union, pk: int) -> Room | None:
    """The room with this id, if the actor keeps its union."""
    mine = Room.objects.visible_to(actor, Right.EDIT).filter(pk=pk, union=union)
    found: Room | None = mine.select_related("union__organisation").first()
    return found


def _running(on: date) -> QuerySet[FocusMark]:
    marks: QuerySet[FocusMark] = FocusMark.objects.everything(because=BECAUSE)
    return marks.filter(start__lte=on, end__gt=on)

"""What is known of the number a union shows."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from xingjia.publicity.models import Call, Face
from xingjia.publicity.queries.timeline import CHAIRS
from xingjia.publicity.rules.consent import phones
from xingjia.publicity.rules.reach import Called, Reached, reached
from xingjia.registry.models import Union, UnionStatement
from xingjia.registry.queries.said import said_on

BECAUSE = "calls of the unions the reader was given"
PHONE = UnionStatement.Field.CHAIR_PHONE.value
KEPT = timedelta(days=400)  # a call of last year says nothing of today


@dataclass(frozen=True)
class Tried:
    """The last thing known of a number."""

    number: str
    last: Reached | None


def number_of(union: Union, on: date) -> str:
    """The number that the union shows on a day: of the office first, what its chair entered for
    herself before what the register has. Two queries."""
    said = said_on(UnionStatement, [union.pk], on).get(union.pk, {})
    office, mobile = phones(str(said.get(PHONE, "")))
    own = chairs_faces([union.pk]).exclude(officer__left_on__lte=on)
    face = own.exclude(officer__elected_on__gt=on).order_by("-officer").first()
    if face is None:
        return office or mobile
    return str(face.office_phone or office or face.mobile or mobile)


def chairs_faces(unions: Collection[int]) -> QuerySet[Face]:
    """How those are found who are or were chairs of these unions."""
    faces = Face.objects.everything(because=BECAUSE)
    found: QuerySet[Face] = faces.filter(officer__union__in=unions, officer__post__in=CHAIRS)
    return found


def tried(union: Union, on: date) -> Tried:
    """What is known on a day of the number that then stands. Three queries."""
    number = number_of(union, on)
    rows = Call.objects.everything(because=BECAUSE).filter(
        union=union, number=number, on__lte=on, on__gt=on - KEPT
    )
    known = reached(_called(one) for one in rows)
    return Tried(number, known[-1] if known else None)


def calls_of(unions: Collection[int]) -> QuerySet[Call]:
    """All calls of these unions, in the order in which they were entered."""
    rows = Call.objects.everything(because=BECAUSE)
    found: QuerySet[Call] = rows.filter(union__in=unions).order_by("pk")
    return found


def reached_by_number(made: Iterable[Call]) -> Iterator[tuple[int, str, Reached]]:
    """All that is known by these calls of all numbers."""
    calls: dict[tuple[int, str], list[Called]] = {}
    for one in made:
        calls.setdefault((one.union_id, one.number), []).append(_called(one))
    for (union, number), mine in calls.items():
        yield from ((union, number, one) for one in reached(mine))


def _called(one: Call) -> Called:
    return Called(one.on, one.answered, one.token, bool(one.tested_by))

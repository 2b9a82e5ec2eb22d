"""What is known of the number a union shows."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from xingjia.access.rules import Actor
from xingjia.orgtree.queries import under
from xingjia.publicity.models import Call, Face
from xingjia.publicity.queries.timeline import CHAIRS
from xingjia.publicity.rules.consent import phones
from xingjia.publicity.rules.reach import Called, Reached, reached
from xingjia.registry.models import Union, UnionStatement
from xingjia.registry.queries.said import said_on

BECAUSE = "calls of the unions the reader was given"
PHONE = UnionStatement.Field.CHAIR_PHONE.value
KEPT = timedelta(days=400)  # a call of last year says nothing of today
ORDER = ("dead", "untried", "none", "alive")


@dataclass(frozen=True)
class Tried:
    """The last thing known of a number."""

    number: str
    last: Reached | None


def number_of(union: Union, on: date) -> str:
    """The number that the union shows on a day. Two queries."""
    return numbers_of([union.pk], on)[union.pk]


def numbers_of(unions: Collection[int], on: date) -> dict[int, str]:
    """Per union, the number that it shows on a day: of the office first, what its chair entered
    for herself before what the register has; empty where there is none. Two queries."""
    said = said_on(UnionStatement, unions, on)
    faces = chairs_faces(unions).exclude(officer__left_on__lte=on)
    seated = faces.exclude(officer__elected_on__gt=on).order_by("officer")
    own = {one.officer.union_id: one for one in seated.select_related("officer") if one.officer}
    found = {}
    for union in unions:
        office, mobile = phones(str(said.get(union, {}).get(PHONE, "")))
        face = own.get(union)
        mine = (face.office_phone, face.mobile) if face else ("", "")
        found[union] = mine[0] or office or mine[1] or mobile
    return found


def chairs_faces(unions: Collection[int]) -> QuerySet[Face]:
    """How those are found who are or were chairs of these unions."""
    faces = Face.objects.everything(because=BECAUSE)
    found: QuerySet[Face] = faces.filter(officer__union__in=unions, officer__post__in=CHAIRS)
    return found


def tried(union: Union, on: date) -> Tried:
    """What is known on a day of the number that then stands. Three queries."""
    return tried_of([union.pk], on)[union.pk]


def tried_of(unions: Collection[int], on: date) -> dict[int, Tried]:
    """`tried` of several unions, in as many queries."""
    numbers = numbers_of(unions, on)
    made: dict[int, list[Called]] = {}
    for one in calls_of(unions).filter(on__lte=on, on__gt=on - KEPT):
        if one.number == numbers[one.union_id]:
            made.setdefault(one.union_id, []).append(_called(one))
    known = {union: reached(calls) for union, calls in made.items()}
    return {
        union: Tried(number, known[union][-1] if known.get(union) else None)
        for union, number in numbers.items()
    }


@dataclass(frozen=True)
class Line:
    """A union, its number, and what is known of it."""

    union: Union
    tried: Tried

    @property
    def state(self) -> str:
        """dead, untried, alive; none: there is no number to try."""
        if not self.tried.number:
            return "none"
        if self.tried.last is None:
            return "untried"
        return "alive" if self.tried.last.answered else "dead"


def tried_in(actor: Actor, path: str, on: date) -> list[Line]:
    """The unions of a branch that the actor sees, those whose number is not answered first, then
    those nobody has tried. Four queries, however many unions."""
    mine = Union.objects.visible_to(actor).filter(
        Q(closed_on__isnull=True) | Q(closed_on__gt=on), under("organisation__path", path)
    )
    unions = {one.pk: one for one in mine.select_related("organisation")}
    lines = [Line(unions[union], one) for union, one in tried_of(list(unions), on).items()]
    return sorted(lines, key=lambda one: (ORDER.index(one.state), one.union.organisation.path))


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

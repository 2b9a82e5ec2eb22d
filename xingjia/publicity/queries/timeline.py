"""What became of the things that prints say, day by day, for many unions in a fixed number of
queries."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby

from django.db.models import QuerySet

from xingjia.access.models import Appointment
from xingjia.facts.sources import FEW
from xingjia.orgtree.rules import EVER, OPEN
from xingjia.publicity.models import Consent, Face, FaceChange, Print
from xingjia.publicity.queries.secret import key
from xingjia.publicity.rules.marks import mark_of
from xingjia.publicity.rules.prints import Said
from xingjia.registry.models import Officer, Union, UnionStatement
from xingjia.toolkit.together import Asking, answered, beside, read

BECAUSE = "marks of what prints of these unions say; who reads the list is asked there"
DAY = timedelta(days=1)
NAME = UnionStatement.Field.NAME.value
STATED = {
    NAME: "union_name",
    UnionStatement.Field.CHAIR_PHONE.value: "registered_phone",
    UnionStatement.Field.OFFICE.value: "office_place",
}
CHAIRS = (Officer.Post.CHAIR, Officer.Post.ORGANISER)
MEMBERS = (Officer.Post.VICE_CHAIR, Officer.Post.MEMBER)
YES, NO = "yes", "no"
ByUnion = dict[int, list[Said]]


def mark(value: object) -> str:
    """The mark of a value under the platform's key."""
    return mark_of(value, key())


def sitting(officer: Officer) -> str:
    """What of a chair a sheet says: the name and the last day of the term."""
    return f"{officer.name}|{officer.term_ends_on or ''}"


def timeline(unions: Collection[int], on: date | None = None) -> dict[int, list[Said]]:
    """Everything said, up to the day, of what prints of these unions show. One query; a few
    for many unions, which is quicker."""
    said = answered(asked_timeline(unions), apart=len(unions) > FEW)
    return {
        union: [one for one in told if on is None or one.day <= on] for union, told in said.items()
    }


def asked_timeline(unions: Collection[int]) -> Asking[dict[int, list[Said]]]:
    """`timeline` of all days, for whoever reads other things with it."""
    prints = Print.objects.everything(because=BECAUSE).filter(union__in=unions)
    faces = Face.objects.everything(because=BECAUSE).filter(pk__in=prints.values("faces"))
    return (yield from said_of(unions, faces))


def said_of(unions: Collection[int], faces: QuerySet[Face]) -> Asking[dict[int, list[Said]]]:
    """Per union, everything that was said of what its prints show; `faces` are the people on
    them, those of superiors among them."""
    found: ByUnion = {union: [] for union in unions}
    *_, people = yield from beside(_statements(found), _officers(found), _people(faces))
    for said in found.values():
        said.extend(people)
    return found


def _statements(found: ByUnion) -> Asking[None]:
    rows = UnionStatement.objects.everything(because=BECAUSE).filter(
        union__in=list(found), field__in=STATED
    )
    named = set()
    told = rows.order_by("day").values_list("union", "field", "day", "value")
    all_of_them = Union.objects.everything(because=BECAUSE).filter(pk__in=list(found))
    names = all_of_them.values_list("pk", "name")
    yield [told, names]
    for union, field, day, value in told:
        first = field == NAME and union not in named
        named |= {union} if first else set()
        # A name was the union's before anybody wrote down since when.
        found[union].append(Said(STATED[field], mark(value), EVER if first else day))
    for union, name in names:
        if union not in named:
            found[union].append(Said("union_name", mark(name), EVER))


def _officers(found: ByUnion) -> Asking[None]:
    rows = Officer.objects.everything(because=BECAUSE).filter(union__in=list(found))
    yield [rows]
    by_union: dict[int, list[Officer]] = {union: [] for union in found}
    for one in rows:
        by_union[one.union_id].append(one)
    nobody = Said("committee", mark(NO), EVER)
    for union, officers in by_union.items():
        found[union] += [nobody, *_posts_of(officers), *_vacant(officers), *_joined(officers)]


def _posts_of(officers: Iterable[Officer]) -> Iterator[Said]:
    for one in officers:
        if one.post in CHAIRS and one.elected_on:
            yield Said("chair", mark(sitting(one)), one.elected_on)
        if one.left_on:
            yield Said(f"officer:{one.pk}", mark(NO), one.left_on)
        if one.term_ends_on:
            yield Said(f"term:{one.pk}", mark(NO), one.term_ends_on + DAY)


def _vacant(officers: Iterable[Officer]) -> Iterator[Said]:
    """The days on which a chair left and no other one was there."""
    chairs = [one for one in officers if one.post in CHAIRS]
    for left in {one.left_on for one in chairs if one.left_on}:
        if not any(
            one.elected_on and one.elected_on <= left and (not one.left_on or one.left_on > left)
            for one in chairs
        ):
            yield Said("chair", mark(NO), left)


def _joined(officers: Iterable[Officer]) -> Iterator[Said]:
    """Who came into the committee last: a board that names it lacks them."""
    members = [one for one in officers if one.post in MEMBERS and one.elected_on]
    for day, joined in groupby(sorted(members, key=_elected), key=_elected):
        yield Said("committee", mark(sorted(one.pk for one in joined)), day)


def _elected(officer: Officer) -> date:
    return officer.elected_on or EVER


def _people(faces: QuerySet[Face]) -> Asking[list[Said]]:
    """Consents and numbers of these faces; a superior's under her own names as well."""
    consents = Consent.objects.everything(because=BECAUSE).filter(face__in=faces.values("pk"))
    agreed = consents.values_list("face", "field", "given_on", "withdrawn_on")
    changes = FaceChange.objects.everything(because=BECAUSE).filter(face__in=faces.values("pk"))
    numbers = changes.values_list("face", "day", "mark")
    *_, posts = yield from beside(read(agreed), read(numbers), _posts(faces))
    found = []
    for face, field, given_on, withdrawn_on in agreed:
        days = [(YES, given_on), *([(NO, withdrawn_on)] if withdrawn_on else [])]
        for value, day in days:
            found.append(Said(f"agreed:{face}:{field}", mark(value), day))
            found.append(Said(f"superior_agreed:{face}:{field}", mark(value), day))
    for face, day, value in numbers:
        found.append(Said(f"number:{face}", value, day))
        found.append(Said(f"superior_number:{face}", value, day))
    return found + list(posts)


def _posts(faces: QuerySet[Face]) -> Asking[list[Said]]:
    cadres = faces.filter(account__isnull=False)
    places = cadres.values_list("pk", "account", "organisation")
    posts = Appointment.objects.everything(because=BECAUSE).filter(
        account__in=cadres.values("account")
    )
    held = posts.values_list("account", "organisation", "end")
    yield [places, held]
    at = {(account, place): face for face, account, place in places}
    last: dict[int, date] = {}
    for account, place, end in held:
        if (face := at.get((account, place))) is not None:
            last[face] = max(last.get(face, end), end)
    return [
        Said(f"superior_post:{face}", mark(NO), end) for face, end in last.items() if end < OPEN
    ]

"""What became of the things that prints say, day by day, for many unions in a fixed number of
queries."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import QuerySet

from xingjia.access.models import Appointment
from xingjia.orgtree.rules import EVER, OPEN
from xingjia.publicity.models import Consent, Face, FaceChange
from xingjia.publicity.queries.union_page import key
from xingjia.publicity.rules.marks import mark_of
from xingjia.publicity.rules.prints import Said
from xingjia.registry.models import Officer, Union, UnionStatement
from xingjia.toolkit.together import Asking, beside, read

BECAUSE = "marks of what prints of these unions say; who reads the list is asked there"
DAY = timedelta(days=1)
NAME = UnionStatement.Field.NAME.value
STATED = {
    NAME: "union_name",
    UnionStatement.Field.CHAIR_PHONE.value: "registered_phone",
    UnionStatement.Field.OFFICE.value: "office_place",
}
CHAIRS = (Officer.Post.CHAIR, Officer.Post.ORGANISER)
YES, NO = "yes", "no"
ByUnion = dict[int, list[Said]]


def mark(value: object) -> str:
    """The mark of a value under the platform's key."""
    return mark_of(value, key())


def sitting(officer: Officer) -> str:
    """What of a chair a sheet says: the name and the last day of the term."""
    return f"{officer.name}|{officer.term_ends_on or ''}"


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
    for one in rows:
        said = found[one.union_id]
        if one.post in CHAIRS and one.elected_on:
            said.append(Said("chair", mark(sitting(one)), one.elected_on))
        if one.left_on:
            said.append(Said(f"officer:{one.pk}", mark(NO), one.left_on))
        if one.term_ends_on:
            said.append(Said(f"term:{one.pk}", mark(NO), one.term_ends_on + DAY))


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

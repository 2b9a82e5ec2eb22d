"""Faces and what may be shown of them on a day: the one place where consent is asked."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from xingjia.access.models import Appointment
from xingjia.access.rules import Actor, Right
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import ancestors_of
from xingjia.publicity.models import Consent, Face
from xingjia.publicity.queries.secret import key
from xingjia.publicity.rules.codes import ref_of
from xingjia.publicity.rules.consent import Agreed, Field, agreed_on, phones
from xingjia.registry.models import Officer, Union, UnionStatement
from xingjia.registry.queries.committees import sittings
from xingjia.registry.queries.said import said_on
from xingjia.registry.rules.ballots import Office
from xingjia.registry.rules.committees import sitting_on
from xingjia.toolkit.files.models import Picture

BECAUSE = "what is shown to everybody is decided by the consent of each person"
OFFICERS = ("officer", "township_officer", "contact")


@dataclass(frozen=True)
class Person:
    """What may be shown of somebody on a day; what she did not agree to is empty."""

    face: int
    name: str
    post: str
    duty: str = ""
    hours: str = ""
    office_phone: str = ""
    mobile: str = ""
    photo: Picture | None = None
    place: str = ""
    numbers: str = ""  # the face's own one that goes on prints, whether agreed to or not

    @property
    def ref(self) -> str:
        """The name under which she stands in addresses."""
        return ref_of(self.face, key())

    @property
    def where(self) -> str:
        """Of a cadre: the federation, and the post where it says more than that."""
        federation = _("%(place)s总工会") % {"place": self.place}
        post = self.post.removeprefix(f"{self.place}总工会").strip()
        return f"{federation} {post}".strip()

    @property
    def masked(self) -> str:
        """The mobile as it stands on a page before somebody asks for it."""
        return f"{self.mobile[:3]}****{self.mobile[-4:]}" if self.mobile else ""


@dataclass(frozen=True)
class Sitter:
    """An officer of a union on a day, with her face and what she agreed to, for who keeps it."""

    officer: Officer
    face: Face | None
    agreed: frozenset[Field]
    shown: Person | None


def sitters(union: Union, on: date) -> list[Sitter]:
    """Who sits in the union on a day, by body and post. Four queries."""
    said = said_on(UnionStatement, [union.pk], on)
    return sitters_of([union.pk], on, said)[union.pk]


def sitters_of(
    unions: Collection[int], on: date, said: Mapping[int, Mapping[str, object]]
) -> dict[int, list[Sitter]]:
    """`sitters` of several unions, by what is said of them on the day. Three queries."""
    rows = Officer.objects.everything(because=BECAUSE).filter(union__in=unions)
    by_key = {one.pk: one for one in rows.select_related("election", "union")}
    seated = [by_key[one.key] for one in sitting_on(sittings(by_key.values()), on)]
    faces = {
        one.officer_id: one
        for one in _faces()
        .filter(officer__in=seated)
        .select_related("organisation", "photo__view", "photo__thumbnail")
    }
    agreed = consents_of(faces.values(), on)
    found: dict[int, list[Sitter]] = {union: [] for union in unions}
    for officer in seated:
        face = faces.get(officer.pk)
        fields = agreed.get(face.pk, frozenset()) if face else frozenset()
        is_chair = officer.post == Office.CHAIR
        registered = said.get(officer.union_id, {}).get("chair_phone", "") if is_chair else ""
        shown = _officer_shown(officer, face, fields, str(registered)) if face else None
        found[officer.union_id].append(Sitter(officer, face, fields, shown))
    return found


def cadres_over(path: str, on: date) -> list[Person]:
    """The cadres of the federations above who show themselves, the nearest place first."""
    return cadres_over_all([path], on)[path]


def cadres_over_all(paths: Collection[str], on: date) -> dict[str, list[Person]]:
    """`cadres_over` of several places.

    Three queries: accounts with a post in force there, their faces, their consents.
    """
    above = {path: ancestors_of(path) for path in paths}
    posts = Appointment.objects.everything(because=BECAUSE).filter(
        organisation__in={node for nodes in above.values() for node in nodes},
        role__in=OFFICERS,
        start__lte=on,
        end__gt=on,
    )
    held: dict[int, set[int]] = {}
    for account, node in posts.values_list("account", "organisation"):
        held.setdefault(account, set()).add(node)
    faces = list(
        _faces()
        .filter(account__in=held, account__is_active=True)
        .select_related("account", "organisation", "photo__view", "photo__thumbnail")
    )
    agreed = consents_of(faces, on)
    people = [(face, _cadre_shown(face, agreed.get(face.pk, frozenset()))) for face in faces]
    return {path: _over(nodes, people, held) for path, nodes in above.items()}


def _over(
    above: list[int], people: Iterable[tuple[Face, Person | None]], held: Mapping[int, set[int]]
) -> list[Person]:
    here = [
        (above.index(face.organisation_id), person)
        for face, person in people
        if person and face.organisation_id in above and held[face.account_id or 0] & set(above)
    ]
    return [person for _, person in sorted(here, key=lambda pair: -pair[0])]


def consents_of(faces: Iterable[Face], on: date) -> dict[int, frozenset[Field]]:
    """Per face, the fields that may be shown on a day. One query."""
    said: dict[int, list[Agreed]] = {}
    rows = Consent.objects.everything(because=BECAUSE).filter(face__in=[one.pk for one in faces])
    for face, field, given_on, withdrawn_on in rows.values_list(
        "face", "field", "given_on", "withdrawn_on"
    ):
        said.setdefault(face, []).append(Agreed(Field(field), given_on, withdrawn_on))
    return {face: agreed_on(agreed, on) for face, agreed in said.items()}


def face_to_mend(actor: Actor, pk: int) -> Face | None:
    """The face with this id, if the actor keeps its place."""
    mine = Face.objects.visible_to(actor, Right.EDIT)
    found: Face | None = (
        mine.select_related("officer__union", "account", "organisation", "photo__thumbnail")
        .filter(pk=pk)
        .first()
    )
    return found


def officer_to_show(actor: Actor, pk: int) -> Officer | None:
    """The officer with this id, if the actor keeps her union."""
    mine = Officer.objects.visible_to(actor, Right.EDIT)
    found: Officer | None = mine.select_related("union__organisation").filter(pk=pk).first()
    return found


def own_place(actor: Actor) -> Node | None:
    """Where the actor works as a cadre of a federation: the place he shows himself for."""
    held = [one for one in actor.grants if one.kind and one.role in OFFICERS]
    paths = [one.branch for one in held]
    return Node.objects.filter(Q(path__in=paths)).order_by("path").first()


def _faces() -> QuerySet[Face]:
    return Face.objects.everything(because=BECAUSE)


def _officer_shown(
    officer: Officer, face: Face, agreed: Collection[Field], registered: str
) -> Person | None:
    office, mobile = phones(registered)
    values = {
        Field.OFFICE_PHONE: face.office_phone or office,
        Field.MOBILE: face.mobile or mobile,
    }
    post = officer.get_post_display()
    if officer.post in {Office.CHAIR, Office.VICE_CHAIR}:
        post = _("工会%(post)s") % {"post": post}
    return _shown(face, officer.name, post, agreed, values)


def _cadre_shown(face: Face, agreed: Collection[Field]) -> Person | None:
    if face.account is None:
        return None
    values = {Field.OFFICE_PHONE: face.office_phone, Field.MOBILE: face.mobile}
    return _shown(face, face.account.name, face.account.post, agreed, values)


def _shown(
    face: Face, name: str, post: str, agreed: Collection[Field], numbers: Mapping[Field, str]
) -> Person | None:
    if Field.NAME not in agreed:
        return None
    return Person(
        face.pk,
        name,
        post if Field.POST in agreed else "",
        face.duty if Field.POST in agreed else "",
        face.hours,
        numbers[Field.OFFICE_PHONE] if Field.OFFICE_PHONE in agreed else "",
        numbers[Field.MOBILE] if Field.MOBILE in agreed else "",
        face.photo if Field.PHOTO in agreed else None,
        face.organisation.name,
        number_of(face),
    )


def number_of(face: Face) -> str:
    """The number of a face that goes on prints: of the office, else the mobile."""
    return face.office_phone or face.mobile

"""Who may open which address of 双亮; put into tests/access_policy.py."""

from xingjia.publicity.models import Face
from xingjia.registry.models import Officer

BECAUSE = "a test"
PUBLIC = {
    "publicity:page": {"code": "abcdefgh.2345678923"},
    "publicity:mobile": {"code": "abcdefgh.2345678923", "face": 1},
    "publicity:photo": {"code": "abcdefgh.2345678923", "face": 1},
    "publicity:answered": {"code": "abcdefgh.2345678923"},
    "publicity:find": {},
    "publicity:agree": {"secret": "x" * 32},
}


def chair_of(place) -> Officer:
    return Officer.objects.everything(because=BECAUSE).get(union=place.union, post="chair")


def face_of(place) -> int:
    return Face.objects.everything(because=BECAUSE).get(officer=chair_of(place)).pk


def make_face(union) -> None:
    """The chair of a place of the world, who has agreed to nothing."""
    chair = Officer.objects.everything(because=BECAUSE).get(union=union, post="chair")
    Face.objects.everything(because=BECAUSE).create(organisation=union.organisation, officer=chair)


RECORDS = {"publicity:shown": lambda place: {"pk": place.union.pk}}
SHEETS = {"publicity:print": lambda place: {"pk": place.union.pk, "sheet": "sign_small"}}
# Of whoever keeps the union: officers of township and county, and its own chair.
KEPT = {
    "publicity:officer": lambda place: {"officer": chair_of(place).pk},
    "publicity:consent": lambda place: {"pk": face_of(place)},
    "publicity:link": lambda place: {"pk": face_of(place)},
}
# From above alone: nobody tests his own number.
ABOVE = {"publicity:tested": lambda place: {"pk": place.union.pk}}
OWN = {"publicity:own"}

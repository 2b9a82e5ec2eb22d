"""Who may open which address of 双亮; put into tests/access_policy.py."""

from datetime import date

from xingjia.publicity.models import Face, Hanging, Notice, Print, Promise, Pulse
from xingjia.registry.models import Officer

BECAUSE, ON = "a test", date(2013, 10, 1)
PUBLIC = {
    "publicity:page": {"code": "abcdefgh.2345678923"},
    "publicity:mobile": {"code": "abcdefgh.2345678923", "face": "abcdefgh"},
    "publicity:photo": {"code": "abcdefgh.2345678923", "face": "abcdefgh"},
    "publicity:answered": {"code": "abcdefgh.2345678923"},
    "publicity:print_page": {"code": "abcdefgh.2345678923", "version": 1},
    "publicity:person": {"code": "abcdefgh.2345678923", "face": "abcdefgh"},
    "publicity:asked": {"code": "abcdefgh.2345678923"},
    "publicity:county": {"place": "000000"},
    "publicity:find": {},
    "publicity:agree": {"secret": "x" * 32},
}


def chair_of(place) -> Officer:
    return Officer.objects.everything(because=BECAUSE).get(union=place.union, post="chair")


def face_of(place) -> int:
    return Face.objects.everything(because=BECAUSE).get(officer=chair_of(place)).pk


def make_face(union) -> None:
    """The chair of a place of the world, who has agreed to nothing; a sign that hangs, and a
    promise."""
    chair = Officer.objects.everything(because=BECAUSE).get(union=union, post="chair")
    Face.objects.everything(because=BECAUSE).create(organisation=union.organisation, officer=chair)
    one = Print.objects.everything(because=BECAUSE).create(
        union=union, sheet="sign_own", version=1, printed_on=ON, shown={}, digest=""
    )
    Hanging.objects.everything(because=BECAUSE).create(print=one, since=ON, said_by="system:test")
    Promise.objects.everything(because=BECAUSE).create(
        union=union, text=union.name, made_on=ON, due_on=ON, said_by="system:test"
    )
    Pulse.objects.everything(because=BECAUSE).create(union=union, quarter=ON, answers=1)
    Notice.objects.everything(because=BECAUSE).create(
        organisation=union.organisation, channel="website", on=ON, title=union.name
    )


def print_of(place) -> int:
    return Print.objects.everything(because=BECAUSE).get(union=place.union).pk


def hanging_of(place) -> int:
    return Hanging.objects.everything(because=BECAUSE).get(print__union=place.union).pk


def promise_of(place) -> int:
    return Promise.objects.everything(because=BECAUSE).get(union=place.union).pk


OF_PLACES = {
    f"publicity:{name}": lambda place: {"code": place.node.code}
    for name in ("reprint", "calls", "pulse", "notices")
}
RECORDS = {"publicity:shown": lambda place: {"pk": place.union.pk}} | OF_PLACES
SHEETS = {"publicity:print": lambda place: {"pk": place.union.pk, "sheet": "sign_small"}}
# Of whoever keeps the union: officers of township and county, and its own chair.
KEPT = {
    "publicity:officer": lambda place: {"officer": chair_of(place).pk},
    "publicity:consent": lambda place: {"pk": face_of(place)},
    "publicity:link": lambda place: {"pk": face_of(place)},
    "publicity:issue": lambda place: {"pk": place.union.pk, "sheet": "sign_small"},
    "publicity:own_sign": lambda place: {"pk": place.union.pk},
    "publicity:promises": lambda place: {"pk": place.union.pk},
    "publicity:judged": lambda place: {"pk": promise_of(place)},
    "publicity:put_up": lambda place: {"pk": print_of(place)},
    "publicity:take_down": lambda place: {"pk": hanging_of(place)},
}
# From above alone: nobody tests his own number, and a place is kept by its officers.
ABOVE = {
    "publicity:tested": lambda place: {"pk": place.union.pk},
    "publicity:together": lambda place: {"code": place.node.code},
}
TREE = {"publicity:emblem": lambda place: {"code": place.node.code}}
OWN = {"publicity:own"}
HOME = {"publicity:home"}

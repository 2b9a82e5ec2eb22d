"""Nothing of a person without her consent of the day: fields × pages and sheets × states.

hardening.md P1. A chair and a cadre of the county, each field by itself: never agreed to, agreed
to, withdrawn; and the chair who left, the cadre whose account was closed.
"""

import json
from dataclasses import dataclass, replace
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.test import Client

from tests.access.browsers import signed_in
from tests.photos import drawn, jpeg
from tests.publicity.records import ON, address_of, agree, make_shown_union, ref
from xingjia.access.models import Account
from xingjia.access.rules import system
from xingjia.publicity import words
from xingjia.publicity.commands.consent import withdraw
from xingjia.publicity.commands.faces import set_photo, show_cadre
from xingjia.publicity.queries import faces
from xingjia.publicity.queries.secret import key
from xingjia.publicity.queries.sheets import Wanted, ground_of, refusal, sheet_of
from xingjia.publicity.queries.union_page import code_of
from xingjia.publicity.rules.codes import found
from xingjia.publicity.rules.consent import Field
from xingjia.toolkit.files.queries import path_of

pytestmark = pytest.mark.django_db
TESTER = system("test")
PHOTO = "〔photo〕"  # stands in a text for the bytes of the photo


@dataclass(frozen=True)
class Someone:
    """Somebody who may show herself, and the values that would give each field away."""

    face: object
    values: dict[Field, str]
    shown_at: dict[Field, set[str]]  # kinds of pages where an agreed value must be seen


@pytest.fixture
def lived():
    union, face, _ = make_shown_union()
    set_photo(TESTER, face, stream=BytesIO(jpeg(drawn(3))), name="a.jpg")
    county = union.organisation.placements.get().parent.placements.get().parent
    account = signed_in("officer", county).account
    Account.objects.filter(pk=account.pk).update(name="卞文澜", post="权益保障部")
    account.refresh_from_db()
    above = show_cadre(TESTER, account, county, on=ON, office_phone="0515-80001233")
    chair = Someone(
        face,
        {
            Field.NAME: "姚国平",
            Field.POST: "生产部",
            Field.PHOTO: PHOTO,
            Field.OFFICE_PHONE: "0515-80009854",
            Field.MOBILE: "13800000146",
        },
        {
            Field.NAME: {"page", "person", "board-A3", "badges", "desk"},
            Field.POST: {"page", "person", "board-A3"},
            Field.PHOTO: {"photo", "board-A3", "badges"},
            Field.OFFICE_PHONE: {"page", "search page", "board-A3", "cards"},
            Field.MOBILE: {"mobile"},
        },
    )
    cadre = Someone(
        above,
        {
            Field.NAME: "卞文澜",
            Field.POST: "权益保障部",
            Field.OFFICE_PHONE: "0515-80001233",
        },
        {
            Field.NAME: {"page", "county", "board-A3", "flow-A3"},
            Field.POST: {"page", "county"},
            Field.OFFICE_PHONE: {"page", "county", "board-A3", "flow-A3"},
        },
    )
    return SimpleNamespace(union=union, county=county, chair=chair, cadre=cadre, account=account)


def everything(lived) -> dict[str, str]:
    """What each kind of page and sheet tells of a union on the day."""
    cache.clear()
    return {**pages(lived), **sheets(lived)}


def pages(lived) -> dict[str, str]:
    client, union, face = Client(), lived.union, ref(lived.chair.face)
    address = address_of(union)
    by_search = f"/q/{found(code_of(union)[:8], key())}/"
    asked = {
        "page": client.get(address),
        "print": client.get(f"{address}1/"),
        "search page": client.get(by_search),
        "person": client.get(f"{address}person/{face}/"),
        "mobile": client.post(f"{address}mobile/{face}/"),
        "photo": client.get(f"{address}photo/{face}/"),
        "find": client.get("/find/", {"q": "岚泓"}),
        "county": client.get(f"/find/{lived.county.code}/", {"q": "岚泓"}),
    }
    return {
        kind: PHOTO if "image" in one["Content-Type"] else one.content.decode()
        for kind, one in asked.items()
    }


def sheets(lived) -> dict[str, str]:
    ground = ground_of(lived.union, on=lived.today, demo=False)
    lived.chair.face.refresh_from_db()
    photo = path_of(lived.chair.face.photo.view.sha256).read_bytes()
    told = {}
    for name in words.SHEETS:
        if refusal(ground, Wanted.of(name), dialled=True):
            continue
        sheet = sheet_of(
            [replace(ground, address="https://home.example.org/q/x/")], Wanted.of(name)
        )
        shown = PHOTO if photo in sheet.photos.values() else ""
        told[name] = json.dumps(sheet.data, ensure_ascii=False) + shown
    return told


@pytest.fixture(autouse=True)
def _today(lived):
    lived.today = Client().get("/find/").context["request"].today
    agree(lived.chair.face, *lived.chair.values)
    agree(lived.cadre.face, *lived.cadre.values)


OF_CADRE = (Field.NAME, Field.POST, Field.OFFICE_PHONE)
CASES = [("chair", field) for field in Field] + [("cadre", field) for field in OF_CADRE]


@pytest.mark.parametrize(("who", "field"), CASES)
def test_a_field_is_seen_while_it_is_agreed_to_and_nowhere_else(lived, who: str, field: Field):
    someone = getattr(lived, who)
    value = someone.values[field]
    seen = {kind for kind, text in everything(lived).items() if value in text}
    assert someone.shown_at[field] <= seen

    withdraw(TESTER, someone.face, fields={field}, on=lived.today)

    gone = someone.values.values() if field is Field.NAME else [value]
    told = everything(lived)
    assert [(kind, one) for kind, text in told.items() for one in gone if one in text] == []


@pytest.mark.parametrize(("who", "field"), CASES)
def test_what_was_never_agreed_to_is_nowhere(lived, who: str, field: Field):
    someone = getattr(lived, who)
    withdraw(TESTER, someone.face, fields=set(Field), on=ON)  # on the day it was given: never
    others = set(someone.values) - {field}
    agree(someone.face, *others, on=lived.today)

    told = everything(lived)

    values = someone.values.values() if field is Field.NAME else [someone.values[field]]
    assert [(kind, one) for kind, text in told.items() for one in values if one in text] == []


def test_of_a_chair_who_left_and_a_cadre_who_went_nothing_is_told(lived):
    officer = lived.chair.face.officer
    officer.left_on, officer.left_why = lived.today, "died"
    officer.save()
    lived.account.is_active = False
    lived.account.save()

    told = everything(lived)

    values = [*lived.chair.values.values(), *lived.cadre.values.values()]
    assert [(kind, one) for kind, text in told.items() for one in values if one in text] == []


def test_without_asking_for_consent_this_would_be_seen(lived, monkeypatch):
    """The control: were consent not asked, each of these values would be found."""
    for someone in (lived.chair, lived.cadre):
        withdraw(TESTER, someone.face, fields=set(Field), on=lived.today)
    monkeypatch.setattr(faces, "agreed_on", lambda consents, on: frozenset(Field))

    told = "".join(everything(lived).values())

    for someone in (lived.chair, lived.cadre):
        assert [value for value in someone.values.values() if value not in told] == []

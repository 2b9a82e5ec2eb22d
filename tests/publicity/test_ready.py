"""A page for everybody is kept ready, and truth is never late (decision 0038)."""

from datetime import date, timedelta
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.access.browsers import signed_in
from tests.photos import drawn, jpeg
from tests.publicity.records import ON, PHONE, address_of, agree, make_shown_union, ref
from xingjia.access.commands.posts import end_appointment
from xingjia.access.models import Appointment
from xingjia.access.rules import system
from xingjia.orgtree.commands.changes import rename
from xingjia.publicity.commands import calls
from xingjia.publicity.commands.consent import withdraw
from xingjia.publicity.commands.faces import set_photo, show_cadre, show_officer
from xingjia.publicity.commands.promises import judge, promise
from xingjia.publicity.queries.stand import stand_of
from xingjia.publicity.queries.union_page import code_of
from xingjia.publicity.rules.consent import Field
from xingjia.publicity.views import open, ready
from xingjia.registry.commands.contract_editing import add_contract
from xingjia.registry.commands.editing import change_union
from xingjia.registry.commands.offices import appoint_chair, chair_left, close_union
from xingjia.registry.models import Employer
from xingjia.registry.queries.newest import values_of
from xingjia.registry.rules.editing import version_of

pytestmark = pytest.mark.django_db
BECAUSE = "a test"
TODAY = date(2013, 8, 1)


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


@pytest.fixture
def lived():
    """A union with a chair, a photo, a promise and a cadre above who shows himself."""
    union, face, actor = make_shown_union()
    agree(face, *Field)
    set_photo(actor, face, stream=BytesIO(jpeg()), name="a.jpg")
    county = union.organisation.placements.get().parent.placements.get().parent
    cadre = signed_in("officer", county).account
    above = show_cadre(system("test"), cadre, county, on=ON, office_phone="0515-80001233")
    agree(above, Field.NAME, Field.POST, Field.OFFICE_PHONE)
    made = promise(actor, union, text="走访每户困难职工", due_on=date(2013, 12, 31), on=ON)
    return SimpleNamespace(
        union=union, face=face, actor=actor, county=county, cadre=cadre, promise=made
    )


def say(lived, **values) -> None:
    version = version_of(values_of(lived.union))
    change_union(lived.actor, lived.union, day=TODAY, version=version, **values)


def end_post(lived) -> None:
    held = Appointment.objects.everything(because=BECAUSE).get(account=lived.cadre)
    end_appointment(system("test"), held, on=TODAY)


def sign_contract(lived) -> None:
    employers = Employer.objects.everything(because=BECAUSE).filter(name="岚泓企业")
    terms = {
        "kind": "collective",
        "reach": "own",
        "valid_from": "2013-08-01",
        "valid_to": "2015-07-31",
    }
    add_contract(lived.actor, list(employers), on=TODAY, **terms)


CHANGES = {
    "a withdrawn field": lambda it: withdraw(it.actor, it.face, fields={"mobile"}, on=TODAY),
    "a withdrawn name": lambda it: withdraw(it.actor, it.face, fields={"name"}, on=TODAY),
    "another number": lambda it: show_officer(
        it.actor, it.face.officer, on=TODAY, office_phone="0515-80007777"
    ),
    "another duty": lambda it: show_officer(it.actor, it.face.officer, on=TODAY, duty="宣传"),
    "another photo": lambda it: set_photo(
        it.actor, it.face, stream=BytesIO(jpeg(drawn(2))), name="b.jpg"
    ),
    "a new chair": lambda it: appoint_chair(
        it.actor, it.union, name="程砚书", elected_on=TODAY, term_years=5, reason="提前换届"
    ),
    "a chair who left": lambda it: chair_left(it.actor, it.union, on=TODAY, why="resigned"),
    "another name": lambda it: say(it, name="岚泓服装工会"),
    "another office": lambda it: say(it, office_place="二号楼 201"),
    "the end of the union": lambda it: close_union(
        it.actor, it.union, on=TODAY, why="merged", reason="并入镇联合工会"
    ),
    "a promise": lambda it: promise(
        it.actor, it.union, text="每月接待", due_on=date(2013, 12, 1), on=TODAY
    ),
    "a promise kept": lambda it: judge(it.actor, it.promise, kept=True, on=TODAY),
    "a cadre who left": end_post,
    "a contract": sign_contract,
    "another name of the county": lambda it: rename("test", it.county, name="新湖县", on=TODAY),
    "a test call": lambda it: calls.test(it.actor, it.union, answered=True, on=TODAY),
    "a tap": lambda it: calls.say(it.union, answered=True, browser="one", on=TODAY),
}


def pages(client, lived) -> dict[str, bytes]:
    """What the addresses of a union answer, without what belongs to who asks."""
    address = address_of(lived.union)
    parts = ("", "1/", f"person/{ref(lived.face)}/", f"photo/{ref(lived.face)}/")
    answers = {part: client.get(address + part) for part in parts}
    return {
        part: ready.TOKEN.sub(b"", one.content) if one.status_code == 200 else b""
        for part, one in answers.items()
    }


def anew(client, lived) -> dict[str, bytes]:
    caches["ready"].clear()
    return pages(client, lived)


@pytest.mark.parametrize("change", CHANGES)
def test_the_next_answer_after_a_change_is_the_one_made_anew(lived, client, change: str):
    say(lived, chair_phone=PHONE)
    before = pages(client, lived)
    assert pages(client, lived) == before

    CHANGES[change](lived)

    after = pages(client, lived)
    assert after != before
    assert after == anew(client, lived)


def test_this_would_be_seen_if_the_stand_were_not_asked(lived, client, monkeypatch):
    monkeypatch.setattr(ready, "stand_of", lambda code: "the same for ever")
    before = pages(client, lived)

    CHANGES["a withdrawn name"](lived)

    assert pages(client, lived) == before  # what must not be
    assert pages(client, lived) != anew(client, lived)


def test_a_tap_taken_back_the_same_day_is_seen_as_well(lived):
    say(lived, chair_phone=PHONE)
    code, seen = code_of(lived.union), []
    for answered in (True, False):
        calls.say(lived.union, answered=answered, browser="one", on=TODAY)
        seen.append(stand_of(code))

    assert len(set(seen)) == len(seen)


def test_a_page_kept_ready_asks_the_database_twice(lived, client):
    """Once for the day of a demonstration, once whether anything has changed."""
    address = address_of(lived.union)
    client.get(address)

    with CaptureQueriesContext(connection) as asked:
        assert "姚国平" in client.get(address).content.decode()

    assert len(asked) == 2, asked.captured_queries
    with CaptureQueriesContext(connection) as unkept:
        client.get(address, {"from": "chat"})
    assert len(unkept) > 10


def test_each_browser_gets_its_own_token_and_can_send_the_form(lived):
    say(lived, chair_phone=PHONE)
    address, tokens = address_of(lived.union), []
    for _ in range(3):
        browser = Client(enforce_csrf_checks=True)
        page = browser.get(address).content
        [token] = set(ready.TOKEN.findall(page))
        sent = {"answered": "yes", "csrfmiddlewaretoken": token.decode()}
        tokens.append(token)

        assert (
            browser.post(f"{address}answered/", {**sent, "csrfmiddlewaretoken": "x"}).status_code
            == 403
        )
        assert browser.post(f"{address}answered/", sent).status_code == 302
    assert len(set(tokens)) == 3


def test_each_language_and_each_day_has_its_own(lived, client, monkeypatch):
    address, shown = address_of(lived.union), {}
    for _ in range(2):
        for language in ("zh-hans", "zh-hant", "en"):
            client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
            shown.setdefault(language, []).append(client.get(address))
    for first, again in shown.values():
        assert ready.TOKEN.sub(b"", first.content) == ready.TOKEN.sub(b"", again.content)
        assert first["Content-Language"] == again["Content-Language"]
    assert len({first.content for first, _ in shown.values()}) == 3

    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "zh-hans"
    assert "2013年8月1日" in client.get(address).content.decode()
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY + timedelta(days=1))
    assert "2013年8月2日" in client.get(address).content.decode()


def test_headers_are_those_of_the_first_answer(lived, client):
    """Who comes first and who comes later get the same, also the policy of the browser."""
    address = address_of(lived.union)

    for part in ("", f"person/{ref(lived.face)}/", f"photo/{ref(lived.face)}/"):
        first, again = Client().get(address + part), Client().get(address + part)
        assert dict(first.headers) == dict(again.headers)
        for header in ("Content-Security-Policy", "X-Frame-Options", "X-Robots-Tag", "Vary"):
            assert again.has_header(header), header


def test_who_signed_in_neither_gets_nor_leaves_what_is_kept(lived, client):
    address = address_of(lived.union)
    officer = signed_in("officer", lived.county)

    assert officer.get(address)["Cache-Control"] == "private, no-store"
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    assert len(asked) > 10  # nothing was left
    assert officer.get(address)["Cache-Control"] == "private, no-store"


def test_limits_count_whether_a_page_is_kept_or_not(lived, client, monkeypatch):
    monkeypatch.setattr(open, "MOBILES_AN_HOUR", 2)
    address = address_of(lived.union)
    seen = []
    for _ in range(4):
        client.get(address)
        text = client.post(f"{address}mobile/{ref(lived.face)}/").content.decode()
        seen.append("tel:13800000146" in text)

    assert seen == [True, True, False, False]
    assert "tel:13800000146" not in client.get(address).content.decode()


def test_a_forged_code_asks_the_database_for_nothing(lived, client):
    address = address_of(lived.union)
    forged = address[:-2] + ("2" if address[-2] != "2" else "3") + "/"

    with CaptureQueriesContext(connection) as asked:
        assert client.get(forged).status_code == 404

    assert [one for one in asked if "publicity" in one["sql"]] == []

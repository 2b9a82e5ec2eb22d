"""Nobody gathers the chairs' numbers: not with new sessions or addresses, not by guessing.

hardening.md P1–P3. The counts are those of one suite run; the codes are forged by a seeded hand.
"""

from datetime import timedelta
from io import BytesIO
from random import Random

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests.access.browsers import signed_in
from tests.factories import make_chair, make_county, make_employer, make_union
from tests.photos import jpeg
from tests.publicity.records import MOBILE, ON, PHONE, address_of, agree, make_shown_union, ref
from xingjia.access.rules import system
from xingjia.publicity.commands import pulse
from xingjia.publicity.commands.consent import withdraw
from xingjia.publicity.commands.faces import set_photo, show_officer
from xingjia.publicity.models import Face, Pulse
from xingjia.publicity.queries.secret import key
from xingjia.publicity.queries.union_page import code_of
from xingjia.publicity.rules.codes import LETTERS, found, name_in, signed
from xingjia.publicity.rules.consent import Field
from xingjia.publicity.rules.pulse import QUESTIONS
from xingjia.publicity.views import finding, open
from xingjia.registry.models import Officer, UnionStatement

BECAUSE = "a test"
FORGED = 10_000


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


def test_ten_thousand_forged_codes_are_refused_and_a_true_one_is_not():
    secret, hand = b"a key only the server has", Random(6)  # noqa: S311 forged on purpose
    true = [signed("".join(hand.choices(LETTERS, k=8)), secret) for _ in range(100)]
    forged = set()
    while len(forged) < FORGED:
        one = hand.choice(true)
        at = hand.randrange(len(one))
        forged |= (
            {
                one[:at] + hand.choice(LETTERS + ".-") + one[at + 1 :],  # one letter
                one[:8] + hand.choice(true)[8:],  # the mark of another
                "".join(hand.choices(LETTERS, k=8)) + "." + "".join(hand.choices(LETTERS, k=10)),
                found(one[:8], secret).replace("-", "."),  # of the search, as if printed
                signed(one[:8], b"another key"),
            }
            - set(true)
        )

    assert all(name_in(one, secret) for one in true)
    assert [one for one in forged if name_in(one, secret) is not None] == []


@pytest.fixture
def town(db):
    """Three unions whose chairs show a mobile and a photo."""
    _, [town] = make_county("建湖县", "上冈镇")
    first, face, actor = make_shown_union("岚泓")
    agree(face, *Field)
    for number, name in enumerate(("岚泓纺织", "岚泓机械")):
        union = make_union(make_employer(town, f"{name}企业"), name=f"{name}工会")
        make_chair(union, f"{name}主席")
        chair = Officer.objects.everything(because=BECAUSE).get(union=union)
        one = show_officer(system("test"), chair, on=ON, mobile=f"1380000020{number}")
        agree(one, *Field)
    return first, face, actor


def addresses_found(client: Client, q: str) -> list[str]:
    text = client.get("/find/", {"q": q}).content.decode()
    return [part.split('"')[0] for part in text.split('href="')[1:] if part.startswith("/q/")]


def test_a_scraper_with_new_sessions_and_addresses_gets_no_mobile_and_no_photo(town):
    _, shown, actor = town
    set_photo(actor, shown, stream=BytesIO(jpeg()), name="a.jpg")
    whole = ("13800000146", "13800000200", "13800000201")
    seen = ""
    refs = [ref(one) for one in Face.objects.everything(because=BECAUSE)]
    for address in range(5):
        client = Client(REMOTE_ADDR=f"10.0.0.{address}")
        for page in addresses_found(client, "岚泓"):
            seen += client.get(page).content.decode()
            for face in refs:
                seen += client.post(f"{page}mobile/{face}/").content.decode()
                assert client.get(f"{page}photo/{face}/").status_code == 404

    assert "138****0146" in seen  # he did come to the pages
    assert [number for number in whole if number in seen] == []


def test_one_code_passed_on_does_not_give_numbers_without_end(town, monkeypatch):
    union, face, _ = town
    monkeypatch.setattr(open, "MOBILES_OF_A_CODE", 3)
    address = f"{address_of(union)}mobile/{ref(face)}/"

    shown = [MOBILE in Client().post(address).content.decode() for _ in range(5)]

    assert shown == [True] * 3 + [False] * 2
    assert PHONE in Client().get(address_of(union)).content.decode()  # the office stays open


def test_a_busy_search_still_answers_whoever_knows_the_name(town, monkeypatch):
    monkeypatch.setattr(finding, "SEARCHES_AN_HOUR", 2)
    factory = {"REMOTE_ADDR": "10.1.1.1"}  # a factory is one address
    for _ in range(2):
        assert addresses_found(Client(**factory), "岚泓")

    assert addresses_found(Client(**factory), "岚泓") == []
    assert "请写企业的全称" in Client().get("/find/", {"q": "岚泓"}).content.decode()
    assert len(addresses_found(Client(**factory), "岚泓企业")) == 1


def test_what_is_not_agreed_to_is_on_no_kind_of_page(town, client):
    """4 fields × kinds of pages × given, never given, withdrawn: no value without consent."""
    union, face, actor = town
    set_photo(actor, face, stream=BytesIO(jpeg()), name="a.jpg")
    values = {Field.POST: "生产部", Field.OFFICE_PHONE: PHONE, Field.MOBILE: MOBILE}
    address = address_of(union)

    def pages() -> dict[str, str]:
        asked = {
            "page": client.get(address),
            "print": client.get(f"{address}1/"),
            "card": client.get(f"{address}person/{ref(face)}/"),
            "mobile": client.post(f"{address}mobile/{ref(face)}/"),
            "search": client.get("/find/", {"q": "岚泓"}),
            "county": client.get(f"/find/{town_of(union)}/", {"q": "岚泓"}),
        }
        return {kind: answer.content.decode() for kind, answer in asked.items()}

    for field in (*values, Field.PHOTO):
        cache.clear()
        withdraw(actor, face, fields={field}, on=ON)
        for kind, text in pages().items():
            gone = values.get(field, f"photo/{ref(face)}/")
            assert gone not in text, f"{field} on {kind}"
        assert (client.get(f"{address}photo/{ref(face)}/").status_code == 404) is (
            field is Field.PHOTO
        )
        agree(face, field)
        assert any(values.get(field, f"photo/{ref(face)}/") in text for text in pages().values())

    withdraw(actor, face, fields={Field.NAME}, on=ON)
    for kind, text in pages().items():
        assert "姚国平" not in text, kind
        assert [value for value in values.values() if value in text] == [], kind


@pytest.fixture
def thirty(town):
    """A union of thirty members."""
    union, *_ = town
    UnionStatement.objects.everything(because=BECAUSE).create(
        union=union, field="members", value=30, day=ON, said_by="system:test"
    )
    return union


def stuff(union, monkeypatch, *, days: int, sessions: int) -> list[int]:
    """Answers with a new session and address each; how many were counted by the end of each day."""
    address, counted = f"{address_of(union)}pulse/", []
    yes = dict.fromkeys(QUESTIONS, "yes")
    for day in range(days):
        monkeypatch.setattr(timezone, "localdate", lambda *_, day=day: ON + timedelta(days=day))
        for number in range(sessions):
            assert Client(REMOTE_ADDR=f"10.0.{day}.{number}").post(address, yes).status_code == 302
        counted.append(Pulse.objects.everything(because=BECAUSE).get().answers)
    return counted


def test_dropping_sessions_fills_no_quarter_in_a_day_and_superiors_see_it(thirty, monkeypatch):
    counted = stuff(thirty, monkeypatch, days=4, sessions=25)

    assert counted == [10, 20, 30, 30]  # a third of the members a day, never more than there are
    kept = Pulse.objects.everything(because=BECAUSE).get()
    assert kept.turned_away == 100 - 30
    county = thirty.organisation.placements.get().parent.placements.get().parent
    text = signed_in("officer", county).get(f"/places/{county.code}/pulse/").content.decode()
    assert "另有 70 份没有计入" in text


def test_without_the_bound_of_a_day_they_would_fill_it_at_once(thirty, monkeypatch):
    monkeypatch.setattr(pulse, "room_on_a_day", lambda most: most)

    assert stuff(thirty, monkeypatch, days=1, sessions=35) == [30]


def test_who_did_not_stand_before_a_print_answers_no_questions(thirty):
    by_search = address_of(thirty).replace(code_of(thirty), found(code_of(thirty)[:8], key()))

    answer = Client().post(f"{by_search}pulse/", dict.fromkeys(QUESTIONS, "yes"))

    assert answer.status_code == 404
    assert not Pulse.objects.everything(because=BECAUSE).exists()


def test_what_is_kept_of_answers_names_nobody(thirty, client):
    client.post(f"{address_of(thirty)}pulse/", dict.fromkeys(QUESTIONS, "yes"))

    [kept] = Pulse.objects.everything(because=BECAUSE).values()
    numbers = {"answers", "on_day", "turned_away", *QUESTIONS}
    assert set(kept) == {"id", "union_id", "quarter", "day"} | numbers
    assert client.session.session_key not in str(kept)


def town_of(union) -> str:
    return union.organisation.placements.get().parent.code


def test_no_answer_may_be_kept_for_longer_than_a_withdrawal_may_take(town, client):
    union, face, _ = town

    for path in (address_of(union), f"{address_of(union)}person/{ref(face)}/", "/find/"):
        answer = client.get(path)
        kept = int(answer["Cache-Control"].rpartition("max-age=")[2])
        assert kept <= 60
        assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_the_key_of_codes_is_the_platforms():
    assert name_in(signed("abcdefgh", key()), key()) == "abcdefgh"


def test_persons_have_names_in_addresses_that_nobody_can_guess(town, client):
    union, face, _ = town
    address, hand = address_of(union), Random(7)  # noqa: S311 guessed on purpose
    guesses = [str(face.pk), *("".join(hand.choices(LETTERS, k=8)) for _ in range(200))]
    others = [ref(one) for one in Face.objects.everything(because=BECAUSE) if one != face]

    assert client.get(f"{address}person/{ref(face)}/").status_code == 200
    for one in guesses + others:
        assert client.get(f"{address}person/{one}/").status_code == 404

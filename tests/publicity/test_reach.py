from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.access.browsers import signed_in
from tests.factories import make_actor
from tests.figures import follow_now
from tests.publicity.records import ON, address_of, agree, make_shown_union
from xingjia.access.checks import Refused
from xingjia.facts.rules import resolve
from xingjia.facts.sources import facts_about, facts_changed
from xingjia.publicity.commands import calls as phone_calls
from xingjia.publicity.commands.faces import show_officer
from xingjia.publicity.models import Call
from xingjia.publicity.queries.secret import key
from xingjia.publicity.queries.union_page import code_of
from xingjia.publicity.rules.codes import found
from xingjia.publicity.rules.consent import Field
from xingjia.publicity.rules.reach import Called, reached
from xingjia.registry.models import UnionStatement

START = date(2014, 1, 1)
KIND = frozenset({"reachable"})


def day(n: int) -> date:
    return START + timedelta(days=n)


def known_on(union, on: date) -> bool | None:
    known = resolve(facts_about("union", [union.pk], KIND))
    return True if known.true.hold(on) else False if known.false.hold(on) else None


calls = st.lists(
    st.builds(
        Called,
        st.integers(0, 9).map(day),
        st.booleans(),
        st.sampled_from("abc"),
        st.booleans(),
    ),
    max_size=8,
)


def test_one_person_who_cannot_get_through_proves_nothing():
    same = [Called(day(n), answered=False, token="a") for n in range(5)]

    assert reached(same) == []


def test_two_people_make_it_red_on_the_day_of_the_second():
    said = reached([Called(day(1), answered=False, token="a"), Called(day(4), False, "b")])

    assert [(one.on, one.answered) for one in said] == [(day(4), False)]


def test_somebody_who_got_through_sets_the_failures_before_him_aside():
    said = reached(
        [Called(day(1), False, "a"), Called(day(2), True, "c"), Called(day(3), False, "b")]
    )

    assert [(one.on, one.answered) for one in said] == [(day(2), True)]


def test_one_test_call_is_enough_and_outweighs_workers_of_its_day():
    said = reached([Called(day(1), True, "a"), Called(day(1), False, test=True)])

    assert [(one.on, one.answered, one.tested) for one in said] == [(day(1), False, True)]


@given(calls, st.randoms(use_true_random=False))
def test_the_order_of_entry_does_not_matter(made: list[Called], random):
    shuffled = list(made)
    random.shuffle(shuffled)

    assert reached(shuffled) == reached(made)


@given(calls)
def test_there_is_one_answer_a_day_in_the_order_of_days(made: list[Called]):
    days = [one.on for one in reached(made)]

    assert days == sorted(set(days))


@pytest.fixture
def shown(db):
    union, face, officer = make_shown_union()
    agree(face, Field.NAME, Field.POST, Field.OFFICE_PHONE)
    show_officer(officer, face.officer, on=ON, office_phone="", mobile="")  # what the register has
    phone(union, "0515-80009854", day(0))
    return union, face, officer


def phone(union, number: str, on: date) -> None:
    UnionStatement.objects.everything(because="a test").create(
        union=union, field="chair_phone", value=number, day=on, said_by="system:test"
    )


def test_a_superiors_call_verifies_until_the_number_is_changed(shown):
    union, _, officer = shown

    phone_calls.test(officer, union, answered=True, on=day(5))
    phone(union, "0515-80001111", day(9))

    assert [known_on(union, day(n)) for n in (4, 5, 8, 9)] == [None, True, True, None]
    [fact] = facts_about("union", [union.pk], KIND)
    assert fact.verified.hold(day(8))


def test_two_workers_make_it_red_and_the_same_browser_counts_once(shown):
    union, *_ = shown

    for browser in ("a", "a", "b"):
        phone_calls.say(union, answered=False, browser=browser, on=day(5))

    assert known_on(union, day(5)) is False
    assert Call.objects.everything(because="a test").count() == 2


def test_nobody_tests_his_own_number(shown):
    union, *_ = shown

    with pytest.raises(Refused):
        phone_calls.test(make_actor("chair", union.organisation), union, answered=True, on=day(5))


def test_a_changed_number_is_judged_anew(shown):
    union, _, officer = shown
    phone_calls.test(officer, union, answered=False, on=day(5))

    phone(union, "0515-80002222", day(7))

    assert known_on(union, day(6)) is False
    assert known_on(union, day(7)) is None


def test_standings_follow_when_the_number_changes(shown):
    union, *_ = shown
    heard = []

    def hear(sender, **changed):
        heard.append(changed["fact_kinds"])

    follow_now()
    facts_changed.connect(hear)
    try:
        facts_changed.send(
            sender=None, kind="union", keys={union.pk}, fact_kinds=frozenset({"phone"})
        )
    finally:
        facts_changed.disconnect(hear)

    assert KIND in heard


def test_a_worker_says_so_with_one_tap_and_leaves_no_trace(shown, client):
    union, *_ = shown
    address = address_of(union)

    answer = client.post(f"{address}answered/", {"answered": "no"}, follow=True)

    [call] = Call.objects.everything(because="a test")
    assert "上级工会会核实" in answer.content.decode()
    assert call.tested_by == ""
    assert client.session.session_key not in call.token


def test_a_superior_enters_a_test_call_and_the_worker_sees_it(shown, client):
    union, *_ = shown
    county = union.organisation.placements.get().parent.placements.get().parent

    signed_in("officer", county).post(f"/unions/{union.pk}/tested/", {"answered": "yes"})

    assert "试拨，能打通" in client.get(address_of(union)).content.decode()


def test_a_number_the_chair_entered_herself_is_the_one_that_is_tried(shown, client):
    union, face, officer = shown
    show_officer(officer, face.officer, on=day(3), office_phone="0515-80003333")

    phone_calls.test(officer, union, answered=True, on=day(5))
    assert Call.objects.everything(because="a test").get().number == "0515-80003333"
    assert [known_on(union, day(n)) for n in (4, 5, 8)] == [None, True, True]

    show_officer(officer, face.officer, on=day(9), office_phone="0515-80004444")
    assert [known_on(union, day(n)) for n in (8, 9)] == [True, None]


def test_a_number_the_register_lacks_can_be_tapped_as_well(db, client):
    union, face, _ = make_shown_union()
    agree(face, Field.NAME, Field.OFFICE_PHONE)

    answer = client.post(f"{address_of(union)}answered/", {"answered": "yes"}, follow=True)

    assert "记下了" in answer.content.decode()
    assert Call.objects.everything(because="a test").get().number == face.office_phone


def test_new_sessions_and_addresses_turn_no_number_red_without_a_print(shown, client):
    union, *_ = shown
    by_search = f"/q/{found(code_of(union)[:8], key())}/"

    for address in range(5):
        answer = Client(REMOTE_ADDR=f"10.0.0.{address}").post(
            f"{by_search}answered/", {"answered": "no"}
        )
        assert answer.status_code == 404

    assert Call.objects.everything(because="a test").count() == 0
    assert "号码能打通吗" not in client.get(by_search).content.decode()
    assert "号码能打通吗" in client.get(address_of(union)).content.decode()


def test_taps_of_one_day_are_bounded_and_who_said_so_may_still_change_it(shown, monkeypatch):
    union, *_ = shown
    monkeypatch.setattr(phone_calls, "TAPS_A_DAY", 3)

    def say(browser: str, on: int = 5, *, answered: bool = False) -> bool:
        return phone_calls.say(union, answered=answered, browser=browser, on=day(on))

    assert [say(f"{n}") for n in range(5)] == [True] * 3 + [False] * 2
    assert say("0", answered=True)
    assert say("9", on=6)
    assert Call.objects.everything(because="a test").count() == 4

"""What there is to look into, for whom, and who does."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk.doubtful import CODES, cover, make_doubts
from tests.factories import (
    DAY,
    TESTER,
    appoint,
    make_account,
    make_actor,
    make_chair,
    make_contract,
    make_county,
    make_employer,
    make_union,
)
from tests.registry.twins import merge
from xingjia.desk.queries.items import (
    MINE,
    NOBODY,
    Asked,
    computed,
    item_for,
    items,
    possible_owners,
)
from xingjia.desk.queries.outlook import employers_counted, unions_counted
from xingjia.desk.rules import Kind
from xingjia.desk.words import mended_at, sentence
from xingjia.imports.models import Import
from xingjia.registry.commands.editing import change_employer
from xingjia.registry.models import Officer, UnionStatement
from xingjia.registry.queries.merging import plan_employers
from xingjia.registry.queries.newest import values_of
from xingjia.registry.rules.editing import version_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def towns():
    county, places = make_county("建湖县", "甲镇", "乙镇")
    return county, *places


def told(actor, place=None, kind="", on=DAY) -> list[tuple[str, str]]:
    return [(item.kind.value, item.code) for item in computed(actor, kind, place, on)]


def test_every_kind_of_doubt_is_found_in_its_place_and_only_there(towns):
    county, first, second = towns
    make_doubts(first, "金")
    make_doubts(second, "银")
    expected = [
        ("twins", "twin_employer"),
        ("days", "elected_before_founding"),
        ("claims", "claimed"),
        ("claims", "disputed"),
        ("held", "held_row"),
        ("codes", "no_code"),
        ("codes", "no_code"),
        ("codes", "no_code"),
    ]

    assert told(make_actor("township_officer", first)) == expected
    assert told(make_actor("officer", county), first) == expected
    assert len(told(make_actor("officer", county))) == 2 * len(expected)
    for item in computed(make_actor("township_officer", first), "", None, DAY):
        assert "金" in sentence(item)
        assert mended_at(item).startswith("/")


def test_a_leader_and_a_chair_have_nothing_to_look_into(towns):
    _, first, _ = towns
    employer, _ = make_doubts(first, "金")
    union = make_union(employer)

    assert told(make_actor("leader", first)) == []
    assert told(make_actor("chair", union.organisation)) == []


def test_an_employer_of_another_place_covered_by_a_union_here_is_not_kept_here(towns):
    _, first, second = towns
    away = make_employer(second, "乙镇厂")
    union = make_union(make_employer(first, "甲镇厂", code=CODES[0]))
    union.code = "81320925500000023T"
    union.save()
    cover(union, away, date(2012, 1, 1))

    assert told(make_actor("township_officer", first)) == []


def test_a_clean_register_gives_nothing_and_a_mended_doubt_is_gone(towns):
    _, first, _ = towns
    twin = make_doubts(first, "金")
    actor = make_actor("township_officer", first)
    assert ("twins", "twin_employer") in told(actor)

    merge(actor, *twin)

    assert "twins" not in [kind for kind, _ in told(actor)]


def test_twins_lie_in_both_their_places(towns):
    county, first, second = towns
    make_employer(first, "江苏鹤启灯具厂", code=CODES[0])
    make_employer(second, "江苏鹤启灯具厂", code=CODES[1])
    officer = make_actor("officer", county)

    assert [len(told(officer, place, "twins")) for place in (first, second)] == [1, 1]
    assert told(make_actor("township_officer", first), None, "twins") == []


def test_twins_among_unions_and_persons_are_found(towns):
    _, first, _ = towns
    employer = make_employer(first, "鹤启灯具厂", code=CODES[0])
    one, two = (make_union(employer, name=name) for name in ("鹤启工会", "鹤启工会委员会"))
    make_chair(one, "姚国平")
    make_chair(one, "姚国平", elected_on=date(2011, 4, 1))

    found = list(computed(TESTER, "twins", None, DAY))

    assert [(item.subject, item.strength) for item in found] == [
        ("union", "likely"),
        ("person", "strong"),
    ]
    assert [mended_at(item).split("/")[3] for item in found] == ["union", "person"]
    assert two.name in sentence(found[0])


def test_one_chair_of_two_unions_with_one_telephone_is_a_question(towns):
    _, first, _ = towns
    for name in ("甲厂", "乙厂"):
        union = make_union(make_employer(first, name), chair_phone="0515-80001111")
        make_chair(union, "姚国平")

    item = next(computed(TESTER, "twins", None, DAY))

    assert "可能是同一个人" in sentence(item)
    assert mended_at(item).startswith("/desk/merge/person/")


def test_namesakes_in_two_unions_are_no_twins_and_one_account_makes_them_a_question(towns):
    _, first, second = towns
    unions = [make_union(make_employer(place)) for place in (first, second)]
    for union in unions:
        make_chair(union, "姚国平")
    assert list(computed(TESTER, "twins", None, DAY)) == []

    account = make_account("姚国平")
    for union in unions:
        appoint(account, "chair", union.organisation)

    (item,) = computed(TESTER, "twins", None, DAY)
    assert item.reasons == ("same_name", "same_account")
    merge(TESTER, *Officer.objects.everything(because="a test").order_by("pk"))
    assert list(computed(TESTER, "twins", None, DAY)) == []


def test_a_telephone_counts_for_who_led_when_it_was_given(towns):
    _, first, _ = towns
    moved = make_union(make_employer(first), chair_phone="0515-80001111")
    make_chair(moved, "姚国平", elected_on=date(2013, 1, 1))
    before = make_union(make_employer(first), chair_phone="0515-80001111")
    make_chair(before, "姚国平", left_on=date(2013, 1, 1))
    make_chair(before, "陆建国", elected_on=date(2013, 1, 1))

    assert list(computed(TESTER, "twins", None, DAY)) == []
    UnionStatement.objects.everything(because="a test").filter(union=before).update(
        day=date(2012, 1, 1)
    )
    assert [item.reasons for item in computed(TESTER, "twins", None, DAY)] == [
        ("same_name", "same_phone")
    ]


def test_a_row_held_in_a_workbook_not_yet_written_is_no_doubt(towns):
    _, first, _ = towns
    make_doubts(first, "金")
    Import.objects.everything(because="a test").update(state=Import.State.READY)

    assert told(TESTER, None, "held") == []


def test_what_was_found_is_remembered_until_the_register_changes(towns, settings):
    locmem = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": locmem, "LOCATION": "desk"}}
    _, first, _ = towns
    one, _ = make_doubts(first, "金")
    officer = make_actor("officer", towns[0])
    asked = Asked(DAY)
    found = [line.item.key for line in items(officer, asked)]
    with CaptureQueriesContext(connection) as again:
        assert [line.item.key for line in items(officer, asked)] == found
    assert len(again) == 2

    version = version_of(values_of(one))
    change_employer(TESTER, one, day=DAY, version=version, code=CODES[0])

    assert len(items(officer, asked)) == len(found) - 1
    assert items(make_actor("officer", towns[2]), asked) == []


def test_claims_are_compared_on_the_day(towns):
    _, first, _ = towns
    employer = make_employer(first, contracts_wage=True, contracts_collective=False)
    make_contract(employer, kind="wage")
    make_contract(employer, valid_to=date(2013, 6, 30))

    assert told(TESTER, None, "claims") == []
    assert told(TESTER, None, "claims", date(2011, 1, 1)) == []


def test_filters_by_owner_and_by_what_was_settled(towns):
    _, first, _ = towns
    make_doubts(first, "金")
    everything = items(TESTER, Asked(DAY))

    assert len(items(TESTER, Asked(DAY, owner=NOBODY))) == len(everything) == 8
    assert items(TESTER, Asked(DAY, owner=MINE, account=3)) == []
    assert items(TESTER, Asked(DAY, settled=True)) == []
    assert {one.item.kind for one in items(TESTER, Asked(DAY, kind="codes"))} == {Kind.CODES}


def test_the_owners_offered_are_officers_of_ones_branch_over_the_place(towns):
    county, first, second = towns
    make_doubts(first, "金")
    here, above, beside = make_account("甲"), make_account("乙"), make_account("丙")
    appoint(here, "township_officer", first)
    appoint(above, "officer", county)
    appoint(beside, "township_officer", second)
    officer, township = make_actor("officer", county), make_actor("township_officer", first)
    item = next(computed(officer, "codes", first, DAY))

    assert {one.name for one in possible_owners(officer, item, DAY)} >= {"甲", "乙"}
    assert "乙" not in {one.name for one in possible_owners(township, item, DAY)}
    assert "丙" not in {one.name for one in possible_owners(officer, item, DAY)}


def test_an_item_is_found_by_its_key_by_who_looks_after_it_only(towns):
    _, first, second = towns
    make_doubts(first, "金")
    key = next(computed(TESTER, "codes", first, DAY)).key

    assert item_for(make_actor("township_officer", first), key, DAY) is not None
    assert item_for(make_actor("township_officer", second), key, DAY) is None
    assert item_for(TESTER, "codes.employer.999999.no_code", DAY) is None
    assert item_for(TESTER, "nonsense", DAY) is None


def test_the_outlook_is_what_the_merge_then_does(towns):
    _, first, _ = towns
    keep, drop = make_employer(first), make_employer(first, contracts_wage=True)
    union = make_union(keep, drop)
    make_contract(drop)
    plan = plan_employers(keep, drop, {})

    outlook = {
        one.name: (one.before, one.after) for one in employers_counted(keep, drop, plan, DAY)
    }

    assert outlook == {
        "operating": (2, 1),
        "unionised": (2, 1),
        "collective": (1, 1),
        "wage": (1, 1),
        "women": (0, 0),
    }
    merge(TESTER, keep, drop)
    now = {
        one.name: one.before
        for one in employers_counted(keep, drop, plan_employers(keep, drop, {}), DAY)
    }
    assert now == {name: after for name, (_, after) in outlook.items()}
    other = make_union(keep)
    covered = unions_counted(union, other, DAY)
    assert [(one.before, one.after) for one in covered] == [(2, 1), (2, 1)]

from datetime import date
from fractions import Fraction

import pytest
from django.urls import reverse

from tests.browsing import signed_in, words_of
from tests.factories import (
    BECAUSE,
    DAY,
    make_actor,
    make_chair,
    make_contract,
    make_county,
    make_employer,
)
from tests.factories import make_union as a_union
from tests.figures import follow_now
from tests.standards.standing.judged import GUARDED, SHOWN, judging
from tests.visits.trips import make_visit
from xingjia.access.checks import Refused
from xingjia.evidence.models import Evidence
from xingjia.portal.standing.commands import put_up
from xingjia.portal.standing.deadlines import working_days
from xingjia.portal.standing.steps import read_token, token_of
from xingjia.portal.standing.todo import todo_of
from xingjia.registry.commands.answers import allow_delay
from xingjia.standards.presets import newest
from xingjia.standards.rules.criteria import Criterion, FactIs, Standard, Where, Words
from xingjia.standards.rules.periods import Period

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    _, (found,) = make_county()
    return found


@pytest.fixture
def union(town):
    return a_union(make_employer(town), sign_displayed=True)


def test_one_sheet_that_settles_several_items_is_one_card(union):
    with judging(newest("shuangliang")):
        todo = todo_of(make_actor("chair", union.organisation), union, DAY)

    board = todo.cards[0]
    assert board["title"] == "换上新的公示栏"
    assert board["number"] == 6
    assert "board_current" in board["kinds"]
    assert todo.minutes == sum(card["minutes"] for card in todo.cards)


def test_when_the_new_board_hangs_its_card_is_gone(union):
    chair = make_actor("chair", union.organisation)
    with judging(newest("shuangliang")):
        kinds = todo_of(chair, union, DAY).cards[0]["kinds"]

        put_up(chair, union, kinds, on=DAY)
        again = todo_of(chair, union, DAY)

    assert "换上新的公示栏" not in [card["title"] for card in again.cards]
    assert again.waiting == 7


def test_twice_says_nothing_twice(union):
    chair = make_actor("chair", union.organisation)

    put_up(chair, union, ["board_current"], on=DAY)
    put_up(chair, union, ["board_current"], on=DAY)

    assert Evidence.objects.everything(because=BECAUSE).count() == 1


def test_who_only_looks_and_who_is_elsewhere_may_not_say_it(union):
    _, (other,) = make_county("阜宁县", "阜城镇")

    for actor in (make_actor("leader", union.organisation), make_actor("officer", other)):
        with pytest.raises(Refused):
            put_up(actor, union, ["board_current"], on=DAY)


def test_what_ends_soon_is_told_in_days_and_working_days(union):
    make_chair(union, term_ends_on=date(2014, 1, 30))
    with judging(SHOWN, GUARDED):
        todo = todo_of(make_actor("chair", union.organisation), union, DAY)

    assert [one["title"] for one in todo.due] == ["换届选举"]
    assert todo.due[0]["text"] == "2014年1月30日到期，还有 30 天（22 个工作日）"
    assert todo.soon == []  # the chair's lines end with her term, which is told above


def test_certificates_and_contracts_of_the_register_are_told_though_no_standard_asks(town):
    mill = make_employer(town)
    union = a_union(mill, certificate_to="2014-01-15")
    make_contract(mill, valid_to=date(2014, 1, 10))
    make_contract(mill, kind="wage", valid_to=date(2013, 12, 1))
    with judging(SHOWN):
        todo = todo_of(make_actor("chair", union.organisation), union, DAY)

    assert [(one["title"], one["chip"], one["by"]) for one in todo.due] == [
        ("集体合同续签", "lapsing", None),
        ("法人资格登记证换证", "lapsing", None),
    ]


def test_a_term_that_is_over_is_late_and_a_delay_allowed_is_not(union, town):
    make_chair(union, term_ends_on=date(2013, 12, 1))
    actor, clerk = make_actor("chair", union.organisation), make_actor("township_officer", town)
    with judging(SHOWN):
        before = todo_of(actor, union, DAY).due[0]
        allow_delay(
            clerk,
            union,
            term_ends_on=date(2013, 12, 1),
            until=date(2014, 3, 31),
            approved_on=date(2013, 11, 20),
            number="上工1号",
        )
        after = todo_of(actor, union, DAY).due[0]

    assert (before["chip"], before["text"]) == ("unmet", "2013年12月1日已到期，超了 30 天")
    assert (after["chip"], after["text"][:10]) == ("lapsing", "2014年3月31日"[:10])


def test_working_days_of_a_year_that_is_not_published_are_not_guessed():
    assert working_days(date(2099, 1, 1), date(2099, 2, 1)) is None


def test_the_chairs_home_page_begins_with_what_to_do(union):
    with judging(newest("shuangliang")):
        words = words_of(signed_in("chair", union.organisation).get("/"))

    assert "换上新的公示栏" in words
    assert "已换上" in words


def test_one_tap_notes_that_the_board_hangs(union):
    with judging(newest("shuangliang")):
        client = signed_in("chair", union.organisation)
        url = reverse("portal:hung", args=[union.pk])

        response = client.post(url, {"kind": ["board_current", "wage_arrears"]})

    assert response.status_code == 302
    kinds = Evidence.objects.everything(because=BECAUSE).values_list("kind", flat=True)
    assert list(kinds) == ["board_current"]


def test_one_tap_notes_that_the_meeting_was_held(union):
    with judging(newest("liuyou")):
        client = signed_in("chair", union.organisation)
        taps = [tap for card in client.get("/").context["todo"].cards for tap in card["taps"]]
        url = reverse("portal:done", args=[union.pk])

        for _ in range(2):
            client.post(url, {"what": "system_used;name=evaluation"})

    assert taps
    rows = Evidence.objects.everything(because=BECAUSE)
    told = [(one.kind, one.attributes, one.received_on == one.since) for one in rows]
    assert told == [("system_used", {"name": "evaluation"}, True)]


@pytest.mark.parametrize("what", ["", "stars", "system_used;name", "union"])
def test_what_is_no_button_notes_nothing(union, what):
    client = signed_in("chair", union.organisation)

    client.post(reverse("portal:done", args=[union.pk]), {"what": what})

    assert not Evidence.objects.everything(because=BECAUSE).exists()


def test_a_button_stands_only_for_what_needs_no_other_answer():
    held = FactIs("system_used", (Where("name", frozenset({"evaluation"})),))

    assert token_of(held) == "system_used;name=evaluation"
    assert read_token(token_of(held)) == ("system_used", {"name": "evaluation"})
    assert token_of(FactIs("system_used")) == ""
    assert token_of(FactIs("evaluation", (Where("rate", at_least=Fraction(80)),))) == ""
    assert token_of(FactIs("officer", (Where("post", frozenset({"chair"})),))) == ""


def test_those_above_see_what_waits_lapses_and_is_missing(town):
    with judging(SHOWN, GUARDED):
        shown = a_union(make_employer(town), sign_displayed=True, women_members=2)
        make_chair(shown, term_ends_on=date(2014, 1, 30))
        a_union(make_employer(town), sign_displayed=False)
        response = signed_in("township_officer", town).get(
            reverse("portal:todo", args=[town.code]), {"on": DAY.isoformat()}
        )

    rows = {row["title"]: row["cells"] for row in response.context["rows"]}
    assert [cell["count"] for cell in rows["亮牌子"]] == [1, 0, 1, 1, 0]
    duties = response.context["duties"]
    assert [(one["late"], one["near"]) for one in duties["kinds"]] == [(0, 1), (0, 0), (None, 0)]
    assert [one["title"] for one in duties["nearest"]] == ["换届选举"]


AGED = Standard(
    "aged",
    "1",
    Words("看过的"),
    "invented",
    official=False,
    criteria=(Criterion("C-1", Words("牌子"), FactIs("sign_shown"), reverify=Period(months=12)),),
)


def test_every_number_is_the_list_behind_it(town):
    """One has to be looked at anew within ninety days, one was looked at lately, one only claims
    it, one says no, one says nothing."""
    with judging(AGED):
        for went in (date(2013, 2, 1), date(2013, 12, 1)):
            make_visit(
                a_union(make_employer(town), sign_displayed=True), "sign_shown", visited_on=went
            )
        for said in ({"sign_displayed": True}, {"sign_displayed": False}, {}):
            a_union(make_employer(town), **said)
        follow_now()
        client = signed_in("township_officer", town)
        page = client.get(reverse("portal:todo", args=[town.code]), {"on": DAY.isoformat()})
        [row] = page.context["rows"]
        behind = [len(client.get(cell["url"]).context["rows"]) for cell in row["cells"]]

    assert [cell["count"] for cell in row["cells"]] == behind == [1, 1, 0, 1, 1]


def test_where_no_union_stands_there_are_no_noughts():
    county, _ = make_county("阜宁县")
    words = words_of(signed_in("officer", county).get(f"/todo/{county.code}/?on=2013-12-31"))

    assert "这一天这里没有工会" in words
    assert "按标准看" not in words

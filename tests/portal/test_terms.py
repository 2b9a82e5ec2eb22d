"""Elections on the page of a node and in the lists behind it."""

from datetime import date, timedelta

import pytest

from tests.browsing import links_of, queries_of, signed_in, words_of
from tests.factories import DAY, make_actor, make_chair, make_county, make_employer, make_union
from xingjia.orgtree.models import Node
from xingjia.portal.queries.places import Place
from xingjia.portal.queries.terms import asked_next_to_end
from xingjia.registry.models import Union
from xingjia.registry.queries.unions import Asked, unions_for
from xingjia.standards.coverage.queries import EVERYONE
from xingjia.toolkit.together import answered

pytestmark = pytest.mark.django_db
TERM = {"elected_on": date(2008, 12, 1)}


def make_union_ending(town: Node, name: str, last: date | None) -> Union:
    union = make_union(make_employer(town, name), start=date(2008, 12, 1))
    make_chair(union, term_ends_on=last, **TERM)
    return union


@pytest.fixture
def county() -> Node:
    """Over since yesterday, over for long with two employers; soon, on the day itself; 90 days
    on, later; unknown."""
    county, (town,) = make_county("建湖县", "东镇")
    make_union_ending(town, "昨日厂", DAY - timedelta(days=1))
    joint = make_union(make_employer(town, "联合甲厂"), make_employer(town, "联合乙厂"))
    make_chair(joint, term_ends_on=date(2012, 6, 30), **TERM)
    make_union_ending(town, "当天厂", DAY)
    make_union_ending(town, "末日厂", DAY + timedelta(days=89))
    make_union_ending(town, "过后厂", DAY + timedelta(days=90))
    make_union_ending(town, "不知厂", None)
    return county


def shown(county: Node, rest: str = ""):
    return signed_in("officer", county).get(f"/coverage/{county.code}/{rest}?on=2013-12-31")


def test_the_page_counts_each_employer_of_a_union_past_its_term(county: Node):
    words = words_of(shown(county))

    assert "换届已超期 3 / 7 已建会 42.9% 2 家 90 天内届满 · 1 家 任期未填报" in words
    assert "全县 7 7 / 7 100.0% 0 / 7 0.0% 0 / 7 0 / 7 0 / 7 3 / 7" in words


def test_the_card_shows_who_ends_next_and_how_many_days_are_left(county: Node):
    words = words_of(shown(county))

    assert "换届 已超期 3 / 7 90 天内届满 2 / 7 当天厂 12月31日，当天届满" in words
    assert "末日厂 3月30日，还有 89 天" in words
    assert "当年应换届 2 家 · 已换届 0 / 2" in words


def test_the_list_of_those_overdue_says_since_when(county: Node):
    words = words_of(shown(county, "elections_overdue/"))

    assert "换届已超期的投产企业 3 家" in words
    assert "任期至2013年12月30日，已超期 1 天" in words
    assert "任期至2012年6月30日，已超期 549 天" in words
    assert "当天厂" not in words


def test_the_list_of_those_soon_to_end_has_a_title_of_its_own(county: Node):
    answer = signed_in("officer", county).get(
        f"/coverage/{county.code}/in_term/?on=2013-12-31&base=unionised&within=90"
    )

    assert "90 天内届满的已建会企业 2 家" in words_of(answer)
    assert "任期至2014年3月30日，2008年12月1日当选" in words_of(answer)


def test_the_list_of_unknown_terms(county: Node):
    answer = shown(county, "term_unknown/")

    assert [one["why"] for one in answer.context["lines"]] == ["任期届满日未填报"]


def test_every_link_about_elections_opens_as_many_rows_as_it_says(county: Node):
    client = signed_in("officer", county)
    page = client.get(f"/coverage/{county.code}/?on=2013-12-31")
    names = ("elections_", "in_term", "term_unknown")
    addresses = {one for one in links_of(page) if any(name in one for name in names)}

    assert len(addresses) == 5
    totals = sorted(client.get(one).context["total"] for one in addresses)
    assert totals == [1, 2, 2, 3, 3]


def test_an_election_that_is_recorded_already_ends_no_term_soon(county: Node):
    union = Union.objects.everything(because="a test").get(name="末日厂工会委员会")
    make_chair(union, elected_on=date(2014, 3, 1), term_ends_on=date(2019, 2, 28))

    assert "末日厂" not in [str(one.employer) for one in ending(county)]


def ending(county: Node):
    at = Place(county, DAY, county.path)
    return answered(asked_next_to_end(make_actor("officer", county), at, EVERYONE))


def test_five_are_listed_the_next_first(county: Node):
    town = Node.objects.get(name="东镇")
    for days in (30, 10, 20, 40, 50):
        make_union_ending(town, f"{days}日厂", DAY + timedelta(days=days))

    assert [one.days for one in ending(county)] == [0, 10, 20, 30, 40]


def test_nobody_outside_a_branch_learns_whose_term_ends(county: Node):
    other, _ = make_county("阜宁县")
    at = Place(county, DAY, county.path)

    assert answered(asked_next_to_end(make_actor("officer", other), at, EVERYONE)) == []


def test_the_list_of_unions_finds_the_same_unions(county: Node):
    actor = make_actor("officer", county)

    def found(term: str) -> list[str]:
        return sorted(one.name for one in unions_for(actor, Asked(DAY, term=term)))

    assert found("ended") == ["昨日厂工会委员会", "联合甲厂工会委员会"]
    assert found("lapsing") == ["当天厂工会委员会", "末日厂工会委员会"]
    assert found("unknown") == ["不知厂工会委员会"]


def test_a_vacant_chair_leaves_the_term_as_it_is(county: Node):
    union = make_union(make_employer(Node.objects.get(name="东镇"), "空缺厂"))
    make_chair(union, term_ends_on=date(2013, 5, 31), left_on=date(2013, 1, 1), **TERM)
    actor = make_actor("officer", county)

    assert "空缺厂" in words_of(shown(county, "elections_overdue/"))
    names = [one.name for one in unions_for(actor, Asked(DAY, term="ended"))]
    assert "空缺厂工会委员会" in names


def test_a_county_where_no_term_ends_says_so():
    county, (town,) = make_county()
    make_union(make_employer(town))

    words = words_of(shown(county))

    assert "90 天内没有届满的" in words
    assert "换届已超期 0 / 1 已建会 0.0%" in words


@pytest.mark.parametrize("rest", ["in_term/", "elections_overdue/"])
def test_a_list_asks_as_often_for_three_rows_as_for_one(rest: str):
    county, (town,) = make_county()
    make_union_ending(town, "甲厂", date(2013, 5, 1))
    make_union_ending(town, "乙厂", date(2014, 1, 5))
    client = signed_in("officer", county)
    url = f"/coverage/{county.code}/{rest}?on=2013-12-31"
    few = queries_of(client, url)
    for number in range(3):
        make_union_ending(town, f"超{number}厂", date(2013, 5, 1))
        make_union_ending(town, f"将{number}厂", date(2014, 1, 5))

    assert queries_of(client, url) == few

"""A county's own list counts in the county alone, for the days on which a union stands there."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.browsing import links_of, signed_in, words_of
from tests.campaigns.county import TERMS
from tests.factories import BECAUSE, make_actor, make_employer, make_node, make_union
from tests.standards.library.owned import FILE, LATER, ROOM, SIGN, START, with_a_sign
from xingjia.campaigns.commands.starting import NotHeldHere, start
from xingjia.campaigns.queries.steps import open_lines
from xingjia.campaigns.words import what_counts
from xingjia.facts.sources import facts_changed
from xingjia.orgtree.commands import changes
from xingjia.standards.library.commands import adopt, cite, keep, publish
from xingjia.standards.library.commands.policies import Document
from xingjia.standards.library.queries import digest_of, published
from xingjia.standards.rules.criteria import Words
from xingjia.standards.rules.variants import Variant
from xingjia.standards.standing.commands import begin, rebuild
from xingjia.standards.standing.models import Spell
from xingjia.standards.standing.queries.expected import wrong_standings
from xingjia.standards.standing.queries.followed import followed_at, standard_called

pytestmark = pytest.mark.django_db
SIX = Variant("", "", Words("建湖六有"), ("liuyou", "2020"), source="试行")


@pytest.fixture
def city():
    return make_node("盐城市", kind="city")


@pytest.fixture
def here(city):
    county = make_node("建湖县", city)
    return county, make_node("上冈镇", county, kind="township")


@pytest.fixture
def elsewhere(city):
    county = make_node("阜宁县", city)
    return county, make_node("益林镇", county, kind="township")


@pytest.fixture
def ours(here):
    return publish(make_actor("officer", here[0]), here[0], text=SIGN, file=FILE, start=START)


def spells(row):
    rows = Spell.objects.everything(because=BECAUSE).filter(standard=row.code, criterion="A-1")
    return sorted(rows.values_list("union_id", "outcome", "start", "end"))


def test_unions_of_another_county_are_not_judged(here, elsewhere, ours):
    mine, theirs = with_a_sign(here[1]), with_a_sign(elsewhere[1], "丙工会")

    assert {one[0] for one in spells(ours)} == {mine.pk}
    adopt(make_actor("officer", here[0]), here[0], SIX, start=START)
    rows = Spell.objects.everything(because=BECAUSE).filter(union_id=theirs.pk)
    assert {one.standard for one in rows if one.standard.endswith(here[0].code)} == set()
    assert list(wrong_standings()) == []
    assert rebuild(make_actor("officer", here[0])) == 0


def test_a_union_is_judged_on_the_days_on_which_it_stands_there(here, elsewhere, ours):
    union = with_a_sign(here[1])

    changes.move("system:test", union.organisation, to=elsewhere[1], on=LATER)

    assert max(one[3] for one in spells(ours)) == LATER
    assert {one[0] for one in spells(ours)} == {union.pk}
    assert list(wrong_standings()) == []


def test_a_union_that_comes_is_judged_from_its_day_on(here, elsewhere, ours):
    union = with_a_sign(elsewhere[1])
    assert spells(ours) == []

    changes.move("system:test", union.organisation, to=here[1], on=LATER)

    assert [one[1:3] for one in spells(ours)] == [("met", LATER)]
    assert list(wrong_standings()) == []


def test_who_once_stood_there_is_judged_when_a_list_is_published(here, elsewhere):
    union = with_a_sign(here[1])
    changes.move("system:test", union.organisation, to=elsewhere[1], on=LATER)

    row = publish(make_actor("officer", here[0]), here[0], text=SIGN, file=FILE, start=START)

    assert max(one[3] for one in spells(row)) == LATER
    assert list(wrong_standings()) == []


def test_a_save_asks_nothing_for_the_lists_of_other_counties(
    here, elsewhere, ours, django_assert_num_queries
):
    union = with_a_sign(elsewhere[1])
    both = "any: [{fact: party}, {fact: sign_shown}]"
    other = SIGN.replace("trial", "dues").replace("fact: sign_shown", both)

    def save() -> None:
        facts_changed.send(
            sender=None, kind="union", keys={union.pk}, fact_kinds=frozenset({"sign_shown"})
        )

    save()
    with CaptureQueriesContext(connection) as before:
        save()
    publish(make_actor("officer", here[0]), here[0], text=other, file=FILE, start=START)
    save()

    with django_assert_num_queries(len(before)):
        save()


def test_a_list_of_a_county_without_unions_rebuilds_nothing(here, elsewhere, ours):
    with_a_sign(elsewhere[1])

    assert begin(make_actor("officer", here[0])) == 0


def test_a_version_holds_from_its_day_and_the_one_before_until_then(here, ours):
    county, town = here
    next_one = publish(make_actor("officer", county), county, text=ROOM, file=FILE, start=LATER)
    eve = LATER - timedelta(days=1)

    def versions(on: date) -> list[str]:
        return [one.version for one in followed_at(town.path, on) if one.code == ours.code]

    assert versions(START - timedelta(days=1)) == []
    assert (versions(START), versions(eve), versions(LATER)) == (["2013"], ["2013"], ["2014"])
    assert standard_called(ours.code, town.path, eve).version == "2013"
    assert standard_called(ours.code, town.path, LATER).version == next_one.version
    assert standard_called(ours.code, town.path, START - timedelta(days=9)).version == "2014"


def test_nobody_above_or_elsewhere_follows_it(city, here, elsewhere, ours):
    assert followed_at(here[1].path, LATER)[-1].code == ours.code  # what ships comes first
    for path in (city.path, elsewhere[0].path, elsewhere[1].path):
        assert ours.code not in [one.code for one in followed_at(path, LATER)]
        assert standard_called(ours.code, path, LATER) is None


PAGES = [
    ("portal:coverage", lambda place, union: [place[0].code]),
    ("portal:standard", lambda place, union: [place[0].code, "liuyou"]),
    ("portal:why", lambda place, union: [union.pk, "liuyou"]),
    ("standards:compare", lambda place, union: []),
    ("standards:list", lambda place, union: []),
    ("campaigns:new", lambda place, union: []),
]


@pytest.mark.parametrize(("name", "arguments"), PAGES, ids=[one[0] for one in PAGES])
def test_its_county_finds_it_on_every_page_and_another_on_none(
    here, elsewhere, ours, name: str, arguments
):
    mine, theirs = with_a_sign(here[1]), make_union(make_employer(elsewhere[1]))

    def shown(place, union) -> str:
        url = reverse(name, args=arguments(place, union))
        answer = signed_in("officer", place[0]).get(url, {"on": "2014-01-15"})
        assert answer.status_code == 200
        return answer.content.decode()

    assert "试行标准" in shown(here, mine)
    assert "试行标准" not in shown(elsewhere, theirs)
    assert ours.code not in shown(elsewhere, theirs)


@pytest.mark.parametrize("name", ["portal:standard", "portal:matrix", "portal:why"])
def test_its_figures_are_not_there_for_another_county(here, elsewhere, ours, name: str):
    mine, theirs = with_a_sign(here[1]), make_union(make_employer(elsewhere[1]))
    client = signed_in("officer", elsewhere[0])
    first = theirs.pk if name == "portal:why" else elsewhere[0].code

    assert client.get(reverse(name, args=[first, ours.code])).status_code == 404
    first = mine.pk if name == "portal:why" else here[0].code
    assert client.get(reverse(name, args=[first, ours.code])).status_code == 404


def test_it_is_compared_by_its_own_county_alone(here, elsewhere, ours):
    asked = {"first": f"{ours.code} 2013", "second": "shuangliang 2013"}

    words = words_of(signed_in("officer", here[0]).get("/standards/compare/", asked))

    assert "同一事实 条目 A-1 牌匾悬挂 牌匾悬挂 SL-01" in words
    stranger = signed_in("officer", elsewhere[0])
    assert stranger.get("/standards/compare/", asked).status_code == 404


# ---- campaigns ---------------------------------------------------------------------------------


def test_a_campaign_of_the_county_counts_by_it(here, ours):
    union = with_a_sign(here[1])
    lacking = make_union(make_employer(here[1]), name="乙工会")
    actor = make_actor("officer", here[0])
    terms = replace(TERMS, standard=ours.code, version="2013", measure="")

    campaign = start(actor, here[0], terms=terms, on=LATER)

    assert what_counts(campaign) == "试行标准 2013"
    assert open_lines(campaign, [union.pk, lacking.pk], LATER) == {lacking.pk: ["条目"]}


def test_another_county_cannot_count_by_it(here, elsewhere, ours):
    make_union(make_employer(elsewhere[1]))
    terms = replace(TERMS, standard=ours.code, version="2013", measure="")

    with pytest.raises(NotHeldHere, match="试行标准"):
        start(make_actor("officer", elsewhere[0]), elsewhere[0], terms=terms, on=LATER)
    nothing = replace(terms, standard="nothing")
    with pytest.raises(NotHeldHere, match="nothing"):
        start(make_actor("officer", here[0]), here[0], terms=nothing, on=LATER)


def test_what_a_campaign_freezes_of_it_is_its_digest(ours):
    assert digest_of(ours.code, "2013") == ours.digest
    assert published(ours.code, "2013").title.zh == "试行标准"
    assert published(ours.code, "1999") is None


# ---- clauses -----------------------------------------------------------------------------------


def test_its_lines_rest_on_clauses_of_the_countys_notices(here, elsewhere, ours):
    actor = make_actor("officer", here[0])
    notice = keep(actor, here[0], Document("试行通知", "建湖县总工会", START))

    cite(
        actor,
        notice,
        place="第三条",
        words="牌子挂在门口",
        standard=f"{ours.code} 2013",
        criterion="A-1",
    )

    client = signed_in("officer", here[0])
    page = reverse("standards:adopted", args=[ours.pk])
    words = words_of(client.get(page))
    assert "试行通知 第三条 A-1 牌子挂在门口" in words
    assert "条目 A-1 牌匾悬挂 试行通知 第三条" in words  # beside the line itself
    answer = client.get(reverse("standards:policy", args=[notice.pk]))
    assert "试行标准 2013 A-1 条目" in words_of(answer)
    assert f"{page}#A-1" in links_of(answer)

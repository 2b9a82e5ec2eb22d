"""A county adopts a standard: parent, selection, figures, from a day on."""

from datetime import date

import pytest

from tests.browsing import signed_in, words_of
from tests.factories import make_actor, make_county, make_employer, make_union
from xingjia.access.checks import Refused, Unacceptable
from xingjia.evidence.commands import claim
from xingjia.evidence.rules import Saying
from xingjia.standards import presets
from xingjia.standards.library.commands import adopt, retire
from xingjia.standards.library.models import Adopted
from xingjia.standards.library.queries import adopted_for, in_force, preview, standard_of
from xingjia.standards.rules.criteria import Words
from xingjia.standards.rules.evaluating import Outcome
from xingjia.standards.rules.variants import Variant
from xingjia.standards.standing.models import Spell

pytestmark = pytest.mark.django_db
START, LATER = date(2013, 7, 1), date(2014, 1, 1)
ADDRESS = "/standards/liuyou/2020/adopt/{code}/"


@pytest.fixture
def places():
    return make_county("建湖县", "上冈镇", "近湖街道")


@pytest.fixture
def officer(places):
    return make_actor("officer", places[0])


def chosen(**more) -> Variant:
    base = {"title": Words("建湖六有"), "parent": ("liuyou", "2020"), "source": "建总工〔2013〕5号"}
    return Variant("", "", **{**base, **more})


def test_an_adopted_standard_holds_from_its_day_on(places, officer):
    row = adopt(
        officer,
        places[0],
        chosen(dropped=frozenset({"LY-5"}), values=(("women", "25"),)),
        start=START,
    )

    ours = standard_of(row)
    assert (row.code, row.version) == (f"liuyou-{places[0].code}", "2013.1")
    assert "LY-5" not in [one.code for one in ours.criteria]
    assert ours.parameters[0].value == "25"
    rows = adopted_for(officer)
    assert [list(in_force(rows, day)) for day in (date(2013, 6, 30), START)] == [[], [row]]


def test_the_next_version_ends_the_one_before_and_leaves_it_as_it_was(places, officer):
    first = adopt(officer, places[0], chosen(dropped=frozenset({"LY-5"})), start=START)

    second = adopt(officer, places[0], chosen(), start=LATER)

    first.refresh_from_db()
    assert (first.end, first.dropped) == (LATER, ["LY-5"])
    assert second.version == "2014.2"
    assert list(in_force(adopted_for(officer), LATER)) == [second]


def test_twice_for_one_day_is_refused(places, officer):
    adopt(officer, places[0], chosen(), start=START)

    with pytest.raises(Unacceptable, match="adopted_already"):
        adopt(officer, places[0], chosen(), start=START)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"parent": ("nothing", "1")}, "no_such_standard"),
        ({"parent": ("liuyou-wuhua", "2021")}, "no_such_standard"),
        ({"dropped": frozenset({"XX-1"})}, "no_such_variant"),
        ({"values": (("women", "viele"),)}, "no_such_variant"),
    ],
)
def test_what_is_no_standard_is_refused_and_nothing_stays(places, officer, more, code):
    with pytest.raises(Unacceptable, match=code):
        adopt(officer, places[0], chosen(**more), start=START)

    assert not Adopted.objects.everything(because="a test").exists()


def test_only_the_countys_officer_adopts(places, officer):
    county, (town, _) = places
    other, _ = make_county("阜宁县", "益林镇")

    for actor in (make_actor("township_officer", town), make_actor("leader", county)):
        with pytest.raises(Refused):
            adopt(actor, county, chosen(), start=START)
    with pytest.raises(Refused):
        adopt(make_actor("officer", other), county, chosen(), start=START)
    with pytest.raises(Unacceptable, match="no_county"):
        adopt(officer, town, chosen(), start=START)


def test_it_is_retired_once_and_the_row_stays(places, officer):
    row = adopt(officer, places[0], chosen(), start=START)

    with pytest.raises(Unacceptable, match="ends_before_start"):
        retire(officer, row, end=START)
    assert retire(officer, row, end=LATER).end == LATER
    with pytest.raises(Unacceptable, match="adoption_ended"):
        retire(officer, row, end=LATER)


def test_who_is_below_sees_it_and_who_is_elsewhere_does_not(places, officer):
    county, (town, _) = places
    other, _ = make_county("阜宁县", "益林镇")
    row = adopt(officer, county, chosen(), start=START)

    assert list(adopted_for(make_actor("township_officer", town))) == [row]
    assert list(adopted_for(make_actor("officer", other))) == []
    with pytest.raises(Adopted.DoesNotExist):
        retire(make_actor("officer", other), row, end=LATER)
    with pytest.raises(Refused):
        retire(make_actor("township_officer", town), row, end=LATER)


SIGN_ONLY = frozenset(f"JY-{n}" for n in range(2, 10))


def with_a_sign(town):
    union = make_union(make_employer(town), name="甲工会")
    claim(make_actor("township_officer", town), union, said=Saying("sign_shown", START), on=START)
    return union


def test_a_preview_says_for_whom_something_changes(places, officer):
    county, (town, _) = places
    union = with_a_sign(town)
    make_union(make_employer(town), name="乙工会")
    variant = chosen(parent=("jiuyou", "2013"), dropped=SIGN_ONLY)
    parent = presets.shipped()["jiuyou", "2013"]

    found = preview(officer, county, presets.local(variant), LATER, against=parent)

    assert (found.unions, found.differ) == (2, 1)
    assert (found.before[Outcome.MET], found.after[Outcome.MET]) == (0, 1)
    (turn,) = found.turns.values()
    assert (turn.was, turn.now, turn.named) == (
        Outcome.UNKNOWN,
        Outcome.MET,
        [(union.pk, "甲工会")],
    )
    assert not Adopted.objects.everything(because="a test").exists()


def test_the_countys_unions_are_judged_by_it(places, officer):
    county, (town, _) = places
    union = with_a_sign(town)

    row = adopt(officer, county, chosen(parent=("jiuyou", "2013"), dropped=SIGN_ONLY), start=START)

    spells = Spell.objects.everything(because="a test").filter(standard=row.code, criterion="")
    assert [one.union_id for one in spells.filter(outcome="met")] == [union.pk]


def test_the_page_asks_shows_and_publishes(places):
    county = places[0]
    client = signed_in("officer", county)
    address = ADDRESS.format(code=county.code)
    given = {
        "title": "建湖六有",
        "value_women": "25",
        "value_membership_rate": "95",
        "value_satisfaction": "80",
        "dropped": ["LY-5"],
        "start": "2013-07-01",
        "source": "建总工〔2013〕5号",
    }

    assert "女会员满几人应设女职工委员会" in words_of(client.get(address))
    assert "0 家，全县共 0 家" in words_of(client.get(address, given))
    assert not Adopted.objects.everything(because="a test").exists()
    answer = client.post(address, given, follow=True)

    words = words_of(answer)
    assert "已采用，从写明的那一天起。" in words
    assert "不采用的条目 LY-5 有自主管理的工会经费" in words
    assert "建湖六有 建湖县" in words_of(client.get("/standards/"))


def test_lines_with_points_are_not_offered_to_be_left_out(places):
    county = places[0]
    answer = signed_in("officer", county).get(f"/standards/home-points/2025/adopt/{county.code}/")

    assert "计分的条目去不掉，分数会凑不满。" in words_of(answer)
    dropped = answer.context["form"].fields["dropped"]
    assert [code for code, _ in dropped.choices] == ["V1", "V2", "V3", "V4", "V5"]


def test_a_figure_that_is_none_comes_back_with_its_sentence(places):
    county = places[0]
    client = signed_in("officer", county)
    given = {"title": "甲", "value_women": "x", "value_membership_rate": "95"}
    given |= {"value_satisfaction": "80", "start": "2013-07-01", "source": "文"}

    words = words_of(client.get(ADDRESS.format(code=county.code), given))

    assert "“x”不是数。" in words
    assert "确认采用" not in words

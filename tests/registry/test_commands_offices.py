"""Chairs, covers and the end of a union by hand: works, refused, elsewhere, twice."""

from datetime import date

import pytest

from tests.factories import (
    DAY,
    make_actor,
    make_chair,
    make_county,
    make_employer,
    make_union,
    state_employer,
)
from xingjia.access.checks import Refused
from xingjia.orgtree.rules import OPEN
from xingjia.registry.commands.offices import (
    appoint_chair,
    chair_left,
    close_union,
    cover,
    uncover,
)
from xingjia.registry.models import Cover, Officer
from xingjia.registry.queries.newest import values_of
from xingjia.registry.rules.editing import Objected
from xingjia.standards.coverage.models import Stretch
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db
BECAUSE = "a test looks"
ELECTED = date(2016, 3, 20)


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇")


@pytest.fixture
def clerk(county):
    return make_actor("township_officer", county[1][0])


@pytest.fixture
def union(county):
    union = make_union(make_employer(county[1][0]))
    make_chair(union)  # 姚国平, 2011-04-04 to 2016-04-03
    return union


def appoint(actor, union, **given):
    details = {"name": "孟知秋", "elected_on": ELECTED, "term_years": 5}
    return appoint_chair(actor, union, **(details | given))


def chairs(union):
    rows = Officer.objects.everything(because=BECAUSE).filter(union=union).order_by("pk")
    return list(rows.values_list("name", "elected_on", "term_ends_on", "left_on", "left_why"))


def codes(objected):
    return [one.code for one in objected.value.findings]


def actions():
    found = Entry.objects.filter(action__startswith="registry.").order_by("seq")
    return list(found.values_list("action", flat=True))


def strangers(county, union):
    """Who may not lead this union: a reader, an officer elsewhere, its own chair."""
    return (
        make_actor("leader", county[0]),
        make_actor("officer", make_county("射阳县")[0]),
        make_actor("chair", union.organisation),
    )


# ---- a chair comes


def test_an_elected_chair_has_a_term_and_the_one_before_has_left(clerk, union):
    appoint(clerk, union, phone="0515-80001111")

    assert chairs(union) == [
        ("姚国平", date(2011, 4, 4), date(2016, 4, 3), ELECTED, "replaced"),
        ("孟知秋", ELECTED, date(2021, 3, 19), None, ""),
    ]
    assert values_of(union)["chair_phone"] == "0515-80001111"
    assert actions() == ["registry.chair_appointed"]


@pytest.mark.parametrize("years", [1, 2, 4, 6])
def test_a_term_of_another_length_is_blocked_by_article_16(clerk, union, years):
    with pytest.raises(Objected) as objected:
        appoint(clerk, union, term_years=years, reason="大家同意")

    assert codes(objected) == ["term_years"]
    assert len(chairs(union)) == 1


def test_an_early_election_needs_a_reason(clerk, union):
    early = date(2014, 6, 1)
    with pytest.raises(Objected) as objected:
        appoint(clerk, union, elected_on=early)

    chair, _ = appoint(clerk, union, elected_on=early, reason="建总工〔2014〕8号同意提前")

    assert codes(objected) == ["elected_early"]
    assert chair.reason == "建总工〔2014〕8号同意提前"


def test_an_office_is_no_chair(clerk, union):
    with pytest.raises(Objected) as objected:
        appoint(clerk, union, name="工会办公室")

    assert codes(objected) == ["name_unfit"]


def test_who_does_not_lead_the_union_appoints_nobody(county, union):
    for actor in strangers(county, union):
        with pytest.raises(Refused):
            appoint(actor, union)

    assert len(chairs(union)) == 1


def test_the_same_election_twice_is_refused(clerk, union):
    appoint(clerk, union)

    with pytest.raises(Objected) as objected:
        appoint(clerk, union)

    assert codes(objected) == ["elected_before_last"]
    assert len(chairs(union)) == 2


# ---- a chair goes


def test_a_chair_leaves_on_a_day_for_a_reason(clerk, union):
    chair_left(clerk, union, on=date(2015, 1, 1), why="resigned")

    assert chairs(union)[0][3:] == (date(2015, 1, 1), "resigned")
    assert actions() == ["registry.chair_left"]


def test_a_chair_moved_within_the_term_needs_the_consent_of_article_18(clerk, union):
    with pytest.raises(Objected) as objected:
        chair_left(clerk, union, on=date(2015, 1, 1), why="moved")
    chair_left(clerk, union, on=date(2015, 1, 1), why="moved", reason="委员会、镇工会均同意")

    assert codes(objected) == ["moved_in_term"]
    assert chairs(union)[0][4] == "moved"


@pytest.mark.parametrize("why", ["", "closed", "replaced", "unloved"])
def test_a_chair_does_not_leave_for_just_anything(clerk, union, why):
    with pytest.raises(Objected):
        chair_left(clerk, union, on=date(2015, 1, 1), why=why)


def test_who_does_not_lead_the_union_dismisses_nobody(county, union):
    for actor in strangers(county, union):
        with pytest.raises(Refused):
            chair_left(actor, union, on=date(2015, 1, 1), why="resigned")


def test_nobody_leaves_twice(clerk, union):
    chair_left(clerk, union, on=date(2015, 1, 1), why="resigned")

    with pytest.raises(Objected) as objected:
        chair_left(clerk, union, on=date(2015, 6, 1), why="resigned")

    assert codes(objected) == ["no_chair"]


# ---- a union ends


def stopped(union):
    one = Cover.objects.everything(because=BECAUSE).select_related("employer").get(union=union)
    state_employer(one.employer, "in_production", False, day=date(2014, 1, 1))
    return one.employer


def test_closing_ends_covers_and_chair_on_the_same_day(clerk, union):
    stopped(union)
    day = date(2014, 2, 1)

    close_union(clerk, union, on=day, why="unit_ended")

    union.refresh_from_db()
    assert (union.closed_on, union.closed_why) == (day, "unit_ended")
    covers = Cover.objects.everything(because=BECAUSE).filter(union=union)
    assert list(covers.values_list("end", flat=True)) == [day]
    assert chairs(union)[0][3:] == (day, "closed")
    assert actions() == ["registry.union_closed"]


def test_a_union_whose_employer_works_on_is_not_closed_without_a_reason(clerk, union):
    with pytest.raises(Objected) as objected:
        close_union(clerk, union, on=date(2014, 2, 1), why="unit_ended")

    assert codes(objected) == ["units_still_work"]
    union.refresh_from_db()
    assert union.closed_on is None


def test_who_does_not_lead_the_union_does_not_close_it(county, union):
    for actor in strangers(county, union):
        with pytest.raises(Refused):
            close_union(actor, union, on=date(2014, 2, 1), why="unit_ended", reason="要撤")


def test_a_union_is_closed_once(clerk, union):
    stopped(union)
    close_union(clerk, union, on=date(2014, 2, 1), why="unit_ended")

    with pytest.raises(Objected) as objected:
        close_union(clerk, union, on=date(2014, 3, 1), why="unit_ended")

    assert codes(objected) == ["closed_already"]


# ---- employers covered


def test_a_union_covers_one_more_employer_and_figures_follow(county, clerk, union):
    other = make_employer(county[1][0])
    running = Stretch.objects.everything(because=BECAUSE).filter(employer_id=other.pk)
    before = running.count()

    made, _ = cover(clerk, union, other, start=DAY)

    assert (made.start, made.end, made.origin) == (DAY, OPEN, "hand")
    assert running.count() > before
    assert actions() == ["registry.employer_covered"]


def test_an_employer_is_not_covered_twice_nor_before_the_union_was(county, clerk, union):
    other = make_employer(county[1][0])
    cover(clerk, union, other, start=DAY)

    for start, code in ((DAY, "covered_already"), (date(2009, 1, 1), "cover_before_founding")):
        with pytest.raises(Objected) as objected:
            cover(clerk, union, other, start=start)
        assert code in codes(objected)


def test_an_employer_out_of_reach_is_not_covered(county, clerk, union):
    theirs = make_employer(make_county("射阳县")[1][0])

    with pytest.raises(Refused):
        cover(clerk, union, theirs, start=DAY)
    for actor in strangers(county, union):
        with pytest.raises(Refused):
            cover(actor, union, make_employer(county[1][0]), start=DAY)


def test_a_cover_ends_once_on_a_day_within_it(county, clerk, union):
    one = Cover.objects.everything(because=BECAUSE).get(union=union)
    for actor in strangers(county, union):
        with pytest.raises(Refused):
            uncover(actor, one, on=DAY)
    with pytest.raises(Objected):
        uncover(clerk, one, on=one.start)

    uncover(clerk, one, on=DAY)

    one.refresh_from_db()
    assert one.end == DAY
    with pytest.raises(Objected):
        uncover(clerk, one, on=DAY)

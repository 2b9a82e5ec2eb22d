"""A delay of an election: allowed, without the right, elsewhere, taken back; the figures follow."""

from datetime import date, timedelta

import pytest

from tests.browsing import signed_in, words_of
from tests.factories import make_actor, make_chair, make_county, make_employer, make_union
from xingjia.access.checks import Refused
from xingjia.evidence.queries.known import told_of
from xingjia.registry.commands.answers import allow_delay, undo_delay
from xingjia.registry.models import Delay, Officer
from xingjia.registry.queries.unions import Asked, unions_for
from xingjia.registry.rules.editing import Objected
from xingjia.standards.coverage.queries import count

pytestmark = pytest.mark.django_db
LAST, UNTIL, APPROVED = date(2013, 9, 30), date(2014, 2, 28), date(2013, 9, 20)
DAY = date(2013, 12, 31)


@pytest.fixture(autouse=True)
def _in_chinese(settings):
    settings.LANGUAGE_CODE = "zh-hans"


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇", "近湖街道")


@pytest.fixture
def clerk(county):
    return make_actor("township_officer", county[1][0])


@pytest.fixture
def union(county):
    union = make_union(make_employer(county[1][0], day=date(2008, 1, 1)))
    make_chair(union, elected_on=date(2008, 10, 1), term_ends_on=LAST)
    return union


def allow(actor, union, **given):
    details = {"term_ends_on": LAST, "until": UNTIL, "approved_on": APPROVED, "number": "上工1号"}
    return allow_delay(actor, union, **(details | given))


def overdue(county, on=DAY):
    actor = make_actor("officer", county[0])
    return count(actor, county[0], on).total.figures["elections_overdue"].count


def listed(county, term, on=DAY):
    return unions_for(make_actor("officer", county[0]), Asked(on, term=term)).count()


def test_trap_10_an_approved_delay_is_not_overdue_in_the_figures(clerk, county, union):
    made, _ = allow(clerk, union)

    assert (overdue(county, LAST), overdue(county), overdue(county, UNTIL)) == (0, 0, 0)
    assert overdue(county, date(2014, 3, 1)) == 1
    assert (listed(county, "ended"), listed(county, "extended")) == (0, 1)
    assert listed(county, "ended", date(2014, 3, 1)) == 1

    undo_delay(clerk, made, on=DAY, reason="登记错了")

    assert overdue(county) == 1
    assert (listed(county, "ended"), listed(county, "extended")) == (1, 0)


def test_a_delay_counts_from_its_approval(clerk, county, union):
    allow(clerk, union, approved_on=date(2013, 11, 1))

    assert (overdue(county, date(2013, 10, 31)), overdue(county, date(2013, 11, 1))) == (1, 0)


def test_who_fills_the_seat_to_the_end_of_the_term_has_its_delay(clerk, county, union):
    allow(clerk, union)
    make_chair(union, "补选人", elected_on=date(2013, 9, 25), term_ends_on=LAST)

    assert overdue(county) == 0


def test_a_delay_is_the_superiors_to_allow(county, union):
    elsewhere = make_actor("township_officer", county[1][1])
    for actor in (make_actor("chair", union.organisation), elsewhere):
        with pytest.raises(Refused):
            allow(actor, union)

    assert not Delay.objects.everything(because="a test").exists()


def test_a_delay_taken_back_is_not_taken_back_twice(clerk, union):
    made, _ = allow(clerk, union)
    undo_delay(clerk, made, on=DAY, reason="登记错了")

    with pytest.raises(Objected) as twice:
        undo_delay(clerk, made, on=DAY, reason="登记错了")

    assert [one.code for one in twice.value.findings] == ["delay_undone"]


def test_the_pages_say_until_when_it_was_allowed(clerk, county, union):
    allow(clerk, union)
    browser = signed_in("officer", county[0])

    page = browser.get(f"/unions/{union.pk}/?on=2013-12-31")
    row = browser.get("/unions/?on=2013-12-31&term=extended")

    assert "延期到 2014年2月28日" in words_of(page)
    assert "已批准延期" in words_of(row)
    assert "换届已超期" not in words_of(page)


def test_a_delay_is_entered_and_taken_back_at_the_elections(county, union):
    browser = signed_in("officer", county[0])
    given = {"until": "2014-02-28", "approved_on": "2013-09-20", "number": "上工〔2013〕7号"}

    answer = browser.post(f"/unions/{union.pk}/delay/", given)
    made = Delay.objects.everything(because="a test").get(union=union)
    told = words_of(browser.get(f"/unions/{union.pk}/elections/"))
    browser.post(f"/delays/{made.pk}/undo/", {"reason": "文号错了"})
    after = words_of(browser.get(f"/unions/{union.pk}/elections/"))

    assert answer.status_code == 302
    assert "延期到 2014年2月28日" in told
    assert "撤回：文号错了" in after


def term_of(union, on):
    [told] = told_of([union.pk], on, frozenset({"term"}))[union.pk]
    return told.holds, told.verified


def test_what_standards_ask_of_the_term_follows_an_approved_delay(clerk, union):
    before = term_of(union, LAST), term_of(union, DAY)

    made, _ = allow(clerk, union)

    assert before == ((True, False), (False, False))
    assert (term_of(union, LAST), term_of(union, DAY)) == ((True, False), (True, True))
    assert term_of(union, UNTIL + timedelta(days=1)) == (False, False)
    undo_delay(clerk, made, on=DAY, reason="录错了")
    assert term_of(union, DAY) == (False, False)


def elected(union, name, on):
    """Whether the standards are told that this officer is in the post by an election; verified."""
    told = told_of([union.pk], on, frozenset({"officer"})).get(union.pk, [])
    return [
        (one.holds, one.verified)
        for one in told
        if one.holds and dict(one.attributes) == ELECTED | {"name": name}
    ]


ELECTED = {"post": "chair", "elected": "true"}


def test_the_chair_stays_elected_while_the_delay_runs_as_the_term_does(clerk, union):
    chair = Officer.objects.everything(because="a test").get(union=union).name
    allow(clerk, union, approved_on=date(2013, 11, 1))

    days = (LAST, date(2013, 10, 31), date(2013, 11, 1), UNTIL, date(2014, 3, 1))
    said = [bool(elected(union, chair, on)) for on in days]
    term = [told_of([union.pk], on, frozenset({"term"}))[union.pk][0].holds for on in days]

    assert said == term == [True, False, True, True, False]
    assert elected(union, chair, date(2013, 11, 1)) == [(True, True)]  # the superior allowed it


def test_a_delay_taken_back_leaves_her_elected_to_the_end_of_the_term(clerk, union):
    chair = Officer.objects.everything(because="a test").get(union=union).name
    made, _ = allow(clerk, union)

    undo_delay(clerk, made, on=DAY, reason="登记错了")

    assert elected(union, chair, LAST)
    assert not elected(union, chair, DAY)


def test_the_delay_of_one_term_extends_no_other(clerk, union):
    Officer.objects.everything(because="a test").create(
        union=union,
        post=Officer.Post.VICE_CHAIR,
        name="副手",
        elected_on=date(2010, 7, 1),
        term_ends_on=date(2013, 6, 30),
    )
    allow(clerk, union)

    told = told_of([union.pk], DAY, frozenset({"officer"}))[union.pk]

    assert not any(
        one.holds and dict(one.attributes).get("elected") and ("name", "副手") in one.attributes
        for one in told
    )

"""The minutes of an election whose people are on record already: completed, never doubled."""

from datetime import date

import pytest

from tests.factories import (
    BECAUSE,
    make_actor,
    make_chair,
    make_county,
    make_employer,
    make_officer,
    make_union,
)
from xingjia.registry.commands.elections import hold_election
from xingjia.registry.models import Officer
from xingjia.registry.rules.ballots import Count, Elected
from xingjia.registry.rules.editing import Objected

pytestmark = pytest.mark.django_db
DAY = date(2011, 4, 4)
COUNT = Count("members", 101, 90, 90, 88, candidates=5)


@pytest.fixture
def township():
    return make_county("建湖县", "上冈镇")[1][0]


@pytest.fixture
def union(township):
    employer = make_employer(township)
    union = make_union(employer, start=date(2003, 1, 1), members=101)
    make_chair(union)  # 姚国平, 2011-04-04 to 2016-04-03
    return union


def seats(chair: str) -> list[Elected]:
    others = [Elected("member", "甲明月", 70), Elected("member", "乙清风", 69)]
    return [Elected("chair", chair, 80), *others]


def hold(township, union, chair="姚国平", day=DAY):
    clerk = make_actor("township_officer", township)
    return hold_election(
        clerk, union, held_on=day, term_years=5, count=COUNT, seats=seats(chair), reason="补登"
    )[0]


def officers(union, **which):
    return Officer.objects.everything(because=BECAUSE).filter(union=union, **which)


def test_who_is_on_record_as_elected_that_day_is_not_seated_twice(township, union):
    """The usual case: a register knows the chair and the day, the minutes come later."""
    make_officer(union, "member", "甲明月")

    election = hold(township, union)

    assert list(officers(union).order_by("pk").values_list("name", "votes", "election")) == [
        ("姚国平", 80, election.pk),
        ("甲明月", 70, election.pk),
        ("乙清风", 69, election.pk),
    ]
    assert not officers(union, left_on__isnull=False).exists()


def test_it_is_completed_once(township, union):
    hold(township, union)

    with pytest.raises(Objected, match="elected_before_last"):
        hold(township, union)


def test_another_chair_of_that_day_is_no_completion(township, union):
    with pytest.raises(Objected, match="elected_before_last"):
        hold(township, union, chair="孟知秋")


def test_an_election_of_the_past_seats_nobody_today(township, union):
    then = date(2006, 4, 4)
    make_chair(union, "陆建国", elected_on=then, term_ends_on=None, left_on=DAY)

    hold(township, union, chair="陆建国", day=then)

    past = officers(union, elected_on=then)
    assert past.count() == 3
    assert set(past.values_list("left_on", "term_ends_on")) == {(DAY, date(2011, 4, 3))}
    assert officers(union, name="姚国平").get().left_on is None

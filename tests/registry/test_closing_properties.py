"""Whatever hangs on an employer: its end changes no earlier day and can be taken back whole."""

from datetime import date, timedelta
from random import Random

import pytest

from tests.factories import (
    make_actor,
    make_chair,
    make_contract,
    make_county,
    make_employer,
    make_union,
)
from xingjia.registry.commands.closing import close_employer, reopen_employer
from xingjia.registry.models import Contract, ContractEmployer, Cover, EmployerStatement, Union
from xingjia.registry.queries.closing import ending_of
from xingjia.standards.coverage.commands import rebuild
from xingjia.standards.coverage.models import Stretch
from xingjia.standards.coverage.queries import count

pytestmark = pytest.mark.django_db
WHY = "a test"
FIRST = date(2012, 1, 1)
TABLES = (Contract, ContractEmployer, Cover, EmployerStatement, Union)


def day_of(random: Random) -> date:
    return FIRST + timedelta(days=random.randrange(700))


def make_land(random: Random):
    """Employers with unions over one or several, and contracts of their own and shared."""
    county, townships = make_county("建湖县", "上冈镇", "近湖街道")
    employers = [make_employer(random.choice(townships), day=FIRST) for _ in range(4)]
    for some in (employers[:1], employers[1:3]):
        make_chair(make_union(*some))
    for kind in ("collective", "wage", "women"):
        for _ in range(2):
            some = random.sample(employers, random.choice((1, 1, 2, 3)))
            begin = day_of(random)
            make_contract(*some, kind=kind, valid_from=begin, valid_to=begin + timedelta(days=500))
    return county, employers


def stored():
    everything = [
        list(one.objects.everything(because=WHY).order_by("pk").values()) for one in TABLES
    ]
    stretches = Stretch.objects.everything(because=WHY).values_list(
        "employer_id", "measure", "base", "verified", "start", "end", "path"
    )
    return everything, sorted(stretches)


def figures(county, on):
    found = count(make_actor("officer", county), county, on).total.figures
    return {name: (one.count, one.verified) for name, one in found.items()}


@pytest.mark.parametrize("seed", range(8))
def test_an_end_changes_no_earlier_day_and_is_taken_back_whole(seed):
    random = Random(seed)  # noqa: S311 a seed for examples
    county, employers = make_land(random)
    officer = make_actor("officer", county)
    going, on = random.choice(employers), date(2014, 1, 1) + timedelta(days=random.randrange(200))
    before = [on - timedelta(days=days) for days in (1, 100, 400)]
    past, stood, later = [figures(county, day) for day in before], stored(), figures(county, on)
    left = [union.pk for union in ending_of(going, on).left]

    close_employer(officer, going, on=on, why="cancelled", unions=left if seed % 2 else [])

    assert [figures(county, day) for day in before] == past
    assert figures(county, on)["operating_employers"][0] == later["operating_employers"][0] - 1
    assert all(figures(county, on)[name][0] <= later[name][0] for name in later)
    assert rebuild(officer) == 0
    reopen_employer(officer, going, reason="认错了")
    assert stored() == stood
    assert figures(county, on) == later

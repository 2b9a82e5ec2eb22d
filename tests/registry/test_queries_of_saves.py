"""How many queries a save of one record takes, with its figures and the standings of its unions.

The line of the design is 12. What ends a whole bundle of records may take more, but no more the
more rows there are, on it or elsewhere.
"""

import pytest
from django.db import transaction

from bench.queries import counted
from bench.rich import hang_more_on
from bench.saves import endings, laid, saves
from tests.factories import make_actor, make_chair, make_county, make_employer, make_union
from xingjia.standards.coverage.queries.expected import wrong_figures
from xingjia.standards.standing.queries.expected import wrong_standings

pytestmark = pytest.mark.django_db
LINE = 12
ENDINGS = {
    "close an employer": 30,
    "reopen it": 20,
    "close a union": 52,
    "reopen it as well": 37,
}


@pytest.fixture
def land():
    county, (town,) = make_county()
    return laid(make_actor("officer", county), town)


def lay_another_county():
    _, (town,) = make_county("射阳县", "海河镇")
    for n in range(3):
        make_chair(make_union(make_employer(town, name=f"庚{n}厂", staff=30)))


def test_every_save_keeps_to_its_line_whatever_hangs_on_it_or_lies_elsewhere(land):
    alone = {name: counted(save) for name, save in saves(land).items()}
    hang_more_on(land)
    lay_another_county()
    beside = {name: counted(save) for name, save in saves(land).items()}

    assert {name: number for name, number in (alone | beside).items() if number > LINE} == {}
    assert {name: number for name, number in beside.items() if number > alone[name] + 1} == {}


def test_an_end_takes_no_more_than_was_said_and_the_more_hangs_on_it_no_more(land):
    def taken():
        with transaction.atomic():
            found = {name: counted(save, keep=True) for name, save in endings(land).items()}
            transaction.set_rollback(True)
        return found

    alone = taken()
    hang_more_on(land)
    lay_another_county()
    beside = taken()

    assert {name: n for name, n in alone.items() if n > ENDINGS[name]} == {}
    assert {name: n for name, n in beside.items() if n > alone[name] + 2} == {}


def test_figures_and_standings_are_right_after_every_save(land):
    for name, save in saves(land).items():
        with transaction.atomic():
            save()
            assert (name, list(wrong_figures()), list(wrong_standings())) == (name, [], [])
            transaction.set_rollback(True)

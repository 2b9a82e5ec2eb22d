"""How many queries a save takes with its figures; the line of the design is 12.

What the standings of unions take beside it is left out here; `./xj bench coverage` prints the
whole.
"""

from collections.abc import Iterator

import pytest
from django.db import transaction

from bench.queries import counted
from bench.saves import Land, endings, laid, saves
from tests.factories import make_actor, make_county
from xingjia.facts.sources import facts_changed
from xingjia.standards.coverage.queries.expected import wrong_figures

pytestmark = pytest.mark.django_db
LINE = 12
# What still takes more, and how much.
MORE = {
    "a day of founding": 18,  # with the covers that begin with it
    "an elected chair": 15,  # with her telephone
    "an elected committee": 14,
    "a contract": 14,
    "a contract renewed": 13,
    "a contract mended": 14,
}
ENDINGS = {
    "close an employer": 35,
    "reopen it": 25,
    "close a union": 49,
    "reopen it as well": 47,
}


@pytest.fixture
def land() -> Iterator[Land]:
    county, (town,) = make_county()
    made = laid(make_actor("officer", county), town)
    listening = list(facts_changed.receivers)
    for uid in ("registry", "standing"):
        assert facts_changed.disconnect(dispatch_uid=uid)
    yield made
    facts_changed.receivers = listening
    facts_changed.sender_receivers_cache.clear()


def test_every_save_keeps_to_its_line(land):
    taken = {name: counted(save) for name, save in saves(land).items()}

    assert {name: n for name, n in taken.items() if n > MORE.get(name, LINE)} == {}


def test_an_end_takes_no_more_than_was_said(land):
    taken = {name: counted(save, keep=True) for name, save in endings(land).items()}

    assert {name: n for name, n in taken.items() if n > ENDINGS[name]} == {}


def test_figures_stand_after_every_save(land):
    for save in saves(land).values():
        with transaction.atomic():
            save()
            assert list(wrong_figures()) == []
            transaction.set_rollback(True)

import pytest

from xingjia.facts import sources
from xingjia.facts.rules import Fact, Span
from xingjia.facts.rules.spans import EVER


@pytest.fixture(autouse=True)
def own_register(monkeypatch):
    """A register of sources of its own, so that no test leaves a room behind."""
    monkeypatch.setattr(sources, "_sources", {})


def signs(subject, keys):
    return [Fact((subject, key), "sign", Span(EVER)) for key in keys]


def test_facts_of_all_rooms_are_asked_for_in_bulk():
    sources.register("publicity", "union", ["sign"], signs)
    sources.register("visits", "union", ["visited"], lambda subject, keys: [])

    assert [fact.subject for fact in sources.facts_about("union", [1, 2])] == [
        ("union", 1),
        ("union", 2),
    ]
    assert sources.kinds() == {"union": frozenset({"sign", "visited"})}


def test_a_source_is_asked_only_about_its_own_kind_of_subject():
    sources.register("publicity", "union", ["sign"], signs)

    assert list(sources.facts_about("employer", [1])) == []


def test_one_kind_of_fact_has_one_source():
    sources.register("publicity", "union", ["sign"], signs)

    with pytest.raises(sources.KindTaken):
        sources.register("visits", "union", ["sign"], signs)


def test_a_room_may_register_again():
    sources.register("publicity", "union", ["sign"], signs)
    sources.register("publicity", "union", ["sign", "board"], signs)

    assert sources.kinds() == {"union": frozenset({"sign", "board"})}

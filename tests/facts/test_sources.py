import pytest

from xingjia.facts import sources
from xingjia.facts.rules import Fact, Span
from xingjia.facts.rules.spans import EVER


@pytest.fixture(autouse=True)
def own_register(monkeypatch):
    """A register of sources of its own, so that no test leaves a room behind."""
    monkeypatch.setattr(sources, "_sources", {})


def signs(subject, keys, kinds):
    return [Fact((subject, key), "sign_shown", Span(EVER)) for key in keys]


def test_facts_of_all_rooms_are_asked_for_in_bulk():
    sources.register("publicity", "union", ["sign_shown"], signs)
    sources.register("visits", "union", ["reachable"], lambda subject, keys, kinds: [])

    assert [fact.subject for fact in sources.facts_about("union", [1, 2])] == [
        ("union", 1),
        ("union", 2),
    ]
    assert sources.kinds() == {"union": frozenset({"sign_shown", "reachable"})}


def test_a_source_is_asked_only_about_its_own_kind_of_subject():
    sources.register("publicity", "union", ["sign_shown"], signs)

    assert list(sources.facts_about("employer", [1])) == []


def test_several_rooms_tell_facts_of_one_kind():
    sources.register("publicity", "union", ["sign_shown"], signs)
    sources.register("visits", "union", ["sign_shown"], signs)

    assert len(list(sources.facts_about("union", [1]))) == 2


def test_a_kind_that_nobody_declared_is_refused():
    with pytest.raises(sources.UnknownKind):
        sources.register("publicity", "union", ["sgin"], signs)


def test_a_room_may_register_again():
    sources.register("publicity", "union", ["sign_shown"], signs)
    sources.register("publicity", "union", ["sign_shown", "board_current"], signs)

    assert sources.kinds() == {"union": frozenset({"sign_shown", "board_current"})}


def test_a_room_is_asked_only_for_the_wanted_kinds_it_offers():
    asked = []

    def offer(subject, keys, kinds):
        asked.append(kinds)
        return []

    sources.register("publicity", "union", ["sign_shown", "board_current"], offer)

    list(sources.facts_about("union", [1]))
    list(sources.facts_about("union", [1], frozenset({"sign_shown", "reachable"})))
    list(sources.facts_about("union", [1], frozenset({"reachable"})))

    assert asked == [{"sign_shown", "board_current"}, {"sign_shown"}]


def test_a_fact_of_a_kind_that_was_not_asked_for_is_left_out():
    sources.register("publicity", "union", ["sign_shown", "board_current"], signs)

    assert list(sources.facts_about("union", [1], frozenset({"board_current"}))) == []

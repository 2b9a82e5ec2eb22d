"""Every command that changes what a union is told of says so, and which kinds may differ."""

from datetime import date

import pytest

from tests.factories import BECAUSE, DAY, make_actor, make_county, make_employer, make_union
from tests.figures import follow_now
from xingjia.facts.sources import facts_changed
from xingjia.orgtree.commands import changes
from xingjia.registry.commands.answers import approve_election
from xingjia.registry.commands.editing import change_union
from xingjia.registry.commands.marks import close_room, open_room
from xingjia.registry.commands.offices import appoint_chair, chair_left
from xingjia.registry.commands.parameters import decide
from xingjia.registry.models import Contract, Election
from xingjia.registry.queries.newest import values_of
from xingjia.registry.rules.editing import version_of

pytestmark = pytest.mark.django_db
LATER = date(2014, 6, 1)


@pytest.fixture
def heard():
    found: list[tuple[frozenset[int], frozenset[str] | None]] = []

    def listen(sender, **changed):
        if changed["kind"] == "union":
            found.append((frozenset(changed["keys"]), changed.get("fact_kinds")))

    facts_changed.connect(listen)
    yield found
    facts_changed.disconnect(listen)


def test_a_change_by_hand_says_which_facts_of_the_union_may_differ(heard):
    _, (town,) = make_county()
    union = make_union(make_employer(town))
    cadre = make_actor("officer", union.organisation)
    follow_now()
    heard.clear()

    change_union(
        cadre, union, day=LATER, version=version_of(values_of(union)), chair_phone="0515-80009854"
    )

    assert (frozenset({union.pk}), frozenset({"phone"})) in heard


def test_who_sits_in_it_and_the_superiors_answer_are_told(heard):
    county, (town,) = make_county()
    union = make_union(make_employer(town))
    cadre = make_actor("officer", county)
    follow_now()
    heard.clear()

    appoint_chair(cadre, union, name="孟知秋", elected_on=LATER, term_years=5)
    election = Election.objects.everything(because=BECAUSE).get(union=union)
    approve_election(cadre, election, approved_on=LATER, approval_no="建工发〔2014〕9号")
    chair_left(cadre, union, on=date(2014, 9, 1), why="resigned")

    assert len(heard) == 3
    assert all("officer" in (kinds or ()) for _, kinds in heard)


def test_rooms_and_what_the_county_decides_are_told(heard):
    county, (town,) = make_county()
    union = make_union(make_employer(town))
    cadre = make_actor("officer", county)
    follow_now()
    heard.clear()

    room = open_room(cadre, union, kind="reading", name="书屋", start=DAY)
    close_room(cadre, room, on=LATER)
    decide(cadre, county, name="women_committee_from", value=25, start=DAY)

    rooms = (frozenset({union.pk}), frozenset({"room", "office"}))
    assert heard == [rooms, rooms, (frozenset({union.pk}), frozenset({"committee"}))]


def test_what_is_told_of_an_employer_is_told_of_its_union(heard):
    _, (town,) = make_county()
    employer = make_employer(town)
    union = make_union(employer)
    follow_now()
    heard.clear()

    kinds = frozenset({"contract"})
    facts_changed.send(sender=Contract, kind="employer", keys={employer.pk}, fact_kinds=kinds)
    place = frozenset({"place"})
    facts_changed.send(sender=Contract, kind="employer", keys={employer.pk}, fact_kinds=place)

    assert heard == [(frozenset({union.pk}), kinds)]


def test_a_leaf_that_moves_is_told(heard):
    _, (one, other) = make_county("建湖县", "上冈镇", "建阳镇")
    union = make_union(make_employer(one))
    follow_now()
    heard.clear()

    changes.move("system:test", union.organisation, to=other, on=LATER)

    assert (frozenset({union.pk}), frozenset({"union"})) in heard

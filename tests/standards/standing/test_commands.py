from datetime import date

import pytest

from tests.factories import (
    BECAUSE,
    DAY,
    TESTER,
    make_actor,
    make_chair,
    make_county,
    make_employer,
    make_union,
)
from tests.standards.standing.judged import GUARDED, SHOWN, judging
from xingjia.facts.sources import facts_changed
from xingjia.orgtree.commands import changes
from xingjia.registry.commands.editing import change_union
from xingjia.registry.models import Union, UnionStatement
from xingjia.registry.queries.newest import values_of
from xingjia.registry.rules.editing import version_of
from xingjia.standards.standing.commands import AT_ONCE, begin, catch_up, rebuild, refresh
from xingjia.standards.standing.models import Due, Rewritten, Spell
from xingjia.standards.standing.queries.expected import differing, wrong_standings
from xingjia.toolkit.jobs.models import Job

pytestmark = pytest.mark.django_db
LATER = date(2014, 6, 1)


@pytest.fixture(autouse=True)
def two_standards():
    with judging(SHOWN, GUARDED):
        yield


def spells(union: Union, criterion: str = "", standard: str = "shown"):
    rows = Spell.objects.everything(because=BECAUSE).filter(
        union_id=union.pk, criterion=criterion, standard=standard
    )
    return list(rows.order_by("start").values_list("outcome", "start", "end"))


def change(union: Union, day: date = LATER, **values: object) -> None:
    actor = make_actor("officer", union.organisation)
    change_union(actor, union, day=day, version=version_of(values_of(union)), **values)


def test_what_a_register_says_stands_from_its_day_and_before_it_nobody_knows():
    _, (town,) = make_county()
    union = make_union(make_employer(town), sign_displayed=True)

    founded, end = date(2010, 3, 1), date(9999, 12, 31)
    assert spells(union, "A-1") == [("unknown", founded, DAY), ("met", DAY, end)]


def test_a_change_of_a_record_changes_the_standing_in_the_same_breath():
    _, (town,) = make_county()
    union = make_union(make_employer(town), sign_displayed=True)
    make_chair(union)

    change(union, sign_displayed=False)

    assert [one[0] for one in spells(union, "A-1")] == ["unknown", "met", "not_met"]
    assert differing([union.pk]) == set()


def test_only_the_criteria_the_change_concerns_are_worked_out(django_assert_max_num_queries):
    _, (town,) = make_county()
    union = make_union(make_employer(town), sign_displayed=True)
    make_chair(union)
    actor = make_actor("officer", union.organisation)
    version = version_of(values_of(union))

    with django_assert_max_num_queries(20) as asked:
        change_union(actor, union, day=LATER, version=version, sign_displayed=False)

    read = "".join(query["sql"] for query in asked.captured_queries)
    assert '"registry_contractemployer"' not in read
    assert differing([union.pk]) == set()


def test_a_change_that_no_standard_asks_about_reads_no_spell(django_assert_num_queries):
    _, (town,) = make_county()
    union = make_union(make_employer(town))

    with django_assert_num_queries(0):
        facts_changed.send(
            sender=None, kind="union", keys={union.pk}, fact_kinds=frozenset({"archive"})
        )


def test_a_union_that_moves_keeps_the_history_of_its_day():
    _, (one, other) = make_county("建湖县", "上冈镇", "建阳镇")
    union = make_union(make_employer(one), sign_displayed=True)
    before = union.organisation.path

    changes.move("system:test", union.organisation, to=other, on=LATER)

    rows = Spell.objects.everything(because=BECAUSE).filter(
        union_id=union.pk, criterion="A-1", outcome="met"
    )
    after = other.path + before[len(one.path) :]
    assert list(rows.order_by("start").values_list("path", "start", "end")) == [
        (before, DAY, LATER),
        (after, LATER, date(9999, 12, 31)),
    ]


def test_twice_writes_nothing_more():
    _, (town,) = make_county()
    union = make_union(make_employer(town), sign_displayed=True)

    assert refresh(TESTER, [union.pk]) == 0
    assert rebuild(TESTER) == 0


def test_many_go_to_the_background_and_come_out_the_same():
    _, (town,) = make_county()
    unions = [make_union(make_employer(town)) for _ in range(AT_ONCE + 1)]
    for union in unions:
        UnionStatement.objects.everything(because=BECAUSE).create(
            union=union, field="sign_displayed", value=True, day=DAY, said_by="system:test"
        )
    Rewritten.objects.all().delete()

    facts_changed.send(sender=None, kind="union", keys={one.pk for one in unions})

    assert Due.objects.count() == len(unions)
    assert Job.objects.filter(kind="standings").count() == 1
    assert catch_up(TESTER) == len(unions)
    assert differing([one.pk for one in unions]) == set()
    assert Rewritten.objects.count() == len(unions)


def test_a_spell_that_is_wrong_is_found_and_mended():
    _, (town,) = make_county()
    union = make_union(make_employer(town), sign_displayed=True)
    Spell.objects.everything(because=BECAUSE).filter(criterion="A-1", outcome="met").delete()

    assert [one.subject for one in wrong_standings()] == [f"registry.union:{union.pk}"]
    assert rebuild(TESTER) == 1
    assert list(wrong_standings()) == []


def test_a_union_that_is_gone_leaves_no_spell():
    _, (town,) = make_county()
    union = make_union(make_employer(town))
    Union.objects.everything(because=BECAUSE).filter(pk=union.pk).update(merged_into=union.pk)

    facts_changed.send(sender=None, kind="union", keys={union.pk})

    assert spells(union) == []


def test_a_standard_that_comes_later_judges_everybody():
    _, (town,) = make_county()
    with judging(SHOWN):
        union = make_union(make_employer(town), sign_displayed=True)
        assert spells(union, standard="guarded") == []

    with judging(SHOWN, GUARDED):
        assert begin(TESTER) > 0
        assert begin(TESTER) == 0

    assert spells(union, standard="guarded") != []

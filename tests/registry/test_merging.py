"""Two employers become one, and two again."""

from datetime import date

import pytest

from tests.factories import (
    DAY,
    TESTER,
    make_actor,
    make_contract,
    make_county,
    make_employer,
    make_union,
    state_employer,
)
from tests.registry.twins import everything_stored, merge, stretches
from xingjia.access.checks import Refused
from xingjia.orgtree.models import Node
from xingjia.registry.commands.merging import merge_employers, version_of_both
from xingjia.registry.commands.unmerging import undo_merge
from xingjia.registry.models import (
    ContractEmployer,
    Cover,
    Employer,
    EmployerStatement,
    MergeRecord,
)
from xingjia.registry.rules.merging import MergeFault
from xingjia.standards.coverage.commands import rebuild
from xingjia.standards.coverage.queries import count
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db
BECAUSE = "a test"
CODES = ("91320925805015509K", "91320925990832374D")


@pytest.fixture
def place():
    _, (township,) = make_county("建湖县", "上冈镇")
    return township


@pytest.fixture
def twins(place):
    keep = make_employer(place, "江苏鹤启灯具有限公司", code=CODES[0], staff=40)
    drop = make_employer(
        place, "建湖县鹤启灯具厂", code=CODES[1], staff=50, address="人民路", day=date(2012, 12, 31)
    )
    return keep, drop


def values(employer: Employer) -> dict[tuple[str, date], object]:
    rows = EmployerStatement.objects.everything(because=BECAUSE).filter(employer=employer)
    return {(one.field, one.day): one.value for one in rows}


def test_one_takes_over_what_was_said_of_the_other(twins):
    keep, drop = twins
    merge(TESTER, keep, drop)

    assert values(keep) == {
        ("in_production", DAY): True,
        ("in_production", date(2012, 12, 31)): True,
        ("staff", DAY): 40,
        ("staff", date(2012, 12, 31)): 50,
        ("address", date(2012, 12, 31)): "人民路",
    }
    assert values(drop) == {}
    rows = EmployerStatement.objects.everything(because=BECAUSE).filter(field="address")
    assert rows.get().said_by == "system:test"


def test_the_other_stays_as_a_tombstone_that_no_list_meets(twins):
    keep, drop = twins
    merge(TESTER, keep, drop)

    assert list(Employer.objects.visible_to(TESTER)) == [keep]
    stone = Employer.objects.tombstones(because=BECAUSE).get()
    assert (stone.pk, stone.merged_into_id, stone.name, stone.code) == (
        drop.pk,
        keep.pk,
        "建湖县鹤启灯具厂",
        "",
    )


def test_the_chosen_name_code_and_place_stand(place):
    _, (first, second) = make_county("射阳县", "甲镇", "乙镇")
    keep = make_employer(first, "甲厂", code=CODES[0])
    drop = make_employer(second, "乙厂", code=CODES[1])

    merge(TESTER, keep, drop, {"name": "drop", "code": "drop", "place": "drop"})

    keep.refresh_from_db()
    assert (keep.name, keep.code, keep.organisation, keep.name_key) == (
        "乙厂",
        CODES[1],
        second,
        "乙厂",
    )


def test_a_code_only_one_of_them_has_is_kept(place):
    keep, drop = make_employer(place, "甲厂"), make_employer(place, "乙厂", code=CODES[0])
    merge(TESTER, keep, drop)

    keep.refresh_from_db()
    assert keep.code == CODES[0]


def test_covers_and_contracts_of_both_are_held_once(twins):
    keep, drop = twins
    union = make_union(keep, start=date(2011, 1, 1))
    rows = Cover.objects.everything(because=BECAUSE)
    rows.create(union=union, employer=drop, start=date(2010, 1, 1), end=date(2013, 1, 1))
    make_contract(keep, drop)
    alone = make_contract(drop, kind="wage")

    merge(TESTER, keep, drop)

    cover = rows.get()
    assert (cover.employer, cover.start, cover.end.year) == (keep, date(2010, 1, 1), 9999)
    tied = ContractEmployer.objects.everything(because=BECAUSE)
    assert tied.filter(employer=keep).count() == tied.count() == 2
    assert tied.get(contract=alone).employer == keep


def test_undone_everything_is_as_it_was_to_the_last_row_and_figure(twins):
    keep, drop = twins
    union = make_union(keep, drop)
    make_contract(keep, drop)
    state_employer(drop, "staff", 60)
    before, figures = everything_stored(), stretches()

    merged = merge(TESTER, keep, drop, {"name": "drop", "code": "drop", "staff": "drop"})
    assert everything_stored() != before
    assert stretches() != figures
    undo_merge(TESTER, merged)

    assert everything_stored() == before
    assert stretches() == figures
    assert union.name == "江苏鹤启灯具有限公司工会委员会"


def test_coverage_after_a_merge_equals_a_rebuild_and_counts_the_one_once(twins):
    keep, drop = twins
    make_union(keep, drop)
    make_contract(drop)

    merge(TESTER, keep, drop)

    assert rebuild(TESTER) == 0
    assert {row[0] for row in stretches()} == {keep.pk}
    county = Node.objects.get(name="建湖县")
    figures = count(TESTER, county, DAY).total.figures
    assert [figures[name].count for name in ("operating_employers", "with_union")] == [1, 1]


def test_a_second_merge_of_the_same_is_refused_clearly(twins):
    keep, drop = twins
    merge(TESTER, keep, drop)

    for pair in ((keep, drop), (drop, keep)):
        with pytest.raises(MergeFault, match="merged_already"):
            merge_employers(TESTER, *pair, on=DAY, version="", choices={})
    with pytest.raises(MergeFault, match="same_row"):
        merge_employers(TESTER, keep, keep, on=DAY, version="", choices={})


def test_what_changed_since_the_preview_is_told(twins):
    keep, drop = twins
    version = version_of_both(keep, drop)
    state_employer(drop, "women_staff", 7)

    with pytest.raises(MergeFault, match="stale"):
        merge_employers(TESTER, keep, drop, on=DAY, version=version, choices={})


def test_an_undoing_is_refused_with_what_changed_since_and_happens_once(twins):
    keep, drop = twins
    merged = merge(TESTER, keep, drop)
    state_employer(keep, "women_staff", 7)

    with pytest.raises(MergeFault, match="changed_since") as refused:
        undo_merge(TESTER, merged)
    assert refused.value.changed == {"employerstatement": 1}

    EmployerStatement.objects.everything(because=BECAUSE).filter(field="women_staff").delete()
    undo_merge(TESTER, merged)
    with pytest.raises(MergeFault, match="undone_already"):
        undo_merge(TESTER, merged)


def test_a_later_merge_is_undone_first(twins, place):
    keep, drop = twins
    third = make_employer(place, "鹤启灯具")
    before = everything_stored()
    first = merge(TESTER, keep, drop)
    second = merge(TESTER, third, keep)

    with pytest.raises(MergeFault, match="merged_since"):
        undo_merge(TESTER, first)
    undo_merge(TESTER, second)
    undo_merge(TESTER, first)

    assert everything_stored() == before


def test_without_the_right_over_both_nothing_is_merged(place):
    county, (here, beside) = make_county("射阳县", "甲镇", "乙镇")
    keep, drop = make_employer(here), make_employer(beside)
    township, leader = make_actor("township_officer", here), make_actor("leader", county)

    for actor in (township, leader):
        for pair in ((keep, drop), (drop, keep)):
            with pytest.raises(Refused):
                merge_employers(actor, *pair, on=DAY, version="", choices={})
    assert MergeRecord.objects.everything(because=BECAUSE).count() == 0


def test_a_chair_merges_nothing_of_the_register(place):
    keep, drop = make_employer(place), make_employer(place)
    union = make_union(keep, drop)
    chair = make_actor("chair", union.organisation)

    with pytest.raises(Refused):
        merge_employers(chair, keep, drop, on=DAY, version="", choices={})


def test_an_officer_of_another_branch_learns_nothing_of_a_tombstone(twins):
    keep, drop = twins
    merged = merge(TESTER, keep, drop)
    _, (foreign,) = make_county("射阳县", "甲镇")
    stranger = make_actor("township_officer", foreign)

    with pytest.raises(Refused):
        merge_employers(stranger, keep, drop, on=DAY, version="", choices={})
    with pytest.raises(Refused):
        undo_merge(stranger, merged)


def test_an_undoing_needs_the_right_over_both_as_well(place):
    county, (here, beside) = make_county("射阳县", "甲镇", "乙镇")
    merged = merge(make_actor("officer", county), make_employer(here), make_employer(beside))

    for actor in (make_actor("township_officer", here), make_actor("leader", county)):
        with pytest.raises(Refused):
            undo_merge(actor, merged)
    undo_merge(make_actor("officer", county), merged)


def test_a_merge_and_its_undoing_stand_in_the_log_without_a_name(twins):
    keep, drop = twins
    undo_merge(TESTER, merge(TESTER, keep, drop))

    told = list(Entry.objects.order_by("-seq").values_list("action", "details")[:2])
    assert [action for action, _ in told] == [
        "registry.employer_unmerged",
        "registry.employer_merged",
    ]
    assert told[1][1]["dropped"] == drop.pk

"""The newer values by hand: old numbers, classes, founding, certificates, former names."""

from datetime import date

import pytest

from tests.factories import (
    DAY,
    TESTER,
    make_actor,
    make_chair,
    make_county,
    make_employer,
    make_union,
    state_employer,
)
from xingjia.imports.kinds import Setting
from xingjia.imports.rules import Record
from xingjia.registry.commands.contracts import write_contracts
from xingjia.registry.commands.editing import add_employer, change_employer, change_union
from xingjia.registry.commands.register import write_register
from xingjia.registry.models import Cover, Employer, EmployerStatement, Union, UnionStatement
from xingjia.registry.queries.newest import values_of
from xingjia.registry.queries.search import named
from xingjia.registry.rules.editing import Objected, version_of
from xingjia.standards.coverage.models import Stretch

pytestmark = pytest.mark.django_db
BECAUSE = "a test looks"
LATER = date(2014, 3, 1)
OLD, CODE = "320925000012343", "91350100M000100Y43"


@pytest.fixture
def town():
    return make_county("建湖县", "上冈镇")[1][0]


@pytest.fixture
def clerk(town):
    return make_actor("township_officer", town)


def change(actor, of, *, day=LATER, **values):
    command = change_employer if isinstance(of, Employer) else change_union
    of = type(of).objects.everything(because=BECAUSE).get(pk=of.pk)
    return command(actor, of, day=day, version=version_of(values_of(of)), **values)


def codes(objected):
    return [one.code for one in objected.value.findings]


def found(model, text):
    return list(model.objects.everything(because=BECAUSE).filter(named(text)))


def test_an_old_number_in_the_place_of_the_code_is_kept_apart_and_told(town, clerk):
    employer = make_employer(town, code=CODE)

    notes = change(clerk, employer, code=OLD)

    stored = Employer.objects.everything(because=BECAUSE).get(pk=employer.pk)
    assert stored.code == CODE
    assert values_of(stored)["old_code"] == OLD
    assert [one.code for one in notes] == ["old_number_kept"]
    assert found(Employer, OLD) == [employer]


def test_a_new_employer_with_an_old_number_has_no_code_yet(town, clerk):
    employer, notes = add_employer(clerk, town, day=LATER, name="甲厂", code=OLD)

    assert (employer.code, values_of(employer)["old_code"]) == ("", OLD)
    assert [one.code for one in notes] == ["old_number_kept"]
    assert found(Employer, OLD) == [employer]


def test_a_class_brings_its_section_and_figures_are_still_sliced_by_that(town, clerk):
    employer = make_employer(town)

    change(clerk, employer, industry_class="C1761")

    assert values_of(employer)["industry"] == "C"
    slices = Stretch.objects.everything(because=BECAUSE).filter(employer_id=employer.pk)
    assert "C1761" not in str(list(slices.values()))
    with pytest.raises(Objected) as objected:
        change(clerk, employer, industry="D")
    assert codes(objected) == ["industry_class_apart"]


def test_what_was_renamed_is_found_by_every_name(town, clerk):
    employer = make_employer(town, "建湖富泽服装厂")
    union = make_union(employer, name="建湖富泽服装厂工会委员会")
    change(clerk, employer, name="江苏岚泓服装有限公司")
    change(clerk, union, name="江苏岚泓服装有限公司工会委员会")

    for text in ("富泽", "fuze", "岚泓"):
        assert found(Employer, text) == [employer]
        assert found(Union, text) == [union]
    names = UnionStatement.objects.everything(because=BECAUSE).filter(union=union, field="name")
    assert list(names.values_list("value", "day")) == [
        ("建湖富泽服装厂工会委员会", date(2010, 3, 1)),
        ("江苏岚泓服装有限公司工会委员会", LATER),
    ]


def test_a_name_of_a_past_day_is_found_too_and_changes_nothing_now(town, clerk):
    employer = make_employer(town, "乙厂")
    state_employer(employer, "name", "乙厂")
    change(clerk, employer, name="丙厂")
    change(clerk, employer, name="甲厂", day=date(2012, 1, 1))

    stored = Employer.objects.everything(because=BECAUSE).get(pk=employer.pk)
    assert stored.name == "丙厂"
    assert found(Employer, "甲厂") == found(Employer, "乙厂") == [employer]


def test_a_register_with_old_numbers_keeps_them_apart_and_matches_by_them(town):
    def brought(key, name, on=DAY, **values):
        row = Record(key, key, {"employer_name": name, "in_production": True} | values)
        plans = write_register(TESTER, Setting(town, on), [row]).plans
        return str(plans[key].outcome)

    assert brought(1, "甲厂", employer_code=OLD) == "new"
    employer = Employer.objects.everything(because=BECAUSE).get()
    assert (employer.code, values_of(employer)["old_code"]) == ("", OLD)
    assert brought(2, "甲厂", employer_code=OLD) == "same"
    assert brought(3, "甲有限公司", LATER, employer_code=OLD) == "changed"
    assert brought(4, "甲有限公司", LATER, employer_code=CODE) == "changed"
    stored = Employer.objects.everything(because=BECAUSE).get()
    assert (stored.name, stored.code, values_of(stored)["old_code"]) == ("甲有限公司", CODE, OLD)
    assert found(Employer, OLD) == found(Employer, "甲厂") == [stored]


def test_a_list_of_contracts_finds_an_employer_by_its_old_number(town):
    employer = make_employer(town, "甲厂")
    state_employer(employer, "old_code", OLD)
    row = {"contract_kind": "wage", "coverage_scope": "own", "valid_from": "2013-01-01"}
    row |= {"valid_to": "2013-12-31", "employer_name": "写错的厂", "employer_code": OLD}

    written = write_contracts(TESTER, Setting(town, DAY), [Record(1, 1, row)])

    assert str(written.plans[1].outcome) == "new"
    assert written.employers == {employer.pk}


# ---- founding


def cover_of(union):
    return Cover.objects.everything(because=BECAUSE).get(union=union)


def test_what_began_with_the_union_follows_its_founding(town, clerk):
    employer = make_employer(town, day=date(2009, 1, 1))
    union = make_union(employer)

    change(clerk, union, founded_on="2010-05")

    stored = Union.objects.everything(because=BECAUSE).get(pk=union.pk)
    assert stored.founded_on == date(2010, 5, 31)
    assert cover_of(union).start == date(2010, 5, 31)
    assert values_of(stored)["founded_on"] == "2010-05"
    with_union = Stretch.objects.everything(because=BECAUSE).filter(
        employer_id=employer.pk, measure="with_union"
    )
    assert min(with_union.values_list("start", flat=True)) == date(2010, 5, 31)


def test_a_union_is_not_founded_after_it_covered_or_elected(town, clerk):
    union = make_union(make_employer(town), start=date(2010, 3, 1))
    Cover.objects.everything(because=BECAUSE).create(
        union=union, employer=make_employer(town), start=date(2011, 1, 1)
    )
    make_chair(union, elected_on=date(2010, 4, 4))

    for founded, code in (
        ("2011-02-01", "founded_after_cover"),
        ("2010-05-01", "founded_after_election"),
    ):
        with pytest.raises(Objected) as objected:
            change(clerk, union, founded_on=founded)
        assert codes(objected) == [code]
    assert cover_of_first(union) == date(2010, 3, 1)


def cover_of_first(union):
    covers = Cover.objects.everything(because=BECAUSE).filter(union=union)
    return min(covers.values_list("start", flat=True))


# ---- papers


def test_a_certificate_that_is_not_of_the_term_is_warned_of(town, clerk):
    union = make_union(make_employer(town))
    make_chair(union)  # to 2016-04-03
    values = {"certificate_from": "2012-04-04", "certificate_to": "2016-12-31"}

    with pytest.raises(Objected) as objected:
        change(clerk, union, **values)
    assert codes(objected) == ["certificate_not_term"]
    assert not objected.value.blocked

    change(clerk, union, **values, reason="县总批复延长")
    assert values_of(union)["certificate_to"] == "2016-12-31"


def test_the_employers_code_is_not_the_unions(town, clerk):
    """docs/domain.md §11, trap 12."""
    union = make_union(make_employer(town))

    with pytest.raises(Objected) as objected:
        change(clerk, union, code=CODE)

    assert codes(objected) == ["code_of_no_union"]
    assert objected.value.blocked


def test_a_chair_counts_members_by_kind_and_leaves_the_papers_alone(town):
    union = make_union(make_employer(town, staff=100), members=80)
    chair = make_actor("chair", union.organisation)

    change(chair, union, migrant_members=30, flexible_members=4)
    with pytest.raises(Objected) as objected:
        change(chair, union, certificate_to="2016-04-03")

    assert values_of(union)["migrant_members"] == 30
    assert codes(objected) == ["not_yours"]


def test_kinds_of_members_are_parts_of_the_members(town, clerk):
    union = make_union(make_employer(town, staff=100), members=80)

    with pytest.raises(Objected) as objected:
        change(clerk, union, migrant_members=81)

    assert codes(objected) == ["migrant_members_over_members"]


def test_the_same_again_is_no_change(town, clerk):
    employer = make_employer(town)
    change(clerk, employer, party_kind="branch", two_new="new_economic")
    said = EmployerStatement.objects.everything(because=BECAUSE).filter(employer=employer).count()

    assert change(clerk, employer, party_kind="branch", two_new="new_economic") == ()
    again = EmployerStatement.objects.everything(because=BECAUSE).filter(employer=employer)
    assert again.count() == said

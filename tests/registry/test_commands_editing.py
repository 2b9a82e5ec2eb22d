"""Entering and mending the register by hand: works, refused, elsewhere, twice."""

from datetime import date

import pytest

from tests.factories import DAY, make_actor, make_county, make_employer, make_union
from xingjia.access.checks import Refused
from xingjia.registry.commands.editing import add_employer, change_employer, change_union
from xingjia.registry.models import Employer, EmployerStatement, UnionStatement
from xingjia.registry.queries.newest import values_of
from xingjia.registry.rules.editing import Objected, Stale, version_of
from xingjia.standards.coverage.models import Stretch
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db
BECAUSE = "a test looks"
LATER = date(2014, 3, 1)
CODE, UNION_CODE = "91350100M000100Y43", "81320925500000023T"


@pytest.fixture
def county():
    return make_county("建湖县", "上冈镇", "近湖镇")


@pytest.fixture
def town(county):
    return county[1][0]


@pytest.fixture
def clerk(town):
    return make_actor("township_officer", town)


def said(model, **where):
    rows = model.objects.everything(because=BECAUSE).filter(**where).order_by("day", "field")
    return list(rows.values_list("field", "value", "day", "said_by", "origin"))


def change(actor, employer, *, day=LATER, **values):
    return change_employer(
        actor, employer, day=day, version=version_of(values_of(employer)), **values
    )


def change_of(actor, union, *, day=LATER, **values):
    return change_union(actor, union, day=day, version=version_of(values_of(union)), **values)


def codes(objected):
    return [one.code for one in objected.value.findings]


def entries():
    found = Entry.objects.filter(action__startswith="registry.")
    return [(one.actor, one.action, one.details) for one in found.order_by("seq")]


# ---- an employer changes


def test_a_change_is_a_dated_statement_and_what_was_said_stays(town, clerk):
    employer = make_employer(town, staff=100)

    change(clerk, employer, staff=120, address="甲路 1 号")

    assert said(EmployerStatement, employer=employer, field__in=["staff", "address"]) == [
        ("staff", 100, DAY, "system:test", ""),
        ("address", "甲路 1 号", LATER, clerk.label, "hand"),
        ("staff", 120, LATER, clerk.label, "hand"),
    ]
    details = {"fields": ["address", "staff"], "day": "2014-03-01"}
    assert entries() == [(clerk.label, "registry.employer_changed", details)]


def test_figures_follow_in_the_same_breath(town, clerk):
    employer = make_employer(town, in_production=False)
    running = Stretch.objects.everything(because=BECAUSE).filter(employer_id=employer.pk)
    before = running.count()

    change(clerk, employer, in_production=True)

    assert running.count() > before


def test_a_second_saying_of_the_same_day_keeps_the_first(town, clerk):
    employer = make_employer(town, staff=100)

    change(clerk, employer, day=DAY, staff=120)

    one = EmployerStatement.objects.everything(because=BECAUSE).get(field="staff")
    assert (one.value, one.said_by) == (120, clerk.label)
    assert one.replaced == [{"value": 100, "said_by": "system:test", "origin": ""}]


def test_a_name_of_an_earlier_day_changes_only_history(town, clerk):
    employer = make_employer(town, "蒲盈纺织")
    change(clerk, employer, name="蒲盈纱业")
    employer.refresh_from_db()

    change(clerk, employer, day=date(2012, 1, 1), name="蒲盈纱厂")

    employer.refresh_from_db()
    assert employer.name == "蒲盈纱业"
    assert len(said(EmployerStatement, employer=employer, field="name")) == 2


def test_a_move_needs_the_right_at_both_places(county, town, clerk):
    node, (_, other) = county
    employer = make_employer(town)

    with pytest.raises(Objected) as objected:
        change(clerk, employer, place=other.code)
    change(make_actor("officer", node), employer, place=other.code)

    assert codes(objected) == ["place_unfit"]
    employer.refresh_from_db()
    assert employer.organisation == other


@pytest.mark.parametrize("role", ["leader", "chair"])
def test_who_only_looks_changes_no_employer(town, role):
    employer = make_employer(town, staff=1)
    at = make_union(employer).organisation if role == "chair" else town

    with pytest.raises(Refused):
        change(make_actor(role, at), employer, staff=2)

    assert entries() == []


def test_an_officer_of_another_branch_changes_nothing(town):
    elsewhere = make_actor("officer", make_county("射阳县")[0])

    with pytest.raises(Refused):
        change(elsewhere, make_employer(town, staff=1), staff=2)


def test_the_same_change_twice_says_nothing_the_second_time(town, clerk):
    employer = make_employer(town, staff=1)
    change(clerk, employer, staff=2)

    assert change(clerk, employer, staff=2) == ()
    assert len(entries()) == 1


def test_a_stale_save_shows_both_versions_and_writes_nothing(town, clerk):
    employer = make_employer(town, staff=1)
    opened = version_of(values_of(employer))
    change(clerk, employer, staff=2)

    with pytest.raises(Stale) as stale:
        change_employer(clerk, employer, day=LATER, version=opened, staff=3)

    assert (stale.value.theirs["staff"], stale.value.yours) == (2, {"staff": 3})
    assert values_of(employer)["staff"] == 2


def test_what_is_blocked_no_reason_lets_through(county, town):
    officer = make_actor("officer", county[0])
    employer = make_employer(town, staff=10)

    with pytest.raises(Objected) as objected:
        change(officer, employer, women_staff=11, reason="问过了")

    assert codes(objected) == ["women_staff_over_staff"]
    assert "women_staff" not in values_of(employer)


def test_a_code_belongs_to_one_employer(town, clerk):
    make_employer(town, code=CODE)

    with pytest.raises(Objected) as objected:
        change(clerk, make_employer(town), code=CODE)

    assert codes(objected) == ["code_taken"]


# ---- a new employer


def test_an_employer_is_entered_with_what_is_known(town, clerk):
    employer, notes = add_employer(clerk, town, day=DAY, name="甲厂", code=CODE, staff=9)

    assert notes == ()
    assert (employer.organisation, employer.code) == (town, CODE)
    assert values_of(employer) == {
        "name": "甲厂",
        "code": CODE,
        "place": town.code,
        "staff": 9,
    }
    assert entries()[0][:2] == (clerk.label, "registry.employer_added")


def test_only_a_superior_enters_a_second_employer_of_one_name(county, town, clerk):
    add_employer(clerk, town, day=DAY, name="甲厂")

    for actor, reason in ((clerk, "不是一家"), (make_actor("officer", county[0]), "")):
        with pytest.raises(Objected) as objected:
            add_employer(actor, town, day=DAY, name="甲厂", reason=reason)
        assert codes(objected) == ["name_known"]
    officer = make_actor("officer", county[0])
    add_employer(officer, town, day=DAY, name="甲厂", reason="同名不同家")

    everybody = Employer.objects.everything(because=BECAUSE)
    assert everybody.filter(name="甲厂").count() == 2
    reasons = EmployerStatement.objects.everything(because=BECAUSE).values_list("reason", flat=True)
    assert "同名不同家" in reasons


def test_an_employer_is_entered_only_where_one_keeps_the_register(county, town, clerk):
    for actor in (make_actor("leader", town), make_actor("officer", make_county("射阳县")[0])):
        with pytest.raises(Refused):
            add_employer(actor, town, day=DAY, name="甲厂")
    with pytest.raises(Objected) as objected:
        add_employer(make_actor("officer", county[0]), county[0], day=DAY, name="甲厂")

    assert codes(objected) == ["place_unfit"]
    assert not Employer.objects.everything(because=BECAUSE).exists()


# ---- a union changes


def test_a_chair_keeps_members_phone_office_and_signs_of_her_own_union(town):
    union = make_union(make_employer(town, staff=100), members=40)
    chair = make_actor("chair", union.organisation)

    change_of(chair, union, members=50, chair_phone="0515-80000000", sign_displayed=True)

    assert said(UnionStatement, union=union, said_by=chair.label) == [
        ("chair_phone", "0515-80000000", LATER, chair.label, "hand"),
        ("members", 50, LATER, chair.label, "hand"),
        ("sign_displayed", True, LATER, chair.label, "hand"),
    ]


def test_a_chair_does_not_rename_her_union(town):
    union = make_union(make_employer(town))

    with pytest.raises(Objected) as objected:
        change_of(make_actor("chair", union.organisation), union, name="甲厂工会")

    assert codes(objected) == ["not_yours"]


def test_a_chair_keeps_no_other_union(town):
    theirs = make_union(make_employer(town), members=1)
    hers = make_union(make_employer(town))

    with pytest.raises(Refused):
        change_of(make_actor("chair", hers.organisation), theirs, members=2)
    with pytest.raises(Refused):
        change_of(make_actor("leader", town), theirs, members=2)


def test_more_members_than_staff_needs_a_superiors_reason(town, clerk):
    union = make_union(make_employer(town, staff=100))
    chair = make_actor("chair", union.organisation)

    for actor, reason in ((chair, "退休的没销"), (clerk, "")):
        with pytest.raises(Objected) as objected:
            change_of(actor, union, members=101, reason=reason)
        assert codes(objected) == ["members_over_staff"]
    change_of(clerk, union, members=101, reason="退休的没销")

    one = UnionStatement.objects.everything(because=BECAUSE).get(field="members")
    assert (one.value, one.reason) == (101, "退休的没销")


def test_fewer_than_25_members_is_told_and_saved(town, clerk):
    union = make_union(make_employer(town, staff=100))

    assert [one.code for one in change_of(clerk, union, members=24)] == ["below_25"]
    assert values_of(union)["members"] == 24


def test_a_union_takes_a_code_of_its_own_and_a_name(town, clerk):
    union = make_union(make_employer(town))

    change_of(clerk, union, code=UNION_CODE, name="甲厂工会委员会")

    union.refresh_from_db()
    assert (union.code, union.name) == (UNION_CODE, "甲厂工会委员会")
    assert UNION_CODE.lower() in union.search
    with pytest.raises(Objected):
        change_of(clerk, make_union(make_employer(town)), code=UNION_CODE)


def test_a_stale_union_is_not_saved_either(town, clerk):
    union = make_union(make_employer(town), members=30)
    opened = version_of(values_of(union))
    change_of(clerk, union, members=31)

    with pytest.raises(Stale):
        change_union(clerk, union, day=LATER, version=opened, members=32)

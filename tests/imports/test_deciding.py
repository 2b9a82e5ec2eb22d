"""What a person decides about rows that wait, at the dry run and after the others are written."""

import pytest

from tests.factories import DAY, TESTER, make_actor, make_node
from tests.imports.batches import everything, lay_batch, mend, take_back, the, write
from tests.imports.deciding import (
    BAD_PHONE,
    OF_TWO,
    ONE,
    REPEATED,
    decided,
    known_county,
    rows_of,
    staff_of,
    with_issues,
)
from tests.imports.registers import CODES
from xingjia.imports import commands
from xingjia.imports.models import Import
from xingjia.orgtree.models import Node
from xingjia.registry.models import Employer, Union
from xingjia.registry.queries.newest import values_of
from xingjia.toolkit.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Node:
    return known_county()


class TestACodeOfOneAndTheNameOfAnother:
    row = OF_TWO

    def test_waits_with_its_two_choices(self, county: Node):
        batch = lay_batch(county, self.row)

        (row,) = rows_of(batch)

        assert (row.outcome, row.plan["options"]) == ("held", ["code", "name"])

    @pytest.mark.parametrize(("choice", "staff"), [("code", (55, 40)), ("name", (30, 55))])
    def test_is_written_to_the_one_that_was_chosen(self, county: Node, choice, staff):
        batch = lay_batch(county, self.row)

        decided(batch, choice)
        write(batch)

        assert (staff_of("甲店"), staff_of("乙店")) == staff
        assert the(Employer, name="甲店").code == CODES[0]

    def test_stays_as_it_is_where_nobody_chose(self, county: Node):
        before = everything()

        write(lay_batch(county, self.row))

        assert everything() == before

    def test_of_an_employer_elsewhere_only_the_code_is_offered(self, county: Node):
        near, far = Node.objects.filter(kind="township").order_by("code")
        Employer.objects.everything(because="a test").filter(name="甲店").update(organisation=near)
        Employer.objects.everything(because="a test").filter(name="乙店").update(organisation=far)

        (row,) = rows_of(lay_batch(near, self.row))

        assert (row.plan["options"], "乙店" in str(row.plan["reasons"])) == (["code"], False)


class TestAnotherCodeUnderAKnownName:
    row = {"employer_name": "甲店", "employer_code": CODES[2], "staff": 55}

    @pytest.mark.parametrize(
        ("choice", "code", "how_many"),
        [("stored", CODES[0], 1), ("row", CODES[2], 1), ("new", CODES[0], 2)],
    )
    def test_is_the_same_or_another(self, county: Node, choice, code, how_many):
        batch = lay_batch(county, self.row)

        decided(batch, choice)
        write(batch)

        named = Employer.objects.everything(because="a test").filter(name="甲店").order_by("pk")
        assert (named[0].code, named.count()) == (code, how_many)


class TestARowThatRepeatsACode:
    @pytest.mark.parametrize(("choice", "staff"), [("stored", 50), ("row", 60)])
    def test_counts_if_a_person_says_so(self, county: Node, choice, staff):
        batch = lay_batch(county, ONE | {"staff": 50}, ONE | {"staff": 60})
        batch = with_issues(batch, rows_of(batch)[1], REPEATED)

        decided(batch, choice, at=1)
        write(batch)

        assert staff_of("甲店") == staff

    def test_that_counts_is_taken_back_with_the_first(self, county: Node):
        before = everything()
        batch = lay_batch(county, ONE | {"staff": 50}, ONE | {"staff": 60})
        batch = with_issues(batch, rows_of(batch)[1], REPEATED)
        decided(batch, "row", at=1)

        take_back(write(batch))

        assert everything() == before


class TestWhatWasEnteredByHandSince:
    @pytest.fixture(autouse=True)
    def _mended(self, county: Node):
        mend(the(Employer, name="甲店"), staff=33)

    def test_waits_and_stays(self, county: Node):
        batch = write(lay_batch(county, ONE | {"staff": 31, "women_staff": 9}))

        (row,) = rows_of(batch)

        assert (row.outcome, row.plan["options"]) == ("held", ["stored", "row"])
        assert staff_of("甲店") == 33

    @pytest.mark.parametrize(("choice", "staff"), [("stored", 33), ("row", 31)])
    def test_gives_way_only_if_a_person_says_so(self, county: Node, choice, staff):
        batch = lay_batch(county, ONE | {"staff": 31, "women_staff": 9})

        decided(batch, choice)
        write(batch)

        values = values_of(the(Employer, name="甲店"))
        assert (values["staff"], values["women_staff"]) == (staff, 9)

    def test_is_no_dispute_where_both_say_the_same(self, county: Node):
        (row,) = rows_of(lay_batch(county, ONE | {"staff": 33}))

        assert row.outcome == "same"


def test_what_is_wrong_in_a_known_row_may_stay_while_the_rest_is_written(county: Node):
    batch = lay_batch(county, ONE | {"staff": 44, "chair_phone": None})
    batch = with_issues(batch, rows_of(batch)[0], BAD_PHONE)
    assert rows_of(batch)[0].outcome == "held"

    row = decided(batch, "stored")
    write(batch)

    assert (row.outcome, staff_of("甲店")) == ("changed", 44)


def test_a_closed_union_is_left_alone_while_the_rest_is_written(county: Node):
    union = {"union_name": "丙店工会", "union_code": "81320925MC00000015"}
    write(lay_batch(county, {"employer_name": "丙店", "staff": 5} | union))
    closed = the(Union, name="丙店工会")
    Union.objects.everything(because="a test").filter(pk=closed.pk).update(closed_on=DAY)
    row = {"employer_name": "丁店", "staff": 6, **union}
    batch = lay_batch(county, row)
    assert rows_of(batch)[0].plan["options"] == ["stored"]

    decided(batch, "stored")
    write(batch)

    assert staff_of("丁店") == 6


def test_a_decision_can_be_taken_back(county: Node):
    batch = lay_batch(county, OF_TWO)
    decided(batch, "code")

    row = decided(batch, "")

    assert (row.outcome, row.choice) == ("held", "")


def test_who_decided_is_kept_with_the_row_and_in_the_log(county: Node):
    batch = lay_batch(county, OF_TWO)

    row = decided(batch, "name")

    entry = Entry.objects.get(action="imports.decided")
    assert (row.chosen_by, row.chosen_at is not None) == (TESTER.label, True)
    assert entry.details == {"rows": [row.pk], "choices": ["name"]}


def test_what_is_no_choice_of_the_row_is_refused(county: Node):
    batch = lay_batch(county, OF_TWO)

    with pytest.raises(commands.NoSuchChoice):
        decided(batch, "new")


def test_a_row_of_another_workbook_is_refused(county: Node):
    one, two = (lay_batch(county, OF_TWO) for _ in range(2))

    with pytest.raises(commands.NoSuchChoice):
        commands.decide(TESTER, one, choices={rows_of(two)[0].pk: "code"})


def test_from_below_nothing_is_decided(county: Node):
    batch = lay_batch(county, OF_TWO)
    below = make_actor("township_officer", make_node("外镇", county, kind="township"))

    with pytest.raises(Import.DoesNotExist):
        commands.decide(below, batch, choices={rows_of(batch)[0].pk: "code"})


def test_from_another_branch_nothing_is_decided(county: Node):
    batch = lay_batch(county, OF_TWO)
    stranger = make_actor("officer", make_node("外县", kind="county"))

    with pytest.raises(Import.DoesNotExist):
        commands.decide(stranger, batch, choices={rows_of(batch)[0].pk: "code"})

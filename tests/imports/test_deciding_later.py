"""Decisions on the page, and about rows that wait when the others are written."""

import re

import pytest

from tests.factories import appoint, make_account
from tests.imports.batches import everything, lay_batch, take_back, write
from tests.imports.browsing import afresh, page_of, text_of
from tests.imports.deciding import (
    OF_TWO,
    ONE,
    TWO,
    decided,
    known_county,
    rows_of,
    staff_of,
)
from xingjia.imports import commands
from xingjia.imports.models import Import
from xingjia.orgtree.models import Node

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Node:
    return known_county()


class TestAfterTheOthersAreWritten:
    row = OF_TWO

    def test_a_decision_writes_the_row_at_once(self, county: Node):
        batch = write(lay_batch(county, self.row))

        row = decided(batch, "name")

        assert (row.outcome, row.written_at is not None, staff_of("乙店")) == ("changed", True, 55)

    def test_the_row_is_taken_back_with_the_others(self, county: Node):
        before = everything()
        batch = write(lay_batch(county, self.row, TWO | {"staff": 41, "women_staff": 8}))
        decided(batch, "name")
        assert staff_of("乙店") == 55

        batch = take_back(afresh(batch))

        assert (everything() == before, batch.state) == (True, Import.State.UNDONE)

    def test_a_row_whose_reason_is_gone_can_be_written(self, county: Node):
        contract = {"contract_kind": "wage", "contract_no": "9", "employer_name": "戊店"}
        batch = write(
            lay_batch(county, contract, contract | {"employer_name": "甲店"}, kind="contracts")
        )
        write(lay_batch(county, {"employer_name": "戊店"}))

        row = decided(batch, "row")

        assert row.written_at is not None

    def test_twice_is_refused(self, county: Node):
        batch = write(lay_batch(county, self.row))
        decided(batch, "name")

        with pytest.raises(commands.NoSuchChoice):
            decided(batch, "name")

    def test_nothing_more_is_decided_of_what_was_taken_back(self, county: Node):
        batch = take_back(write(lay_batch(county, self.row, ONE | {"staff": 31})))

        with pytest.raises(commands.NotOpen):
            decided(batch, "name")


class TestOnThePage:
    row = OF_TWO

    @pytest.fixture
    def batch(self, county: Node, client) -> Import:
        account = make_account()
        appoint(account, "officer", county)
        client.force_login(account)
        return lay_batch(county, self.row)

    def test_the_row_carries_its_choices_and_leaves_it_is_the_first(self, client, batch):
        page = text_of(client.get(page_of(batch)))

        values = re.findall(r'type="radio" name="row-\d+" value="(\w*)"( checked)?', page)
        assert values == [("", " checked"), ("code", ""), ("name", "")]
        assert ("照代码，是“甲店”" in page, "照名称，是“乙店”" in page) == (True, True)

    def test_what_is_chosen_changes_the_counts_and_the_decision(self, client, batch):
        (row,) = rows_of(batch)

        answer = client.post(page_of(batch, "decide/"), {f"row-{row.pk}": "name"}, follow=True)

        assert ("写入 1 行" in text_of(answer), rows_of(batch)[0].outcome) == (True, "changed")

    def test_one_stays_where_one_was(self, client, batch):
        (row,) = rows_of(batch)
        sent = {f"row-{row.pk}": "name", "row": row.pk, "show": "held"}

        answer = client.post(page_of(batch, "decide/"), sent)

        assert answer.url == page_of(batch, f"?show=held&row={row.pk}")

    def test_a_single_row_is_shown_alone(self, client, batch, county: Node):
        two = lay_batch(county, self.row, TWO | {"staff": 41})
        first, _second = rows_of(two)

        page = text_of(client.get(page_of(two, f"?row={first.pk}")))

        assert (page.count("<tbody>\n"), f'name="row-{first.pk}"' in page) == (1, True)

    def test_what_is_no_choice_changes_nothing(self, client, batch):
        (row,) = rows_of(batch)

        answer = client.post(page_of(batch, "decide/"), {f"row-{row.pk}": "new"}, follow=True)

        assert ("什么都没有改" in text_of(answer), rows_of(batch)[0].choice) == (True, "")

    def test_a_row_that_waited_is_written_from_the_desk(self, client, batch):
        write(batch)
        (row,) = rows_of(batch)
        desk = text_of(client.get("/desk/?kind=held"))
        assert f"{page_of(batch)}?row={row.pk}" in desk

        answer = client.post(page_of(batch, "decide/"), {f"row-{row.pk}": "name"}, follow=True)

        assert ("写入 1 行" in text_of(answer), staff_of("乙店")) == (True, 55)
        assert f"row={row.pk}" not in text_of(client.get("/desk/?kind=held"))

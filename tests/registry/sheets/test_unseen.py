"""Invented workbooks whose expected results were written down before they were first read."""

import pytest

from tests.registry.sheets.conftest import comparable, expected

SCOPES = {
    "U1_register.xlsx": "320925",
    "U2_contracts_utf16.csv": "320925",
    "U3_committee.xlsx": "320925",
    "U4_register_gb18030.csv": "320925",
    "U5_tally.xlsx": "320900",
}


@pytest.mark.parametrize("name", SCOPES)
def test_an_unseen_workbook_comes_out_as_written_down_before(read, name):
    found = read(f"unseen/{name}", SCOPES[name])

    assert comparable(found.to_json()) == expected(f"unseen/{name.rpartition('.')[0]}")

"""The samples are the rules: each must come out exactly as its expected file says."""

import shutil

import openpyxl
import pytest

from tests.registry.sheets.conftest import SAMPLES, comparable, expected

SCOPES = {
    "S1_register.xlsx": "320925",
    "S2_contracts.xlsx": "320925",
    "S3_register_gb18030.csv": "320925",
    "S4_contracts.xls": "320923",
    "S5_pairings.xlsx": "320925",
    "S6_honours.txt": "320900",
    "S7_assessment.xlsx": "320925",
}
# These need the register itself and are found when an update is compared with it.
AGAINST_THE_REGISTER = {"conflict", "name_changed"}


@pytest.mark.parametrize(("name", "scope"), SCOPES.items())
def test_a_sample_comes_out_exactly_as_expected(read, name, scope):
    found = comparable(read(name, scope).to_json())
    for table, wanted in zip(found, expected(name.partition(".")[0]), strict=True):
        for part, value in wanted.items():
            assert table[part] == value, part


def test_an_update_comes_out_as_expected_but_for_what_only_the_register_knows(read):
    (found,) = comparable(read("S8_register_update.xlsx").to_json())
    (wanted,) = expected("S8_register_update")
    assert [i for i in wanted["issues"] if not any(c in i for c in AGAINST_THE_REGISTER)] == found[
        "issues"
    ]
    assert {**found, "issues": None} == {**wanted, "issues": None}


def test_a_changed_cell_no_longer_comes_out_as_expected(read, tmp_path):
    """Negative control: the comparison above can fail."""
    path = tmp_path / "changed.xlsx"
    book = openpyxl.load_workbook(SAMPLES / "S1_register.xlsx")
    book.active["J9"] = 51
    book.save(path)
    assert comparable(read(path).to_json()) != expected("S1_register")


def test_the_contents_decide_and_not_the_name_of_the_file(read, tmp_path):
    path = tmp_path / "S1.csv"
    shutil.copy(SAMPLES / "S1_register.xlsx", path)
    assert comparable(read(path).to_json()) == expected("S1_register")


def test_the_counts_of_the_county_follow_from_the_register(read):
    (table,) = read("S1_register.xlsx").tables
    working = [r.values for r in table.records if r.values["in_production"]]
    three = ("contracts_collective", "contracts_wage", "contracts_women")
    assert len(working) == 141
    assert sum(values["union_name"] is not None for values in working) == 138
    assert sum(all(values[one] for one in three) for values in working) == 127


@pytest.mark.parametrize(
    ("name", "scope", "day", "source", "inferred"),
    [
        ("S1_register.xlsx", "320925", "2013-12-31", "（截止日期：2013年12月31日）", False),
        ("S3_register_gb18030.csv", "320925", "2014-01-08", "导出时间：2014-01-08 09:12", False),
        ("S4_contracts.xls", "320923", "2014-12-31", "阜宁片集体合同登记簿（2014年度）", True),
    ],
)
def test_the_day_of_a_table_is_taken_from_its_titles(read, name, scope, day, source, inferred):
    table = read(name, scope).tables[0]
    assert (table.as_of.day, table.as_of.source, table.as_of.inferred) == (day, source, inferred)


def test_a_table_knows_the_columns_of_its_fields_and_its_title(read):
    (table,) = read("S1_register.xlsx").tables
    assert table.title == "县企业工会组织及“双亮”工作登记册"
    assert (table.positions["employer_name"], table.positions["remark"]) == (3, 27)

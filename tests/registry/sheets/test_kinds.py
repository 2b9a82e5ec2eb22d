"""Kinds without a sample, and rules of the samples met in other clothes."""

import openpyxl
import pytest

from xingjia.registry.sheets.divisions import World
from xingjia.registry.sheets.workbooks import KINDS
from xingjia.toolkit.sheets import Refused
from xingjia.toolkit.sheets.grid import Grid
from xingjia.toolkit.sheets.headers import NOTHING_MEANT
from xingjia.toolkit.sheets.tables import read_table

CODE, OTHER = "91320925987627708R", "91320925908393545G"


@pytest.fixture
def table(read, tmp_path):
    """The one table that a sheet of these rows gives."""

    def _table(*rows, scope="320925", **options):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / "rows.xlsx")
        (found,) = read(tmp_path / "rows.xlsx", scope, **options).tables
        return found

    return _table


def codes(table):
    return [(issue.row, issue.field, issue.code, issue.level.value) for issue in table.issues]


def test_an_appeal_is_due_after_working_days(table):
    found = table(
        ["序号", "受理日期", "诉求类别", "办理期限"], [3, "2025.3.3", "工资", "5个工作日"]
    )
    assert found.kind == "appeals"
    assert found.records[0].values == {
        "received_on": "2025-03-03",
        "category": "工资",
        "working_days": 5,
        "due_on": "2025-03-10",
    }


def test_calendar_days_are_counted_with_a_warning_and_unpublished_years_not_at_all(table):
    head = ["受理日期", "诉求类别", "办理期限"]
    found = table(
        head,
        ["2025.3.3", "工资", "5日"],
        ["2025.3.3", "工伤", "当日"],
        ["2099.1.4", "合同", "3个工作日"],
    )
    days = [(r.values["working_days"], r.values["due_on"]) for r in found.records]
    assert days == [(None, "2025-03-08"), (0, "2025-03-03"), (3, None)]
    assert codes(found) == [
        (2, "due_on", "ambiguous_deadline", "warning"),
        (4, "due_on", "calendar_not_published", "error"),
    ]


def test_a_tally_leaves_a_half_known_number_unknown(table):
    found = table(["县（市、区）", "企业数", "建会数"], ["阜宁县", "80家", "7X家"], scope="320900")
    assert found.kind == "tally"
    values = found.records[0].values
    assert (values["division_code"], values["enterprises"], values["unions"]) == (
        "320923",
        80,
        None,
    )
    assert codes(found) == [(2, "unions", "unreadable", "error")]


def test_a_stated_rate_is_worked_out_again(table):
    head = ["县（市、区）", "企业数", "建会数", "亮牌子数", "亮牌率"]
    right, wrong = ["阜宁县", 100, 80, 60, "75%"], ["建湖县", 100, 80, 60, 0.8]
    found = table(head, right, wrong, scope="320900")
    assert codes(found) == [(3, "sign_rate", "sums_do_not_match", "warning")]


def test_a_member_is_read_with_his_identity_number_checked(table):
    head = ["编号", "姓名", "性别", "民族", "出生日期", "身份证号", "政治面貌", "电话"]
    found = table(
        head,
        [1, "张 三", 1, "汉", "1990.1.1", "11010519491231002X", "党员", "13800138000"],
        [2, "李四", "女", "回族", "1991-2-3", "110105194912310021", "团员", ""],
    )
    first, second = (record.values for record in found.records)
    assert found.kind == "members"
    assert (first["gender"], first["ethnicity"], first["political_status"]) == (
        "男",
        "汉族",
        "中共党员",
    )
    assert (first["id_number"], second["id_number"]) == ("11010519491231002X", None)
    assert codes(found) == [(3, "id_number", "check_digit", "error")]


def test_the_same_code_with_another_name_holds_the_later_row(table):
    found = table(["企业名称", "信用代码"], ["甲厂", CODE], ["乙厂", CODE], ["甲厂", CODE])
    assert codes(found) == [
        (3, "employer_code", "duplicate", "error"),
        (4, None, "duplicate", "warning"),
    ]


def test_a_heading_gives_its_place_to_the_rows_below(table):
    found = table(
        ["企业名称", "信用代码"],
        ["一、近湖街道（1家）"],
        ["甲厂", CODE],
        ["上冈镇："],
        ["乙厂", OTHER],
    )
    assert [r.values["division_code"] for r in found.records] == ["320925001", "320925108"]
    assert [(s.row, s.why) for s in found.skipped] == [(2, "title"), (4, "title")]


@pytest.mark.parametrize(
    ("name", "scope", "code", "issue"),
    [
        ("上冈", "320925", "320925108", None),
        ("建湖县上冈镇", "320925", "320925108", None),
        ("大丰市", "320900", "320904", "retired_division"),
        ("盐都县", "320900", "320903", "retired_division"),
        ("合德镇", "320925", "320924100", "out_of_scope"),
        ("湖东镇", "320925", None, "unknown_division"),
    ],
)
def test_a_place_is_found_by_its_name(table, name, scope, code, issue):
    found = table(["企业名称", "信用代码", "属地"], ["甲厂", CODE, name], scope=scope)
    assert found.records[0].values["division_code"] == code
    assert [i.code for i in found.issues] == ([issue] if issue else [])


@pytest.mark.parametrize(
    ("written", "code", "issue"),
    [
        (320925108, "320925108", None),
        ("320925108000", "320925108", None),
        ("320925000000", "320925", None),
        ("320982", "320904", "retired_division"),
        ("320925999", None, "unknown_division"),
        ("320924100", "320924100", "out_of_scope"),
        ("上冈", None, "unreadable"),
    ],
)
def test_a_division_code_is_the_one_in_force(table, written, code, issue):
    scope = "320900" if issue == "retired_division" else "320925"
    found = table(["企业名称", "信用代码", "区划代码"], ["甲厂", CODE, written], scope=scope)
    assert found.records[0].values["division_code"] == code
    assert [i.code for i in found.issues] == ([issue] if issue else [])


def test_a_blank_code_is_worked_out_from_the_name_and_a_faulty_one_stays_unknown(table):
    head = ["企业名称", "信用代码", "乡镇", "区划代码"]
    found = table(head, ["甲厂", CODE, "上冈镇", ""], ["乙厂", OTHER, "上冈镇", "320925999"])
    assert [r.values["division_code"] for r in found.records] == ["320925108", None]
    assert codes(found) == [
        (2, "division_code", "inferred", "warning"),
        (3, "division_code", "unknown_division", "error"),
    ]


def test_totals_that_do_not_fit_are_told_and_those_that_fit_are_not(table):
    rows = [["甲厂", CODE, 10], ["乙厂", OTHER, 20]]
    head = ["企业名称", "信用代码", "职工人数"]
    assert codes(table(head, *rows, ["合计", "", 30], ["共2家"])) == []
    assert codes(table(head, *rows, ["合计", "", 31], ["共3家"])) == [
        (4, "staff", "sums_do_not_match", "warning"),
        (5, None, "sums_do_not_match", "warning"),
    ]


def test_a_total_over_an_unknown_part_is_not_held_against_anybody(table):
    head = ["企业名称", "信用代码", "职工人数"]
    found = table(head, ["甲厂", CODE, "约10"], ["乙厂", OTHER, "X"], ["合计", "", 99])
    assert {issue.row for issue in found.issues} == {2, 3}


def test_a_numbered_but_empty_line_is_blank(table):
    found = table(
        ["序号", "企业名称", "信用代码"], [1, "甲厂", CODE], [2, "", ""], [3, "乙厂", OTHER]
    )
    assert [(s.row, s.why) for s in found.skipped] == [(3, "blank")]


def test_traditional_characters_are_read_and_standard_names_kept(table):
    found = table(["單位名稱", "信用代碼"], ["建湖縣菱昇紡織有限公司", CODE])
    assert found.records[0].values["employer_name"] == "建湖县菱昇纺织有限公司"


def test_the_kind_can_be_settled_by_the_caller(table):
    rows = ["企业名称", "信用代码"], ["甲厂", CODE]
    assert table(*rows).kind == "register"
    assert table(*rows, kind="contracts").kind == "contracts"


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_that_lacks_any_one_column_is_read(places, kind):
    """Heads get damaged, and a person may settle the kind of whatever he has."""
    heads = {name: min(column.heads, default=name) for name, column in kind.columns.items()}
    for lacking in heads:
        head = [text for name, text in heads.items() if name != lacking]
        rows = [head, ["甲厂"] * len(head), ["乙厂", *["3"] * (len(head) - 1)]]
        table = read_table(Grid("一", rows), [kind], World(places, "320925"), NOTHING_MEANT)
        assert table is None or table.to_json()


def test_a_workbook_without_a_table_is_refused(read, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["今天下雨"])
    book.save(tmp_path / "none.xlsx")
    with pytest.raises(Refused, match="no_table"):
        read(tmp_path / "none.xlsx")


def test_a_list_of_honours_without_headings_is_read(read, tmp_path):
    path = tmp_path / "决定.txt"
    path.write_text(
        "关于命名2018年度盐城市模范职工之家（小家）的决定\n（2019年4月26日）\n\n"
        "[1]江苏湾翔电子有限公司三车间工会小组\n[2]盐城荻昇齿轮有限公司热处理班组工会小组\n",
        "utf-8",
    )

    (table,) = read(path).tables

    assert [record.row for record in table.records] == [4, 5]
    assert table.issues == []

"""Every mess that was seen in public documents, or is typical, line by line of its catalogue."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.registry.sheets.conftest import SAMPLES
from xingjia.toolkit.sheets.headers import head_key
from xingjia.toolkit.sheets.kinds import plain_head

CODE = "91320925987627708R"
with (SAMPLES / "mess_catalogue.csv").open(encoding="utf-8", newline="") as file:
    LINES = {row["kind"]: row["as_seen"] for row in csv.DictReader(file)}
Read = Callable[..., Any]
CHECKS: dict[str, Callable[[Read], None]] = {}


def seen(kind: str) -> Callable[[Callable[[Read], None]], Callable[[Read], None]]:
    """The check of one line of the catalogue."""

    def _keep(check: Callable[[Read], None]) -> Callable[[Read], None]:
        CHECKS[kind] = check
        return check

    return _keep


@pytest.fixture
def one(read, tmp_path: Path) -> Read:
    """The one table of a sheet: a head and rows."""

    def _one(*rows: list[Any], scope: str = "320925", **options: Any) -> Any:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / "mess.xlsx")
        (found,) = read(tmp_path / "mess.xlsx", scope, **options).tables
        return found

    return _one


@pytest.mark.parametrize("kind", LINES)
def test_a_mess_is_understood(kind: str, one: Read):
    CHECKS[kind](one)


def test_no_check_is_left_over():
    assert set(CHECKS) == set(LINES)


def value(table: Any, field: str, row: int = 0) -> Any:
    return table.records[row].values[field]


def issues(table: Any) -> list[tuple[str | None, str, str]]:
    return [(one.field, one.code, one.level.value) for one in table.issues]


def register(one: Read, head: str, *cells: Any, **options: Any) -> Any:
    """A register with a name and one more column."""
    rows = [[f"甲{n}厂", cell] for n, cell in enumerate(cells)]
    return one(["企业名称", head], *rows, **options)


@seen("full-width digits")
def _(one: Read) -> None:
    assert value(register(one, "职工人数", "１２６"), "staff") == 126


@seen("X placeholder")
def _(one: Read) -> None:
    table = one(["县区", "企业数", "建会数"], ["建湖县", "X家", 7], scope="320900")
    assert (value(table, "enterprises"), value(table, "unions")) == (None, 7)
    assert issues(table) == [("enterprises", "placeholder", "warning")]


@seen("XX/X区总")
def _(one: Read) -> None:
    head = ["示范单位", "联手单位", "协议签订"]
    rows = [["甲厂工会", name, "2013.5.7"] for name in ("X区总", "X县总", "XX集团工会")]
    table = one(head, *rows, ["甲厂工会", "乙厂工会", "2013.5.7"], kind="pairings")
    assert [record.row for record in table.records] == [5]
    assert [skipped.why for skipped in table.skipped] == ["placeholder"] * 3


@seen("short org names")
def _(one: Read) -> None:
    names = LINES["short org names"].split("、")
    table = one(["地区", "企业数", "建会数"], *[[n, 5, 4] for n in names], scope="320900")
    found = [record.values["division_code"] for record in table.records]
    assert found == ["320925", "320903", "320921", "320922", "320924"]


@seen("traditional text")
def _(one: Read) -> None:
    table = one(["企業名稱", "工會名稱"], ["建湖甲紡織廠", "建湖甲紡織廠工會"])
    assert value(table, "employer_name") == "建湖甲纺织厂"
    assert value(table, "union_name") == "建湖甲纺织厂工会"


@seen("month-only date")
def _(one: Read) -> None:
    table = register(one, "建会时间", "2012年6月", "2013年12底")
    assert [value(table, "union_founded", n) for n in (0, 1)] == ["2012-06", "2013-12"]
    assert issues(table) == [("union_founded", "ambiguous_date", "warning")]


@seen("Chinese numerals date")
def _(one: Read) -> None:
    table = register(one, "建会时间", *LINES["Chinese numerals date"].split(" / "))
    found = [record.values["union_founded"] for record in table.records]
    assert (found, issues(table)) == (["2012-12-18", "2007-01-17", "2006-09-05"], [])


@seen("date digits run together")
def _(one: Read) -> None:
    table = register(one, "建会时间", "2016125")
    assert value(table, "union_founded") is None
    assert issues(table) == [("union_founded", "ambiguous_date", "error")]


@seen("date typo")
def _(one: Read) -> None:
    table = register(one, "建会时间", "2006年月12底前")
    assert value(table, "union_founded") is None
    assert issues(table) == [("union_founded", "unreadable", "error")]


@seen("document no.")
def _(one: Read) -> None:
    numbers = LINES["document no."].split("、")
    table = one(["合同编号", "企业名称", "合同种类"], *[[n, "甲厂", "工资"] for n in numbers])
    *others, spaced = numbers
    assert [record.values["contract_no"] for record in table.records] == [
        *others,
        "宜工办2014 45号" if spaced == "宜工办 2014 45 号" else "",
    ]


@seen("spaces inside label")
def _(one: Read) -> None:
    table = one(["序 号﹡", "单 位 名 称", "职 工 数 ＊"], [1, "甲厂", 5])
    assert list(table.columns.values()) == [None, "employer_name", "staff"]
    assert plain_head("出生﹡ 日期") == plain_head("出生日期")


@seen("line break inside header")
def _(one: Read) -> None:
    table = one(["企业名称", "所属\n行业"], ["甲厂", "制造业"])
    assert value(table, "industry") == "C"


@seen("private-use/OCR noise")
def _(one: Read) -> None:
    noise = LINES["private-use/OCR noise"]
    table = one(["企业名称", "职工人数", noise], ["甲厂", 5, "x"])
    assert table.columns[noise] is None


@seen("capital formats")
def _(one: Read) -> None:
    table = register(one, "注册资本", *LINES["capital formats"].replace("N(", "7(").split(" / "))
    amounts = [record.values["registered_capital"] for record in table.records]
    money = [one and (one["amount"], one["currency"]) for one in amounts]
    assert money == [
        (3_000_000, "CNY"),
        (10_000_000, "CNY"),
        (300_000, "CNY"),
        None,
        (0, "CNY"),
        (70_000, "USD"),
    ]
    assert issues(table) == []


@seen("codes")
def _(one: Read) -> None:
    table = register(one, "统一社会信用代码", CODE, "320925000012345", "3209250012345")
    found = [record.values["employer_code"] for record in table.records]
    assert found == [CODE, "320925000012345", "3209250012345"]
    assert issues(table) == [("employer_code", "old_code", "warning")] * 2


@seen("retired region codes")
def _(one: Read) -> None:
    head = ["地区", "区划代码", "企业数", "建会数"]
    rows = [["大丰市", "320982", 5, 4], ["盐都县", "320928", 5, 4]]
    rows += [["经济技术开发区", "320971", 5, 4], ["开发区", "320991", 5, 4]]
    table = one(head, *rows, scope="320900")
    codes = [record.values["division_code"] for record in table.records]
    assert codes == ["320904", "320903", "320971", None]
    assert [(issue.row, issue.code) for issue in table.issues] == [
        (2, "retired_division"),
        (3, "retired_division"),
        (4, "zone_division"),
        (5, "unknown_division"),
    ]


@seen("half/full brackets in names")
def _(one: Read) -> None:
    table = one(["企业名称", "职工人数"], ["甲(建湖)厂", 5], ["甲（建湖）厂", 5])
    assert {record.values["employer_name"] for record in table.records} == {"甲（建湖）厂"}
    assert issues(table) == [(None, "duplicate", "warning")]


@seen("duplicate names/codes")
def _(one: Read) -> None:
    table = one(["企业名称", "统一社会信用代码"], ["甲厂", CODE], ["乙厂", CODE])
    assert len(table.records) == 2
    assert issues(table) == [("employer_code", "duplicate", "error")]


@seen("phones with spaces")
def _(one: Read) -> None:
    table = register(one, "主席电话", *LINES["phones with spaces"].split(" / "))
    found = [record.values["chair_phone"] for record in table.records]
    assert found == ["13800138000", "0515-12345678-801", "8888888"]


@seen("Excel serial date")
def _(one: Read) -> None:
    table = register(one, "建会时间", 41090)
    assert value(table, "union_founded") == "2012-06-30"
    assert issues(table) == [("union_founded", "damaged_by_spreadsheet", "warning")]


@seen("apostrophe/float ID")
def _(one: Read) -> None:
    table = register(one, "统一社会信用代码", f"'{CODE}", "3.20E+17")
    assert [value(table, "employer_code", n) for n in (0, 1)] == [CODE, None]
    assert issues(table) == [("employer_code", "damaged_by_spreadsheet", "error")]


@seen("required markers")
def _(one: Read) -> None:
    table = one(["企业名称﹡必填", "职工人数*"], ["甲厂", 5])
    assert value(table, "staff") == 5


@seen("bool")
def _(one: Read) -> None:
    *said, blank = LINES["bool"].split()
    table = register(one, "亮牌子", *said, None)
    found = [record.values["sign_displayed"] for record in table.records]
    assert (blank, found) == ("空", [True] * 7 + [False] * 4 + [None])


@seen("totals rows")
def _(one: Read) -> None:
    rows = [[text, None] for text in LINES["totals rows"].split("/")]
    table = one(["企业名称", "职工人数"], ["甲厂", 5], *rows)
    assert len(table.records) == 1
    assert [skipped.why for skipped in table.skipped] == ["total"] * 3 + ["note"] * 2


@seen("#")
def _(one: Read) -> None:
    table = one(["企业名称", "职工人数", LINES["#"].split(" = ")[0]], ["甲厂", 5, 3])
    assert value(table, "women_staff") == 3


@seen("attribution suffix")
def _(one: Read) -> None:
    names = ["甲厂工会", "甲厂工会委员会", "甲厂分工会", "甲厂工会小组", "甲街道工会联合会"]
    names.append("中国邮政集团工会建湖县委员会")
    table = one(["企业名称", "工会名称"], *[[f"甲{n}厂", name] for n, name in enumerate(names)])
    assert [record.values["union_name"] for record in table.records] == names


@seen("attachment missing")
def _(one: Read) -> None:
    from xingjia.toolkit.sheets import Refused  # noqa: PLC0415

    with pytest.raises(Refused) as refused:
        one(["关于公布名单的通知"], ["名单在 附件.doc"])
    assert refused.value.code == "no_table"


def test_a_head_chosen_once_is_known_again_in_any_of_these_clothes():
    assert head_key("职 工\n人数") == head_key("职工人数")

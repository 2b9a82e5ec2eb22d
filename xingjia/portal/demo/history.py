"""An invented past for the demonstration, as workbooks that say so and are imported like any.

The two workbooks of the county speak of 31 December 2013. These lead up to them: two earlier
registers, for some contracts the one before, and who else sits in two of the unions. They change
no figure of that day itself.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook as Book

MARK = "演示数据，系编造"
REGISTER_HEAD = ("企业名称", "统一社会信用代码", "乡镇、街道", "是否投产")
CONTRACT_HEAD = ("合同号", "合同种类", "企业", "信用代码", "签约日", "起", "止", "备考")
KINDS = {"collective": "集体合同", "wage": "工资专项集体合同", "women": "女职工专项集体合同"}
# Of every so many employers of the county's own register, one is left out of an earlier one.
LEFT_OUT = {date(2012, 6, 30): 8, date(2012, 12, 31): 16}

COMMITTEE_HEAD = ("工会名称", "姓名", "工会职务", "当选日期", "任期届满", "得票数", "备注")
# Per union: elected on, last day of the term, and who sits beside the chair, with the votes. The
# second lacks two auditors and a women's committee.
COMMITTEES: dict[str, tuple[str, str, tuple[tuple[str, str, int], ...]]] = {
    "江苏岚泓服装有限公司工会": (
        "2011年4月4日",
        "2016年4月3日",
        (
            ("沈月华", "副主席、女职工委主任", 128),
            ("高长林", "委员", 121),
            ("卞秋实", "委员", 118),
            ("徐红梅", "委员", 117),
            ("陶静波", "经审委主任", 125),
            ("周以恒", "经审委委员", 120),
            ("蔡文渊", "经审委委员", 112),
        ),
    ),
    "建湖县藕朗污水处理有限公司工会": (
        "2013年11月2日",
        "2018年11月1日",
        (("林秋实", "副主席", 22), ("何长庚", "委员", 21), ("罗闻笛", "经审委主任", 20)),
    ),
}

Record = dict[str, Any]


def write_registers(records: list[Record], folder: Path) -> list[Path]:
    """The earlier registers, made from the records of the county's own."""
    return [_register(records, day, every, folder) for day, every in LEFT_OUT.items()]


def _register(records: list[Record], day: date, every: int, folder: Path) -> Path:
    rows = [
        (one["employer_name"], one["employer_code"], one["division_name"], "是")
        for number, one in enumerate(records)
        if number % every != every - 1
    ]
    title = f"县企业登记册（截止日期：{_written(day)}）　{MARK}"
    return _save(title, REGISTER_HEAD, rows, folder / f"演示历史_{_written(day)}登记册.xlsx")


def write_contracts(records: list[Record], day: date, folder: Path) -> Path:
    """For each contract an employer signed for itself, the one before it, where that ended
    before `day`; so no figure of that day depends on it."""
    rows = list(_predecessors(records, day))
    title = f"集体合同管理台帐　{MARK}"
    return _save(title, CONTRACT_HEAD, rows, folder / "演示历史_上一期合同.xlsx")


def write_committees(day: date, folder: Path) -> Path:
    """Who sits in two of the unions beside the chair."""
    rows = [
        (union, name, post, elected, last, votes, MARK)
        for union, (elected, last, people) in COMMITTEES.items()
        for name, post, votes in people
    ]
    title = f"工会委员会名单（截止日期：{_written(day)}）　{MARK}"
    return _save(title, COMMITTEE_HEAD, rows, folder / "演示历史_委员会名单.xlsx")


def _predecessors(records: Iterable[Record], day: date) -> Iterable[tuple[str, ...]]:
    for one in records:
        first, last = _day(one.get("valid_from")), _day(one.get("valid_to"))
        if one["coverage_scope"] != "own" or not first or not last or not one["employer_code"]:
            continue
        ends = first - timedelta(days=1)
        starts = first.replace(year=first.year - max(1, round((last - first).days / 365)))
        if first <= day and starts < ends:
            yield (
                f"{one['contract_no']}之前",
                KINDS[one["contract_kind"]],
                one["employer_name"],
                one["employer_code"],
                *(_written(each) for each in (starts, starts, ends)),
                MARK,
            )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text and len(text) == len("2013-12-31") else None


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _save(title: str, head: Iterable[str], rows: Iterable[Iterable[Any]], path: Path) -> Path:
    book = Book()
    sheet = book.active
    if sheet is None:
        raise ValueError("a new workbook has a sheet")
    sheet.append([title])
    sheet.append(list(head))
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path

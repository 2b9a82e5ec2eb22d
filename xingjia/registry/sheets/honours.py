"""Lists of honours: as a table, or pasted as the text of a decision with its headings."""

import re
from collections.abc import Iterator, Sequence

from xingjia.registry.sheets.divisions import DivisionCode, World, heading_name, judge, place
from xingjia.registry.sheets.words import HONOUR_LEVEL
from xingjia.toolkit.sheets.checks import check_records
from xingjia.toolkit.sheets.days import as_of
from xingjia.toolkit.sheets.kinds import Column, Kind, Scene, Values
from xingjia.toolkit.sheets.records import Issue, Record, Skipped, Table, each_once
from xingjia.toolkit.sheets.rows import NOTE, What
from xingjia.toolkit.sheets.values.base import Fault, error, warning
from xingjia.toolkit.sheets.values.choices import Choice
from xingjia.toolkit.sheets.values.dates import Date, read_day
from xingjia.toolkit.sheets.values.text import NUMBERING, Label, Name, clean_name, names_nobody
from xingjia.toolkit.sheets.words import simplified, squeezed, without_spaces

LEVEL = Choice(HONOUR_LEVEL)

SECTION = re.compile(r"[一二三四五六七八九十]{1,3}[、.](.+?)(?:\(共?(\d+)[个家名]\))?[:：]?")
DECISION = re.compile(
    r"(?:命名|授予|表彰|确认).*?(?:\d{4}年度?)?([^\d年度]+?)(?:\(.*\))?的(?:决定|通报|通知)"
)
PLACE_THEN_UNITS = re.compile(r"([^:：,。]{2,12})[:：](.+)")
BETWEEN_UNITS = re.compile(r"[;；\t]+|\s{2,}|\u3000+|(?<=[会组家])、")
COMPLETE = re.compile(r".*(?:会|小组|班组|车间|之家|小家|公司|厂|局|学校|医院|中心)")
HONOUR = re.compile("之家|小家|先进|模范|优秀|标兵|奖")
SHORT = 6  # a heading that is no division, such as 市直, is at most so long


class Honours(Kind):
    """One row per unit honoured."""

    name = "honours"
    titles = "表彰|命名|荣誉|先进|模范"

    unit_name = Column(
        Name(),
        "单位名称 获奖单位 受表彰单位 工会名称 单位",
        pattern="(?:获|受).*单位|单位名称",
        unit=True,
    )
    honour = Column(Label(), "荣誉 荣誉称号 称号 荣誉名称", pattern="荣誉|称号")
    honour_level = Column(LEVEL, "级别 荣誉级别", pattern="级别")
    division_name = Column(Name(), "县市区 属地 地区 所在地", pattern="县.*区|所在")
    division_code = Column(DivisionCode(), "区划代码", pattern="区划")
    awarded_on = Column(
        Date(), "命名日期 表彰日期 授予日期 表彰年度", pattern="(?:命名|表彰|授予|获).*[日时年]"
    )

    @classmethod
    def complete(cls, values: Values, scene: Scene) -> list[Fault]:
        """The level, when the honour itself names it, and the division."""
        if values.get("honour_level") is None and values.get("honour"):
            values["honour_level"] = LEVEL.find(squeezed(values["honour"]))
        return place(values, scene)


def read_honours(lines: Sequence[str], world: World) -> Table | None:
    """The list in the lines of a decision; `None` when they name no unit."""
    reader = _ListReader(world)
    for number, line in enumerate(lines, 1):
        reader.line(number, line)
    return reader.table() if reader.records else None


class _ListReader:
    """Goes through the lines once; a row is a line, counted from 1."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.records: list[Record] = []
        self.skipped: list[Skipped] = []
        self.issues: list[Issue] = []
        self.titles: list[str] = []
        self.sections: list[tuple[int, int, int | None]] = []  # row, records before, stated
        self.honour: str | None = None
        self.awarded_on: str | None = None
        self.code: str | None = None
        self.broken = False  # the last name still lacks its end

    def line(self, number: int, line: str) -> None:
        """Take in one line: skip it, or add the units it names."""
        text = simplified(squeezed(line))
        what = self._skip_as(number, text, line)
        if what:
            self.skipped.append(Skipped(number, what.value))
        elif self.broken and not NUMBERING.match(without_spaces(line)):
            self._join(line)
        else:
            self._units(number, line)

    def _skip_as(self, number: int, text: str, line: str) -> What | None:
        if not text:
            return What.BLANK
        if NOTE.fullmatch(text):
            return What.NOTE
        section = SECTION.fullmatch(text)
        if section and (section[2] or HONOUR.search(section[1])):
            return self._section(number, section)
        if self._heads_place(number, text):
            return What.TITLE
        return None if self._names_units(text) else self._around(text, line)

    def _section(self, number: int, section: re.Match[str]) -> What:
        self.honour, self.code = section[1], None
        stated = int(section[2]) if section[2] else None
        self.sections.append((number, len(self.records), stated))
        return What.TITLE

    def _heads_place(self, number: int, text: str) -> bool:
        """Whether the line is a heading such as 东台市：, 射阳县总工会, or 市直."""
        if self.broken and not self._place_of(text):
            return False
        if NUMBERING.match(text) or not (self.sections or self._place_of(text)):
            return False
        name = text.rstrip(":：")
        found = self.world.places.named(heading_name(name), self.world.scope)
        if found is None and (len(name) > SHORT or COMPLETE.fullmatch(name)):
            return False
        self.code, faults = judge(found, self.world.scope)
        if found is None:
            faults = [warning("unknown_division", "division_code")]
        self.issues += [Issue.of(number, fault, name) for fault in faults]
        return True

    def _place_of(self, text: str) -> bool:
        return bool(self.world.places.named(heading_name(text), self.world.scope))

    def _names_units(self, text: str) -> bool:
        """Whether units follow: under a heading always, before any only when they look so."""
        if self.sections or self.records:
            return not text.endswith("。") or bool(PLACE_THEN_UNITS.fullmatch(text)) or self.broken
        return bool(NUMBERING.match(text)) and bool(COMPLETE.fullmatch(text))

    def _around(self, text: str, line: str) -> What:
        """A line of the decision itself: its title and day, or a sentence."""
        if text.endswith(("。", ":", "：")) or self.sections:
            return What.NOTE
        self.titles.append(line.strip())
        if match := DECISION.search(text):
            self.honour = match[1]
        self.awarded_on = read_day(text.strip("()")).value or self.awarded_on
        return What.TITLE

    def _units(self, number: int, line: str) -> None:
        match = PLACE_THEN_UNITS.fullmatch(line.strip())
        if match and self._heads_place(number, simplified(squeezed(match[1]))):
            line = match[2]
        found = 0
        for name in unit_names(line):
            if names_nobody(name):
                self.issues.append(Issue.of(number, error("placeholder", "unit_name"), name))
                continue
            found += 1
            self.records.append(Record(number, self._values(name)))
            self.broken = not COMPLETE.fullmatch(name)
        if not found:
            self.skipped.append(Skipped(number, What.PLACEHOLDER.value))

    def _values(self, name: str) -> Values:
        return {
            "unit_name": name,
            "honour": self.honour,
            "honour_level": LEVEL.find(self.honour or ""),
            "division_code": self.code,
            "awarded_on": self.awarded_on,
        }

    def _join(self, line: str) -> None:
        values, row = self.records[-1].values, self.records[-1].row
        values["unit_name"] += clean_name(line).strip("。")
        self.broken = False
        self.issues.append(Issue.of(row, warning("joined_lines", "unit_name"), values["unit_name"]))

    def _counted(self) -> Iterator[Issue]:
        """The number a heading states against the units under it."""
        # A list may begin without a heading, or have none at all.
        ends = [*(before for _, before, _ in self.sections[1:]), len(self.records)]
        for (row, before, stated), end in zip(self.sections, ends, strict=False):
            if stated is not None and stated != end - before:
                yield Issue.of(row, warning("sums_do_not_match"), str(stated))

    def table(self) -> Table:
        """What the lines give."""
        issues = [*self.issues, *self._counted(), *check_records(Honours, self.records)]
        return Table(
            sheet=None,
            kind=Honours.name,
            header_rows=[],
            columns={},
            records=self.records,
            skipped=self.skipped,
            issues=each_once(issues),
            title=self.titles[0] if self.titles else "",
            as_of=as_of(self.titles),
        )


def unit_names(line: str) -> list[str]:
    """The names on a line, without numbering and final stops."""
    parts = (NUMBERING.sub("", without_spaces(part)) for part in BETWEEN_UNITS.split(line.strip()))
    return [name for part in parts if (name := clean_name(part).strip("。."))]

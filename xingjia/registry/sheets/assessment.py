"""Assessment forms (考评表): one union per sheet, one row per item, points."""

import re

from xingjia.registry.sheets.printed import printed_on
from xingjia.toolkit.sheets.grid import Cell, written
from xingjia.toolkit.sheets.kinds import Column, Kind
from xingjia.toolkit.sheets.values.base import Around, Reading
from xingjia.toolkit.sheets.values.dates import Date
from xingjia.toolkit.sheets.values.numbers import Number, Score
from xingjia.toolkit.sheets.values.text import NUMBERING, Name, Text
from xingjia.toolkit.sheets.words import simplified, without_spaces

POINTS = re.compile(r"[(（]?\d+(?:\.\d+)?分[)）]?$")


class Heading(Name):
    """The words of a section or item, without its points and running number."""

    def parse(self, cell: Cell, text: str, around: Around) -> Reading:
        """`1、有依法选举的工会主席（10分）` is 有依法选举的工会主席."""
        bare = NUMBERING.sub("", without_spaces(written(cell)))
        return Reading(simplified(POINTS.sub("", bare)) or None)


class Assessment(Kind):
    """One row per item; the union and the day stand over the table."""

    name = "assessment"
    titles = "考评|考核|评分|自查"
    printed = printed_on("台账考评(自查)", "职工之家考核表")

    union_name = Column(
        Name(),
        "被考评工会 被考核工会 工会名称 单位名称 考评单位",
        pattern="被考.*(?:工会|单位)",
        above=True,
    )
    assessed_on = Column(
        Date(), "考评日期 考核日期 考评时间 日期", pattern="考[评核].*(?:日|时)", above=True
    )
    section = Column(Heading(), "类别 项目 考评项目 考核项目", pattern="类别|项目$")
    item = Column(
        Heading(), "考评要点 考核内容 内容 考评内容 要点 指标", pattern="要点|内容|指标", unit=True
    )
    max_score = Column(Score(), "标准分 分值 满分 应得分", pattern="标准分|分值|满分")
    self_score = Column(
        Score("max_score"), "自查分 自评分 得分自查 得分自评", pattern="自[查评]", whole="max_score"
    )
    score = Column(
        Score("max_score"),
        "考评分 考核分 实得分 得分 得分考评",
        pattern="得分|考[评核]分",
        whole="max_score",
    )
    deduction_reason = Column(Text(), "扣分说明 扣分原因 扣分理由", pattern="扣分")
    evidence_count = Column(
        Number(), "佐证材料份数 佐证材料 材料份数", pattern="(?:佐证|材料|台账).*(?:份数|数量)"
    )

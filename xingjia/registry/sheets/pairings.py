"""Pairings of model homes with weaker unions (联手名册): one mentor, several partners."""

from collections.abc import Iterator

from xingjia.registry.sheets.divisions import DivisionCode, place
from xingjia.registry.sheets.words import HONOUR_LEVEL
from xingjia.toolkit.sheets.kinds import Column, Kind, Scene, Values
from xingjia.toolkit.sheets.values.base import Fault, error, warning
from xingjia.toolkit.sheets.values.choices import Choice
from xingjia.toolkit.sheets.values.dates import Date
from xingjia.toolkit.sheets.values.text import Name, Text
from xingjia.toolkit.sheets.words import squeezed

MENTOR = "(?:示范|模范|先进|强家|牵头|帮扶|帮建|支援)"
PARTNER = "(?:联手|结对|牵手|伙伴|受帮|被帮|帮扶对象|薄弱|待建|共建)"
UNIT = "(?:工会|单位|名称|企业)"


class Pairings(Kind):
    """One row per partner; the mentor is often merged over its rows."""

    name = "pairings"
    titles = "结对|联手|牵手|帮扶|共建"

    partner_name = Column(
        Name(),
        "联手单位 结对单位 联手工会 结对工会",
        pattern=f"{PARTNER}.*{UNIT}",
        unit=True,
        splits=True,
    )
    mentor_name = Column(
        Name(), "示范单位 模范职工之家 模范单位 帮扶单位", pattern=f"{MENTOR}.*{UNIT}$", unit=True
    )
    mentor_level = Column(
        Choice(HONOUR_LEVEL), "荣誉 荣誉称号 级别 等级", pattern="荣誉|称号|级别|等级"
    )
    mentor_awarded_on = Column(Date(), "获评年度 命名时间", pattern="(?:获评|获奖|命名|授予|表彰)")
    division_name = Column(Name(), "属地 所在地 县区 县市区", pattern="属地|所在[地县区]|县区")
    division_code = Column(DivisionCode(), "区划代码", pattern="区划")
    paired_on = Column(
        Date(),
        "协议签订 签订日期 签约日期 结对时间",
        pattern="(?:签订|签约)|(?:结对|联手)(?:日|时间)",
    )
    target = Column(Text(), "创建目标 目标", pattern="目标")
    remark = Column(Text(), "说明 备注 备考", pattern="备注|说明$")

    @classmethod
    def complete(cls, values: Values, scene: Scene) -> list[Fault]:
        """The division by its name."""
        return place(values, scene)

    @classmethod
    def compare(cls, records: list[tuple[int, Values]]) -> list[tuple[int, Fault]]:
        """A unit paired with itself, or standing under another mentor above."""
        return list(_clashes(records))


def _clashes(records: list[tuple[int, Values]]) -> Iterator[tuple[int, Fault]]:
    mentors: dict[str, str] = {}
    for row, values in records:
        partner, mentor = unit_of(values.get("partner_name")), unit_of(values.get("mentor_name"))
        if partner and partner == mentor:
            yield row, error("self_pair", "partner_name")
        elif partner and mentors.setdefault(partner, mentor) != mentor:
            yield row, warning("already_paired", "partner_name")


def unit_of(name: str | None) -> str:
    """The name without 工会 or 工会委员会, in the form in which names are compared."""
    return squeezed(name or "").removesuffix("委员会").removesuffix("工会")

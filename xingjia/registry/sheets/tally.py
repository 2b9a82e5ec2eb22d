"""Tallies by place (统计表): how many employers, unions, signs; rates as stated."""

from xingjia.registry.sheets.divisions import DivisionCode, place
from xingjia.toolkit.sheets.kinds import Column, Kind, Scene, Values
from xingjia.toolkit.sheets.values.base import Fault
from xingjia.toolkit.sheets.values.numbers import Number, Rate
from xingjia.toolkit.sheets.values.text import Name, Text


class Tally(Kind):
    """One row per place."""

    name = "tally"
    titles = "统计|汇总|进度|通报"
    rates = (("sign_rate", "signs_displayed", "unions"),)

    division_name = Column(
        Name(),
        "县市区 县 地区 单位 乡镇 镇街道 镇区 街道 县区 区域 乡镇街道",
        pattern="县.*区|乡镇|镇街|地区|板块",
        unit=True,
    )
    division_code = Column(DivisionCode(), "区划代码", pattern="区划")
    enterprises = Column(
        Number(),
        "企业数 企业 投产企业数 企业总数",
        pattern="(?:企业|单位)(?:家?数|总数|合计|总计)+$",
    )
    unions = Column(
        Number(),
        "建会数 工会数 已建会 建会企业数",
        pattern="建会|工会(?:家?数|总数)",
        whole="enterprises",
    )
    sign_rate = Column(Rate(), "亮牌率 亮牌子率", pattern="牌.*(?:率|比例)|亮.*率")
    signs_displayed = Column(Number(), "亮牌子 亮牌数 亮牌", pattern="亮.*牌", whole="unions")
    identities_displayed = Column(Number(), "亮身份 亮身份数", pattern="亮.*身份", whole="unions")
    three_contracts = Column(
        Number(), "三项合同 三项合同数 签订三项合同", pattern="三[项份].*合同|合同.*齐全"
    )
    remark = Column(Text(), "备注 说明", pattern="备注|说明$")

    @classmethod
    def complete(cls, values: Values, scene: Scene) -> list[Fault]:
        """The division by its name."""
        return place(values, scene)

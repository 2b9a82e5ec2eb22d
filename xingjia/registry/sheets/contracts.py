"""Collective contracts: of one employer, or covering those of a township or a branch."""

from typing import Any

from xingjia.registry.sheets.divisions import DivisionCode, heads_place, place
from xingjia.registry.sheets.words import (
    ALL_THREE,
    CONTRACT_KIND,
    COVERAGE,
    THREE,
    THREE_WORDS,
)
from xingjia.toolkit.sheets.kinds import Column, Kind, Scene, Values
from xingjia.toolkit.sheets.values.base import Fault
from xingjia.toolkit.sheets.values.choices import Boolean, Choice, Several
from xingjia.toolkit.sheets.values.codes import Code
from xingjia.toolkit.sheets.values.dates import Date
from xingjia.toolkit.sheets.values.numbers import Number
from xingjia.toolkit.sheets.values.spans import Validity
from xingjia.toolkit.sheets.values.text import Label, Name, Names, Text
from xingjia.toolkit.sheets.words import squeezed

KINDS, COVERAGES = Choice(CONTRACT_KIND), Choice(COVERAGE)


class Contracts(Kind):
    """One row per contract, or per employer with the three contracts side by side."""

    name = "contracts"
    titles = "合同|协议"
    identity = ("employer_code", "employer_name")
    ordered = (("valid_from", "valid_to"),)
    listed = (("employers_covered", "covered_employers"),)

    contract_no = Column(
        Label(),
        "合同号 合同编号 登记号 协议编号 文号",
        pattern="(?:合同|协议|登记|备案).*(?:号|编号)$",
    )
    contract_kind = Column(
        KINDS, "类型 合同种类 合同类型 种类 合同类别 类别", pattern="合同.*(?:种类|类型|类别)"
    )
    coverage_scope = Column(
        COVERAGES, "覆盖方式 签订方式 覆盖范围", pattern="(?:签订|覆盖).*(?:形式|方式|范围)"
    )
    employer_name = Column(
        Name(),
        "企业 单位 企业名称 单位名称 签约单位 签订单位 用人单位 企业全称 单位全称 名称",
        pattern=r"(?:签约|签订)(?:单位|企业)|(?:企业|单位|公司).*(?:名称|全称)$",
        unit=True,
    )
    employer_code = Column(
        Code(),
        "信用代码 代码 统一代码 社会信用代码 统一社会信用代码 组织机构代码 企业代码",
        pattern="(?:信用|机构|企业|单位).*代码",
        missed=True,
    )
    division_name = Column(
        Name(),
        "乡镇街道 镇 镇街道 乡镇 镇区 属地 区域 街道 区域名称 行业名称 地区",
        pattern="(?:所在|所属)(?:地|乡|镇|街|园|区)|乡镇|镇街",
        unit=True,
    )
    division_code = Column(DivisionCode(), "区划代码 行政区划 行政区划代码", pattern="区划")
    employers_covered = Column(
        Number(),
        "覆盖企业 覆盖企业数 覆盖单位数 企业数 涵盖企业数",
        pattern="(?:覆盖|涵盖).*(?:企业|单位)(?:家?数)?$",
    )
    covered_employers = Column(
        Names(),
        "覆盖企业名单 覆盖单位名单 企业名单 涵盖单位",
        pattern="(?:企业|单位).*(?:名单|名册|明细)",
    )
    signed_on = Column(
        Date(),
        "签约日 签订日期 签订时间 签约日期 签字日期 签约时间 最近签订时间",
        pattern="(?:签订|签约|签字|签署).*(?:日|时间)",
    )
    valid_from = Column(
        Date(),
        "起 自 起始日 起始日期 生效日期 开始日期",
        pattern="(?:有?效?期限?|合同期限?).*(?:起|自|开始)$|生效|起始|开始日",
    )
    valid_to = Column(
        Date(),
        "止 至 届满日 到期日 终止日期 截止日期 期满日 失效日期",
        pattern="(?:有?效?期限?|合同期限?).*(?:止|至|到期|届满)$|届满|到期|终止|期满|失效",
    )
    validity = Column(
        Validity("valid_from", "valid_to", "signed_on"),
        "有效期 期限 合同期限 有效期限 合同有效期 起止日期 起止时间 集体合同有效期",
        pattern="有效期限?$|期限$|起止",
    )
    filed_on = Column(
        Date(),
        "报送审查日 报审日期 备案日期 报送日期",
        pattern="(?:报送|报审|备案|送审).*(?:日|时间)",
    )
    reviewed_on = Column(
        Date(), "审查日期 审核日期", pattern="(?:审查|审核|批准|通过).*(?:日|时间)"
    )
    review_opinion = Column(Boolean(), "审查意见书 审查意见", pattern="审查意见|意见书")
    staff_covered = Column(
        Number(),
        "覆盖职工 覆盖职工数 覆盖人数 适用人数 适用人数职工 职工人数 职工数",
        pattern=r"^(?!.*女).*(?:覆盖|涵盖|适用|涉及).*(?:职工|人数|员工)",
    )
    women_covered = Column(
        Number(),
        "覆盖女职工 覆盖女职工数 女职工 女职工数",
        pattern=r"(?:覆盖|涵盖|适用|涉及).*女",
        whole="staff_covered",
    )
    contracts_collective = Column(
        Boolean(), "集体合同 综合合同", pattern="^(?!.*(?:工资|女|三项)).*(?:集体|综合)合同$"
    )
    contracts_wage = Column(
        Boolean(), "工资合同 工资专项合同 工资专项集体合同", pattern="工资.*(?:合同|协议)$"
    )
    contracts_women = Column(
        Boolean(), "女工合同 女职工专项合同 女职工合同", pattern="女.*(?:合同|协议)$"
    )
    contracts_three = Column(
        Several(THREE_WORDS, THREE, ALL_THREE), "三项合同 三项集体合同", pattern="三[项份].*合同$"
    )
    remark = Column(Text(), "备注 备考 说明 附注", pattern="备注|说明$")

    @classmethod
    def heads(cls, text: str, world: Any) -> bool:
        """The name of a place among those of employers heads its rows."""
        return heads_place(text, world)

    @classmethod
    def complete(cls, values: Values, scene: Scene) -> list[Fault]:
        """The kind and the coverage that only the sheet or its title names, and the place."""
        if "contract_kind" not in scene.columns and not scene.columns & set(THREE):
            _say(values, "contract_kind", KINDS, scene)
        if "coverage_scope" not in scene.columns:
            _say(values, "coverage_scope", COVERAGES, scene)
        return place(values, scene)


def _say(values: Values, field: str, choice: Choice, scene: Scene) -> None:
    answers = (choice.find(squeezed(text)) for text in scene.said)
    if answer := next((answer for answer in answers if answer), None):
        values[field] = answer

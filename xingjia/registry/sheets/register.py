"""The register of employers and their unions (企业工会登记册), whole or as a list of changes."""

from typing import Any

from xingjia.registry.sheets.divisions import DivisionCode, heads_place, place
from xingjia.registry.sheets.printed import printed_on
from xingjia.registry.sheets.words import ALL_THREE, INDUSTRY, OWNERSHIP, THREE, THREE_WORDS
from xingjia.toolkit.sheets.kinds import Column, Kind, Scene, Values
from xingjia.toolkit.sheets.values.base import Fault
from xingjia.toolkit.sheets.values.choices import Boolean, Choice, Several
from xingjia.toolkit.sheets.values.codes import Code
from xingjia.toolkit.sheets.values.dates import Date
from xingjia.toolkit.sheets.values.numbers import Money, Number
from xingjia.toolkit.sheets.values.telephones import Telephone
from xingjia.toolkit.sheets.values.text import Name, Text

NO_UNION = ("未建会", "未建", "未建工会", "尚未建会")

SHOWN = Boolean(true="已亮 已挂 已公示", false="未亮 未挂 未公示")
SIGNED = Boolean(true="已签 已签订", false="未签 未签订")
WORKING = Boolean(
    true="投产 正常 在产 已投产 正常生产 存续 在业 开业",
    false="停产 注销 关闭 已停产 停业 歇业 吊销 倒闭 破产 未投产",
)


class Register(Kind):
    """One row per employer, with its union, the chair, the two displays and the contracts."""

    name = "register"
    titles = "登记册|名册|花名册|信息表|登记表|变更"
    identity = ("employer_code", "employer_name")
    one_row_each = True
    ordered = (("chair_elected_on", "term_ends_on"),)
    printed = printed_on(
        "工会组织信息登记表",
        "建会申请补充表",
        "工会信息表",
        "工会信息表(界面列名)",
        "双亮公示",
        "企业工商信息(公开数据集)",
    )
    counts = {
        "投产": lambda rows: sum(row.get("in_production") is True for row in rows),
        "建会": lambda rows: sum(row.get("union_name") is not None for row in rows),
        "齐全": lambda rows: sum(all(row.get(one) for one in THREE) for row in rows),
    }

    division_name = Column(
        Name(),
        "乡镇街道 镇街道 乡镇 镇 街道 镇区 属地 所属镇区 所在镇区 所属乡镇 地区 县区 板块 片区",
        pattern=r"(?:所在|所属|属)(?:地|乡|镇|街|园|县|区)|乡镇|镇街|镇（?区",
    )
    division_code = Column(DivisionCode(), "区划代码 行政区划 行政区划代码 区划", pattern="区划")
    employer_name = Column(
        Name(),
        "企业 单位 企业名称 单位名称 企业全称 单位全称 用人单位 用人单位名称 公司名称 名称 全称",
        pattern=r"^(?!.*工会).*(?:企业|单位|公司).*(?:名称|全称)$",
        unit=True,
    )
    employer_code = Column(
        Code(),
        "信用代码 代码 统一代码 社会信用代码 统一社会信用代码 组织机构代码 企业代码 机构代码",
        pattern=r"^(?!.*工会).*(?:信用|机构|企业|单位|注册).*(?:代码|证号|注册号)",
        missed=True,
    )
    address = Column(Text(), "地址 详细地址", pattern=r"(?:单位|企业|通讯|详细|注册|经营).*地址")
    ownership = Column(
        Choice(OWNERSHIP),
        "经济成分 经济类型 企业类型 企业性质 单位性质 所有制 登记注册类型 注册类型",
        pattern="经济(?:成分|类型|性质)|注册类型|所有制|(?:单位|企业)(?:类别|类型|性质)",
    )
    industry = Column(Choice(INDUSTRY), "行业 所属行业 门类", pattern="行业|4754|门类")
    in_production = Column(
        WORKING,
        "投产 生产状态 经营状态 企业状态 生产经营状态 状态 是否正常生产",
        pattern="投产|(?:生产|经营)(?:状况|状态|情况)",
    )
    staff = Column(
        Number(),
        "职工 职工数 职工人数 职工总数 在册职工 在岗职工 从业人员 员工人数 从业人员合计",
        pattern=r"^(?!.*[女农民外]).*(?:职工|从业人员|员工|用工).*(?:人?数|合计|总数|总计)$",
    )
    women_staff = Column(
        Number(),
        "女职工 女职工数 女职工人数 女工",
        pattern=r"(?:职工|从业人员|员工).*女|女(?:性)?(?:职工|员工|从业)(?!.*(?:合同|委员会))",
        whole="staff",
    )
    migrant_staff = Column(
        Number(),
        "农民工 农民工数 农民工人数 外来务工人员",
        pattern="农民工|外来(?:务工|人员)|进城务工",
        whole="staff",
    )
    union_name = Column(
        Name(NO_UNION),
        "工会 工会名称 工会全称 基层工会名称 工会组织名称 工会组织",
        pattern="工会.*(?:名称|全称)$",
    )
    union_code = Column(
        Code(begins="8", otherwise="not_a_union_code"),
        "工会代码 工会信用代码 工会社会信用代码 工会统一代码 工会法人代码",
        pattern="工会.*代码",
    )
    union_founded = Column(
        Date(),
        "建会日 建会时间 建会日期 工会成立日期 工会成立时间",
        pattern="建会.*(?:日|时间|年)|工会.*(?:成立|组建|建立)",
    )
    members = Column(
        Number(),
        "会员 会员数 会员人数 会员总数 工会会员数",
        pattern=r"^(?!.*女).*(?:会员(?:人?数|总数)?|入会.*数$)",
        whole="staff",
    )
    women_members = Column(
        Number(), "女会员 女性会员", pattern="女.*会员|会员.*女", whole="members"
    )
    chair_name = Column(
        Name(),
        "工会主席 主席 主席姓名 工会主席姓名 工会负责人 姓名",
        pattern="主席.*姓名|姓名.*主席|工会负责人",
    )
    chair_elected_on = Column(
        Date(),
        "选举日期 当选日期 当选时间 选举时间 换届日期 任职时间",
        pattern="当选|选举(?:日|时)|任职(?:日|时)|任期(?:开始|起)",
    )
    term_ends_on = Column(
        Date(),
        "任期届满 届满日期 本届到期日 任期到期 届满时间",
        pattern="任期.*(?:届满|到期|结束|止)|本届.*(?:到期|届满)|主席.*届满",
    )
    chair_phone = Column(
        Telephone(),
        "联系电话 电话 办公电话 办公室电话 手机 手机号码 主席电话 主席办公电话",
        pattern=r"(?:主席|工会|办公|联系).*(?:电话|手机|号码)",
    )
    office_place = Column(
        Text(),
        "工会地点 办公地点 办公地址 办公场所 工会办公场所 工会办公地点",
        pattern="(?:工会|办公).*(?:场所|地点|地址|位置)",
    )
    sign_displayed = Column(
        SHOWN,
        "亮牌子 工会牌 工会亮牌子 亮牌 挂牌",
        pattern="亮.*牌|工会牌|挂牌|牌子",
    )
    identity_displayed = Column(
        SHOWN, "亮身份 主席身份 主席亮身份", pattern="亮.*身份|主席.*身份|身份公[示开]"
    )
    contracts_collective = Column(
        SIGNED, "集体合同 综合合同 综合集体合同", pattern="^(?!.*(?:工资|女)).*(?:集体|综合)合同$"
    )
    contracts_wage = Column(
        SIGNED,
        "工资合同 工资专项合同 工资协商合同 工资集体协议 工资专项集体合同",
        pattern="工资.*(?:合同|协议|协商)$",
    )
    contracts_women = Column(
        SIGNED, "女工合同 女职工专项合同 女职工合同", pattern="女.*(?:合同|协议)$"
    )
    contracts_three = Column(
        Several(THREE_WORDS, THREE, ALL_THREE), "三项合同 三项集体合同", pattern="三[项份]合同$"
    )
    registered_capital = Column(Money(), "注册资金 注册资本", pattern="注册资[金本]")
    registered_on = Column(
        Date(), "注册日期 注册时间 登记日期 企业成立日期", pattern="(?:注册|成立)(?:日|时)"
    )
    remark = Column(Text(), "备注 备考 说明 附注 变更事项 事项", pattern="备注|说明$|变更事项")

    @classmethod
    def heads(cls, text: str, world: Any) -> bool:
        """The name of a place among those of employers heads its rows."""
        return heads_place(text, world)

    @classmethod
    def complete(cls, values: Values, scene: Scene) -> list[Fault]:
        """The division, where the row or a heading names the place."""
        return place(values, scene)

"""Lists of officers (工会委员会、经审委、女职工委名单): who holds which post in which union."""

import re

from xingjia.toolkit.sheets.kinds import Column, Kind, Scene, Values
from xingjia.toolkit.sheets.values.base import Fault, warning
from xingjia.toolkit.sheets.values.choices import Choice
from xingjia.toolkit.sheets.values.codes import Code
from xingjia.toolkit.sheets.values.dates import Date
from xingjia.toolkit.sheets.values.numbers import Number
from xingjia.toolkit.sheets.values.text import Name, Text
from xingjia.toolkit.sheets.words import simplified, squeezed

# Ways of writing a post; the first pattern found in a cell decides.
POSTS = {
    r"(?:经审|经费审查).*(?:主任|主席|组长)": "audit_chair",
    r"经审|经费审查": "audit_member",
    r"女(?:职|工).*(?:主任|主席|组长)": "women_chair",
    r"女(?:职|工)": "women_member",
    r"副主席": "vice_chair",
    r"主席": "chair",
    r"组织员": "organiser",
    r"委员": "member",
}

# A title such as 某公司工会第三届委员会组成人员名单 names the union of all rows.
TITLED = re.compile(
    r"(.{2,60}?工会(?:联合会|委员会)?)"
    r"(?:第.{1,4}届|[一二三四五六七八九十]届|委员|经审|经费审查|女职|班子|换届|组成|选举).*"
)
NAMED_BY = frozenset({"union_name", "union_code", "employer_name"})


class Committee(Kind):
    """One row per person and post; two posts in one cell give two records."""

    name = "committee"
    titles = "委员会|委员名单|委员名册|班子|经审|女职工委|换届"
    ordered = (("elected_on", "term_ends_on"),)

    union_name = Column(
        Name(),
        "工会 工会名称 工会全称 基层工会 基层工会名称 工会组织名称",
        pattern="工会.*(?:名称|全称)$",
    )
    union_code = Column(
        Code(begins="8", otherwise="not_a_union_code"),
        "工会代码 工会信用代码 工会社会信用代码 工会统一代码 工会法人代码",
        pattern="工会.*代码",
    )
    employer_name = Column(
        Name(), "企业 单位 企业名称 单位名称 所在单位 用人单位 公司名称", pattern="^单位全称$"
    )
    person_name = Column(
        Name(), "姓名 委员姓名 当选人 人员姓名", pattern="^(?!.*主席).*姓名$", unit=True
    )
    post = Column(
        Choice(POSTS),
        "职务 工会职务 会内职务 当选职务 任职 现任职务",
        pattern="(?:工会|会内|当选).*职务",
        splits=True,
    )
    elected_on = Column(
        Date(),
        "当选日期 当选时间 选举日期 选举时间 任职日期 任职时间",
        pattern="(?:当选|选举|任职).*(?:日|时间|年)",
    )
    term_ends_on = Column(
        Date(),
        "任期届满 届满日期 届满时间 任期至 任期止",
        pattern="届满|任期.*(?:止|至|到期)",
    )
    votes = Column(Number(), "得票 得票数 票数", pattern="得票|票数")
    remark = Column(Text(), "备注 说明", pattern="备注|说明$")

    @classmethod
    def complete(cls, values: Values, scene: Scene) -> list[Fault]:
        """The union that only a title names."""
        if scene.columns & NAMED_BY:
            return []
        said = (TITLED.fullmatch(simplified(squeezed(text))) for text in scene.said)
        named = next((match[1] for match in said if match), None)
        values["union_name"] = named
        return [warning("inferred", "union_name")] if named else []

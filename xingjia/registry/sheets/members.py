"""Rosters of members (会员花名册)."""

from xingjia.registry.sheets.printed import printed_on
from xingjia.registry.sheets.words import GENDER, POLITICAL
from xingjia.toolkit.sheets.grid import Cell
from xingjia.toolkit.sheets.kinds import Column, Kind
from xingjia.toolkit.sheets.values.base import Around, Reading
from xingjia.toolkit.sheets.values.choices import Choice
from xingjia.toolkit.sheets.values.codes import IdentityNumber
from xingjia.toolkit.sheets.values.dates import Date
from xingjia.toolkit.sheets.values.telephones import Telephone
from xingjia.toolkit.sheets.values.text import Name, clean_name


class Ethnicity(Name):
    """A people's name with 族: 汉 is 汉族."""

    def parse(self, cell: Cell, text: str, around: Around) -> Reading:
        """The name as written, completed."""
        return Reading(f"{clean_name(text).removesuffix('族')}族")


class Members(Kind):
    """One row per person."""

    name = "members"
    titles = "会员|花名册|职工名册"
    identity = ("id_number", "person_name")
    printed = printed_on("会员花名册", "困难职工档案表")

    person_name = Column(Name(), "姓名 会员姓名", pattern="姓名", unit=True)
    gender = Column(Choice(GENDER), "性别", pattern="性别")
    born_on = Column(Date(), "出生日期 出生年月 出生", pattern="出生")
    ethnicity = Column(Ethnicity(), "民族", pattern="民族")
    joined_on = Column(Date(), "入会日期 入会时间", pattern="入会.*(?:日|时|年)")
    political_status = Column(Choice(POLITICAL), "政治面貌", pattern="政治面貌")
    id_number = Column(
        IdentityNumber(), "身份证号 身份证号码 公民身份号码", pattern="身份证|身份号码"
    )
    phone = Column(Telephone(), "电话 联系电话 手机 手机号码", pattern="电话|手机")

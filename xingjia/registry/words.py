"""The words in which values of the register are shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xingjia.registry.models import EmployerStatement, FocusMark, UnionStatement
from xingjia.registry.rules.values import FOCUS_OF_EMPLOYER, FOCUS_OF_UNION
from xingjia.toolkit.ui.templatetags.ui import count, day

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

OWNERSHIP: dict[str, StrOrPromise] = {
    "state_owned": gettext_lazy("国有"),
    "collective": pgettext_lazy("ownership", "集体"),
    "private": gettext_lazy("私营"),
    "foreign_invested": gettext_lazy("外商投资"),
    "hk_macao_tw": gettext_lazy("港澳台投资"),
}
# Sections of GB/T 4754-2017.
INDUSTRY: dict[str, StrOrPromise] = {
    "A": gettext_lazy("农、林、牧、渔业"),
    "B": gettext_lazy("采矿业"),
    "C": gettext_lazy("制造业"),
    "D": gettext_lazy("电力、热力、燃气及水生产和供应业"),
    "E": gettext_lazy("建筑业"),
    "F": gettext_lazy("批发和零售业"),
    "G": gettext_lazy("交通运输、仓储和邮政业"),
    "H": gettext_lazy("住宿和餐饮业"),
    "I": gettext_lazy("信息传输、软件和信息技术服务业"),
    "J": gettext_lazy("金融业"),
    "K": gettext_lazy("房地产业"),
    "L": gettext_lazy("租赁和商务服务业"),
    "M": gettext_lazy("科学研究和技术服务业"),
    "N": gettext_lazy("水利、环境和公共设施管理业"),
    "O": gettext_lazy("居民服务、修理和其他服务业"),
    "P": gettext_lazy("教育"),
    "Q": gettext_lazy("卫生和社会工作"),
    "R": gettext_lazy("文化、体育和娱乐业"),
    "S": gettext_lazy("公共管理、社会保障和社会组织"),
    "T": gettext_lazy("国际组织"),
}
TWO_NEW: dict[str, StrOrPromise] = {
    "new_economic": gettext_lazy("新经济组织"),
    "new_social": gettext_lazy("新社会组织"),
    "neither": gettext_lazy("不是"),
}
PARTY: dict[str, StrOrPromise] = {
    "committee": gettext_lazy("党委"),
    "general_branch": gettext_lazy("党总支"),
    "branch": gettext_lazy("党支部"),
    "joint_branch": gettext_lazy("联合党支部"),
    "none": pgettext_lazy("party organisation", "无"),
}
UNION_KINDS: dict[str, StrOrPromise] = {
    "own": gettext_lazy("单独基层工会"),
    "joint": gettext_lazy("联合基层工会"),
    "industry_federation": gettext_lazy("行业工会联合会"),
    "regional_federation": gettext_lazy("区域工会联合会"),
    "public_body": gettext_lazy("机关、事业单位工会"),
}
FOCUS: dict[str, StrOrPromise] = dict(FocusMark.Kind.choices)
# What the lists can be narrowed to.
EMPLOYER_FOCUS = {"any": gettext_lazy("全部重点"), **{k: FOCUS[k] for k in FOCUS_OF_EMPLOYER}}
UNION_FOCUS = {k: FOCUS[k] for k in FOCUS_OF_UNION}
OfEmployer, OfUnion = EmployerStatement.Field, UnionStatement.Field
HAS = (gettext_lazy("有"), gettext_lazy("无"))
YES_NO: dict[str, tuple[StrOrPromise, StrOrPromise]] = {
    OfEmployer.IN_PRODUCTION: (gettext_lazy("投产"), gettext_lazy("未投产")),
    OfUnion.SIGN: (gettext_lazy("已亮"), gettext_lazy("未亮")),
    OfUnion.IDENTITY: (gettext_lazy("已亮"), gettext_lazy("未亮")),
}
CHOICES: dict[str, Mapping[str, StrOrPromise]] = {
    OfEmployer.OWNERSHIP: OWNERSHIP,
    OfEmployer.INDUSTRY: INDUSTRY,
    OfEmployer.TWO_NEW: TWO_NEW,
    OfEmployer.PARTY: PARTY,
    OfUnion.KIND: UNION_KINDS,
}
PEOPLE = frozenset(
    {
        OfEmployer.STAFF.value,
        OfEmployer.WOMEN_STAFF.value,
        OfEmployer.MIGRANT_STAFF.value,
        OfUnion.MEMBERS.value,
        OfUnion.WOMEN_MEMBERS.value,
        OfUnion.MIGRANT_MEMBERS.value,
        OfUnion.FLEXIBLE_MEMBERS.value,
    }
)
DAYS = frozenset({OfUnion.CERTIFICATE_FROM.value, OfUnion.CERTIFICATE_TO.value})
PARTIAL_DAY = re.compile(r"\d{4}(-\d{2}){0,2}")
TEN_THOUSAND = 10_000
DAY_PARTS, MONTH_PARTS = 3, 2  # "2013-04" is a month, "2013" a year
# Named jobs that write, as the source of a value names them.
JOBS: dict[str, StrOrPromise] = {
    "system:import_sheet": gettext_lazy("后台导入"),
    "system:seed_demo": gettext_lazy("演示数据"),
}


def who(label: str, people: Mapping[str, str]) -> str:
    """Who said something, from the label that is kept with it."""
    return people.get(label) or str(JOBS.get(label, _("系统")))


def shown(field: str, value: Any, places: Mapping[str, str] | None = None) -> str:
    """A value in words, without its unit; "" when there is none: nobody has said.

    `places` gives the names of place codes.
    """
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        yes, no = YES_NO.get(field, HAS)
        return str(yes if value else no)
    if isinstance(value, int):
        return count(value)
    if isinstance(value, dict):
        return _money(value)
    return _text(field, str(value), places)


def measured(field: str, value: Any, places: Mapping[str, str] | None = None) -> str:
    """A value in words with its unit: 185 人."""
    words = shown(field, value, places)
    return _("%(count)s 人") % {"count": words} if words and field in PEOPLE else words


def _text(field: str, value: str, places: Mapping[str, str] | None) -> str:
    if field in CHOICES:
        return str(CHOICES[field].get(value, value))
    if field == OfEmployer.PLACE:
        return (places or {}).get(value, value)
    return _partial_day(value) if field.endswith("_on") or field in DAYS else value


def _money(value: dict[str, Any]) -> str:
    """An amount in units of ten thousand, as registers write it."""
    amount = Decimal(str(value["amount"])) / TEN_THOUSAND
    number = f"{amount.normalize():f}"
    if value.get("currency", "CNY") == "CNY":
        return _("%(number)s 万元") % {"number": number}
    return _("%(number)s 万 %(currency)s") % {"number": number, "currency": value["currency"]}


def _partial_day(value: str) -> str:
    """2013-04-18, 2013-04 or 2013, as far as it is known; as written when it is no day."""
    if not PARTIAL_DAY.fullmatch(value):
        return value
    parts = [int(part) for part in value.split("-")]
    first = date(*[*parts, 1, 1][:DAY_PARTS])
    if len(parts) == DAY_PARTS:
        return day(first)
    if len(parts) == MONTH_PARTS:
        return formats.date_format(first, "YEAR_MONTH_FORMAT")
    return _("%(year)s年") % {"year": first.year}


# What ends with a union, see `queries.endings`.
PARTS_OF_END = {
    "covers": gettext_lazy("覆盖企业"),
    "officers": gettext_lazy("在任的人"),
    "posts": gettext_lazy("账号任职"),
    "groups": gettext_lazy("工会小组"),
    "affiliations": gettext_lazy("联合会成员关系"),
    "marks": gettext_lazy("重点标记"),
    "rooms": gettext_lazy("职工之家用房"),
    "leaf": gettext_lazy("所在的镇、街道"),
}

"""The words in which the papers of a union, its party organisation and their dates are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from xingjia.registry.rules.certificates import Due, Rule, Standing
from xingjia.registry.rules.party import Building, Together
from xingjia.toolkit.ui.templatetags.ui import day

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

# Standing -> kind of chip, icon ("" is the usual one), word.
STANDINGS: dict[Standing, tuple[str, str, StrOrPromise]] = {
    Standing.RUNNING: ("met", "", lazy("有效")),
    Standing.RENEWABLE: ("lapsing", "", lazy("该换证了")),
    Standing.ENDED: ("unmet", "", lazy("已过期")),
    Standing.AHEAD: ("info", "calendar", lazy("尚未生效")),
    Standing.TO_APPLY: ("info", "calendar", lazy("该申领了")),
    Standing.UNKNOWN: ("unknown", "", lazy("未填报")),
}
DO: dict[Rule, StrOrPromise] = {
    Rule.APPLY: lazy("申请法人登记"),
    Rule.RENEW: lazy("换领法人登记证"),
    Rule.CHANGE: lazy("办理变更登记"),
}
WHY: dict[Rule, StrOrPromise] = {
    Rule.APPLY: lazy("%(since)s成立，一般在 60 日内申请（总工办发〔2020〕20号，期限请核对）"),
    Rule.RENEW: lazy("证书到 %(since)s，期满前 30 日内申请换证（总工办发〔2020〕20号第二十七条）"),
    Rule.CHANGE: lazy("%(since)s%(what)s，30 日内办理变更（总工办发〔2020〕20号）"),
}
WHAT: dict[str, StrOrPromise] = {
    "name": lazy("名称有变"),
    "office": lazy("办公场所有变"),
    "chair": lazy("换了主席"),
}
TOGETHER: dict[Together, tuple[str, str, StrOrPromise]] = {
    Together.SAME_YEAR: ("met", "", lazy("党工同建")),
    Together.BOTH: ("met", "", lazy("党工都有")),
    Together.PARTY_ONLY: ("lapsing", "", lazy("有党组织，未建会")),
    Together.UNION_ONLY: ("na", "", lazy("已建会，无党组织")),
    Together.NEITHER: ("na", "", lazy("都没有")),
    Together.UNKNOWN: ("unknown", "", lazy("未填报")),
}
WHY_TOGETHER: dict[Together, StrOrPromise] = {
    Together.BOTH: lazy("党组织和工会都有；缺一边的成立年份，说不准是不是同步建立。"),
    Together.PARTY_ONLY: lazy("可以请党组织牵头，带动建会。"),
    Together.UNION_ONLY: lazy("登记的是没有党组织。"),
    Together.NEITHER: lazy("登记的是没有党组织，也没有建会。"),
    Together.UNKNOWN: lazy("没有人填过有没有党组织，不算没有。"),
}


def why_due(due: Due) -> str:
    """Why something is due then, with its article."""
    told = str(WHY[due.rule]) % {"since": day(due.since), "what": WHAT.get(due.what, "")}
    if due.early:
        return _("%(told)s。办法 2021年1月1日起施行，这里供参考") % {"told": told}
    return told


def why_together(found: Building) -> str:
    """By which years party organisation and union are told to be built together."""
    years = {"party": found.party_year, "union": found.union_year}
    if found.together is Together.SAME_YEAR:
        return _("党组织和工会都在 %(party)s年建立，算同步建立。") % years
    if found.together is Together.BOTH and None not in years.values():
        return _("党组织 %(party)s年建立，工会 %(union)s年建立，不在同一年。") % years
    return str(WHY_TOGETHER[found.together])

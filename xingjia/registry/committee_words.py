"""The words in which pages tell of committees: what is lacking and why, how an election stood."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xingjia.registry.rules.ballot_checks import Check, Found
from xingjia.registry.rules.ballots import Body
from xingjia.registry.rules.committees import BodyState, Has
from xingjia.registry.rules.elections import Relation

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

BODIES: dict[Body, StrOrPromise] = {
    Body.COMMITTEE: gettext_lazy("工会委员会"),
    Body.AUDIT: gettext_lazy("经费审查委员会"),
    Body.WOMEN: gettext_lazy("女职工委员会"),
}
# Kind of chip, icon ("" is the usual one), word.
STATES: dict[Has, tuple[str, str, StrOrPromise]] = {
    Has.HAS: ("met", "", gettext_lazy("已有")),
    Has.SHORT: ("unmet", "", gettext_lazy("人数不够")),
    Has.MISSING: ("unmet", "", gettext_lazy("应有未有")),
    Has.UNKNOWN: ("unknown", "", gettext_lazy("未填报")),
    Has.NOT_DUE: ("na", "", gettext_lazy("不用设")),
}
WHY: dict[str, StrOrPromise] = {
    "nobody_told": gettext_lazy("没有人填报过委员会的人选。"),
    "nobody_sits": gettext_lazy("现在没有在任的人，要尽快换届或补选（工会法第十一条）。"),
    "members_unknown": gettext_lazy(
        "在任 %(number)s 人；会员人数没有填，够不够数看不出来（工会法第十一条）。"
    ),
    "organiser_alone": gettext_lazy(
        "会员 %(members)s 人，不足 25 人，选组织员一人就可以（工会法第十一条）。"
    ),
    "chair_alone": gettext_lazy(
        "会员 %(members)s 人，不足 25 人，只选主席一人也可以（工会法第十一条）。"
    ),
    "organiser_only": gettext_lazy(
        "会员 %(members)s 人，25 人以上要建基层委员会，不能只设组织员（工会法第十一条）。"
    ),
    "chair_known": gettext_lazy(
        "会员 %(members)s 人，应有委员会（工会法第十一条）；名册上只有主席，其他委员请补上。"
    ),
    "committee_short": gettext_lazy(
        "会员 %(members)s 人，委员会 %(fewest)s 到 %(most)s 人，在任 %(number)s 人"
        "（总工发〔2016〕27号）。"
    ),
    "committee_has": gettext_lazy(
        "会员 %(members)s 人，委员会 %(fewest)s 到 %(most)s 人，在任 %(number)s 人"
        "（总工发〔2016〕27号）。"
    ),
    "committee_large": gettext_lazy(
        "会员 %(members)s 人，委员会一般不超过 %(most)s 人，在任 %(number)s 人"
        "（总工发〔2016〕27号）。"
    ),
    "audit_from": gettext_lazy(
        "和委员会同时选，%(fewest)s 到 %(most)s 人，主席、管财务的不参加（工会法第四十五条）。"
    ),
    "auditor_one": gettext_lazy("会员不足 25 人，选一名经审员（工会法第四十五条）。"),
    "auditor_has": gettext_lazy("在任 %(number)s 人（工会法第四十五条）。"),
    "audit_short": gettext_lazy(
        "在任 %(number)s 人，经审委 %(fewest)s 到 %(most)s 人（工会法第四十五条）。"
    ),
    "audit_has": gettext_lazy("在任 %(number)s 人（工会法第四十五条）。"),
    "women_unknown": gettext_lazy("女会员人数没有填，要不要设看不出来（工会章程）。"),
    "no_women": gettext_lazy("没有女会员（工会章程）。"),
    "one_woman": gettext_lazy(
        "女会员 %(women)s 人，不足 %(line)s 人，委员会里有一名女委员就可以（工会章程）。"
    ),
    "women_from": gettext_lazy(
        "女会员 %(women)s 人，满 %(line)s 人要设女职工委员会，和委员会同时建（工会章程）。"
    ),
    "women_has": gettext_lazy("女会员 %(women)s 人，在任 %(number)s 人（工会章程）。"),
}
RELATIONS: dict[Relation, StrOrPromise] = {
    Relation.LEGAL_REPRESENTATIVE: gettext_lazy("法定代表人"),
    Relation.ADMINISTRATIVE_HEAD: gettext_lazy("行政主要负责人"),
    Relation.PARTNER: gettext_lazy("合伙人"),
    Relation.RELATIVE_OF_HEAD: gettext_lazy("以上几种人的近亲属"),
    Relation.DEPUTY_HEAD: gettext_lazy("行政副职"),
    Relation.HR_HEAD: gettext_lazy("人力资源部门负责人"),
    Relation.FOREIGN_STAFF: gettext_lazy("外籍职工"),
    Relation.MEMBERSHIP_KEPT: gettext_lazy("只保留会籍的会员"),
    Relation.FINANCE_STAFF: gettext_lazy("管工会财务"),
}
# How a check of an election came out: met, unmet, unknown.
CHECKS: dict[tuple[str, Found], StrOrPromise] = {
    ("quorum", Found.MET): gettext_lazy(
        "应到 %(should)s 人，实到 %(present)s 人，到会 %(needed)s 人以上就能选"
    ),
    ("quorum", Found.UNMET): gettext_lazy(
        "应到 %(should)s 人，实到 %(present)s 人，不到三分之二，要 %(needed)s 人以上"
    ),
    ("quorum", Found.UNKNOWN): gettext_lazy("应到、实到人数没有填全"),
    ("majority", Found.MET): gettext_lazy("都得了 %(needed)s 票以上，超过应到 %(should)s 人的一半"),
    ("majority", Found.UNMET): gettext_lazy("有人没有得到 %(needed)s 票，应到 %(should)s 人"),
    ("majority", Found.UNKNOWN): gettext_lazy("应到人数或得票没有填全"),
    ("contest", Found.MET): gettext_lazy(
        "选委员 %(seats)s 名，候选人 %(candidates)s 名，要 %(needed)s 名以上"
    ),
    ("contest", Found.UNMET): gettext_lazy(
        "选委员 %(seats)s 名，候选人只有 %(candidates)s 名，要 %(needed)s 名以上"
    ),
    ("contest", Found.UNKNOWN): gettext_lazy("候选人数没有填"),
    ("notice", Found.MET): gettext_lazy("公示 %(days)s 天，要 7 天以上"),
    ("notice", Found.UNMET): gettext_lazy("公示只有 %(days)s 天，要 7 天以上"),
    ("notice", Found.UNKNOWN): gettext_lazy("公示日期没有填"),
}
CHECK_NAMES: dict[str, StrOrPromise] = {
    "quorum": gettext_lazy("到会三分之二以上"),
    "majority": gettext_lazy("得票过应到人数的一半"),
    "contest": gettext_lazy("差额选举"),
    "notice": gettext_lazy("候选人公示七天"),
}
MARKS: dict[Found, tuple[str, StrOrPromise]] = {
    Found.MET: ("met", gettext_lazy("符合")),
    Found.UNMET: ("unmet", gettext_lazy("不符合")),
    Found.UNKNOWN: ("unknown", gettext_lazy("未填报")),
}


def body_why(state: BodyState) -> str:
    """Why a body stands as it does, with its article."""
    return str(WHY[state.code]) % dict(state.said)


def check_words(check: Check) -> str:
    """What one check of an election found, with its numbers."""
    return str(CHECKS[check.code, check.found]) % dict(check.said)


def declaration(declared: Iterable[str] | None) -> str:
    """What somebody declared of herself before standing."""
    if declared is None:
        return _("没有声明")
    words = [str(RELATIONS[Relation(one)]) for one in declared]
    if not words:
        return _("已声明，可以作候选人")
    return _("声明：%(relations)s") % {"relations": "、".join(words)}

"""The words for the clock of a contract: states, steps, and why a date is what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from xingjia.registry.rules.contract_clock import Deadline, Rule, State
from xingjia.registry.rules.contract_steps import Finding, Mark
from xingjia.toolkit.ui.templatetags.ui import day

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

# Kind of chip, icon ("" is the usual one), word.
STATES: dict[State, tuple[str, str, StrOrPromise]] = {
    State.PLANNED: ("na", "", lazy("拟要约")),
    State.OFFERED: ("info", "hourglass", lazy("已要约")),
    State.UNANSWERED: ("unmet", "", lazy("逾期未答复")),
    State.ANSWERED: ("info", "hourglass", lazy("已答复，协商中")),
    State.DRAFTED: ("info", "hourglass", lazy("职代会已审议")),
    State.PASSED: ("info", "hourglass", lazy("职代会已通过")),
    State.REJECTED: ("unmet", "", lazy("职代会未通过")),
    State.SIGNED: ("info", "hourglass", lazy("已签字，待报送")),
    State.FILED: ("info", "hourglass", lazy("已报送，待受理")),
    State.RECEIVED: ("info", "hourglass", lazy("已受理，审查中")),
    State.OBJECTED: ("unmet", "", lazy("有异议")),
    State.EFFECTIVE: ("info", "calendar", lazy("已生效，不在有效期内")),
    State.IN_FORCE: ("met", "", lazy("有效")),
    State.PUBLISHED: ("met", "", lazy("有效，已公布")),
    State.EXPIRED: ("na", "", lazy("已到期")),
    State.RENEWED: ("na", "", lazy("已续签")),
    State.ENDED: ("na", "", lazy("已终止")),
}
STEPS: dict[str, StrOrPromise] = {
    "offered_on": lazy("要约"),
    "answered_on": lazy("答复"),
    "congress_on": lazy("职代会审议"),
    "signed_on": lazy("签字"),
    "filed_on": lazy("报送审查"),
    "received_on": lazy("受理"),
    "objected_on": lazy("提出异议"),
    "effective_on": lazy("生效"),
    "published_on": lazy("公布"),
    "valid_to": lazy("到期"),
    "ended_on": lazy("终止"),
}
MARKS: dict[Mark, tuple[str, str, StrOrPromise]] = {
    Mark.DONE: ("met", "", lazy("已完成")),
    Mark.LATE: ("lapsing", "", lazy("逾期完成")),
    Mark.FAILED: ("unmet", "", lazy("未通过")),
    Mark.NEXT: ("info", "hourglass", lazy("下一步")),
    Mark.OVERDUE: ("unmet", "", lazy("已逾期")),
    Mark.AHEAD: ("na", "", lazy("未到")),
    Mark.UNSAID: ("unknown", "", lazy("未填报")),
}
WHY: dict[Rule, StrOrPromise] = {
    Rule.ANSWER: lazy("%(since)s要约，对方应在 %(days)s内书面答复（集体合同规定第三十二条）"),
    Rule.RESUBMIT: lazy("%(since)s未通过，有的地方规定 %(days)s内重新提交（福建）"),
    Rule.FILE: lazy("%(since)s签字，应在 %(days)s内报送审查（集体合同规定第四十二条）"),
    Rule.REVIEW: lazy("%(since)s受理，%(days)s内没有异议即生效（劳动合同法第五十四条）"),
    Rule.PUBLISH: lazy("%(since)s生效，应及时公布，各地多为 %(days)s内（集体合同规定第四十七条）"),
    Rule.RENEW: lazy("到期前 3 个月内可以提出续签（集体合同规定第三十八条）"),
    Rule.RENEW_WAGE: lazy("工资专项集体合同到期前 60 日内续签（地方工资集体协商规定）"),
}
DO: dict[Rule, StrOrPromise] = {
    Rule.ANSWER: lazy("答复"),
    Rule.RESUBMIT: lazy("重新提交职代会"),
    Rule.FILE: lazy("报送审查"),
    Rule.REVIEW: lazy("审查期满"),
    Rule.PUBLISH: lazy("公布"),
    Rule.RENEW: lazy("续签"),
    Rule.RENEW_WAGE: lazy("续签"),
}
FINDINGS: dict[str, StrOrPromise] = {
    "in_the_future": lazy("这一天还没有到，先不填。"),
    "votes_impossible": lazy("同意人数不能多于实到人数，实到人数不能多于应到人数。"),
    "not_passed": lazy(
        "草案没有通过，不能签字：须三分之二以上出席、全体过半数同意"
        "（劳动合同法第五十一条，集体合同规定第三十六条、第三十七条）。"
    ),
    "objected": lazy(
        "审查有异议，须重新协商并重新报送，不能填生效（劳动合同法第五十四条，集体合同规定第四十六条）。"
    ),
    "no_reason": lazy("请选终止的原因。"),
    "late_answer": lazy("超过 20 日才答复（集体合同规定第三十二条）。"),
    "late_file": lazy("签字后超过 10 日才报送（集体合同规定第四十二条）。"),
    "late_publish": lazy("公布得晚：生效后应及时公布（集体合同规定第四十七条）。"),
    "no_congress": lazy("没有职代会通过的记录，请补填到会和同意人数（劳动合同法第五十一条）。"),
    "late_objection": lazy("异议晚于受理后 15 日，合同已经生效（劳动合同法第五十四条）。"),
    "early_effect": lazy("受理后不满 15 日就写生效，请核对审查意见书（劳动合同法第五十四条）。"),
    "no_such_step": lazy("没有这一步。"),
}


def why(one: Deadline) -> str:
    """Why a deadline is what it is, with its article."""
    unit = _("%(n)s 个工作日") if one.working else _("%(n)s 日")
    return str(WHY[one.rule]) % {"since": day(one.since), "days": unit % {"n": one.days}}


def sentence(one: Finding) -> str:
    """A finding as a sentence for the person who enters a date."""
    if one.code == "before_its_cause":
        return _("与“%(step)s”的日期前后颠倒。") % {"step": STEPS[one.about]}
    return str(FINDINGS[one.code])

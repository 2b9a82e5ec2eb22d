"""The words for the clock of a contract: states, steps, and why a date is what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from xingjia.registry.models import Contract
from xingjia.registry.rules.contract_clock import Deadline, Rule, State
from xingjia.registry.rules.contract_steps import Finding, Mark
from xingjia.registry.words import shown
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
    Rule.RENEW: lazy("到期前 %(n)s 个月内可以提出续签（集体合同规定第三十八条）"),
    Rule.RENEW_WAGE: lazy("工资专项集体合同到期前 %(n)s 日内续签（地方工资集体协商规定）"),
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
    "late_answer": lazy(
        "超过期限才答复（集体合同规定第三十二条，20 日；县里另有规定的从其规定）。"
    ),
    "late_file": lazy(
        "签字后超过期限才报送（集体合同规定第四十二条，10 日；县里另有规定的从其规定）。"
    ),
    "late_publish": lazy("公布得晚：生效后应及时公布（集体合同规定第四十七条）。"),
    "no_congress": lazy("没有职代会通过的记录，请补填到会和同意人数（劳动合同法第五十一条）。"),
    "late_objection": lazy("异议提出时审查期限已满，合同已经生效（劳动合同法第五十四条，15 日）。"),
    "early_effect": lazy("审查期限未满就写生效，请核对审查意见书（劳动合同法第五十四条，15 日）。"),
    "no_such_step": lazy("没有这一步。"),
    "kind_unfit": lazy("请选合同种类。"),
    "reach_unfit": lazy("请选签订方式。"),
    "covers_nobody": lazy("请写覆盖哪些企业。"),
    "own_covers_one": lazy("单独签订的合同只覆盖一家企业；几家合签的，选区域性或行业性。"),
    "shared_covers_one": lazy("区域性、行业性合同只写了一家企业，其余的可以以后再加。"),
    "women_over_staff": lazy("覆盖女职工不能比覆盖职工还多。"),
    "reps_too_few": lazy("协商代表每方至少三人（集体合同规定第十九条）。"),
    "reps_unequal": lazy("双方协商代表人数应当对等（集体合同规定第十九条）。"),
    "women_reps_over": lazy("女代表不能比职工方代表还多。"),
    "women_reps_none": lazy(
        "女职工专项集体合同的职工方代表里应当有女职工（各地女职工专项集体合同规定）。"
    ),
    "ends_before_it_starts": lazy("到期日期不能早于生效日期。"),
    "wage_over_a_year": lazy(
        "工资专项集体合同的期限一般为一年（工资集体协商试行办法和各地规定），请核对到期日期。"
    ),
    "over_three_years": lazy(
        "集体合同的期限一般为一至三年（集体合同规定第三十八条），请核对到期日期。"
    ),
    "under_a_year": lazy("期限不满一年，集体合同一般为一至三年（集体合同规定第三十八条）。"),
    "votes_without_day": lazy("填了到会和同意人数，也要填审议日期。"),
    "number_known": lazy("这个县已经有同一种类、同一编号的合同，请先看看是不是同一份。"),
    "overlaps": lazy("有的企业在这段时间已经有同一种类的合同，统计时一家只算一次。"),
    "emptied_reason": lazy(
        "清除已有的内容，请在“理由”里写明为什么。原来的内容仍然留在改动记录里。"
    ),
    "last_employer": lazy("合同至少覆盖一家企业。全都不再覆盖的，请登记提前终止。"),
    "nothing_to_clear": lazy("这一项本来就没有填。"),
    "stale_step": lazy("别人刚改过这个日期，请回到合同看过再清除。"),
    "outside_term": lazy("这一天不在合同覆盖它的时间里。"),
}


CHOICES: dict[str, dict[str, StrOrPromise]] = {
    "kind": dict(Contract.Kind.choices),
    "reach": dict(Contract.Reach.choices),
    "ended_why": dict(Contract.EndReason.choices),
}
DAY_FIELDS = frozenset({"valid_from", "valid_to"})


def value_words(name: str, value: Any) -> str:
    """A value of a contract in words; "" for an unknown one."""
    if value is None or value == "":
        return ""
    if name in CHOICES:
        return str(CHOICES[name].get(str(value), value))
    return shown("filed_on" if name in DAY_FIELDS else name, value)


def field_word(name: str) -> str:
    """The reader's word for a field of a contract."""
    return str(Contract._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def why(one: Deadline) -> str:
    """Why a deadline is what it is, with its article."""
    unit = _("%(n)s 个工作日") if one.working else _("%(n)s 日")
    told = {"since": day(one.since), "days": unit % {"n": one.days}, "n": one.days}
    return str(WHY[one.rule]) % told


def sentence(one: Finding) -> str:
    """A finding as a sentence for the person who enters a date."""
    if one.code == "before_its_cause":
        return _("与“%(step)s”的日期前后颠倒。") % {"step": STEPS[one.about]}
    return str(FINDINGS[one.code])

"""The words for procedures: steps, who acts, why a day is what it is, what stands in the way."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext_lazy

from xingjia.organising.models import Procedure, StepRecord
from xingjia.organising.rules.steps import Mark, State, Step, Who
from xingjia.organising.rules.steps import Stage as StageOfStep
from xingjia.registry.advice import advice as registry_advice
from xingjia.registry.models import Election, Officer
from xingjia.registry.rules.editing import Finding
from xingjia.toolkit.ui.templatetags.ui import day

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

FOUNDING, RE_ELECTION = Procedure.Kind.FOUNDING.value, Procedure.Kind.RE_ELECTION.value

STEPS: dict[str, dict[str, StrOrPromise]] = {
    FOUNDING: {
        "survey": lazy("摸底"),
        "apply": lazy("筹备申请"),
        "permit": lazy("批复同意筹建"),
        "join": lazy("发展会员"),
        "call": lazy("候选人公示和大会请示"),
        "meet": lazy("会员大会选举"),
        "report": lazy("报批"),
        "approve": lazy("批复，工会成立"),
        "sign": lazy("印章和牌子"),
        "register": lazy("法人登记"),
        "account": lazy("开户和经费"),
    },
    RE_ELECTION: {
        "prepare": lazy("成立筹备机构"),
        "request": lazy("换届请示"),
        "permit": lazy("批复同意换届"),
        "nominate": lazy("提名候选人"),
        "notice": lazy("候选人公示"),
        "meet": lazy("会员（代表）大会选举"),
        "report": lazy("报选举结果"),
        "approve": lazy("批复选举结果"),
        "change": lazy("变更登记"),
        "show": lazy("更新双亮"),
        "extend": lazy("延期换届"),
    },
}
# What is done in the step, in a sentence for whoever does it.
HOW: dict[str, dict[str, StrOrPromise]] = {
    FOUNDING: {
        "survey": lazy("上门了解职工人数、联系人，听取企业和党组织的意见。"),
        "apply": lazy("筹备组 3 至 5 人，向上级工会提出筹建申请。还不是会员的先入会。"),
        "permit": lazy("上级工会批复同意筹建。"),
        "join": lazy("宣传、发入会申请书、批准入会、列出会员名单；人多的分小组、选代表。"),
        "call": lazy("候选人公示满七天；同时请示上级召开会员大会。日期填公示第一天。"),
        "meet": lazy("三分之二以上到会，无记名投票，得票超过应到人数一半的当选。"),
        "report": lazy("把选举结果报上级工会批准。"),
        "approve": lazy("上级工会批准，工会从这一天起成立，计入已建会。"),
        "sign": lazy("刻章、挂牌，公布主席姓名和电话（双亮）。"),
        "register": lazy("向县以上总工会申请工会法人登记，不收费。"),
        "account": lazy("凭批复、法人证书、印章开户；到税务登记缴拨经费；会员到全国平台实名录入。"),
    },
    RE_ELECTION: {
        "prepare": lazy("本届委员会成立筹备机构，听取同级党组织意见。"),
        "request": lazy("向上级工会请示换届。"),
        "permit": lazy("上级工会批复同意换届。"),
        "nominate": lazy("由工会小组、分会提名，候选人要多于应选名额。"),
        "notice": lazy("按姓氏笔画公示七天。日期填公示第一天。"),
        "meet": lazy("三分之二以上到会，无记名投票，得票超过应到人数一半的当选。"),
        "report": lazy("把选举结果报上级工会批准。"),
        "approve": lazy("上级工会在十五日内批复；选举不合规定的不予批准，重新选。"),
        "change": lazy("主席换人的，到登记机关办法定代表人变更，证书有效期跟着任期走。"),
        "show": lazy("牌子旁的公示栏、联系卡换成新主席的姓名和电话。"),
        "extend": lazy("确有困难的，上级工会可以批准延期，最长六个月。"),
    },
}
WHO: dict[Who, StrOrPromise] = {
    Who.TOWNSHIP: lazy("镇、街道工会"),
    Who.GROUP: lazy("企业和筹备组"),
    Who.UNION: lazy("本工会"),
    Who.SUPERIOR: pgettext_lazy("who acts", "上级工会"),
}
WAITING: dict[Who, StrOrPromise] = {
    Who.TOWNSHIP: lazy("等镇、街道工会"),
    Who.GROUP: lazy("等企业和筹备组"),
    Who.UNION: lazy("等本工会"),
    Who.SUPERIOR: lazy("等上级工会"),
}
# Kind of chip, icon ("" is the usual one), word.
MARKS: dict[Mark, tuple[str, str, StrOrPromise]] = {
    Mark.DONE: ("met", "", lazy("已办")),
    Mark.LATE: ("lapsing", "", lazy("逾期办的")),
    Mark.NOW: ("info", "hourglass", lazy("现在办")),
    Mark.OVERDUE: ("unmet", "", lazy("已逾期")),
    Mark.AHEAD: ("na", "", lazy("以后办")),
    Mark.OPEN: ("na", "circle-plus", lazy("需要才办")),
}
STATES: dict[State, tuple[str, str, StrOrPromise]] = {
    State.OVERDUE: ("unmet", "", lazy("有一步逾期")),
    State.WAITING: ("info", "hourglass", lazy("在办")),
    State.DONE: ("met", "", lazy("已办完")),
    State.ABANDONED: ("na", "", lazy("不再办")),
}
DUE: dict[str, StrOrPromise] = {
    "answer": lazy("报批后十五日内批复（工会基层组织选举工作条例）"),
    "register": lazy("成立后六十日内申请法人登记（总工办发〔2020〕20号；请与登记机关核对）"),
    "change": lazy("批复后三十日内办变更登记（总工办发〔2020〕20号）"),
    "submit": lazy("届满三个月前报换届请示（各地通行做法）"),
    "term_over": lazy("本届任期的最后一天（工会法第十六条）"),
    "extended": lazy("上级批准延期到这一天（工会基层组织选举工作条例）"),
    "notice": lazy("候选人公示满七天以后（企业工会主席产生办法）"),
}
LETTERS: dict[str, StrOrPromise] = {
    "prepare_request": lazy("筹建工会的请示"),
    "prepare_reply": lazy("同意筹建的批复"),
    "candidates_notice": lazy("候选人公示"),
    "meeting_request": lazy("召开会员大会的请示"),
    "meeting_reply": lazy("同意召开会员大会的批复"),
    "ballot": lazy("选票"),
    "minutes": lazy("会议记录"),
    "result_report": lazy("选举结果报告"),
    "result_reply": lazy("选举结果的批复"),
    "result_refusal": lazy("不予批准的批复"),
    "reelection_request": lazy("换届选举的请示"),
    "reelection_reply": lazy("同意换届的批复"),
    "extension_request": lazy("延期换届的请示"),
    "extension_reply": lazy("同意延期换届的批复"),
}
FIELDS: dict[str, StrOrPromise] = {
    "done_on": lazy("哪天办的"),
    "doc_no": lazy("文号"),
    "contact": lazy("企业联系人"),
    "group": lazy("筹备组成员"),
    "members": lazy("会员人数"),
    "women_members": lazy("女会员人数"),
    "candidates": lazy("候选人"),
    "seats": lazy("应选委员人数"),
    "form": lazy("会议形式"),
    "should_attend": lazy("应到人数"),
    "present": lazy("实到人数"),
    "issued": lazy("发出选票"),
    "returned": lazy("收回选票"),
    "term_years": lazy("任期"),
    "elected": lazy("得票和当选"),
    "union_name": lazy("工会名称"),
    "until": lazy("延期到哪天"),
}
FINDINGS: dict[str, StrOrPromise] = {
    "in_the_future": lazy("这一天还没有到，先不填。"),
    "required": lazy("这一项要填。"),
    "open_already": lazy("已经在办，打开原来那一件接着办。"),
    "unionised_already": lazy("这家企业已有工会覆盖，不用再建。"),
    "term_runs": lazy("离届满还有六个月以上，提前换届要经上级工会批准，请写明理由和文号。"),
    "reason_missing": lazy("请写明理由。"),
    "procedure_over": lazy("这一件已经不再办，不能再填。"),
    "ended_before_begun": lazy("不能早于开始的日期。"),
    "in_register": lazy("结果已经记进工会的登记内容，请到工会的页上更正。"),
}
ABOUT: dict[str, StrOrPromise] = {
    "needs_first": lazy("先办“%(step)s”。"),
    "before_its_cause": lazy("早于“%(step)s”的日期。"),
    "after_its_effect": lazy("晚于“%(step)s”的日期。"),
    "leaned_on": lazy("“%(step)s”已经办了，先收回那一步。"),
}


def step_word(procedure: Procedure, code: str) -> str:
    """The name of a step."""
    return str(STEPS[procedure.kind][code])


def how(procedure: Procedure, step: Step) -> str:
    """What is done in a step."""
    return str(HOW[procedure.kind][step.code])


def sentence(finding: Finding, procedure: Procedure | None = None) -> str:
    """A finding as a sentence for whoever enters a step."""
    if finding.code in ABOUT and procedure is not None:
        code = str(dict(finding.said)["step"])
        return str(ABOUT[finding.code]) % {"step": step_word(procedure, code)}
    if finding.code in FINDINGS:
        return str(FINDINGS[finding.code])
    return registry_advice(finding)


def why_due(step: Step, *, extended: bool) -> str:
    """Why a step is due on its day, with the source."""
    if step.due is None:
        return ""
    rule = "extended" if extended and step.due.rule == "term_over" else step.due.rule
    return str(DUE[rule])


def headline(title: str, stage: StageOfStep, on: date, *, yours: bool, why: str) -> str:
    """What is to be done now, by whom and by when, in one line."""
    said = {
        "step": title,
        "who": WAITING[stage.step.who],
        "due": day(stage.due),
        "why": why,
        "span": span_word(stage.due, on) if stage.due else "",
    }
    if stage.due is None:
        text = _("“%(step)s”由您办。") if yours else _("“%(step)s”%(who)s办。")
    elif stage.due < on:
        own = _("“%(step)s”由您办，应在 %(due)s前办好，已超 %(span)s。%(why)s。")
        other = _("“%(step)s”%(who)s办，应在 %(due)s前办好，已超 %(span)s。%(why)s。")
        text = own if yours else other
    else:
        own = _("“%(step)s”由您办，%(due)s前办好。%(why)s。")
        text = own if yours else _("“%(step)s”%(who)s办，%(due)s前办好。%(why)s。")
    return text % said


def span_word(first: date, last: date) -> str:
    """How long ago a day was: 20 个月, 12 天."""
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    if months >= 1:
        return _("%(n)s 个月") % {"n": months}
    return _("%(n)s 天") % {"n": (last - first).days}


def told(record: StepRecord) -> list[tuple[str, str]]:
    """What a record says beside its day, with the words of its fields."""
    rows = [(str(FIELDS["doc_no"]), record.doc_no)] if record.doc_no else []
    rows += [(str(FIELDS[name]), _shown(name, value)) for name, value in record.details.items()]
    if record.note:
        rows.append((_("备注"), record.note))
    if record.reason:
        rows.append((_("理由"), record.reason))
    return rows


def refusals(record: StepRecord) -> list[dict[str, str]]:
    """Each time the superior refused the result: the day, the paper, and what was wrong."""
    return [
        {"day": day_of_text(one["done_on"]), "number": one["doc_no"], "why": one["reason"]}
        for one in record.replaced
        if one.get("refused")
    ]


def _shown(name: str, value: Any) -> str:
    if name == "elected":
        return _("、").join(_person(one) for one in value)
    if name == "form":
        return str(Election.Form(value).label)
    if name == "until":
        return day_of_text(value)
    if name == "term_years":
        return _("%(years)s 年") % {"years": value}
    return _("、").join(value) if isinstance(value, list) else str(value)


def _person(one: dict[str, Any]) -> str:
    post = str(Officer.Post(one["post"]).label) if one.get("post") else _("没有当选")
    if one.get("votes") is None:
        return _("%(post)s %(name)s") % {"post": post, "name": one["name"]}
    return _("%(post)s %(name)s（%(votes)s 票）") % {**one, "post": post}


def day_of_text(text: str) -> str:
    """A day as a record keeps it, in words; "" for none."""
    return day(date.fromisoformat(text)) if text else ""

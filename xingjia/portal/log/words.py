"""The log in words: what each action is called, and which details people read."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xingjia.access.models import Appointment
from xingjia.portal.words import WHICH
from xingjia.toolkit.audit.exports import TYPED

ACTIONS = {
    "audit.exported": _("取走一份名单"),
    "access.invited": _("开账号并给任职"),
    "access.appointed": _("加一项任职"),
    "access.appointment_ended": _("结束任职"),
    "access.appointment_withdrawn": _("撤回任职"),
    "access.recovery_offered": _("发重设密码的链接"),
    "access.password_set": _("用链接设密码"),
    "access.password_changed": _("改自己的密码"),
    "access.totp_added": _("开启第二步验证"),
    "access.totp_removed": _("关闭第二步验证"),
    "access.recovery_codes_added": _("生成备用码"),
    "access.recovery_codes_removed": _("取消备用码"),
    "access.webauthn_added": _("添加通行密钥"),
    "access.webauthn_removed": _("删除通行密钥"),
    "access.account_closed": _("停用账号"),
    "access.account_reopened": _("重新启用账号"),
    "access.slip_made": _("开进门条"),
    "access.slip_withdrawn": _("作废进门条"),
    "access.slip_used": _("用进门条进来"),
    "imports.received": _("上传一份表"),
    "imports.day_changed": _("改一份表的起算日"),
    "imports.decided": _("决定几行怎么办"),
    "imports.confirmed": _("确认写入一份表"),
    "imports.resumed": _("接着写入一份表"),
    "registry.register_written": _("写入名册"),
    "registry.contracts_written": _("写入合同台账"),
    "registry.employer_added": _("新增企业"),
    "registry.employer_changed": _("改企业登记"),
    "registry.union_changed": _("改工会登记"),
    "registry.chair_appointed": _("登记新主席"),
    "registry.election_refused": _("不予批准选举结果"),
    "registry.answer_undone": _("撤回选举的批复"),
    "registry.delay_allowed": _("批准延期换届"),
    "registry.delay_undone": _("撤回延期换届"),
    "organising.result_refused": _("不予批准选举结果"),
    "registry.chair_left": _("登记主席离任"),
    "registry.union_closed": _("撤销工会"),
    "registry.employer_covered": _("加覆盖企业"),
    "registry.employer_uncovered": _("减覆盖企业"),
    "registry.contract_step": _("填合同步骤"),
    "registry.three_decided": _("定三项合同包括哪几种"),
    "orgtree.planted": _("设立地方"),
    "orgtree.divisions_loaded": _("装入区划代码"),
    "orgtree.renamed": _("地方改名"),
    "orgtree.moved": _("地方移动"),
    "orgtree.merged": _("地方并入"),
    "registry.employer_merged": _("合并重复的企业"),
    "registry.employer_unmerged": _("撤销企业合并"),
    "registry.union_merged": _("合并重复的工会"),
    "registry.union_unmerged": _("撤销工会合并"),
    "registry.person_merged": _("合并重复的人"),
    "registry.person_unmerged": _("撤销人的合并"),
    "orgtree.split": _("地方拆分"),
    "orgtree.closed": _("地方撤销"),
    "portal.demo_marked": _("标为演示"),
    "access.appointment_restored": _("恢复任职"),
    "orgtree.reopened": _("恢复地方"),
    "organising.opened": _("开始一项办理"),
    "organising.step_recorded": _("填办理步骤"),
    "organising.step_taken_back": _("撤回办理步骤"),
    "organising.abandoned": _("终止一项办理"),
    "registry.affiliated": _("登记隶属关系"),
    "registry.left_federation": _("结束隶属关系"),
    "registry.group_set_up": _("设立工会小组"),
    "registry.group_ended": _("撤销工会小组"),
    "registry.election_held": _("登记选举"),
    "registry.by_election_held": _("登记补选"),
    "registry.election_completed": _("补齐选举结果"),
    "registry.election_approved": _("登记选举批复"),
    "registry.women_committee_decided": _("定女职工委员会"),
    "registry.committees_written": _("写入委员名单"),
    "registry.officer_declared": _("登记任职声明"),
    "registry.officer_left": _("登记委员离任"),
    "registry.contract_added": _("新增合同"),
    "registry.contract_changed": _("改合同"),
    "registry.contract_covers": _("合同加企业"),
    "registry.contract_leaves": _("合同减企业"),
    "registry.contract_step_cleared": _("清除合同步骤"),
    "registry.employer_closed": _("登记企业注销"),
    "registry.employer_reopened": _("恢复企业"),
    "registry.employers_resettled": _("企业换地方"),
    "registry.focus_marked": _("标为重点关注"),
    "registry.focus_lifted": _("解除重点关注"),
    "standards.policy_kept": _("存入政策文件"),
    "standards.policy_ended": _("废止政策文件"),
    "standards.cited": _("登记条目依据的条款"),
    "standards.adopted": _("采用标准"),
    "standards.retired": _("停用标准"),
    "registry.parameter_decided": _("定县里的参数"),
    "registry.room_opened": _("登记活动场所"),
    "registry.room_closed": _("撤销活动场所"),
    "registry.union_founded": _("登记新工会"),
    "registry.union_reopened": _("恢复工会"),
    "desk.assigned": _("给数据核对定负责人"),
    "desk.settled": _("数据核对：确认照旧"),
    "desk.reopened": _("数据核对：重新打开"),
    "imports.place_answered": _("回答名册里的地方"),
    "orgtree.successor_named": _("写明撤并到哪里"),
    "reports.kept": _("放进一份上级报表"),
    "reports.pointed": _("对上级报表的格子"),
    "reports.retired": _("收起一份上级报表"),
    "returns.started": _("发起填报"),
    "returns.closed": _("结束填报"),
    "returns.handed_in": _("交填报的表"),
    "returns.merged": _("合并填报的表"),
    "returns.taken_back": _("撤回合并"),
    "campaigns.started": _("开始专项活动"),
    "campaigns.stage_closed": _("关闭专项活动的阶段"),
    "campaigns.excluded": _("专项活动：不算进应有数"),
    "campaigns.taken_in": _("专项活动：重新算进应有数"),
    "campaigns.assigned": _("专项活动：改负责人"),
    "campaigns.mobilised": _("专项活动：记动员"),
    "campaigns.example_named": _("专项活动：定示范单位"),
    "campaigns.example_ended": _("专项活动：取消示范单位"),
    "campaigns.handed_over": _("专项活动：换一家的负责人"),
    "campaigns.pledged": _("专项活动：商定责任书"),
    "campaigns.reminded": _("专项活动：提醒进要办"),
    "campaigns.result_noted": _("专项活动：记结果"),
}
GROUPS = {
    "access": _("账号和任职"),
    "registry": _("台账"),
    "imports": _("导入"),
    "orgtree": _("组织"),
    "organising": _("建会和换届"),
    "returns": _("填报"),
    "campaigns": _("专项活动"),
}
SUBJECTS = {
    "access.account": _("账号"),
    "imports.import": _("导入的表"),
    "orgtree.node": _("地方"),
    "orgtree.division": _("区划代码"),
    "registry.employer": _("企业"),
    "registry.union": _("工会"),
    "registry.contract": _("合同"),
    "returns.collection": _("填报"),
    "returns.handin": _("交来的表"),
    "campaigns.campaign": _("专项活动"),
}
LISTS = {
    "portal.coverage": _("工作进展表"),
    "portal.counted": _("数字背后的名单"),
    "registry.handover": _("主席交接单"),
    "imports.original": _("导入的原表"),
    "returns.workbooks": _("填报的全部表"),
    "returns.workbook": _("填报的一份表"),
    "returns.original": _("交来的表"),
    "returns.picture": _("催报的图"),
    "campaigns.picture": _("专项活动的提醒图"),
    "campaigns.letter": _("专项活动的提醒函"),
    "campaigns.pledge_papers": _("目标责任书"),
    "campaigns.pledges": _("目标责任书"),
    "campaigns.mobilised": _("专项活动的动员名单"),
    "campaigns.examples": _("专项活动的示范单位"),
}
FORMS = {
    "xlsx": _("Excel 表"),
    "docx": _("Word 文件"),
    "print": _("打印页"),
    "original": _("原文件"),
    "file": _("文件"),
}

# What a list was narrowed to; parts of the address that say nothing to a reader are left out.
ASKED = {
    "code": _("代码"),
    "pk": _("编号"),
    "measure": _("数字"),
    "on": _("截至"),
    "place": _("地方"),
    "q": _("找"),
    "missing": _("只看缺的"),
}


def action(code: str) -> str:
    """What was done; an action without words shows its code, never nothing."""
    return str(ACTIONS.get(code, code))


def subject(label: str) -> str:
    """What it was done to, without a name: 企业 12."""
    kind, _sep, key = label.partition(":")
    if kind == "list":
        return str(LISTS.get(key, key))
    return f"{SUBJECTS.get(kind, kind)} {key}".strip()


def details(given: Any) -> list[str]:
    """The details somebody can read: days, roles, rows and forms. The rest stays in the log."""
    held = given if isinstance(given, dict) else {}
    said: list[str] = []
    rows, form, role = (held.get(key) for key in ("rows", "format", "role"))
    if isinstance(rows, int):
        said.append(gettext("%(n)d 行") % {"n": rows})
    if isinstance(form, str):
        said.append(str(FORMS.get(form, form)))
    if isinstance(role, str):
        said.append(str(dict(Appointment.Role.choices).get(role, role)))
    for key in ("of", "filters"):
        narrowed = held.get(key)
        if isinstance(narrowed, dict):
            said += [
                f"{ASKED[one]} {_kept(one, narrowed[one])}" for one in ASKED if one in narrowed
            ]
    days = (held.get(key) for key in ("on", "start"))
    return said + [gettext("自 %(day)s") % {"day": one} for one in days if isinstance(one, str)]


def _kept(key: str, value: object) -> str:
    """A filter as the log kept it; what somebody typed was not kept."""
    if value == TYPED:
        return gettext("（手写的不记）")
    known = key == "measure" and isinstance(value, str) and value in WHICH
    return str(WHICH[str(value)][0]) if known else str(value)

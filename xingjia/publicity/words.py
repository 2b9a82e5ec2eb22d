"""Words of signs and sheets: ready texts that a union may take as they are.

Duties are those of 工会法 (2021) art. 6, 20–29, 37–39 in plain words; the flow names only what a
telephone and a reception hour can keep, until requests can be written here.
"""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from xingjia.publicity.rules.prints import Wrong

DUTIES = (
    _("维护职工合法权益，代表职工平等协商、签订集体合同"),
    _("组织职工参加民主管理，推动厂务公开"),
    _("监督劳动安全卫生和工资支付"),
    _("调解劳动争议，帮助寻求法律援助"),
    _("帮助困难职工，办好文体活动"),
)
FLOW = (
    (_("反映"), _("打电话、当面说，不用填表")),
    (_("受理"), _("当天登记、回话")),
    (_("办理"), _("本单位解决不了的，转上级工会")),
    (_("回访"), _("办完以后问您满意不满意")),
)
SERVICES = (
    _("政策咨询"),
    _("权益维护"),
    _("岗位介绍"),
    _("生活救助"),
    _("法律援助"),
    _("文体活动"),
)
HOW = _("打电话、当面说都可以，不用填表，可以不留名。")
PRIVATE = _("您说的话只告诉办理的人。不想找本单位的，打上级工会或 12351。")
CODE_SAYS = _("看最新的人和号码")
SHEETS = {
    "board-A3": _("公示栏 A3"),
    "board-A1": _("公示栏 A1"),
    "board-A4": _("公示栏 A4"),
    "badges": _("胸牌"),
    "cards": _("联系卡（双面，一页 10 张）"),
    "desk": _("桌牌"),
    "door": _("门牌"),
    "sign_large": _("牌子 40 × 200 厘米"),
    "sign_medium": _("牌子 30 × 150 厘米"),
    "sign_small": _("牌子 60 × 40 厘米"),
    "flow-A3": _("工作流程图 A3"),
}
REFUSALS = {
    "consent_scan": _("请附上本人签过字的纸的照片或扫描件。"),
    "consent_field": _("只能同意公开姓名、职务、照片、办公电话和手机。"),
    "nobody_shown": _("主席还没有同意公开姓名，这一张印出来没有人。请先请本人同意。"),
    "no_channel": _("这一张上没有能打通的号码。请先登记办公电话，并请本人同意公开。"),
    "dead_channel": _("这一张上的号码打不通。请先更正号码，或者请上级工会再试拨一次。"),
    "untested_channel": _("这一张上的号码还没有人拨过。请用别的电话拨一次，有人接再印，并勾上。"),
    "print_untrue": _("这一版上写的已经变了，不要再挂。请印新的一版。"),
    "no_text": _("请写清楚。"),
    "no_due_day": _("请写哪天前做到。"),
    "day_ahead": _("日期不能晚于今天。"),
    "due_before": _("做到的日期不能早于承诺的日期。"),
    "judged_already": _("这一条已经评过了，结果不能改。"),
    "no_emblem_file": _("请传上级发的会徽正式文件：PNG 或 JPG，不超过 2 MB。"),
}
PRINTED = {**SHEETS, "sign_own": _("自己做的牌子")}
# What nobody printed here, by the kind of fact it shows, and the sheet to print instead of it.
OWN = _("自己做的")
MADE_BY_HAND = {
    "board_current": _("自己做的公示栏"),
    "office_published": _("自己贴的办公地点"),
    "contact_cards": _("自己印的联系卡"),
    "identity_item": _("自己做的牌证"),
    "sign_shown": _("自己挂的牌子"),
}
INSTEAD = {
    "board_current": "board-A3",
    "office_published": "board-A3",
    "contact_cards": "cards",
    "identity_item": "badges",
    "sign_shown": "sign_small",
}
# Why something that hangs is untrue, by the part of a name of rules.prints before its colon.
WHY = {
    "union_name": _("工会名称变了"),
    "chair": _("主席或任期变了"),
    "committee": _("委员会来了新的人"),
    "registered_phone": _("电话变了"),
    "number": _("电话变了"),
    "office_place": _("办公地点变了"),
    "officer": _("上面的人离任了"),
    "term": _("任期已满"),
    "agreed": _("本人撤回了同意"),
    "superior_number": _("上级工会的电话变了"),
    "superior_post": _("上级工会的人换了"),
    "superior_agreed": _("上级工会的人撤回了同意"),
}
QUESTIONS = {
    "know_union": _("知道本单位有工会吗？"),
    "know_chair": _("知道工会主席是谁、怎么找吗？"),
    "helped": _("找过工会，得到帮助了吗？"),
}


def why(name: str) -> str:
    """What is not so of a print, in a few words."""
    return str(WHY[name.partition(":")[0]])


def whys(wrong: Iterable[Wrong]) -> str:
    """The same of several, each once."""
    return str(_("、")).join(dict.fromkeys(why(one.name) for one in wrong))

"""Words of signs and sheets: ready texts that a union may take as they are.

Duties are those of 工会法 (2021) art. 6, 20–29, 37–39 in plain words; the flow names only what a
telephone and a reception hour can keep, until requests can be written here.
"""

from django.utils.translation import gettext_lazy as _

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
}

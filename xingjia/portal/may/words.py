"""Rights and reasons in words."""

from django.utils.translation import gettext_lazy as _

from xingjia.access.rules import Right, Role
from xingjia.portal.may.rules import Answer

RIGHTS = {
    Right.SEE: _("看台账、名单和数字"),
    Right.EDIT: _("改登记内容（主席只改本会的会员数、电话、办公场所和双亮）"),
    Right.IMPORT: _("用 Excel 表写入名册、合同台账"),
    Right.INVITE: _("给下级开账号、任职，帮人重新登录"),
    Right.TREE: _("给下级地方改名、移动、并入、撤销"),
    Right.LOG: _("看操作记录和导出记录"),
    Right.RUN: _("看系统运行，停用账号"),
}
ROLES = {
    Role.OFFICER: _("县级总工会干部"),
    Role.SUPERIOR: _("市级以上总工会干部"),
    Role.TOWNSHIP_OFFICER: _("镇、街道工会干部"),
    Role.CONTACT: _("挂点干部"),
    Role.CHAIR: _("基层工会主席"),
    Role.COMMITTEE: _("基层工会委员"),
    Role.LEADER: _("领导"),
    Role.AUDITOR: _("审计员"),
    Role.ADMINISTRATOR: _("系统管理员"),
}
TITLES = {
    Answer.MAY: _("这一页可以办"),
    Answer.LACKS: _("能看，不能办"),
    Answer.ABOVE: _("要由上级工会办"),
    Answer.HIDDEN: _("打不开"),
    Answer.NOWHERE: _("没有这个地址"),
    Answer.OPEN: _("这一页没有单独的说明"),
}
REASONS = {
    Answer.MAY: _(
        "现有任职够办这件事。页面还是打不开的，多半是这条记录已经撤销，或这一步现在还不到办的时候。"
    ),
    Answer.LACKS: _("现有任职没有这项权限："),
    Answer.ABOVE: _(
        "新增企业，登记主席的换届和离任、覆盖企业、撤销，都由上级工会办，本会自己不登记。"
    ),
    Answer.HIDDEN: _(
        "要么没有这条记录，要么不在现有任职的范围里。这两种情况系统不分开说，免得泄露别处的情况。"
    ),
    Answer.NOWHERE: _("请核对地址有没有抄错、打错。"),
    Answer.OPEN: _("能办什么，看下面各项任职。打不开的，请从首页重新进，或找下面这位。"),
}

"""What people read when something about accounts and posts cannot be done."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xingjia.access.checks import LinkVoid, Refused, Unacceptable

SENTENCES = {
    "username_unfit": _("账号用 3–30 个小写字母、数字、点或横线，例如姓名拼音或手机号。"),
    "username_of_office": _("这个账号名像部门或公用账号。请用本人的姓名拼音或手机号。"),
    "username_taken": _(
        "这个账号已经有人用。是同一个人的，请在他现有的账号上加任职；不是的，换一个账号。"
    ),
    "name_of_office": _("账号是给具体的人的，不给部门。请写本人姓名，部门写在“部门、职务”里。"),
    "name_unfit": _("请写真实姓名，两个字以上，不带数字。"),
    "place_unfit": _(
        "这项职责不在这里任职：基层工会主席选一家基层工会，镇、街道工会干部选镇、街道。"
    ),
    "place_closed": _("这个地方已经撤销，不能再任职。"),
    "ends_before_start": _("最后一天不能早于开始的那一天。"),
    "already_appointed": _("这个人在这里已经有这项职责，日期也重叠，不用再加。"),
    "already_ended": _("这项任职在这一天以前已经结束。"),
    "demonstration": _("这里装的是演示数据，不能开始真实的县。请换一个空的 XINGJIA_HOME 再来。"),
    "county_started": _(
        "这里已经有这项职责的人。忘了密码的，在服务器上运行 recovery_code；"
        "确实要再加一位同级的，加上 --another 再运行一次。"
    ),
    "roles_apart": _(
        "审计员和系统管理员不能再兼别的职责，别的职责也不能兼这两项。请另找一个人，或先结束原来的任职。"
    ),
    "account_open": _("这个账号没有停用，不用重新启用。"),
    "slip_second_factor": _(
        "这个人开了第二步验证或通行密钥，进门条会绕过它，所以不能开。请他用自己的办法登录。"
    ),
    "slip_days": _("有效天数请填 1 到 31。"),
    "slip_withdrawn": _("这张进门条已经作废。"),
    "no_post": _("这个人现在没有任职，登录了也看不到什么。请先给他一项任职。"),
    "account_closed": _("这个账号已停用。"),
}
PASSWORD_FAULTS = {
    "password_too_short": _("太短了，至少 8 位。"),
    "password_too_common": _("这个密码太常见，容易被猜中，请换一个。"),
    "password_entirely_numeric": _("不能只用数字，请加上字母或符号。"),
    "password_too_similar": _("和账号太像，容易被猜中，请换一个。"),
}
REFUSED = _("这件事不归您管，没有办。请找上级工会。")
LINK_VOID = _("这个链接不能用了：可能已经用过、过了期，或者抄漏了字。请让发链接的人再发一个。")
CONSOLE = _("管理服务器的人")


def sentence(error: Exception) -> str:
    """The sentence for one of the exceptions of this room."""
    match error:
        case Unacceptable():
            return str(SENTENCES[error.code])
        case LinkVoid():
            return str(LINK_VOID)
        case Refused():
            return str(REFUSED)
    raise error


def password_faults(error: ValidationError) -> list[str]:
    """What is wrong with a password, each fault in a sentence of ours if there is one."""
    return [str(PASSWORD_FAULTS.get(one.code or "", one.messages[0])) for one in error.error_list]


def still_to_try(left: int) -> str:
    """After a wrong password: how many tries there are, in words."""
    return gettext("账号或密码不对，还可以试 %(left)d 次。") % {"left": left}

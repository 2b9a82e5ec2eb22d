"""The kinds of facts about a union that a standard may ask for: the words a criterion is made of.

A kind is declared here once, with its attributes; any number of rooms may tell facts of it (the
register claims that a sign is shown, evidence shows it, a visit confirms it), and `resolve`
settles what holds. A standard that uses another word is refused with this list.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Shape(StrEnum):
    """How a fact lies in time."""

    STATE = "state"  # holds from a day until it ends or somebody says otherwise
    EVENT = "event"  # happened on one day


@dataclass(frozen=True)
class Attribute:
    """What tells two facts of one kind apart: a word of a list, any text, or a number.

    `values` maps each allowed word to its name; empty for free text and for numbers.
    """

    title: str | Promise
    values: dict[str, str | Promise] = field(default_factory=dict)
    number: bool = False


@dataclass(frozen=True)
class Kind:
    """One kind of fact.

    `physical`: a thing one can see, so that a photo says something. `known`: where the register
    tells it from records kept anyway, empty where it does not; nobody may be asked for it again
    (domain.md §9). `minutes`: what telling it costs a chair, an estimate of ours until measured.
    """

    code: str
    title: str | Promise
    shape: Shape = Shape.STATE
    attributes: dict[str, Attribute] = field(default_factory=dict)
    physical: bool = False
    known: str | Promise = ""
    minutes: int = 1


_FLAG: dict[str, str | Promise] = {"true": _("是"), "false": _("否")}
_CONTRACTS: dict[str, str | Promise] = {
    "collective": _("集体合同"),
    "wage": _("工资专项集体合同"),
    "women": _("女职工权益保护专项集体合同"),
    "safety": _("劳动安全卫生专项集体合同"),
}
_BODIES: dict[str, str | Promise] = {
    "committee": _("工会委员会"),
    "audit": _("经费审查委员会"),
    "women": _("女职工委员会"),
}
_POSTS: dict[str, str | Promise] = {
    "chair": _("主席"),
    "vice_chair": _("副主席"),
    "member": _("委员"),
    "organiser": _("组织员"),
    "audit_chair": _("经审委主任"),
    "audit_member": _("经审委委员"),
    "women_chair": _("女职工委主任"),
    "women_member": _("女职工委委员"),
}
_IDENTITY: dict[str, str | Promise] = {
    "badge": _("胸牌"),
    "card": _("工作证"),
    "desk_plate": _("桌牌"),
    "door_plate": _("门牌"),
}
_SYSTEMS: dict[str, str | Promise] = {
    "workers_congress": _("职工代表大会"),
    "members_meeting": _("会员（代表）大会"),
    "open_affairs": _("厂务公开"),
    "union_open_affairs": _("会务公开"),
    "wage_talks": _("工资集体协商"),
    "evaluation": _("会员评议职工之家"),
    "labour_protection": _("劳动保护监督"),
    "mediation": _("劳动争议调解"),
    "aid": _("困难职工帮扶"),
    "election": _("主席选举办法"),
    "archive": _("台账档案"),
    "handbook": _("工会工作手册"),
}
_ROOMS: dict[str, str | Promise] = {
    "office": _("工会办公室"),
    "activity": _("活动室"),
    "reading": _("图书室、职工书屋"),
    "mediation": _("劳动争议调解室"),
    "comfort": _("心灵驿站"),
    "mothers": _("母婴室"),
    "other": _("其他"),
}
_TITLES: dict[str, str | Promise] = {
    "qualified": _("合格职工之家"),
    "advanced": _("先进职工之家"),
    "model": _("模范职工之家"),
}
_LEVELS: dict[str, str | Promise] = {
    "county": _("县级"),
    "city": _("市级"),
    "provincial": _("省级"),
    "national": _("全国"),
}


def _number(title: str | Promise) -> Attribute:
    return Attribute(title, number=True)


# Where on the page of a union the register tells something.
_VALUES, _COMMITTEES = _("工会页“登记内容”"), _("工会页“委员会”")
_ALL = (
    # From the register: records that are kept anyway.
    Kind("union", _("工会成立"), known=_VALUES),
    Kind("approval", _("上级批复"), known=_VALUES),
    Kind(
        "officer",
        _("任职"),
        attributes={
            "post": Attribute(_("职务"), _POSTS),
            "elected": Attribute(_("依法选举"), _FLAG),
            "name": Attribute(_("姓名")),
        },
        known=_COMMITTEES,
    ),
    Kind(
        "committee",
        _("机构在任"),
        attributes={"kind": Attribute(_("机构"), _BODIES)},
        known=_COMMITTEES,
    ),
    Kind("term", _("任期之内"), known=_COMMITTEES),
    Kind(
        "membership",
        _("会员人数"),
        attributes={
            "members": _number(_("会员")),
            "women": _number(_("女会员")),
            "migrant": _number(_("农民工会员")),
            "flexible": _number(_("灵活就业、新就业形态会员")),
            "staff": _number(_("覆盖企业职工")),
            "rate": _number(_("入会率，百分数")),
        },
        known=_("工会页“人数变化”"),
    ),
    Kind("certificate", _("法人登记证有效"), known=_("工会页“法人登记证”")),
    Kind("account", _("独立账户"), known=_VALUES),
    Kind("office", _("办公场所"), known=_VALUES),
    Kind(
        "room",
        _("活动场所"),
        attributes={"kind": Attribute(_("用途"), _ROOMS)},
        known=_("工会页“职工之家用房”"),
    ),
    Kind("phone", _("主席办公电话"), attributes={"value": Attribute(_("号码"))}, known=_VALUES),
    Kind(
        "contract",
        _("合同有效"),
        attributes={"kind": Attribute(_("合同"), _CONTRACTS)},
        known=_("“合同”页"),
    ),
    Kind("party", _("党组织"), known=_("企业页“党组织”")),
    # Signs and identities (domain.md §2.2, SL-01 to SL-11).
    Kind("sign_shown", _("牌匾悬挂"), physical=True),
    Kind("identity_shown", _("主席身份公开"), physical=True),
    Kind("office_published", _("办公地点公布"), physical=True),
    Kind("rooms_marked", _("活动场所标识"), physical=True),
    Kind("board_current", _("公示栏人员与现任一致"), physical=True),
    Kind(
        "identity_item",
        _("亮身份的牌证"),
        attributes={"form": Attribute(_("形式"), _IDENTITY)},
        physical=True,
    ),
    Kind("contact_cards", _("联系卡发放")),
    Kind("duties_public", _("职责公示"), physical=True),
    Kind("promises_public", _("承诺公示"), physical=True),
    Kind("supervision_phone", _("监督电话公示"), physical=True),
    Kind("flow_public", _("工作流程图公示"), physical=True),
    Kind("reachable", _("电话能打通")),
    # What is done, not only hung on a wall (domain.md §2.2, LY-1 to LY-6).
    Kind(
        "training",
        _("任职培训"),
        Shape.EVENT,
        attributes={"post": Attribute(_("职务"), _POSTS)},
        minutes=2,
    ),
    Kind("seal", _("印章"), attributes={"kind": Attribute(_("机构"), _BODIES)}, physical=True),
    Kind("system", _("制度建立"), attributes={"name": Attribute(_("制度"), _SYSTEMS)}, minutes=2),
    Kind(
        "system_used",
        _("制度执行"),
        Shape.EVENT,
        attributes={"name": Attribute(_("制度"), _SYSTEMS)},
        minutes=2,
    ),
    Kind("activity", _("服务职工的活动"), Shape.EVENT, minutes=3),
    Kind("dues_received", _("工会经费到账"), Shape.EVENT),
    Kind("dues_in_full", _("足额拨缴经费")),
    Kind("audit_report", _("经费审查报告"), Shape.EVENT, minutes=2),
    Kind("archive", _("台账档案"), minutes=2),
    Kind("reported", _("主席向会员述职"), Shape.EVENT, minutes=2),
    Kind(
        "evaluation",
        _("会员评议结果"),
        Shape.EVENT,
        attributes={"rate": _number(_("满意率，百分数"))},
        minutes=3,
    ),
    Kind(
        "title",
        _("荣誉称号"),
        attributes={
            "kind": Attribute(_("称号"), _TITLES),
            "level": Attribute(_("级别"), _LEVELS),
        },
    ),
    # What stands against a title (domain.md §3.3).
    Kind("wage_arrears", _("拖欠工资"), Shape.EVENT),
    Kind("accident", _("一般及以上生产安全事故"), Shape.EVENT),
    Kind("mass_dispute", _("重大群体性劳动争议"), Shape.EVENT),
    Kind("civilisation_veto", _("文明单位创建一票否决情形"), Shape.EVENT),
)
KINDS: dict[str, Kind] = {kind.code: kind for kind in _ALL}

# What shows the sign and the identity, in the order one meets it at a workshop door (domain.md §2).
SIGN_AND_IDENTITY = (
    "sign_shown",
    "identity_shown",
    "office_published",
    "rooms_marked",
    "board_current",
    "identity_item",
    "contact_cards",
    "duties_public",
    "promises_public",
    "supervision_phone",
    "flow_public",
    "reachable",
)

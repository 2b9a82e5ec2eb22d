"""What records of evidence are called on pages, and what is said of faults."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from xingjia.access.checks import Unacceptable
from xingjia.evidence.models import EvidencePhoto
from xingjia.evidence.queries.known import Attributes, Told
from xingjia.facts.kinds import KINDS, SIGN_AND_IDENTITY, Kind, Shape

FAULTS: Mapping[str, Promise] = {
    "day_ahead": _("日期不能晚于今天。写它实际办好的那一天。"),
    "day_too_early": _("年份不对，请核对。"),
    "ends_before": _("有效期在开始之前就到了，请核对。"),
    "ended_event": _("办过的事不会变成没办过。填错了的，撤回那一条。"),
    "not_physical": _("这一项不是实物，不用照片。"),
    "too_many_photos": _("最多两张照片。"),
    "no_such_kind": _("没有这一项。"),
    "known_already": _("这一项系统里已有，不用再填。"),
    "union_closed": _("这家工会已撤销，不用再填。"),
    "unfit_attributes": _("请选全：填的是哪一种。"),
    "said_otherwise": _("同一天已经填过相反的情况。先撤回那一条，或者换一天。"),
    "no_reason": _("请写理由。"),
    "no_verdict": _("请选一个结论。"),
    "settled_already": _("这两张照片已经有人核过了。"),
}
# What a chair presses when it is done: the word of the to-do list.
ACTS: Mapping[str, Promise] = {
    "sign_shown": _("已挂上"),
    "identity_shown": _("已公开"),
    "office_published": _("已公布"),
    "rooms_marked": _("已标上"),
    "board_current": _("已换上"),
    "identity_item": _("已配齐"),
    "contact_cards": _("已发到职工手里"),
    "duties_public": _("已贴上"),
    "promises_public": _("已贴上"),
    "supervision_phone": _("已贴上"),
    "flow_public": _("已贴上"),
    "reachable": _("试拨过，能打通"),
    "training": _("已参加培训"),
    "seal": _("印章已有"),
    "system": _("已建立"),
    "system_used": _("已开会"),
    "activity": _("已开展"),
    "dues_received": _("已到账"),
    "dues_in_full": _("已足额"),
    "audit_report": _("已出报告"),
    "archive": _("已建好"),
    "reported": _("已述职"),
    "evaluation": _("已评议"),
    "title": _("已授予"),
}
GROUPS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (
        _("亮牌子、亮身份"),
        SIGN_AND_IDENTITY,
    ),
    (
        _("制度和活动"),
        (
            "training",
            "seal",
            "system",
            "system_used",
            "activity",
            "archive",
            "reported",
            "evaluation",
        ),
    ),
    (_("经费"), ("dues_received", "dues_in_full", "audit_report")),
    (_("荣誉和否决事项"), ("title", "wage_arrears", "accident", "mass_dispute")),
)


def fault(wrong: Unacceptable) -> str:
    """What stands in the way, as a sentence."""
    return str(FAULTS[wrong.code])


def act_of(kind: Kind) -> str:
    """What the button says that tells it is done."""
    return str(ACTS.get(kind.code, _("记下")))


def attributes_in_words(kind: Kind, attributes: Attributes) -> str:
    """Which one of a kind is meant: 职工代表大会."""
    said = []
    for name, value in attributes:
        declared = kind.attributes.get(name)
        word = declared.values.get(value, value) if declared else value
        said.append(str(word))
    return str(pgettext("between items", "、")).join(said)


def line(told: Told) -> dict[str, Any]:
    """One known or unknown thing as pages show it."""
    chip, word = "unknown", ""
    if told.holds is not None:
        chip, word = _chip(told)
    return {
        "told": told,
        "kind": told.kind,
        "title": told.kind.title,
        "which": attributes_in_words(told.kind, told.attributes),
        "chip": chip,
        "word": word,
        "act": act_of(told.kind),
        # A state that holds is not asked again; there may be another event, or another system.
        "asks": told.holds is not True or _is_event(told) or bool(told.kind.attributes),
        "is_event": _is_event(told),
        # A thing of which nothing but the day is asked is done with one tap, for today.
        "taps": told.holds is not True and not _is_event(told) and not told.kind.attributes,
    }


def _is_event(told: Told) -> bool:
    return told.kind.shape is Shape.EVENT


def _chip(told: Told) -> tuple[str, str]:
    if told.holds is False:
        return "unmet", str(_("没有"))
    if told.verified:
        return "met", str(_("已核实"))
    return "info", str(_("已上报"))


def title_of(kind: str, attributes: Mapping[str, str]) -> str:
    """A record in words: 制度执行（职工代表大会）."""
    declared = KINDS[kind]
    pairs = tuple((n, attributes[n]) for n in declared.attributes if n in attributes)
    which = attributes_in_words(declared, pairs)
    if not which:
        return str(declared.title)
    return str(_("%(title)s（%(which)s）")) % {"title": declared.title, "which": which}


def shown_in(photo: EvidencePhoto) -> str:
    """What a photo shows, in words."""
    return title_of(photo.kind, photo.attributes) if photo.kind else str(_("走访发现的情况"))

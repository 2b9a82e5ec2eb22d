"""What visits say on pages and on paper."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xingjia.access.checks import Unacceptable
from xingjia.access.rules import Actor, masked
from xingjia.evidence.queries.known import Told
from xingjia.evidence.words import attributes_in_words, title_of
from xingjia.toolkit.ui.templatetags.ui import day
from xingjia.visits.facts import ORIGIN
from xingjia.visits.models import Confirmation, Document, Visit
from xingjia.visits.queries.documents import confirmations

FAULTS: Mapping[str, Promise] = {
    "day_ahead": _("日期不能晚于今天。写实际去的那一天。"),
    "no_visitor": _("写明谁去的，至少一人。"),
    "no_place": _("至少写一家去过的工会或企业。"),
    "promised_before": _("答应办好的日子早于走访那天，请核对。"),
    "unfit_fact": _("对照的事项不对，请重新打开这一页。"),
    "no_reason": _("请写为什么更正。"),
    "not_physical": _("这一项不是实物，不用照片。"),
    "photo_unanswered": _("拍了照片的，点对或者不对。"),
    "too_many_photos": _("每一项最多两张照片，先去掉一张。"),
    "document_ahead": _("落款日期不能晚于今天。"),
    "document_too_early": _("年份不对，请核对。"),
    "no_issuer": _("写明是哪个单位发的。"),
    "no_number": _("写文号；没有文号的写文件名。"),
    "no_level": _("选发文单位的级别：镇级、县级，还是市级以上。"),
    "too_many_scans": _("扫描件最多两页。"),
    "document_withdrawn": _("这份文件已经撤回，不能再用来核实。"),
    "not_claimed": _("这一项现在没有上报，请重新打开这一页。"),
    "filed_here": _("自己填的、本单位填的、发文单位填的，这份文件不能核实，由别的单位来核实。"),
    "no_reason_back": _("请写为什么撤回。"),
}
CHAIR = ("post", "chair")
# Beside which field of a document its fault stands.
FIELDS: Mapping[str, str] = {
    "document_ahead": "issued_on",
    "document_too_early": "issued_on",
    "no_issuer": "issuer",
    "no_number": "number",
    "no_level": "level",
}


def fault(wrong: Unacceptable) -> str:
    """What stands in the way, as a sentence."""
    return str(FAULTS[wrong.code])


def looked_at(told: Told, said: Mapping[str, Any]) -> dict[str, Any]:
    """One thing to look at: what it is, what is known of it, and whether anybody said so."""
    attributes = dict(told.attributes)
    value = {
        "officer": attributes.get("name", ""),
        # A visitor may be one who only looks: mobiles of persons stay masked (roles.md).
        "phone": masked(attributes.get("value") or str(said.get("chair_phone") or "")),
        "office": str(said.get("office_place") or ""),
    }.get(told.kind.code)
    title = str(_("主席") if told.kind.code == "officer" else told.kind.title)
    which = value if value is not None else masked(attributes_in_words(told.kind, told.attributes))
    return {"told": told, "title": title, "which": which}


def ticked(one: Confirmation) -> dict[str, Any]:
    """One thing that was looked at, as the page of the visit shows it."""
    if one.kind == "officer":
        title = str(_("主席 %(name)s")) % {"name": one.attributes.get("name", "")}
    else:
        title = masked(title_of(one.kind, one.attributes))
    if not one.holds:
        return {"title": title, "chip": "unmet", "word": str(_("不对"))}
    if one.level:
        return {"title": title, "chip": "met", "word": one.get_level_display()}
    return {"title": title, "chip": "info", "word": str(_("对，不算核实"))}


def source_of(one: Confirmation) -> str:
    """Where a confirmation comes from, and its level: 2014年4月10日走访，镇级核实."""
    source: Visit | Document | None = one.stop.visit or one.stop.document
    if isinstance(source, Document):
        said = {"issuer": source.issuer, "number": source.number, "day": day(source.issued_on)}
        words = _("%(issuer)s %(number)s（%(day)s）") % said
    else:
        words = _("%(day)s走访") % {"day": day(source.visited_on if source else None)}
    if not one.level:
        return str(words)
    return str(_("%(source)s，%(level)s")) % {"source": words, "level": one.get_level_display()}


def sources_of(actor: Actor, origins: Iterable[str]) -> dict[str, str]:
    """By origin of a fact that a visit or a document told, its source and level in words."""
    keys = {int(one.removeprefix(ORIGIN)) for one in origins if one.startswith(ORIGIN)}
    found = confirmations(actor, keys)
    return {f"{ORIGIN}{one.pk}": source_of(one) for one in found}

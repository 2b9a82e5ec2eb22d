"""What visits say on pages and on paper."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xingjia.access.checks import Unacceptable
from xingjia.access.rules import masked
from xingjia.evidence.queries.known import Told
from xingjia.evidence.words import attributes_in_words, title_of
from xingjia.visits.models import Confirmation

FAULTS: Mapping[str, Promise] = {
    "day_ahead": _("日期不能晚于今天。写实际去的那一天。"),
    "no_visitor": _("写明谁去的，至少一人。"),
    "no_place": _("至少写一家去过的工会或企业。"),
    "promised_before": _("答应办好的日子早于走访那天，请核对。"),
    "unfit_fact": _("对照的事项不对，请重新打开这一页。"),
    "no_reason": _("请写为什么更正。"),
}
CHAIR = ("post", "chair")


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

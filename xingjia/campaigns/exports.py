"""Campaigns, and who is behind in one, as workbooks: their columns."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from xingjia.campaigns.models import Campaign, Stage
from xingjia.campaigns.pages import Behind
from xingjia.toolkit.sheets.writing import Value

Row = tuple[Campaign, list[Stage], Stage]
CAMPAIGNS: dict[Any, Callable[[Row], Value]] = {
    _("名称"): lambda row: row[0].name,
    _("谁发起的"): lambda row: row[0].organisation.name,
    _("起"): lambda row: row[1][0].first.isoformat(),
    _("止"): lambda row: row[1][-1].last.isoformat(),
    _("现在到哪一步"): lambda row: row[2].name,
    _("结束于"): lambda row: row[2].closed_on.isoformat() if row[2].closed_on else None,
}
BEHIND: dict[Any, Callable[[Behind], Value]] = {
    _("单位"): lambda row: row.member.name,
    _("地方"): lambda row: row.member.place.name,
    _("重点关注"): lambda row: "、".join(map(str, row.focus)) or None,
    _("现状"): lambda row: str(row.chip["word"]),
    _("下一步"): lambda row: str(row.step),
    _("谁负责"): lambda row: row.member.responsible.name,
}

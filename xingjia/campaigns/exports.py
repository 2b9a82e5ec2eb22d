"""Campaigns, and who is behind in one, as workbooks: their columns."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xingjia.campaigns.models import Campaign, Example, Member, Stage
from xingjia.campaigns.pages.behind import Behind
from xingjia.campaigns.queries.boards import Line
from xingjia.campaigns.queries.mobilised import Named
from xingjia.campaigns.queries.pledges import Row as Pledged
from xingjia.campaigns.queries.pledges import quarters_of
from xingjia.campaigns.words import pledge_chip
from xingjia.registry.words import OWNERSHIP
from xingjia.toolkit.sheets.writing import Value

Row = tuple[Campaign, list[Stage], Stage]
Frozen = tuple[Member, dict[str, str]]
CAMPAIGNS: dict[Any, Callable[[Row], Value]] = {
    _("名称"): lambda row: row[0].name,
    _("谁发起的"): lambda row: row[0].organisation.name,
    _("起"): lambda row: row[1][0].first.isoformat(),
    _("止"): lambda row: row[1][-1].last.isoformat(),
    _("现在到哪一步"): lambda row: row[2].name,
    _("结束于"): lambda row: row[2].closed_on.isoformat() if row[2].closed_on else None,
}
PLACES: dict[Any, Callable[[Line], Value]] = {
    _("地方"): lambda line: line.place.name,
    _("谁负责"): lambda line: "、".join(one.name for one in line.people) or None,
    _("应有"): lambda line: line.tally.base,
    _("上报"): lambda line: line.tally.claimed,
    _("核实"): lambda line: line.tally.verified,
    _("还没核实"): lambda line: line.tally.behind,
}
FROZEN: dict[Any, Callable[[Frozen], Value]] = {
    _("单位"): lambda row: row[0].name,
    _("地方"): lambda row: row[0].place.name,
    _("所有制"): lambda row: str(OWNERSHIP.get(row[0].ownership, "")) or None,
    _("那天"): lambda row: str(row[1]["word"]),
    _("不算的理由"): lambda row: row[0].excluded_why or None,
    _("谁负责"): lambda row: row[0].responsible.name,
}
BEHIND: dict[Any, Callable[[Behind], Value]] = {
    _("单位"): lambda row: row.member.name,
    _("地方"): lambda row: row.member.place.name,
    _("重点关注"): lambda row: "、".join(map(str, row.focus)) or None,
    _("现状"): lambda row: str(row.chip["word"]),
    _("下一步"): lambda row: str(row.step),
    _("谁负责"): lambda row: row.member.responsible.name,
}

MOBILISED: dict[Any, Callable[[Named], Value]] = {
    _("企业"): lambda row: row.name,
    _("地方"): lambda row: row.place.name,
    _("哪天动员的"): lambda row: row.said.day.isoformat() if row.said else None,
    _("怎么动员的"): lambda row: row.said.how if row.said else None,
}

EXAMPLES: dict[Any, Callable[[tuple[Example, dict[str, str]]], Value]] = {
    _("单位"): lambda row: row[0].name,
    _("类别"): lambda row: row[0].kind,
    _("条件"): lambda row: row[0].criteria,
    _("哪天确定"): lambda row: row[0].named_on.isoformat(),
    _("有效到哪天"): lambda row: row[0].last.isoformat(),
    _("现状"): lambda row: row[1]["word"],
    _("理由"): lambda row: row[0].ended_why or None,
}


def pledge_columns(stage: Stage) -> dict[Any, Callable[[Pledged], Value]]:
    """The columns of the pledges of a stage: pledged and verified by each quarter's end."""
    found: dict[Any, Callable[[Pledged], Value]] = {
        _("地方"): lambda row: row.line.place.name,
        _("谁负责"): lambda row: "、".join(one.name for one in row.line.people),
        _("应有"): lambda row: row.line.tally.base,
    }
    for number, end in enumerate(quarters_of(stage)):
        found |= _quarter(number, end)
    return found | {
        _("商定"): lambda row: pledge_chip(row)["word"],
        _("理由"): lambda row: row.sayings[-1].why or None if row.sayings else None,
    }


def _quarter(number: int, end: date) -> dict[Any, Callable[[Pledged], Value]]:
    when = {"day": end.isoformat()}
    return {
        gettext("%(day)s 责任书") % when: lambda row: row.quarters[number].pledged,
        gettext("%(day)s 核实") % when: lambda row: row.quarters[number].verified,
    }

"""The reader's words for what is counted. Codes are those of `standards.coverage.rules`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext

from xingjia.orgtree.models import Node
from xingjia.portal.queries.rows import Asked, Detail
from xingjia.registry.words import INDUSTRY, OWNERSHIP
from xingjia.standards.coverage.queries import Slice
from xingjia.standards.coverage.rules import (
    ALL_THREE,
    CONTRACT_KINDS,
    CONTRACTS_UNKNOWN,
    DUE,
    HELD,
    IDLE,
    IN_TERM,
    OF_TERMS,
    OPERATING,
    OVERDUE,
    TERM_UNKNOWN,
    WITH_UNION,
)
from xingjia.toolkit.ui.templatetags.ui import day

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise, _StrPromise

# Measure → those that count, and the rest of the base; the base follows: 未建会的投产企业.
WHICH = {
    OPERATING: ("", ""),
    IDLE: ("", ""),
    WITH_UNION: (lazy("已建会的"), lazy("未建会的")),
    "contracts_collective": (lazy("集体合同有效的"), lazy("没有有效集体合同的")),
    "contracts_wage": (lazy("工资专项集体合同有效的"), lazy("没有有效工资专项集体合同的")),
    "contracts_women": (
        lazy("女职工权益保护专项集体合同有效的"),
        lazy("没有有效女职工权益保护专项集体合同的"),
    ),
    ALL_THREE: (lazy("三项合同齐全的"), lazy("三项合同不齐的")),
    OVERDUE: (lazy("换届已超期的"), lazy("换届没有超期的")),
    DUE: (lazy("当年应换届的"), lazy("当年不用换届的")),
    HELD: (lazy("当年应换届、已换届的"), lazy("当年没有应换届、已换届的")),
    IN_TERM: (lazy("任期内的"), lazy("不在任期内的")),
    CONTRACTS_UNKNOWN: (lazy("三项合同未填报全的"), lazy("三项合同已填报的")),
    TERM_UNKNOWN: (lazy("任期未填报的"), lazy("任期已填报的")),
}
WHOM = {
    "": lazy("投产企业"),
    "operating": lazy("投产企业"),
    "unionised": lazy("已建会企业"),
}
CONTRACTS = {
    "collective": lazy("集体合同"),
    "wage": lazy("工资专项"),
    "women": lazy("女职工专项"),
}
# As one says it in a list: 仅有区域性工资合同.
SHORT = {"collective": lazy("集体"), "wage": lazy("工资"), "women": lazy("女职工")}

SIZES = {
    "under_25": lazy("25 人以下"),
    "25_to_99": lazy("25–99 人"),
    "100_to_199": lazy("100–199 人"),
    "200_to_999": lazy("200–999 人"),
    "1000_and_more": lazy("1000 人及以上"),
}
SLICES: dict[str, tuple[_StrPromise, Mapping[str, _StrOrPromise]]] = {
    "ownership": (lazy("所有制"), OWNERSHIP),
    "industry": (lazy("行业"), INDUSTRY),
    "size": (lazy("职工人数"), SIZES),
}

# Kind of a node → the whole of it, what is under it, and what is under it but in none of them.
LEVELS: dict[str, tuple[_StrPromise, _StrPromise, _StrPromise]] = {
    Node.Kind.NATION: (lazy("全国"), lazy("省（区、市）"), lazy("未分到省（区、市）")),
    Node.Kind.PROVINCE: (lazy("全省"), lazy("市、州"), lazy("未分到市、州")),
    Node.Kind.CITY: (lazy("全市"), lazy("县（市、区）"), lazy("未分到县（市、区）")),
    Node.Kind.COUNTY: (lazy("全县"), lazy("镇、街道"), lazy("未分到镇、街道")),
    Node.Kind.TOWNSHIP: (lazy("合计"), lazy("下级"), lazy("未分到下级")),
    Node.Kind.PARK: (lazy("合计"), lazy("下级"), lazy("未分到下级")),
}


def counted_title(asked: Asked) -> str:
    """What a list holds: 未建会的投产企业."""
    if asked.measure == IDLE:
        return _("未投产企业")
    words = {
        "which": WHICH[asked.measure][1 if asked.missing else 0],
        "whom": WHOM[asked.base],
        "days": asked.within,
    }
    if asked.within and asked.measure == IN_TERM:
        return _("%(days)d 天内届满的%(whom)s") % words
    if asked.within:
        return _("%(which)s%(whom)s，%(days)d 天内有合同到期") % words
    return _("%(which)s%(whom)s") % words


def kinds(names: Iterable[str]) -> str:
    """Kinds of contracts in a row: 工资专项、女职工专项."""
    return pgettext("between items", "、").join(str(CONTRACTS[name]) for name in names)


def short_kinds(names: Iterable[str]) -> str:
    """The same in short: 工资、女职工."""
    return pgettext("between items", "、").join(str(SHORT[name]) for name in names)


def why_not(detail: Detail, measure: str) -> str:
    """Why an employer does not count for a measure, as far as the records tell."""
    if measure == WITH_UNION:
        return _without_union(detail)
    if measure in {ALL_THREE, *(f"contracts_{kind}" for kind in CONTRACT_KINDS)}:
        wanted = [
            kind
            for kind in CONTRACT_KINDS
            if kind not in detail.in_force and measure in {ALL_THREE, f"contracts_{kind}"}
        ]
        return pgettext("between items", "；").join(_lacking(detail, kind) for kind in wanted)
    return ""


def _without_union(detail: Detail) -> str:
    if not detail.in_force:
        return _("没有建会记录")
    words = {"kinds": short_kinds(kind for kind in CONTRACT_KINDS if kind in detail.in_force)}
    if detail.regional and not detail.own:
        return _("没有建会记录，仅有区域性%(kinds)s合同") % words
    return _("没有建会记录，有%(kinds)s合同") % words


def _lacking(detail: Detail, kind: str) -> str:
    title = CONTRACTS[kind]
    if ended := detail.ended.get(kind):
        return _("%(kind)s %(day)s已到期") % {"kind": title, "day": day(ended)}
    if begins := detail.begins.get(kind):
        return _("%(kind)s %(day)s才生效") % {"kind": title, "day": day(begins)}
    return _("缺%(kind)s") % {"kind": title}


def lapses(ends: dict[str, date]) -> str:
    """Which contracts run out and when, the earliest first."""
    return pgettext("between items", "；").join(
        _("%(kind)s至%(day)s") % {"kind": CONTRACTS[kind], "day": day(ends[kind])}
        for kind in sorted(ends, key=lambda kind: (ends[kind], CONTRACT_KINDS.index(kind)))
    )


def term(detail: Detail, on: date) -> str:
    """How the term of an employer's union stands on a day: when it ends or ended."""
    if detail.term is None:
        return _("任期届满日未填报")
    days = abs((detail.term - on).days)
    words = {"day": day(detail.term), "days": days}
    if detail.term < on:
        return _("任期至%(day)s，已超期 %(days)d 天") % words
    if detail.elected is None:
        return _("任期至%(day)s") % words
    return _("任期至%(day)s，%(elected)s当选") % (words | {"elected": day(detail.elected)})


def day_of_year(value: date) -> str:
    """A day near the one of the page, without its year: 1月15日."""
    return format_date(value, pgettext("format of a day without its year", "n月j日"))


def remark(detail: Detail, asked: Asked, on: date) -> str:
    """What a list says beside an employer: what it lacks, when it lapses, what it has."""
    if asked.measure in OF_TERMS:
        return term(detail, on)
    if asked.measure == CONTRACTS_UNKNOWN:
        return kinds(kind for kind in CONTRACT_KINDS if kind not in detail.in_force)
    if asked.missing:
        return why_not(detail, asked.measure)
    if asked.within:
        return lapses(detail.until)
    return kinds(kind for kind in CONTRACT_KINDS if kind in detail.in_force)


def remark_title(asked: Asked) -> str:
    """The head of that column."""
    if asked.measure in OF_TERMS:
        return _("任期")
    if asked.measure == CONTRACTS_UNKNOWN:
        return _("未填报的合同")
    if asked.missing:
        return _("还差什么")
    return _("哪天到期") if asked.within else _("有效合同")


def sliced(of: Slice) -> list[str]:
    """The slice in words: 所有制：私营."""
    return [
        _("%(name)s：%(value)s") % {"name": SLICES[name][0], "value": SLICES[name][1][value]}
        for name, value in of.chosen().items()
    ]

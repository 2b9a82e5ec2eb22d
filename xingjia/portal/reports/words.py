"""The reader's words for what a cell of a form can show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from xingjia.portal.queries.rows import Asked
from xingjia.portal.reports.models import Pointer
from xingjia.portal.reports.rules import COUNT, LIST, LISTS, MISSING, RATE, REST, Meaning
from xingjia.portal.words import counted_title
from xingjia.standards.coverage.rules import (
    ALL_THREE,
    BASES,
    DUE,
    HELD,
    IDLE,
    OPERATING,
    OVERDUE,
    WITH_UNION,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

FIGURES: dict[str, _StrPromise] = {
    OPERATING: lazy("投产企业"),
    IDLE: lazy("未投产企业"),
    WITH_UNION: lazy("建会企业"),
    "contracts_collective": lazy("集体合同有效"),
    "contracts_wage": lazy("工资专项集体合同有效"),
    "contracts_women": lazy("女职工专项集体合同有效"),
    ALL_THREE: lazy("三项合同齐全"),
    DUE: lazy("当年应换届"),
    HELD: lazy("当年已换届"),
    OVERDUE: lazy("换届超期"),
}
AMONG = {"operating": lazy("占投产"), "unionised": lazy("占已建会")}


COLUMN_WORDS: dict[str, _StrPromise] = {
    "number": lazy("序号"),
    "name": lazy("企业名称"),
    "code": lazy("统一社会信用代码"),
    "place": lazy("镇、街道"),
    "staff": lazy("职工人数"),
    "union": lazy("工会名称"),
    "remark": lazy("说明（任期、合同、还差什么）"),
}


def asked(of: Meaning | Pointer) -> Asked:
    """The rows of a list."""
    return Asked(of.measure, of.base, missing=of.part == REST)


def worded(of: Meaning | Pointer) -> str:
    """What a cell shows: 建会企业占比（占投产）."""
    figure = FIGURES.get(of.measure, of.measure)
    words = {"figure": figure, "among": AMONG.get(of.base, "")}
    if of.part in LISTS:
        return _("名单：%(what)s") % {"what": counted_title(asked(of))}
    if of.part == RATE:
        return _("%(figure)s占比（%(among)s）") % words
    if of.part == MISSING:
        return _("%(figure)s还差几家（%(among)s）") % words
    if of.part == COUNT:
        return _("%(figure)s家数") % words
    return _("%(figure)s的基数（%(among)s）") % words


def choices() -> dict[str, Meaning]:
    """Everything a cell can show, by the key a menu uses for it."""
    found: list[Meaning] = []
    for measure in FIGURES:
        found.append(Meaning(measure))
        for base in BASES.get(measure, ()):
            found += [Meaning(measure, part, base) for part in (RATE, MISSING)]
    for measure in (one for one in FIGURES if one in BASES):
        bases = BASES[measure] or ("",)
        found.append(Meaning(measure, LIST, bases[0]))
        found += [Meaning(measure, REST, base) for base in bases if base]
    return {key(one): one for one in found}


def key(of: Meaning | Pointer) -> str:
    """How a menu names it."""
    return f"{of.measure}.{of.part}.{of.base}"

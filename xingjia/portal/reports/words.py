"""The reader's words for what a cell of a form can show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from xingjia.portal.reports.models import Pointer
from xingjia.portal.reports.rules import COUNT, MISSING, RATE, Meaning
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


def worded(of: Meaning | Pointer) -> str:
    """What a cell shows: 建会企业占比（占投产）."""
    figure = FIGURES.get(of.measure, of.measure)
    words = {"figure": figure, "among": AMONG.get(of.base, "")}
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
    return {key(one): one for one in found}


def key(of: Meaning | Pointer) -> str:
    """How a menu names it."""
    return f"{of.measure}.{of.part}.{of.base}"

"""The words for where a term of office stands, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as lazy

from xingjia.registry.rules.terms import Stage, State

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

# Kind of chip, icon ("" is the usual one), word.
TERMS: dict[Stage, tuple[str, str, StrOrPromise]] = {
    Stage.IN_TERM: ("met", "", lazy("任期内")),
    Stage.PREPARE: ("lapsing", "", lazy("该准备换届")),
    Stage.SUBMIT: ("lapsing", "", lazy("该报换届请示")),
    Stage.EXTENDED: ("lapsing", "", lazy("已批准延期")),
    Stage.OVERDUE: ("unmet", "", lazy("换届已超期")),
    Stage.VETO: ("unmet", "", lazy("换届超期六个月以上")),
    Stage.UNKNOWN: ("unknown", "", lazy("未填报")),
}
WHY: dict[Stage, StrOrPromise] = {
    Stage.PREPARE: lazy("届满前六个月起准备换届（各地通行做法）"),
    Stage.SUBMIT: lazy("届满三个月前报换届请示（各地通行做法）"),
    Stage.EXTENDED: lazy("任期已满，上级批准延期，请在延期内换届（工会基层组织选举工作条例）"),
    Stage.OVERDUE: lazy("任期已经届满，应按期换届（工会法第十六条）"),
    Stage.VETO: lazy("延期一般不超过六个月（工会基层组织选举工作条例）"),
}


def why_term(state: State) -> str:
    """Why a term stands as it does, with the source; "" where nothing is to be done yet."""
    return str(WHY.get(state.stage, ""))

"""What a county may decide for itself, each declared once: what it is, how it is written, what
holds where the county said nothing, and where that comes from. Pure.

A new one is one declaration in PARAMETERS and one line in `models.CountyParameter.Name`. The
days before a county's first decision follow the default, so what is past stays as it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from xingjia.registry.rules.elections import NATIONAL

LONGEST = 366  # days, months or people: what is more is a slip of the keyboard
KINDS = ("collective", "wage", "women", "safety")


def _(text: str) -> str:
    """Marks words for the catalogues; they are translated where they are shown."""
    return text


class Sort(StrEnum):
    """How a value is written."""

    KINDS = "kinds"  # a list of kinds of contracts
    TERM = "term"  # {"days": 15, "working": false}
    NUMBER = "number"  # a whole number of units


class Unit(StrEnum):
    """What a number counts."""

    DAYS = "days"
    MONTHS = "months"
    PEOPLE = "people"
    SECONDS = "seconds"
    MINUTES = "minutes"
    NONE = ""


class Group(StrEnum):
    """Under which heading it is shown."""

    COUNTING = "counting"
    CLOCK = "clock"
    BURDEN = "burden"
    EVIDENCE = "evidence"


@dataclass(frozen=True)
class Parameter:
    """One thing a county decides. `figures`: figures of employers follow it."""

    name: str
    group: Group
    sort: Sort
    default: Any
    words: str
    source: str  # of the default
    unit: Unit = Unit.NONE
    figures: bool = False


def _term(name: str, days: int, words: str, source: str, *, figures: bool = False) -> Parameter:
    value = {"days": days, "working": False}
    return Parameter(name, Group.CLOCK, Sort.TERM, value, words, source, Unit.DAYS, figures)


def _lasts(name: str, months: int, words: str) -> Parameter:
    """How long what a union said of a thing is good for; docs/domain.md §2.2 marks it I."""
    source = _("本平台拟定：没有查到规定，各县自定")
    return Parameter(name, Group.EVIDENCE, Sort.NUMBER, months, words, source, Unit.MONTHS)


DECLARED = (
    Parameter(
        "three_contracts",
        Group.COUNTING,
        Sort.KINDS,
        ["collective", "wage", "women"],
        _("三项合同包括"),
        _("各地通行：集体合同、工资专项、女职工专项；有的地方加劳动安全卫生（“1+3”）"),
        figures=True,
    ),
    Parameter(
        "women_committee_from",
        Group.COUNTING,
        Sort.NUMBER,
        NATIONAL.women_committee_from,
        _("女会员满几人设女职工委员会"),
        _("工会章程：女会员十人以上；有的地方写二十五人"),
        Unit.PEOPLE,
    ),
    _term("answer_days", 20, _("要约后几日内答复"), _("集体合同规定第三十二条：二十日")),
    _term(
        "resubmit_days",
        60,
        _("未通过后几日内重新提交"),
        _("国家没有规定；福建：六十日"),
    ),
    _term("file_days", 10, _("签字后几日内报送审查"), _("集体合同规定第四十二条：十日")),
    _term(
        "file_wage_days",
        10,
        _("工资专项签字后几日内报送审查"),
        _("集体合同规定第四十二条：十日；工资集体协商试行办法和有的地方：七日"),
    ),
    _term(
        "review_days",
        15,
        _("受理后几日没有异议即生效"),
        _("劳动合同法第五十四条：十五日；有的地方按工作日算"),
        figures=True,
    ),
    _term(
        "publish_days",
        10,
        _("生效后几日内公布"),
        _("集体合同规定第四十七条：及时公布；各地多为十日"),
    ),
    _term(
        "publish_wage_days",
        5,
        _("工资专项生效后几日内公布"),
        _("各地多为五日"),
    ),
    Parameter(
        "renew_months",
        Group.CLOCK,
        Sort.NUMBER,
        3,
        _("到期前几个月可以续签"),
        _("集体合同规定第三十八条：期满前三个月内"),
        Unit.MONTHS,
    ),
    Parameter(
        "renew_wage_days",
        Group.CLOCK,
        Sort.NUMBER,
        60,
        _("工资专项到期前几日可以续签"),
        _("各地工资集体协商规定：六十日；有的地方九十日"),
        Unit.DAYS,
    ),
    Parameter(
        "seconds_per_cell",
        Group.BURDEN,
        Sort.NUMBER,
        30,
        _("填一格大约几秒"),
        _("估计：找到数、填上、看一眼；没有实测过"),
        Unit.SECONDS,
    ),
    Parameter(
        "burden_minutes",
        Group.BURDEN,
        Sort.NUMBER,
        10,
        _("一次填报一家最多几分钟"),
        _("估计：国家要求少填表，没有定数；超过的要县总工会写明理由"),
        Unit.MINUTES,
    ),
    _lasts("rooms_marked_months", 12, _("活动场所标识几个月后再说一次")),
    _lasts("promises_months", 12, _("服务承诺几个月后再说一次")),
    _lasts("flow_months", 24, _("工作流程图几个月后再说一次")),
)
PARAMETERS: dict[str, Parameter] = {one.name: one for one in DECLARED}

# What a county decided about one thing, oldest first: from which day on, and what.
Decisions = Sequence[tuple[date, Any]]
History = Mapping[str, Decisions]


def fits(one: Parameter, value: Any) -> bool:
    """Whether this can be decided."""
    if one.sort is Sort.KINDS:
        return isinstance(value, list) and bool(value) and set(value) <= set(KINDS)
    if one.sort is Sort.TERM:
        whole = isinstance(value, dict) and value.keys() == {"days", "working"}
        return whole and _number(value["days"]) and isinstance(value["working"], bool)
    return _number(value)


def _number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= LONGEST


def value_on(name: str, history: History, on: date | None) -> Any:
    """What holds on a day; the default before the first decision and where no day is known."""
    said = [value for start, value in history.get(name, ()) if on is not None and start <= on]
    return said[-1] if said else PARAMETERS[name].default


def with_decision(history: History, name: str, start: date, value: Any) -> dict[str, Any]:
    """The history as it would be."""
    kept = [one for one in history.get(name, ()) if one[0] != start]
    return {**history, name: sorted([*kept, (start, value)], key=lambda one: one[0])}

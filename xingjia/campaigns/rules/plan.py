"""A campaign as it is planned: stages, their windows, and what each is to reach. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from math import ceil

EVERYBODY = ""  # the target of a stage as a whole, beside those of a scope
WHOLE = 100


@dataclass(frozen=True)
class Window:
    """Part of a stage: what it asks, from its first to its last day, both included."""

    name: str
    first: date
    last: date


@dataclass(frozen=True)
class StagePlan:
    """A stage: its windows, and per ownership the share of the base to reach by its last day."""

    name: str
    windows: tuple[Window, ...]
    targets: Mapping[str, int] = field(default_factory=dict)

    @property
    def first(self) -> date:
        """The first day of its first window."""
        return self.windows[0].first

    @property
    def last(self) -> date:
        """The last day of its last window."""
        return self.windows[-1].last


@dataclass(frozen=True)
class Template:
    """A campaign that is ready to start: everything but whose it is."""

    code: str
    name: str
    purpose: str
    stages: tuple[StagePlan, ...]
    standard: str = ""
    tag: str = ""
    counts: bool = True  # False: a contest or a discussion

    @property
    def another(self) -> StagePlan:
        """A stage more than it has, still without days."""
        number = "一二三四五六七八九十"[len(self.stages)]
        return StagePlan(f"第{number}阶段", ())


class WrongPlan(ValueError):
    """The plan cannot be followed; `code` says why, `at` is the number of the window."""

    def __init__(self, code: str, at: int = 0) -> None:
        super().__init__(code)
        self.code, self.at = code, at


def check(stages: Sequence[StagePlan]) -> None:
    """Windows end no earlier than they begin and none overlaps; days between them may be free.
    Raises `WrongPlan`."""
    if not stages or not all(stage.windows for stage in stages):
        raise WrongPlan("empty")
    before: date | None = None
    for at, window in enumerate((one for stage in stages for one in stage.windows), start=1):
        if window.last < window.first:
            raise WrongPlan("ends_before_start", at)
        if before and window.first <= before:
            raise WrongPlan("overlaps", at)
        before = window.last
    if any(not 0 <= percent <= WHOLE for stage in stages for percent in stage.targets.values()):
        raise WrongPlan("target")


def number_for(base: int, percent: int) -> int:
    """How many of the base a share is: 60 % of 7 are 5, never less than asked."""
    return ceil(Fraction(base * percent, WHOLE))


def moved(template: Template, years: int) -> Template:
    """The same plan so many years later."""
    stages = tuple(
        replace(
            stage,
            windows=tuple(
                Window(one.name, _later(one.first, years), _later(one.last, years))
                for one in stage.windows
            ),
        )
        for stage in template.stages
    )
    return replace(template, stages=stages)


def _later(day: date, years: int) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year + years, 2, 28)
    return day.replace(year=day.year + years)

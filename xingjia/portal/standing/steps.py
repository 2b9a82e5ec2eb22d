"""What is to be done so that a standard is met: one act for all that it settles. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from xingjia.facts.kinds import KINDS
from xingjia.standards.rules.standings import Outcome
from xingjia.standards.standing.queries.why import Told, Why

# One new sheet on the notice board settles all of these.
BOARD = frozenset(
    {
        "board_current",
        "office_published",
        "duties_public",
        "promises_public",
        "supervision_phone",
        "flow_public",
    }
)


@dataclass
class Step:
    """One act: what it settles, what it asks to be told, and what it costs in minutes.

    `act` is "board" (print and hang), "tell" (one thing to be told), "keep" (a record of the
    register) or "verify" (for the superior).
    """

    act: str
    kinds: tuple[str, ...] = ()
    settles: list[Told] = field(default_factory=list)
    also: set[tuple[str, str]] = field(default_factory=set)

    @property
    def minutes(self) -> int:
        """What it costs the chair."""
        if self.act == "board":
            return 5
        return sum(KINDS[kind].minutes for kind in self.kinds)

    @property
    def codes(self) -> list[str]:
        """The criteria it settles."""
        return [one.line.code for one in self.settles]


def steps(found: Why) -> list[Step]:
    """The acts still to be done, the one that settles most first; last what waits for others."""
    acts: dict[tuple[str, tuple[str, ...]], Step] = {}
    for told in found.lines:
        # A veto nobody spoke of is nobody's task; one that stands in the way is.
        if not told.is_open or (told.is_veto and told.reason.outcome is Outcome.UNKNOWN):
            continue
        kinds = tuple(dict.fromkeys(asked.kind for asked in told.reason.missing))
        act, key = _act(kinds)
        step = acts.setdefault((act, key), Step(act, key))
        step.settles.append(told)
        step.also |= set(told.reason.also)
    most_first = sorted(acts.values(), key=lambda step: (-_worth(step), step.minutes, step.codes))
    waiting = [told for told in found.criteria if told.waits]
    return most_first + ([Step("verify", (), waiting)] if waiting else [])


def _act(kinds: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    if kinds and set(kinds) <= BOARD:
        return "board", ()
    known = [kind for kind in kinds if KINDS[kind].known]
    return ("keep", tuple(known)) if known or not kinds else ("tell", kinds)


def _worth(step: Step) -> int:
    return len(step.settles) + len(step.also)


def minutes_of(acts: Iterable[Step]) -> int:
    """What all of it costs together."""
    return sum(step.minutes for step in acts)

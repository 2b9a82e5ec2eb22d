"""What is to be done so that a standard is met: one act for all that it settles. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from xingjia.facts.kinds import KINDS
from xingjia.standards.rules.criteria import FactIs
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


# ---- one tap ------------------------------------------------------------------------------------

BETWEEN, IS = ";", "="


def token_of(asked: FactIs) -> str:
    """What a button sends that says this fact came about today: system_used;name=evaluation.

    "" where one word of several would have to be chosen, or a number given: that takes a form.
    """
    kind = KINDS[asked.kind]
    if kind.known or any(one.number for one in kind.attributes.values()):
        return ""
    words = {one.attribute: one.words for one in asked.where}
    if words.keys() != kind.attributes.keys() or any(len(one) != 1 for one in words.values()):
        return ""
    return BETWEEN.join([asked.kind, *(f"{name}{IS}{next(iter(words[name]))}" for name in words)])


def read_token(text: str) -> tuple[str, dict[str, str]] | None:
    """The kind and its attributes; None for anything else."""
    kind, *pairs = text.split(BETWEEN)
    if not kind or any(IS not in one for one in pairs):
        return None
    return kind, dict(one.split(IS, 1) for one in pairs)

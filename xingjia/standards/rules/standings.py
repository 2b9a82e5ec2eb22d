"""How a union stands: days of met, not met and not applicable, and the verified ones."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from xingjia.facts.rules import Spans
from xingjia.standards.rules.truth import NEVER


class Outcome(StrEnum):
    """What can be said of a criterion on a day. Unknown never passes."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Standing:
    """The days on which something is met, is not met, does not apply; the rest is unknown.

    `met` is claimed, `verified` the part of it whose every supporting fact is verified.
    """

    met: Spans = NEVER
    unmet: Spans = NEVER
    not_applicable: Spans = NEVER
    verified: Spans = NEVER

    def on(self, day: date) -> Outcome:
        """The outcome on a day."""
        if self.met.hold(day):
            return Outcome.MET
        if self.unmet.hold(day):
            return Outcome.NOT_MET
        if self.not_applicable.hold(day):
            return Outcome.NOT_APPLICABLE
        return Outcome.UNKNOWN

"""What a standard is made of: criteria as data. Frozen, so that a published one stays as it is."""

from dataclasses import dataclass, field
from fractions import Fraction

from xingjia.standards.rules.periods import Period


@dataclass(frozen=True)
class Words:
    """One text in the languages it was written in; traditional Chinese is made, not written."""

    zh: str
    en: str = ""

    def in_language(self, language: str) -> str:
        """The text for a language of the site, Chinese where there is no other."""
        return self.en if language.startswith("en") and self.en else self.zh

    def __str__(self) -> str:
        return self.zh


NOTHING = Words("")


# ---- conditions -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Where:
    """What an attribute of a fact must be: one of some words, or a number between two bounds.

    `decides`: the attribute measures the thing (a number, a yes or no), so a fact that has
    another value says that the condition is *not* so. Otherwise it tells another thing.
    """

    attribute: str
    words: frozenset[str] = frozenset()
    at_least: Fraction | None = None
    at_most: Fraction | None = None
    decides: bool = False

    def accepts(self, value: str) -> bool | None:
        """Whether a value is as wanted; None when it is no number and a number is asked for."""
        if self.words:
            return value in self.words
        try:
            number = Fraction(value)
        except ValueError:
            return None
        low = self.at_least is None or number >= self.at_least
        return low and (self.at_most is None or number <= self.at_most)


@dataclass(frozen=True)
class FactIs:
    """A fact of this kind is so on the day, or was within the `within` before it.

    `at_least` counts the days on which it began within the window: six activities in a year.
    `others` are kinds that show the same: a badge shown is an identity shown.
    """

    kind: str
    where: tuple[Where, ...] = ()
    within: Period | None = None
    at_least: int = 1
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class All:
    """Each of them."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class AnyOf:
    """At least one of them."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Not:
    """The contrary."""

    part: "Condition"


@dataclass(frozen=True)
class CountAtLeast:
    """So many of them."""

    parts: tuple["Condition", ...]
    at_least: int


@dataclass(frozen=True)
class HeldFor:
    """It has held for this long without a break."""

    part: "Condition"
    period: Period


@dataclass(frozen=True)
class CriterionMet:
    """A criterion of this or another standard: what is asked there is not asked again here."""

    standard: str
    criterion: "Criterion"


@dataclass(frozen=True)
class StandardMet:
    """Another standard as a whole."""

    standard: "Standard"


Combined = All | AnyOf | CountAtLeast
Changed = Not | HeldFor
Referred = CriterionMet | StandardMet
Condition = FactIs | Combined | Changed | Referred


# ---- points ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Deduct:
    """Points off for every full `step` that a number lies below `below`, `cap` at most.

    The number is an attribute of a fact, or without one the count of facts in the window.
    """

    fact: FactIs
    attribute: str
    below: Fraction
    step: Fraction
    points: Fraction
    cap: Fraction


@dataclass(frozen=True)
class Points:
    """What a criterion counts: all or nothing, or less by steps; a bonus comes on top."""

    full: Fraction
    bonus: bool = False
    deduct: Deduct | None = None


# ---- criteria and standards -----------------------------------------------------------------


@dataclass(frozen=True)
class Criterion:
    """One line of a standard.

    `lapsing`: amber this long before the end. `reverify`: a verification counts for so long.
    `restore`: what to do when it is not met. `clause` names the place in the source.
    """

    code: str
    title: Words
    met: Condition
    required: bool = True
    applies: Condition | None = None
    lapsing: Period | None = None
    reverify: Period | None = None
    restore: Words = NOTHING
    points: Points | None = None
    source: str = ""
    clause: str = ""
    note: Words = NOTHING


@dataclass(frozen=True)
class Finding:
    """Something read off the facts beside the criteria: a veto, or a diagnosis."""

    code: str
    title: Words
    when: Condition
    restore: Words = NOTHING
    source: str = ""
    clause: str = ""


@dataclass(frozen=True)
class Passes:
    """When the whole is met: all required criteria, and with `points` so many `of` so many."""

    points: Fraction | None = None
    of: Fraction | None = None
    bonus_cap: Fraction = Fraction(0)


@dataclass(frozen=True)
class Parameter:
    """A figure a place may set otherwise, with where ours comes from."""

    code: str
    title: Words
    value: str
    source: str = ""


@dataclass(frozen=True)
class Standard:
    """A published list of criteria. With none it is an empty frame and judges nothing.

    `official`: whether the list itself stands in an official text; ours say so when not. `place`
    is the node under which alone it judges, None where it judges everywhere.
    """

    code: str
    version: str
    title: Words
    source: str
    official: bool
    criteria: tuple[Criterion, ...] = ()
    passes: Passes = field(default_factory=Passes)
    vetoes: tuple[Finding, ...] = ()
    diagnoses: tuple[Finding, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    note: Words = NOTHING
    parent: str = ""
    place: int | None = None

    @property
    def is_empty(self) -> bool:
        """A name without a known list: it refuses to judge."""
        return not self.criteria

    def criterion(self, code: str) -> Criterion:
        """The criterion of this code. Raises `KeyError`."""
        for one in self.criteria:
            if one.code == code:
                return one
        raise KeyError(code)

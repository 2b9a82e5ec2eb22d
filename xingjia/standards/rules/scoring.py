"""Points of a checklist, re-scaled where something does not apply.

A unit with one 组织员 has no committee (工会法 art. 11): what needs one does not apply, and the
rest counts for the whole: domain.md §3.4, §11.19. Fractions inside, rounded once, at the end.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise

from xingjia.facts.rules import EVER, OPEN, Span, Spans
from xingjia.standards.rules.criteria import Criterion, Deduct, Points, Standard
from xingjia.standards.rules.history import History
from xingjia.standards.rules.measuring import Measure, measured
from xingjia.standards.rules.standings import Outcome, Standing

NOUGHT = Fraction(0)


@dataclass(frozen=True)
class Line:
    """One line of a checklist on a day: its full points and what it got; None: nobody knows."""

    code: str
    full: Fraction
    got: Fraction | None
    bonus: bool = False
    applies: bool = True


@dataclass(frozen=True)
class Score:
    """Points of the full score; None where nothing applies.

    `possible`: what it would be if all that is unknown were full. `left_out` are the lines that
    do not apply, `unknown` those nobody knows: they pass nothing and are told apart from nought.
    """

    points: Fraction | None
    possible: Fraction | None
    full: Fraction
    left_out: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scored:
    """Days on which a union has one score, as claimed and as verified."""

    days: Span
    claimed: Score
    verified: Score


def score(lines: Iterable[Line], bonus_cap: Fraction = NOUGHT) -> Score:
    """The score of a day; a bonus comes on top, up to the cap, and is not re-scaled."""
    lines = list(lines)
    counted = [one for one in lines if not one.bonus]
    applies = [one for one in counted if one.applies]
    full = sum((one.full for one in counted), NOUGHT)
    base = sum((one.full for one in applies), NOUGHT)
    extra = [one for one in lines if one.bonus and one.applies]

    def total(*, unknown_counts: bool) -> Fraction | None:
        def got(one: Line) -> Fraction:
            return one.got if one.got is not None else one.full * unknown_counts

        if not base:
            return None
        bonus = min(sum((got(one) for one in extra), NOUGHT), bonus_cap)
        return sum((got(one) for one in applies), NOUGHT) * full / base + bonus

    return Score(
        total(unknown_counts=False),
        total(unknown_counts=True),
        full,
        tuple(one.code for one in lines if not one.applies),
        tuple(one.code for one in lines if one.applies and one.got is None),
    )


def scored(standard: Standard, standings: Mapping[str, Standing], history: History) -> list[Scored]:
    """The scores over time, one piece after another."""
    counted = [one for one in standard.criteria if one.points]
    measures = {
        one.code: measured(one.points.deduct, history)
        for one in counted
        if one.points and one.points.deduct
    }
    found: list[Scored] = []
    for begin, end in pairwise(_cuts([standings[one.code] for one in counted], measures.values())):
        claimed, verified = (
            score(
                (_line(one, standings[one.code], measures, begin, sure=sure) for one in counted),
                standard.passes.bonus_cap,
            )
            for sure in (False, True)
        )
        found.append(Scored(Span(begin, end), claimed, verified))
    return _merged(found)


def lines_on(
    standard: Standard, standings: Mapping[str, Standing], history: History, on: date
) -> dict[str, tuple[Line, Line]]:
    """What each line of a list by points got on a day, as claimed and as verified."""
    found: dict[str, tuple[Line, Line]] = {}
    for one in standard.criteria:
        if one.points:
            deduct = one.points.deduct
            measures = {one.code: measured(deduct, history)} if deduct else {}
            claimed, verified = (
                _line(one, standings[one.code], measures, on, sure=sure) for sure in (False, True)
            )
            found[one.code] = (claimed, verified)
    return found


def _merged(pieces: Iterable[Scored]) -> list[Scored]:
    """Neighbours of one score in one piece."""
    found: list[Scored] = []
    for one in pieces:
        last = found[-1] if found else None
        if last and (last.claimed, last.verified) == (one.claimed, one.verified):
            found[-1] = replace(last, days=Span(last.days.start, one.days.end))
        else:
            found.append(one)
    return found


def passing(standard: Standard, scores: Iterable[Scored]) -> Standing:
    """Where the points are enough; not met only where they cannot be, whatever is unknown."""
    mark = standard.passes.points or NOUGHT
    scores = list(scores)

    def days(holds: Iterable[tuple[Span, bool]]) -> Spans:
        return Spans.of(span for span, yes in holds if yes)

    met = days((one.days, (one.claimed.points or NOUGHT) >= mark) for one in scores)
    return Standing(
        met,
        days(
            (one.days, one.claimed.possible is not None and one.claimed.possible < mark)
            for one in scores
        ),
        days((one.days, one.claimed.points is None) for one in scores),
        met & days((one.days, (one.verified.points or NOUGHT) >= mark) for one in scores),
    )


def _cuts(standings: Iterable[Standing], measures: Iterable[Measure]) -> list[date]:
    sets = [
        spans
        for one in standings
        for spans in (one.met, one.unmet, one.not_applicable, one.verified)
    ]
    sets += [spans for measure in measures for spans in measure.sets()]
    return sorted({day for spans in sets for span in spans for day in span} | {EVER, OPEN})


def _line(
    criterion: Criterion,
    standing: Standing,
    measures: Mapping[str, Measure],
    on: date,
    *,
    sure: bool,
) -> Line:
    points = criterion.points or Points(NOUGHT)
    applies = standing.on(on) is not Outcome.NOT_APPLICABLE
    if points.deduct:
        got = _by_number(points.full, points.deduct, measures[criterion.code], on, sure=sure)
        if got is None and standing.on(on) is Outcome.NOT_MET:
            got = NOUGHT  # known not to be so, and no number that would say how far
    else:
        got = _all_or_nothing(points.full, standing, on, sure=sure)
    return Line(criterion.code, points.full, got, points.bonus, applies)


def _all_or_nothing(full: Fraction, standing: Standing, on: date, *, sure: bool) -> Fraction | None:
    outcome = standing.on(on)
    if outcome is Outcome.UNKNOWN:
        return None
    holds = standing.verified.hold(on) if sure else outcome is Outcome.MET
    return full if holds else NOUGHT


def _by_number(
    full: Fraction, deduct: Deduct, measure: Measure, on: date, *, sure: bool
) -> Fraction | None:
    """None where nobody has said a number; what was said and seen by nobody counts nought."""
    said = _less(full, deduct, measure.on(on))
    if not sure or said is None:
        return said
    return _less(full, deduct, measure.on(on, sure=True)) or NOUGHT


def _less(full: Fraction, deduct: Deduct, value: Fraction | None) -> Fraction | None:
    """Points for each full step below; a step begun costs nothing yet."""
    if value is None:
        return None
    steps = max(deduct.below - value, NOUGHT) // deduct.step
    return full - min(steps * deduct.points, deduct.cap)


def rounded(points: Fraction, places: int = 2) -> Decimal:
    """As it is printed: half up, whatever the denominator."""
    scaled = points * 10**places
    exact = Decimal(scaled.numerator) / Decimal(scaled.denominator)
    whole = exact.quantize(Decimal(1), ROUND_HALF_UP)
    return whole.scaleb(-places)

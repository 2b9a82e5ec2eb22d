"""Facts about one invented union, in few words."""

from datetime import date, timedelta

from xingjia.facts.rules import OPEN, Fact, Span, Spans, Weight

UNION = ("union", 1)


def record(
    what: str, start: date, /, end: date = OPEN, *, seen: date | None = None, **attributes: str
):
    """A thing that happened, with its own dates, verified from the day it was seen."""
    return _fact(what, start, end, Weight.RECORD, attributes, seen=seen)


def claim(
    what: str, start: date, /, *, holds: bool = True, seen: date | None = None, **attributes: str
):
    """What a register says from its day on."""
    return _fact(what, start, OPEN, Weight.CLAIM, attributes, holds=holds, seen=seen)


def event(what: str, day: date, /, *, seen: date | None = None, **attributes: str):
    """Something that happened on one day."""
    end = day + timedelta(days=1)
    return _fact(what, day, end, Weight.RECORD, attributes, seen=seen)


def _fact(what, start, end, weight, attributes, *, holds=True, seen=None):
    verified = Spans((Span(seen, max(end, seen + timedelta(days=1))),)) if seen else Spans()
    pairs = tuple(sorted(attributes.items()))
    return Fact(UNION, what, Span(start, end), pairs, holds, weight, verified)

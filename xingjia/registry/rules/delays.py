"""A delay of an election that the superior allows. Pure."""

from collections.abc import Iterable
from datetime import date

from xingjia.facts.rules import Span
from xingjia.registry.rules.editing import Finding
from xingjia.registry.rules.terms import ends_before, extension_ends


def delay_findings(
    term: date | None, until: date | None, approved_on: date | None = None
) -> list[Finding]:
    """About a delay: it ends after the term and at most six months later (总工发〔2016〕27号), and
    is approved while it can still be used."""
    if until is None:
        return []
    if term is None:
        return [Finding("extension_of_unknown", field="until")]
    if until <= term:
        return [Finding("extension_within_term", field="until")]
    if until > extension_ends(term):
        return [Finding("extension_too_long", field="until")]
    late = approved_on is not None and approved_on > until
    return [Finding("extension_approved_late", field="until")] if late else []


def days_allowed(delays: Iterable[tuple[date, date]]) -> tuple[Span, ...]:
    """Of delays, each with the day of its approval and its last valid day, the days allowed."""
    ends = ((approved, ends_before(until)) for approved, until in delays)
    return tuple(Span(start, end) for start, end in sorted(ends) if start < end)

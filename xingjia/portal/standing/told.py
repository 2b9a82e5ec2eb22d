"""Standings as JSON and as plain text; the shapes stand in docs/command-line.md."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xingjia.facts.rules import EVER, OPEN, Fact
from xingjia.standards.rules.criteria import Standard
from xingjia.standards.standing.models import Spell
from xingjia.standards.standing.queries.counting import StandardCoverage, Tally
from xingjia.standards.standing.queries.why import Told, Why
from xingjia.standards.words import amount


def measure(standard: Standard, tally: Tally) -> dict[str, Any]:
    """How many unions meet a standard, as one measure of a node."""
    return {
        "code": "standard",
        "standard": standard.code,
        "version": standard.version,
        "base": tally.base,
        "claimed": tally.claimed,
        "verified": tally.verified,
        "lapsing_30": tally.lapsing.get(30),
        "lapsing_90": tally.lapsing.get(90),
        "unknown": tally.unknown,
    }


def why_json(found: Why) -> dict[str, Any]:
    """The reasons behind one standard."""
    span = found.span()
    return {
        "standard": found.standard.code,
        "version": found.standard.version,
        "title": found.standard.title.zh,
        "outcome": found.outcome.value,
        "verified": found.is_verified,
        "points": _points(found),
        "since": _day(span.start) if span else None,
        "until": _day(span.end) if span else None,
        "criteria": [_criterion(one) for one in found.criteria],
        "vetoes": [_criterion(one) for one in found.vetoes],
    }


def _points(found: Why) -> dict[str, str | None] | None:
    """Of a list by points: what it got, of how many, and how many pass."""
    scored, mark = found.scored, found.standard.passes.points
    if scored is None or mark is None:
        return None
    got = {"claimed": scored.claimed.points, "verified": scored.verified.points}
    told = {name: None if one is None else amount(one) for name, one in got.items()}
    return {**told, "full": amount(scored.claimed.full), "pass": amount(mark)}


def _criterion(told: Told) -> dict[str, Any]:
    reason = told.reason
    return {
        "code": told.line.code,
        "title": told.line.title.zh,
        "outcome": reason.outcome.value,
        "verified": reason.is_verified,
        "since": _day(reason.since),
        "until": _day(reason.until),
        "verified_since": _day(reason.verified_since),
        "verified_until": _day(reason.verified_until),
        "lapsing": reason.is_lapsing,
        "facts": [_fact(one) for one in reason.facts],
        "restore": reason.restore.zh,
        "missing": [asked.kind for asked in reason.missing],
        "also": [{"standard": code, "criterion": criterion} for code, criterion in reason.also],
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "kind": fact.kind,
        "attributes": dict(fact.attributes),
        "holds": fact.holds,
        "start": _day(fact.span.start),
        "end": _day(fact.span.end),
        "verified": [{"start": _day(a), "end": _day(b)} for a, b in fact.verified],
        "origin": fact.origin,
    }


def _day(day: date | None) -> str | None:
    return None if day in (None, EVER, OPEN) or day is None else day.isoformat()


# ---- for people at a terminal -------------------------------------------------------------------


def why_text(found: Why) -> Iterable[str]:
    """One line for the whole, one for each criterion, and what is to be done."""
    language = get_language() or "zh"
    title = found.standard.title.in_language(language)
    yield f"{title} {found.standard.version}: {_outcome(found.outcome.value, found.is_verified)}"
    for one in found.lines:
        reason = one.reason
        words = f"  {one.line.code}  {_outcome(reason.outcome.value, reason.is_verified)}"
        days = _days(reason.since, reason.until)
        yield f"{words}  {one.line.title.in_language(language)}{days}"
        if one.is_open and str(reason.restore):
            yield f"        → {reason.restore.in_language(language)}"


def _outcome(outcome: str, verified: bool) -> str:  # noqa: FBT001  a column, read aloud
    if outcome == "met":
        return _("核实达标") if verified else _("待核实")
    return str(Spell.Outcome(outcome).label)


def _days(since: date | None, until: date | None) -> str:
    first, end = _day(since), _day(until)
    if first and end:
        return f"  {first}..{end}"
    return f"  {first}.." if first else ""


def coverage_text(found: StandardCoverage) -> list[list[str]]:
    """Rows of a table: the total, then the nodes under it."""
    head = [
        _("地方"),
        _("应有"),
        _("核实"),
        _("上报"),
        _("未填报"),
        _("30 天内到期"),
        _("90 天内到期"),
    ]
    lines = [_row(_("合计"), found.total)]
    lines += [
        _row(line.node.name if line.node else _("未分到下级"), line.figures)
        for line in found.children
    ]
    return [head, *lines]


def _row(name: str, tally: Tally) -> list[str]:
    numbers = (
        tally.base,
        tally.verified,
        tally.claimed,
        tally.unknown,
        tally.lapsing.get(30, 0),
        tally.lapsing.get(90, 0),
    )
    return [name, *(str(number) for number in numbers)]

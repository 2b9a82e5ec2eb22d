"""The figures of a standard over time, drawn as those of a campaign are."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from xingjia.campaigns import charts
from xingjia.campaigns.rules.progress import Forecast, Point, month_ends, months_after
from xingjia.portal.standing.forecast import MONTHS
from xingjia.portal.standing.forecast import Forecast as Pace
from xingjia.standards.standing.queries.curve import Step, tally_on

BACK, AHEAD = 24, 6  # months


def burn_of(steps: Sequence[Step], on: date, base: int, pace: Pace) -> dict[str, Any]:
    """Two years back, and half a year ahead if nobody acts; `base` are all that apply on the
    day. Empty where there is nothing to draw."""
    points = [_point(steps, day) for day in month_ends(months_after(on, -BACK), on)]
    while len(points) > 1 and not (points[0].claimed or points[1].claimed):
        points.pop(0)
    if not base or len(points) < 2:  # noqa: PLR2004  a line has two ends
        return {}
    ahead = [_point(steps, day) for day in month_ends(on, months_after(on, AHEAD)) if day > on]
    found = Forecast(pace.then, pace.now, base, Fraction(pace.gain, MONTHS), pace.months, pace.day)
    line = [(points[0].day, base), (on, base)]
    return {
        "points": points,
        "ahead": ahead,
        "base": base,
        "headline": _("核实 %(now)d 家，应有 %(base)d 家。") % {"now": pace.now, "base": base},
        "assumed": "",
        "option": charts.burn_up(points, [points[-1], *ahead], found, line, (), _("应有")),
    }


def _point(steps: Sequence[Step], day: date) -> Point:
    tally = tally_on(steps, day)
    return Point(day, tally.claimed, tally.verified)

"""The burn-up as options of a chart; the page shows the same figures as a table."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from xingjia.campaigns.models import Stage
from xingjia.campaigns.rules.progress import Forecast, Point, months_after
from xingjia.toolkit.ui.templatetags.ui import day

INK, BLUE, PALE, BROWN, RED, GREY = "#1b2028", "#1a569d", "#8fb2dc", "#8a4b00", "#e60012", "#626b78"
STEPS = 4  # of the axis
NARROW = 480
BEYOND = 12  # months: a forecast further away than that would press the past together
QUARTER = 85 * 24 * 3600 * 1000


def burn_up(
    points: Sequence[Point],
    ahead: Sequence[Point],
    found: Forecast,
    targets: Sequence[tuple[date, int]],
    stages: Iterable[Stage],
    aim: str = "",
) -> dict[str, Any]:
    """Verified, claimed, target, and what is to come: at last months' pace, and if nobody acts.
    `ahead` begins with the last of `points`; `aim` is what the target is called."""
    names = [_("核实"), _("上报"), _("推算：按最近6个月进度"), _("推算：如不办理")]
    names.append(aim or _("目标"))
    now = points[-1]
    last = max([one.day for one in ahead] + [when for when, _number in targets])
    edge = months_after(last, BEYOND)
    lines = [
        _verified(names[0], points, now, stages),
        _claimed(names[1], points, now),
        _pace(names[2], now, found, edge),
        _lapsing(names[3], ahead),
        _target(names[4], targets, last),
    ]
    first = min(points[0].day, targets[0][0])
    most = -(-max([found.target, now.claimed, STEPS]) // STEPS) * STEPS
    option = {
        "grid": {"top": 60, "right": 130, "left": 4, "bottom": 4},
        "tooltip": {"trigger": "axis", "renderMode": "richText"},
        "legend": {"itemWidth": 28, "itemHeight": 3, "itemGap": 18, "data": names},
        "xAxis": {
            "type": "time",
            "min": first.isoformat(),
            "max": max(last, min(found.day or last, edge)).isoformat(),
            "axisLabel": {"formatter": {"year": "{yyyy}", "month": "{M}"}, "hideOverlap": True},
            "minInterval": QUARTER,
        },
        "yAxis": {"type": "value", "max": most, "interval": most // STEPS},
        "series": [one for one in lines if one["data"]],
    }
    return {"baseOption": option, "media": [_narrow()]}


def _narrow() -> dict[str, Any]:
    """What differs on a phone: names of windows do not fit there."""
    unnamed = [{"markArea": {"label": {"show": False}}}]
    grid = {"top": 140, "right": 84}
    return {"query": {"maxWidth": NARROW}, "option": {"grid": grid, "series": unnamed}}


def _verified(
    name: str, points: Sequence[Point], now: Point, stages: Iterable[Stage]
) -> dict[str, Any]:
    line = _line(name, [(one.day, one.verified) for one in points], BLUE, 3)
    bands = []
    for number, window in enumerate(one for stage in stages for one in stage.windows):
        shade = {"color": INK, "opacity": 0.05 if number % 2 == 0 else 0}
        begin = {"name": window["name"], "xAxis": window["first"], "itemStyle": shade}
        end = date.fromisoformat(window["last"]) + timedelta(days=1)
        bands.append([begin, {"xAxis": end.isoformat()}])
    label = {"position": "top", "color": GREY, "fontSize": 12}
    line |= {
        "z": 5,
        "areaStyle": {"color": BLUE, "opacity": 0.08},
        "markArea": {"silent": True, "label": label, "data": bands},
        "markLine": {
            "silent": True,
            "symbol": "none",
            "data": [
                {
                    "xAxis": now.day.isoformat(),
                    "lineStyle": {"color": RED, "width": 1, "type": "solid"},
                    "label": {"formatter": day(now.day), "position": "end", "distance": 20},
                }
            ],
        },
        "markPoint": _mark(name, now.day, now.verified, BLUE),
    }
    return line


def _claimed(name: str, points: Sequence[Point], now: Point) -> dict[str, Any]:
    line = _line(name, [(one.day, one.claimed) for one in points], PALE, 2)
    apart = name if now.claimed != now.verified else ""  # two labels at one height hide each other
    return line | {"z": 4, "markPoint": _mark(apart, now.day, now.claimed, PALE)}


def _pace(name: str, now: Point, found: Forecast, edge: date) -> dict[str, Any]:
    """The line to the day of the forecast; one far away leaves at the edge, and is said there."""
    ends = [(now.day, now.verified)]
    if found.day and found.months:
        share = min(1, (edge - now.day).days / (found.day - now.day).days)
        reached = now.verified + round(share * (found.target - now.verified))
        ends.append((min(found.day, edge), reached))
    line = _line(name, ends if len(ends) > 1 else [], BLUE, 2, "dashed")
    line |= _ended(f"{day(found.day)} {found.target}" if found.day else "", BLUE)
    line["endLabel"] |= {"offset": [0, 12]}  # the target ends at the same height
    return line


def _lapsing(name: str, ahead: Sequence[Point]) -> dict[str, Any]:
    falls = ahead and ahead[-1].verified != ahead[0].verified
    line = _line(name, [(one.day, one.verified) for one in ahead if falls], BROWN, 2, "dotted")
    return line | _ended(str(ahead[-1].verified) if falls else "", BROWN)


def _target(name: str, targets: Sequence[tuple[date, int]], last: date) -> dict[str, Any]:
    ends = [*targets, (max(last, months_after(targets[-1][0], 1)), targets[-1][1])]
    line = _line(name, ends, INK, 1.5) | _ended(f"{name} {targets[-1][1]}", INK)
    line["endLabel"] |= {"offset": [0, -14]}  # so does the forecast, under it
    when, number = targets[-1]
    return line | {"markPoint": _mark("", when, number, INK) | {"symbol": "rect"}}


def _line(
    name: str, ends: Iterable[tuple[date, int]], colour: str, width: float, kind: str = "solid"
) -> dict[str, Any]:
    return {
        "name": name,
        "type": "line",
        "showSymbol": False,
        "data": [[when.isoformat(), number] for when, number in ends],
        "itemStyle": {"color": colour},
        "lineStyle": {"width": width, "color": colour, "type": kind},
    }


def _mark(name: str, when: date, number: int, colour: str) -> dict[str, Any]:
    label = {"show": bool(name), "formatter": f"{name} {number}", "position": "left"}
    return {
        "symbol": "circle",
        "symbolSize": 8,
        "data": [{"coord": [when.isoformat(), number]}],
        "itemStyle": {"color": colour},
        "label": label | {"color": INK, "fontSize": 12},
    }


def _ended(text: str, colour: str) -> dict[str, Any]:
    label = {"show": bool(text), "formatter": text, "color": colour, "fontSize": 12}
    return {"endLabel": label}

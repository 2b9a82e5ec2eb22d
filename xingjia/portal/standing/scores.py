"""Points of a list on the pages of a union and of a branch."""

from typing import Any

from django.utils.translation import gettext as _

from xingjia.standards.rules.criteria import Standard
from xingjia.standards.rules.scoring import Line, Score, Scored
from xingjia.standards.words import amount


def scores_page(standard: Standard, scored: Scored | None) -> dict[str, Any] | None:
    """The points of a union on a day, claimed and verified; None of a list without points."""
    if scored is None or standard.passes.points is None:
        return None
    claimed = scored.claimed
    return {
        "claimed": told(claimed),
        "verified": told(scored.verified),
        "full": amount(claimed.full),
        "mark": amount(standard.passes.points),
        "left_out": len(claimed.left_out),
        "unknown": len(claimed.unknown),
        "possible": told(claimed, possible=True) if claimed.unknown else "",
    }


def told(score: Score, *, possible: bool = False) -> str:
    """Points as a number; a dash where nothing applies."""
    points = score.possible if possible else score.points
    return "—" if points is None else amount(points)


def both(scored: Scored | None) -> str:
    """Points as the workbook of a branch has them: verified / claimed."""
    return f"{told(scored.verified)} / {told(scored.claimed)}" if scored else ""


def mark_said(line: Line | None) -> str:
    """What a line got: 8 / 10 分, 加 3 分; a dash where nobody knows or it does not apply."""
    if line is None:
        return ""
    got = "—" if line.got is None or not line.applies else amount(line.got)
    words = {"got": got, "full": amount(line.full)}
    if line.bonus:
        return _("加 %(got)s 分") % words if line.got else ""
    return _("%(got)s / %(full)s 分") % words

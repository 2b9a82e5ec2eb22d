"""What workers answered, as far as it may be told."""

from dataclasses import dataclass
from datetime import date

from xingjia.access.rules import Actor
from xingjia.orgtree.queries import under
from xingjia.publicity.models import Pulse
from xingjia.publicity.rules.pulse import QUESTIONS, Counted, together, told
from xingjia.registry.models import Union, UnionStatement
from xingjia.registry.queries.said import said_on

WHEN_UNKNOWN = 100  # answers a quarter where nobody has said how many members there are


@dataclass(frozen=True)
class Heard:
    """One union in a quarter: how many answered, and what, unless they were too few; and how many
    answers more came in than one day had room for."""

    union: Union
    quarter: date
    counted: Counted | None
    turned_away: int = 0


def heard_in(actor: Actor, path: str, on: date) -> tuple[list[Heard], Counted | None]:
    """Per union of a branch the quarters up to a day, and this quarter's sum. One query."""
    rows = Pulse.objects.visible_to(actor).filter(
        under("union__organisation__path", path), quarter__lte=on
    )
    found = list(rows.select_related("union").order_by("-quarter", "union__organisation__path"))
    counts = [(one, _counted(one)) for one in found]
    newest = found[0].quarter if found else None
    total = together(counted for one, counted in counts if one.quarter == newest)
    heard = [Heard(one.union, one.quarter, told(of), one.turned_away) for one, of in counts]
    return heard, total


def most_answers(union: Union, on: date) -> int:
    """How many workers can answer: the members, as the register knows them."""
    said = said_on(UnionStatement, [union.pk], on).get(union.pk, {})
    members = said.get("members")
    return members if isinstance(members, int) and members > 0 else WHEN_UNKNOWN


def _counted(one: Pulse) -> Counted:
    return Counted(one.answers, {name: getattr(one, name) for name in QUESTIONS})

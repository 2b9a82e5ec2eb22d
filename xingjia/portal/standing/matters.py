"""What each of many unions still has to do: lines of standards not met, what lapses, deadlines."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from xingjia.access.rules import Actor
from xingjia.portal.queries.places import Place
from xingjia.portal.standing.deadlines import NEAR, Deadline, deadlines_of
from xingjia.registry.models import Union
from xingjia.registry.queries.places import unions_under
from xingjia.registry.queries.unions import standing_on
from xingjia.standards.standing.models import Spell
from xingjia.standards.standing.queries.counting import MET, NOT_MET
from xingjia.standards.standing.queries.followed import followed_at
from xingjia.standards.words import text as said

BECAUSE = "of unions that the reader was given"


@dataclass
class Matters:
    """Of one union: its deadlines, the titles of what is not met, and of what lapses soon."""

    union: Union
    deadlines: list[Deadline] = field(default_factory=list)
    unmet: list[str] = field(default_factory=list)
    lapsing: list[tuple[str, date]] = field(default_factory=list)

    @property
    def any(self) -> bool:
        """Whether there is something to remind of."""
        return bool(self.deadlines or self.unmet or self.lapsing)


def matters_of(actor: Actor, at: Place) -> list[Matters]:
    """The unions of a branch with something to do, in the order of the tree.

    What nobody has said is left out: it is asked for, not reminded of. Seven queries.
    """
    rows = standing_on(actor, at.on).filter(unions_under(at.node, at.on) | Q(organisation=at.node))
    unions = list(rows.select_related("organisation").order_by("organisation__path"))
    found = {one.pk: Matters(one) for one in unions}
    for key, deadlines in deadlines_of(list(found), at.on).items():
        found[key].deadlines = deadlines
    _add_lines(found, at.node.path, at.on)
    return [one for one in found.values() if one.any]


def _add_lines(found: dict[int, Matters], path: str, on: date) -> None:
    """The same thing asked for by two standards is told once."""
    titles = {
        (standard.code, standard.version, one.code): said(one.title)
        for standard in followed_at(path, on)
        for one in standard.criteria
        if one.required
    }
    for union, key, outcome, end in _spells(found, on):
        one, title = found[union], titles.get(key)
        if title is None:
            continue
        if outcome == NOT_MET and title not in one.unmet:
            one.unmet.append(title)
        elif outcome == MET and title not in [name for name, _end in one.lapsing]:
            one.lapsing.append((title, end))


def _spells(
    unions: Collection[int], on: date
) -> Iterable[tuple[int, tuple[str, str, str], str, date]]:
    rows = Spell.objects.everything(because=BECAUSE).filter(
        Q(outcome=NOT_MET) | Q(outcome=MET, end__lte=on + NEAR),
        union_id__in=unions,
        start__lte=on,
        end__gt=on,
    )
    columns = ("union_id", "standard", "version", "criterion", "outcome", "end")
    for union, standard, version, criterion, outcome, end in rows.order_by(
        "standard", "criterion"
    ).values_list(*columns):
        yield union, (standard, version, criterion), outcome, end

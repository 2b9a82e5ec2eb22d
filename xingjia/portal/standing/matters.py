"""What each of many unions still has to do: lines of standards not met, what lapses, deadlines."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q

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
from xingjia.toolkit.calendar.rules import DAY

ENDS, AGES = "ends", "ages"
Line = tuple[str, str, str]  # standard, version, criterion
BECAUSE = "of unions that the reader was given"


@dataclass
class Matters:
    """Of one union: its deadlines, the titles of what is not met and of what lapses soon; and of
    what stays met but has to be looked at anew by its superior."""

    union: Union
    deadlines: list[Deadline] = field(default_factory=list)
    unmet: list[str] = field(default_factory=list)
    lapsing: list[tuple[str, date]] = field(default_factory=list)
    rechecks: list[tuple[str, date]] = field(default_factory=list)

    @property
    def own(self) -> bool:
        """Whether the union itself has something to do."""
        return bool(self.deadlines or self.unmet or self.lapsing)

    @property
    def any(self) -> bool:
        """Whether there is something to remind of."""
        return self.own or bool(self.rechecks)


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
    told_there = {
        union: {late.last + DAY for late in one.deadlines} for union, one in found.items()
    }
    for union, key, what, end in _spells(found, on):
        one, title = found[union], titles.get(key)
        if title is None:
            continue
        if what == NOT_MET and title not in one.unmet:
            one.unmet.append(title)
        elif what == ENDS and title not in dict(one.lapsing) and end not in told_there[union]:
            one.lapsing.append((title, end))
        elif what == AGES and title not in dict(one.rechecks):
            one.rechecks.append((title, end))


@dataclass(frozen=True)
class _Ending:
    """A spell of what is met that ends within the time, and whether it is so after it."""

    start: date
    end: date
    verified: bool
    goes_on: bool
    goes_sure: bool


def _spells(unions: Collection[int], on: date) -> Iterator[tuple[int, Line, str, date]]:
    """What is not met, what stops being met within the time, and what only stops being verified,
    each with the day. What an end is the verifying of is no end."""
    ahead, rows = on + NEAR, Spell.objects.everything(because=BECAUSE)
    after = rows.filter(
        union_id=OuterRef("union_id"),
        standard=OuterRef("standard"),
        version=OuterRef("version"),
        criterion=OuterRef("criterion"),
        start=OuterRef("end"),
        outcome=MET,
    )
    asked = rows.filter(
        Q(outcome=NOT_MET, start__lte=on) | Q(outcome=MET, start__lte=ahead, end__lte=ahead),
        union_id__in=unions,
        end__gt=on,
    ).annotate(goes_on=Exists(after), goes_sure=Exists(after.filter(verified=True)))
    columns = ("union_id", "standard", "version", "criterion", "outcome")
    told = ("start", "end", "verified", "goes_on", "goes_sure")
    ends: dict[tuple[int, Line], list[_Ending]] = {}
    for union, standard, version, criterion, outcome, *spell in asked.order_by(
        "standard", "criterion", "start"
    ).values_list(*columns, *told):
        key = standard, version, criterion
        if outcome == NOT_MET:
            yield union, key, NOT_MET, spell[1]
        else:
            ends.setdefault((union, key), []).append(_Ending(*spell))
    for (union, key), spells in ends.items():
        if spells[0].start <= on:
            yield from ((union, key, *said) for said in _end_of(spells))


def _end_of(spells: Sequence[_Ending]) -> Iterator[tuple[str, date]]:
    """Of spells end to end, the first one of today: when it stops being met, else when it stops
    being verified, if either is near."""
    row = [spells[0]]
    for one in spells[1:]:
        if one.start == row[-1].end:
            row.append(one)
    if not row[-1].goes_on:
        yield ENDS, row[-1].end
    elif row[0].verified:
        last = next((one for one in row if not one.goes_sure), None)
        if last:
            yield AGES, last.end

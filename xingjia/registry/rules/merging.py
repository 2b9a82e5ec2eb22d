"""What becomes of the rows of two that are one and the same. Pure.

Both histories go on as one. Where both said something of one field, the choice says which of the
two stands: its sayings all stay, and of the other one those that would speak over it are set
aside, that is from the day of its newest saying on, and on any day both speak of. Where an
employer stood is told by the chosen one alone: nobody stood in two places at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

KEEP, DROP = "keep", "drop"
PLACE = "place"
FULL_CODE = 18  # GB 32100-2015


class MergeFault(ValueError):
    """Two rows cannot be merged, or a merge not undone, like this; `code` says why.

    `changed` counts, by kind of row, what became different since.
    """

    def __init__(self, code: str, changed: Mapping[str, int] | None = None) -> None:
        super().__init__(code)
        self.code, self.changed = code, dict(changed or {})


@dataclass(frozen=True)
class Said:
    """One saying of one of the two, by its id."""

    pk: int
    field: str
    day: date
    value: Any = None


@dataclass(frozen=True)
class Stay:
    """A cover of one of the two: with which other it is shared, from a day up to another."""

    pk: int
    other: int
    start: date
    end: date


@dataclass
class Moves:
    """Ids of rows that go over to the kept one, of rows set aside, and new spans of others."""

    moved: list[int] = field(default_factory=list)
    aside: list[int] = field(default_factory=list)
    spans: dict[int, tuple[date, date]] = field(default_factory=dict)


@dataclass(frozen=True)
class Difference:
    """A field of which both say something else; `usual` is what is proposed."""

    field: str
    keep: Any
    drop: Any
    usual: str = KEEP


def differences(
    keep: Mapping[str, Any],
    drop: Mapping[str, Any],
    days: tuple[Mapping[str, date], Mapping[str, date]],
) -> list[Difference]:
    """The fields of which both say something else, in the order of `keep`.

    The newer saying is proposed, and a code of 18 over an old one. `days`: of the newest sayings.
    """
    found = []
    for name, mine in keep.items():
        theirs = drop.get(name)
        if (
            mine in (None, "")
            or theirs in (None, "")
            or (mine, type(mine)) == (theirs, type(theirs))
        ):
            continue
        newer = days[1].get(name, date.min) > days[0].get(name, date.min)
        if name == "code":
            newer = len(mine) < FULL_CODE == len(theirs)
        usual = DROP if newer and name not in (PLACE, "name") else KEEP
        found.append(Difference(name, mine, theirs, usual))
    return found


def chosen(found: Iterable[Difference], choices: Mapping[str, str]) -> dict[str, str]:
    """Per difference the choice, the usual one where none was made. Raises `MergeFault`."""
    known = {one.field: one.usual for one in found}
    wrong = choices.keys() - known.keys() or set(choices.values()) - {KEEP, DROP}
    if wrong:
        raise MergeFault("no_choice")
    return known | dict(choices)


def said_as_one(keep: Sequence[Said], drop: Sequence[Said], choices: Mapping[str, str]) -> Moves:
    """Which sayings make the history of the one: of `drop` those that move, of both those set
    aside."""
    moves = Moves()
    for name in dict.fromkeys(one.field for one in (*keep, *drop)):
        sides = {KEEP: _of(keep, name), DROP: _of(drop, name)}
        choice = choices.get(name, KEEP)
        other = sides[DROP if choice == KEEP else KEEP]
        over = _spoken_over(sides[choice], other, whole=name == PLACE, asked=name in choices)
        moves.aside += over
        moves.moved += [one.pk for one in sides[DROP] if one.pk not in over]
    return moves


def _of(said: Sequence[Said], name: str) -> list[Said]:
    return [one for one in said if one.field == name]


def _spoken_over(
    chosen: Sequence[Said], other: Sequence[Said], *, whole: bool, asked: bool
) -> list[int]:
    """The sayings of the other that the chosen ones leave no room for."""
    if whole:
        return [one.pk for one in other]
    days = {one.day for one in chosen}
    # A choice settles what stands now: nothing of the other may come after it.
    last = (max(days) if days else date.min) if asked else date.max
    return [one.pk for one in other if one.day in days or one.day > last]


def stays_as_one(keep: Sequence[Stay], drop: Sequence[Stay]) -> Moves:
    """Covers of both: those of one pair that overlap become one, as long as they were together."""
    moves = Moves()
    mine = {one.pk for one in keep}
    by_other: dict[int, list[Stay]] = {}
    for one in (*keep, *drop):
        by_other.setdefault(one.other, []).append(one)
    for stays in by_other.values():
        for cluster in _clusters(stays):
            ours = [one for one in cluster if one.pk in mine]
            theirs = [one for one in cluster if one.pk not in mine]
            if not ours or not theirs:
                moves.moved += [one.pk for one in theirs]
                continue
            stays_on = min(ours, key=lambda one: one.pk)
            moves.aside += [one.pk for one in cluster if one is not stays_on]
            span = min(one.start for one in cluster), max(one.end for one in cluster)
            if span != (stays_on.start, stays_on.end):
                moves.spans[stays_on.pk] = span
    return moves


def _clusters(stays: Sequence[Stay]) -> list[list[Stay]]:
    """Stays that overlap, together; those that only touch are apart."""
    found: list[list[Stay]] = []
    end = date.min
    for one in sorted(stays, key=lambda one: (one.start, one.pk)):
        if found and one.start < end:
            found[-1].append(one)
        else:
            found.append([one])
        end = max(end, one.end) if len(found[-1]) > 1 else one.end
    return found


def shared_once(keep: Mapping[int, int], drop: Mapping[int, int]) -> Moves:
    """Rows that tie each of the two to others (`pk` by the other's id): a tie both have is one."""
    return Moves(
        [pk for other, pk in drop.items() if other not in keep],
        [pk for other, pk in drop.items() if other in keep],
    )


# ---- one person entered twice -----------------------------------------------------------------

TERM = ("name", "elected_on", "term_ends_on", "left_on", "left_why", "reason")


def apart(first: Mapping[str, Any], second: Mapping[str, Any]) -> bool:
    """Whether two terms do not overlap: then they are two terms, and both are right."""
    earlier, later = sorted((_term(first), _term(second)))
    return later[0] >= earlier[1]


def entered_twice(first: Mapping[str, Any], second: Mapping[str, Any]) -> bool:
    """Whether two entries speak of one term: one post of one union, at one time.

    Else they are two terms, and if they are of one person, both stay.
    """
    same = all(first[name] == second[name] for name in ("union_id", "post"))
    return same and not apart(first, second)


def _term(values: Mapping[str, Any]) -> tuple[date, date]:
    end = values.get("left_on") or values.get("term_ends_on") or date.max
    start = values.get("elected_on") or date.min
    return start, max(start, end)


def term_as_one(
    keep: Mapping[str, Any], drop: Mapping[str, Any], choices: Mapping[str, str]
) -> dict[str, Any]:
    """The values of the one: what one of the two knows, and where both do, the chosen one's."""
    found = {}
    for name in TERM:
        mine, theirs = keep.get(name), drop.get(name)
        takes = choices.get(name) == DROP if mine and theirs else bool(theirs)
        found[name] = theirs if takes else mine
    return found

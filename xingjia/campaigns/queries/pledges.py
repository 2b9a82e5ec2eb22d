"""What each place is asked, has answered and has agreed to, and what it has kept of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from xingjia.access.rules import Actor
from xingjia.campaigns.models import Pledge, Stage
from xingjia.campaigns.queries.boards import Board, Line
from xingjia.campaigns.rules.plan import EVERYBODY, WHOLE, number_for
from xingjia.campaigns.rules.pledges import Agreement, Figures, Said, agreement, evenly, quarters
from xingjia.campaigns.rules.progress import Held, point
from xingjia.orgtree.models import Node


@dataclass(frozen=True)
class Quarter:
    """A quarter's end: pledged or asked, and verified by then; None for a day to come."""

    end: date
    pledged: int
    verified: int | None

    @property
    def missed(self) -> bool:
        """Fewer than pledged."""
        return self.short > 0

    @property
    def short(self) -> int:
        """How many fewer than pledged, once it is over."""
        return max(self.pledged - self.verified, 0) if self.verified is not None else 0


@dataclass(frozen=True)
class Row:
    """A place with what it pledges; `sayings` in their order."""

    line: Line
    agreement: Agreement
    quarters: tuple[Quarter, ...]
    sayings: tuple[Pledge, ...]

    @property
    def due(self) -> Quarter:
        """The quarter that runs, or the last one."""
        return next((one for one in self.quarters if one.verified is None), self.quarters[-1])

    @property
    def compared(self) -> list[tuple[Quarter, int | None]]:
        """Each quarter, and what the place named instead."""
        named = self.agreement.answer or {}
        return [(one, named.get(one.end)) for one in self.quarters]


def asked_of(stage: Stage, base: int) -> dict[date, int]:
    """What the target of a stage comes to for so many, quarter by quarter."""
    target = number_for(base, stage.targets.get(EVERYBODY, WHOLE))
    return evenly(target, _begun(stage), stage.last)


def quarters_of(stage: Stage) -> list[date]:
    """The quarters' ends for which a stage can be pledged: none from before it was opened."""
    return quarters(_begun(stage), stage.last)


def _begun(stage: Stage) -> date:
    begun: date = max(stage.first, stage.opened_on or stage.first)
    return begun


def sayings_of(actor: Actor, stage: Stage, place: Node) -> list[Pledge]:
    """What was said about a place, in its order."""
    return list(Pledge.objects.visible_to(actor).filter(stage=stage, place=place))


def agreement_on(asked: Figures, sayings: Sequence[Pledge]) -> Agreement:
    """What holds after these sayings."""
    said = [Said(one.by_place, one.dated, one.agrees, one.said_on) for one in sayings]
    return agreement(asked, said)


def pledges_of(actor: Actor, board: Board) -> list[Row]:
    """The pledges of the places on a board, as they stood on its day. One query."""
    said: dict[int, list[Pledge]] = {}
    rows = Pledge.objects.visible_to(actor).filter(stage=board.stage, said_on__lte=board.on)
    for one in rows:
        said.setdefault(one.place_id, []).append(one)
    days = days_by_place(board)
    return [_row(line, said.get(line.place.pk, []), days, board) for line in board.places]


def days_by_place(board: Board) -> dict[int, list[Held]]:
    """The days on which the members of each place have what is asked."""
    return _grouped(board, {one.subject_id: one.place_id for one in board.members})


def held_by_person(board: Board) -> dict[int, list[Held]]:
    """The same of the members each person answers for."""
    return _grouped(board, {one.subject_id: one.responsible_id for one in board.members})


def _grouped(board: Board, by: Mapping[int, int]) -> dict[int, list[Held]]:
    found: dict[int, list[Held]] = {}
    for one in board.held:
        found.setdefault(by[one.subject], []).append(one)
    return found


def _row(line: Line, said: list[Pledge], days: Mapping[int, list[Held]], board: Board) -> Row:
    found = agreement_on(asked_of(board.stage, line.tally.base), said)
    mine = days.get(line.place.pk, [])
    quarters = tuple(
        Quarter(end, number, _verified(line, mine, end, board))
        for end, number in found.figures.items()
    )
    return Row(line, found, quarters, tuple(said))


def _verified(line: Line, days: Sequence[Held], end: date, board: Board) -> int | None:
    if end > board.on:
        return None
    if board.stage.closed_on == end:
        return line.tally.verified  # as it was frozen
    return point(days, end).verified

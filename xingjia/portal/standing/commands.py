"""One act that settles several items."""

from collections.abc import Iterable, Mapping
from datetime import date

from xingjia.access.rules import Actor
from xingjia.evidence.commands import claim
from xingjia.evidence.rules import Saying
from xingjia.publicity.commands.prints import put_up as hang
from xingjia.publicity.queries.prints import board_to_hang, untrue_of
from xingjia.publicity.rules.prints import settled
from xingjia.registry.commands.editing import locked_union
from xingjia.registry.models import Union
from xingjia.toolkit.command import command


@command
def put_up(actor: Actor, union: Union, kinds: Iterable[str], *, on: date) -> int:
    """Say of each kind that it is so from a day on; what is said already stays as it is. Returns
    how many were said. A board that was printed here and does not hang yet hangs from this day:
    what it settles is not claimed beside it. Raises `Refused` without the right to keep the
    union."""
    found, number = locked_union(actor, union), 0
    board = board_to_hang(found)
    settles: set[str] = set()
    if board and not untrue_of(board, on):
        hang(actor, board, on=on)
        settles = {kind for kind, _form in settled("board", board.shown)}
    for kind in kinds:
        if kind in settles:
            continue
        claim(actor, found, said=Saying(kind, on), on=on)
        number += 1
    return number


@command
def done_today(
    actor: Actor, union: Union, kind: str, attributes: Mapping[str, str], *, on: date
) -> None:
    """Say that one thing is done, on the day; said twice it stands once. Raises `Refused`
    without the right to keep the union, `Unacceptable` for what nobody may be asked."""
    claim(actor, locked_union(actor, union), said=Saying(kind, on, dict(attributes)), on=on)

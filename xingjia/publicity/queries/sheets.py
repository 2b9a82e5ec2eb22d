"""The printed sheets of a union, or of all unions of a township in one file."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from xingjia.access.checks import Unacceptable
from xingjia.access.rules import Actor
from xingjia.evidence.queries.known import told_of
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import under
from xingjia.orgtree.rules import ancestors_of
from xingjia.publicity import words
from xingjia.publicity.models import Emblem
from xingjia.publicity.queries.faces import sitters_of
from xingjia.publicity.queries.filling import (
    MOST_LINES,
    Ground,
    badges,
    board,
    card,
    flow,
    people_on,
    plates,
)
from xingjia.publicity.queries.prints import Shows, next_versions, shows
from xingjia.publicity.queries.timeline import timeline
from xingjia.publicity.queries.union_page import codes_of, pages_of
from xingjia.publicity.sheets import drawing
from xingjia.registry.models import Union, UnionStatement
from xingjia.registry.queries.said import said_on
from xingjia.toolkit.files.queries import path_of

BECAUSE = "the emblem of an office stands on the sheets of all unions below it"
# Sheets that name a person to call: never printed without a living number (routing).
CALLED = frozenset({"board", "badges", "cards"})
CODED = CALLED | {"flow"}
CARDS = 10  # on a leaf
REACHABLE = frozenset({"reachable"})


@dataclass(frozen=True)
class Wanted:
    """A sheet as it is asked for in an address: its kind and, of some, its size."""

    kind: str
    size: str = ""

    @classmethod
    def of(cls, said: str) -> "Wanted | None":
        """The sheet named; None of a name that is none."""
        kind, _sep, size = said.partition("-")
        return cls(kind, size) if said in words.SHEETS else None

    @property
    def name(self) -> str:
        """As it stands in addresses."""
        return f"{self.kind}-{self.size}" if self.size else self.kind


def ground_of(union: Union, *, on: date, demo: bool) -> Ground:
    """What the sheets of a union are filled from on a day; the address comes with the version."""
    return grounds_of([union], on=on, demo=demo)[0]


def grounds_of(unions: Collection[Union], *, on: date, demo: bool) -> list[Ground]:
    """`ground_of` of several unions, in as many queries as of one."""
    keys = [one.pk for one in unions]
    said = said_on(UnionStatement, keys, on)
    seated = sitters_of(keys, on, said)
    pages = pages_of(unions, on, said, seated, codes_of(keys))
    versions, told = next_versions(keys), timeline(keys, on)
    emblems = emblems_over({one.organisation.path for one in unions})
    known = told_of(keys, on, REACHABLE)
    return [
        Ground(
            pages[one.pk],
            seated[one.pk],
            version=versions[one.pk],
            emblem=emblems[one.organisation.path],
            demo=demo,
            said=tuple(told[one.pk]),
            answered=next((told.holds for told in known.get(one.pk, ())), None),
        )
        for one in unions
    ]


def routing(ground: Ground, wanted: Wanted, *, dialled: bool = False) -> None:
    """A sheet that names somebody to call is never issued without a living, tested number.

    `dialled`: whoever prints has just called it. Raises `Unacceptable`: what to do stands in
    `words.REFUSALS`.
    """
    chair = ground.page.chair
    if wanted.kind in CODED and not ground.page.code:
        raise Unacceptable("nobody_shown")
    if wanted.kind not in CALLED:
        return
    if chair is None:
        raise Unacceptable("nobody_shown")
    if not (chair.office_phone or chair.mobile):
        raise Unacceptable("no_channel")
    if ground.answered is False:
        raise Unacceptable("dead_channel")
    if ground.answered is None and not dialled:
        raise Unacceptable("untested_channel")


def refusal(ground: Ground, wanted: Wanted, *, dialled: bool = False) -> str:
    """The code of what `routing` has against a sheet; empty when it may be printed."""
    try:
        routing(ground, wanted, dialled=dialled)
    except Unacceptable as refused:
        return refused.code
    return ""


def shows_of(ground: Ground, wanted: Wanted) -> Shows:
    """What a sheet says, as marks, and whose faces are on it."""
    on_it = [one.face for one in people_on(ground, wanted.kind)]
    return shows(
        ground.page,
        ground.seated,
        wanted.name,
        said=ground.said,
        on_it=on_it,
        lines=MOST_LINES - 1,
    )


def sheet_of(grounds: Sequence[Ground], wanted: Wanted) -> drawing.Sheet:
    """The sheet of one union, or the same sheet of several in one file."""
    kind = wanted.kind
    if kind == "board":
        return drawing.boards([board(one) for one in grounds], wanted.size)
    if kind == "badges":
        return drawing.badges([badge for one in grounds for badge in badges(one)])
    if kind == "cards":
        return drawing.cards([made for one in grounds for made in [card(one)] * CARDS])
    if kind == "flow":
        return drawing.flows([flow(one) for one in grounds], wanted.size)
    return drawing.plates([plate for one in grounds for plate in plates(one, kind)], kind)


def emblem_over(path: str) -> bytes | None:
    """The emblem file of the nearest office above that has put one in."""
    return emblems_over([path])[path]


def emblems_over(paths: Collection[str]) -> dict[str, bytes | None]:
    """`emblem_over` of several places. One query."""
    above = {path: ancestors_of(path) for path in paths}
    nodes = {node for way in above.values() for node in way}
    kept = Emblem.objects.everything(because=BECAUSE).filter(organisation__in=nodes)
    files = {
        one.organisation_id: path_of(one.blob.sha256).read_bytes()
        for one in kept.select_related("blob")
    }
    return {
        path: next((files[node] for node in reversed(way) if node in files), None)
        for path, way in above.items()
    }


def unions_to_print(actor: Actor, place: Node) -> list[Union]:
    """The unions of a place that the actor sees, in the order of the tree."""
    mine = Union.objects.visible_to(actor).filter(under("organisation__path", place.path))
    return list(
        mine.filter(closed_on__isnull=True)
        .select_related("organisation")
        .order_by("organisation__path")
    )

"""The spells that the facts ask for, and those that are kept."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from xingjia.facts.rules import EVER, Fact, Span, Spans
from xingjia.facts.sources import asked_about
from xingjia.orgtree.models import Placement
from xingjia.registry.models import Union
from xingjia.standards.rules.criteria import Standard
from xingjia.standards.rules.history import History
from xingjia.standards.standing.models import Due, Spell
from xingjia.standards.standing.queries.followed import followed
from xingjia.standards.standing.rules import (
    Cell,
    Line,
    Piece,
    asked_for,
    cells,
    judge,
    needs_of,
    read_back,
    under_place,
    where,
)
from xingjia.toolkit.audit.checks import Finding
from xingjia.toolkit.together import Asking, answered, beside, read

BECAUSE = "spells are worked out for everybody; they are scoped where they are read"
BATCH = 100
# Where and since when a union stands: a change of it cuts all spells anew.
STANDS = "union"
COLUMNS = ("criterion", "outcome", "verified", "start", "end", "path")
Key = tuple[int, str, str]  # union, standard, version


@dataclass
class Kept:
    """The spells stored of one union in one standard, each with its keys."""

    cells: dict[Cell, list[int]] = field(default_factory=dict)


def asked_kept(unions: Collection[int]) -> Asking[dict[Key, Kept]]:
    """What is stored. One query."""
    found: dict[Key, Kept] = {}
    spells = Spell.objects.everything(because=BECAUSE).filter(union_id__in=unions)
    rows = spells.order_by("pk").values_list("pk", "union_id", "standard", "version", *COLUMNS)
    yield [rows]
    for pk, union, standard, version, *columns in rows:
        of = found.setdefault((union, standard, version), Kept())
        of.cells.setdefault(Cell(*columns), []).append(pk)
    return found


@dataclass
class Read:
    """What was read of some unions: spells, facts of these kinds, and where they stood if asked."""

    kept: dict[Key, Kept]
    facts: list[Fact]
    kinds: frozenset[str]
    places: dict[int, list[Piece]]


def asked_read(unions: Collection[int], kinds: frozenset[str], *, moved: bool) -> Asking[Read]:
    """Read of these unions what is kept and the facts of these kinds, at one time."""
    kept, facts, places = yield from beside(
        asked_kept(unions),
        asked_about("union", unions, kinds),
        asked_where(unions if moved else ()),
    )
    return Read(kept, facts, kinds, places)


def expected_spells(
    unions: Collection[int],
    standards: Sequence[Standard],
    again: Collection[Line],
    known: Read,
    *,
    moved: bool = True,
) -> Asking[dict[Key, set[Cell]]]:
    """What these unions should have in those of these standards that have a line among `again`.

    The other lines, and unless they may have `moved` where the unions stood, are read back from
    what is kept; a union of which something is missing there is worked out from all facts.
    """
    kept = known.kept
    fresh = {union for union in unions if moved or _missing(union, standards, kept)}
    needs = needs_of(standards)
    found: dict[Key, set[Cell]] = {}
    if fresh:
        asked = asked_for(needs, needs)
        whole = known
        if not moved or not asked <= known.kinds:
            whole = yield from asked_read(fresh, asked, moved=True)
        # A union that turns out never to have stood under a place loses what is kept of its list.
        local = _of_places(standards)
        found |= {key: set() for key in kept if key[0] in fresh and key[1:] in local}
        found |= _worked_out(fresh, standards, tuple(needs), {}, whole.facts, whole.places)
    if left := set(unions) - fresh:
        pieces = {union: _kept_where(union, standards, kept) for union in left}
        here = _judging(standards, pieces.values())
        again = [line for line in again if line[:2] in here]
        asked, facts = asked_for(again, needs), known.facts
        if not asked <= known.kinds:
            facts = yield from asked_about("union", left, asked)
        found |= _worked_out(left, standards, again, kept, facts, pieces)
    return found


def _of_places(standards: Iterable[Standard]) -> set[tuple[str, str]]:
    return {(one.code, one.version) for one in standards if one.place is not None}


def _judging(
    standards: Iterable[Standard], pieces: Collection[Sequence[Piece]]
) -> set[tuple[str, str]]:
    """The lists by which one of these unions is judged."""
    return {
        (one.code, one.version)
        for one in standards
        if one.place is None or any(under_place(one.place, mine) for mine in pieces)
    }


def _kept_where(union: int, standards: Iterable[Standard], kept: Mapping[Key, Kept]) -> list[Piece]:
    """Where a union stood as what is kept tells it; [] when no list for everybody is kept."""
    for one in standards:
        if one.place is None and (union, one.code, one.version) in kept:
            return where(kept[union, one.code, one.version].cells)
    return []


def _missing(union: int, standards: Sequence[Standard], kept: Mapping[Key, Kept]) -> bool:
    """Whether of some list by which this union is judged nothing is kept."""
    pieces = _kept_where(union, standards, kept)
    return any(
        (union, one.code, one.version) not in kept
        for one in standards
        if one.place is None or under_place(one.place, pieces)
    )


def _worked_out(
    unions: Collection[int],
    standards: Sequence[Standard],
    again: Collection[Line],
    kept: Mapping[Key, Kept],
    told: Iterable[Fact],
    pieces: Mapping[int, list[Piece]],
) -> dict[Key, set[Cell]]:
    facts: dict[int, list[Fact]] = {union: [] for union in unions}
    for fact in told:
        if fact.subject[1] in facts:
            facts[fact.subject[1]].append(fact)
    found = {}
    for union, mine in facts.items():
        known = {
            (one.code, one.version): read_back(kept[union, one.code, one.version].cells)
            for one in standards
            if (union, one.code, one.version) in kept
        }
        here = {
            (one.code, one.version): there
            for one in standards
            if (there := under_place(one.place, pieces.get(union, ()))) or one.place is None
        }
        judging = [one for one in standards if (one.code, one.version) in here]
        for key, said in judge(judging, History(mine), again, known, here).items():
            found[union, *key] = set(cells(said, here[key]))
    return found


def asked_where(unions: Collection[int]) -> Asking[dict[int, list[Piece]]]:
    """Where each union stood in the tree on the days on which it stands.

    Its first place counts backwards to its founding.
    """
    if not unions:
        return {}
    mine = Union.objects.everything(because=BECAUSE).filter(pk__in=unions)
    leaves = mine.values_list("pk", "organisation")
    placed = Placement.objects.filter(node__in=mine.values("organisation")).order_by("start")
    facts, *_ = yield from beside(
        asked_about("union", unions, frozenset({STANDS})), read(leaves), read(placed)
    )
    hung: dict[int, list[Placement]] = {}
    for one in placed:
        hung.setdefault(one.node_id, []).append(one)
    return _where(facts, {union: hung.get(leaf, []) for union, leaf in leaves})


def _where(
    facts: Iterable[Fact], hung: Mapping[int, Sequence[Placement]]
) -> dict[int, list[Piece]]:
    days: dict[int, list[Span]] = {}
    for fact in facts:
        days.setdefault(fact.subject[1], []).append(fact.span)
    found: dict[int, list[Piece]] = {}
    for union, spans in days.items():
        for at, placement in enumerate(hung[union]):
            there = Span(placement.start if at else EVER, placement.end)
            for span in Spans.of(spans) & Spans((there,)):
                found.setdefault(union, []).append(Piece(placement.path, span))
    return found


# ---- whether what is kept is right --------------------------------------------------------------


def wrong_standings() -> Iterator[Finding]:
    """Unions whose stored spells differ from what their records say now."""
    due = set(Due.objects.values_list("union_id", flat=True))
    for batch in batches():
        for union in sorted(differing(batch) - due):
            yield Finding(
                "standing_differs",
                f"registry.union:{union}",
                _("工会 %(key)s 的达标情况与记录重算的不一致。请运行 rebuild_standings 重算。")
                % {"key": union},
            )


def differing(unions: Collection[int]) -> set[int]:
    """Those of these unions whose spells are not what they should be."""
    standards = followed()
    needs = needs_of(standards)
    known = answered(asked_read(unions, asked_for(needs, needs), moved=True), apart=True)
    wanted = answered(expected_spells(unions, standards, tuple(needs), known))
    codes = {one.code for one in standards}
    kept = {key: of for key, of in known.kept.items() if key[1] in codes}
    return {
        key[0]
        for key in kept.keys() | wanted.keys()
        if wanted.get(key, set()) != kept.get(key, Kept()).cells.keys()
        or any(len(keys) > 1 for keys in kept.get(key, Kept()).cells.values())
    }


def batches() -> Iterator[list[int]]:
    """All unions, and those that are kept though there is no such union any more."""
    here = set(Union.objects.everything(because=BECAUSE).values_list("pk", flat=True))
    rows = Spell.objects.everything(because=BECAUSE).order_by()
    everyone = sorted(here | set(rows.values_list("union_id", flat=True).distinct()))
    for begin in range(0, len(everyone), BATCH):
        yield everyone[begin : begin + BATCH]

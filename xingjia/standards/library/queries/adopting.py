"""Reading what places have adopted, and what an adoption would change."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

from django.db.models import Q, QuerySet

from xingjia.access.rules import Actor
from xingjia.facts.rules import Fact
from xingjia.facts.sources import facts_about
from xingjia.orgtree.models import Node, Placement
from xingjia.orgtree.queries import under
from xingjia.orgtree.rules import ancestors_of
from xingjia.registry.models import Union
from xingjia.registry.queries.places import unions_under
from xingjia.standards import presets
from xingjia.standards.library.models import Adopted
from xingjia.standards.library.queries.own import as_published
from xingjia.standards.rules.asking import all_kinds
from xingjia.standards.rules.criteria import Standard, Words
from xingjia.standards.rules.evaluating import Outcome, evaluate
from xingjia.standards.rules.history import History
from xingjia.standards.rules.variants import Variant
from xingjia.toolkit.together import Asking, answered

BECAUSE = "unions are judged by what is published, whoever asks"
BATCH = 500
NAMED = 20  # unions of one turn that a preview names; the rest are counted


def adopted_for(actor: Actor) -> QuerySet[Adopted]:
    """What the places of a reader, those above and those below him, have adopted."""
    return Adopted.objects.visible_to(actor).select_related("organisation")


def in_force(rows: QuerySet[Adopted], on: date) -> QuerySet[Adopted]:
    """Those that hold on a day."""
    return rows.filter(Q(end__isnull=True) | Q(end__gt=on), start__lte=on)


def variant_of(row: Adopted) -> Variant:
    """The rule's view of a row."""
    return Variant(
        row.code,
        row.version,
        Words(row.title),
        (row.parent, row.parent_version),
        frozenset(row.dropped),
        frozenset(row.optional),
        tuple(sorted(row.values.items())),
        row.source,
    )


# By digest and place: what is published never changes, so it is read once.
_READ: dict[tuple[str, int], Standard] = {}


def standard_of(row: Adopted) -> Standard:
    """The standard a row stands for."""
    key = (row.digest, row.organisation_id)
    found = _READ.get(key)
    if found is None:
        if row.parent:
            found = presets.local(variant_of(row))
        else:
            found = as_published(row.text, row.filename, row.code)
        found = replace(found, place=row.organisation_id)
        if row.digest:
            _READ[key] = found
    return found


def readable(actor: Actor) -> dict[tuple[str, str], Standard]:
    """Every standard a reader may look at, by code and version: what ships, and what the places
    of his, those above and those below them have published. One query."""
    own = {(row.code, row.version): standard_of(row) for row in adopted_for(actor)}
    return presets.shipped() | own


def own_pages(actor: Actor) -> dict[tuple[str, str], int]:
    """The key of each own standard a reader may look at, by code and version. One query."""
    return {(row.code, row.version): row.pk for row in adopted_for(actor)}


def published(code: str, version: str) -> Standard | None:
    """A standard by its name, for whoever counts by it. One query where it is a county's own."""
    if found := presets.shipped().get((code, version)):
        return found
    rows = Adopted.objects.everything(because=BECAUSE).filter(code=code, version=version)
    return next((standard_of(row) for row in rows), None)


def digest_of(code: str, version: str) -> str:
    """What proves that a published standard is unchanged."""
    if (code, version) in presets.shipped():
        return presets.digest(presets.folder() / f"{code}-{version}.yaml")
    rows = Adopted.objects.everything(because=BECAUSE).filter(code=code, version=version)
    return str(rows.values_list("digest", flat=True).get())


def unions_ever_in(county: Node) -> QuerySet[Union]:
    """The unions that stand in a county or once did."""
    paths = Placement.objects.filter(node=county).values_list("path", flat=True)
    there = Q()
    for path in {county.path, *paths}:
        there |= under("path", path)
    rows: QuerySet[Union] = Union.objects.everything(because=BECAUSE)
    return rows.filter(organisation__in=Placement.objects.filter(there).values("node"))


def adopted_over(path: str, on: date | None) -> list[Standard]:
    """The standards of places on the way to here that hold on a day, or (None) ever. One query."""
    rows = Adopted.objects.everything(because=BECAUSE)
    rows = rows.filter(organisation__in=ancestors_of(path))
    return [standard_of(row) for row in (in_force(rows, on) if on else rows)]


def adopted_standards() -> list[Standard]:
    """Every standard a place has adopted; unions are judged by them. One query."""
    return answered(asked_adopted())


def asked_adopted() -> Asking[list[Standard]]:
    """`adopted_standards`, for whoever reads other things with it."""
    rows = Adopted.objects.everything(because=BECAUSE).defer("text")
    yield [rows]
    if new := [row.pk for row in rows if (row.digest, row.organisation_id) not in _READ]:
        texts = Adopted.objects.everything(because=BECAUSE).in_bulk(new)
        return [standard_of(texts.get(row.pk, row)) for row in rows]
    return [standard_of(row) for row in rows]


@dataclass
class Turn:
    """Unions that would stand otherwise, in one way; of many some are named."""

    was: Outcome
    now: Outcome
    number: int = 0
    named: list[tuple[int, str]] = field(default_factory=list)


@dataclass
class Preview:
    """How many unions stand how on a day, by the standard and by the one it is compared with
    (None: by none), and who would stand otherwise."""

    unions: int = 0
    before: dict[Outcome, int] | None = None
    after: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))
    turns: dict[tuple[Outcome, Outcome], Turn] = field(default_factory=dict)

    @property
    def differ(self) -> int:
        """How many would stand otherwise."""
        return sum(turn.number for turn in self.turns.values())


def preview(
    actor: Actor, county: Node, ours: Standard, on: date, *, against: Standard | None
) -> Preview:
    """What a standard would change for whom, worked out from the facts without writing."""
    standards = [ours] if against is None else [ours, against]
    kinds = frozenset().union(*(all_kinds(one) for one in standards))
    unions = dict(
        Union.objects.visible_to(actor)
        .filter(unions_under(county, on))
        .order_by("pk")
        .values_list("pk", "name")
    )
    found = Preview(len(unions), dict.fromkeys(Outcome, 0) if against else None)
    for key, facts in _by_union(list(unions), kinds):
        history = History(facts)
        now, *was = (evaluate(one, history).whole.on(on) for one in standards)
        found.after[now] += 1
        if found.before is not None:
            found.before[was[0]] += 1
            _turn(found, was[0], now, (key, unions[key]))
    return found


def _turn(found: Preview, was: Outcome, now: Outcome, union: tuple[int, str]) -> None:
    if was is now:
        return
    turn = found.turns.setdefault((was, now), Turn(was, now))
    turn.number += 1
    if turn.number <= NAMED:
        turn.named.append(union)


def _by_union(keys: Iterable[int], kinds: frozenset[str]) -> Iterator[tuple[int, list[Fact]]]:
    remaining = iter(keys)
    while batch := list(islice(remaining, BATCH)):
        told: dict[int, list[Fact]] = {key: [] for key in batch}
        for fact in facts_about("union", batch, kinds):
            told[fact.subject[1]].append(fact)
        yield from told.items()

"""Reading what places have adopted, and what an adoption would change."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import islice

from django.db.models import Q, QuerySet

from xingjia.access.rules import Actor
from xingjia.facts.rules import Fact
from xingjia.facts.sources import facts_about
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import ancestors_of
from xingjia.registry.models import Union
from xingjia.registry.queries.places import unions_under
from xingjia.standards import presets
from xingjia.standards.library.models import Adopted
from xingjia.standards.rules.asking import all_kinds
from xingjia.standards.rules.criteria import Standard, Words
from xingjia.standards.rules.evaluating import Outcome, evaluate
from xingjia.standards.rules.history import History
from xingjia.standards.rules.variants import Variant
from xingjia.toolkit.together import Asking, answered

BECAUSE = "unions are judged by what is published, whoever asks"
BATCH = 500
NAMED = 20  # unions named in a preview; the rest are counted


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


def standard_of(row: Adopted) -> Standard:
    """The standard a row stands for."""
    return _read(variant_of(row))


@lru_cache(maxsize=500)
def _read(variant: Variant) -> Standard:
    return presets.local(variant)


def adopted_over(path: str) -> list[Standard]:
    """The standards that places on the way to here have adopted. One query."""
    rows = Adopted.objects.everything(because=BECAUSE)
    return [standard_of(row) for row in rows.filter(organisation__in=ancestors_of(path))]


def adopted_standards() -> list[Standard]:
    """Every standard a place has adopted; unions are judged by them. One query."""
    return answered(asked_adopted())


def asked_adopted() -> Asking[list[Standard]]:
    """`adopted_standards`, for whoever reads other things with it."""
    rows = Adopted.objects.everything(because=BECAUSE)
    yield [rows]
    return [standard_of(row) for row in rows]


@dataclass
class Preview:
    """How many unions stand how on a day, by the parent and by the variant; some that differ."""

    unions: int = 0
    before: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))
    after: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))
    differ: int = 0
    named: list[tuple[int, str, Outcome, Outcome]] = field(default_factory=list)


def preview(actor: Actor, county: Node, variant: Variant, on: date) -> Preview:
    """What a variant would change for whom, worked out from the facts without writing anything.

    Raises what `presets.local` raises.
    """
    parent, ours = presets.shipped()[variant.parent], presets.local(variant)
    kinds = all_kinds(parent) | all_kinds(ours)
    unions = dict(
        Union.objects.visible_to(actor)
        .filter(unions_under(county, on))
        .order_by("pk")
        .values_list("pk", "name")
    )
    found = Preview(len(unions))
    for key, facts in _by_union(list(unions), kinds):
        history = History(facts)
        was, now = (evaluate(one, history).whole.on(on) for one in (parent, ours))
        found.before[was] += 1
        found.after[now] += 1
        if was is not now:
            found.differ += 1
            if len(found.named) < NAMED:
                found.named.append((key, unions[key], was, now))
    return found


def _by_union(keys: Iterable[int], kinds: frozenset[str]) -> Iterator[tuple[int, list[Fact]]]:
    remaining = iter(keys)
    while batch := list(islice(remaining, BATCH)):
        told: dict[int, list[Fact]] = {key: [] for key in batch}
        for fact in facts_about("union", batch, kinds):
            told[fact.subject[1]].append(fact)
        yield from told.items()

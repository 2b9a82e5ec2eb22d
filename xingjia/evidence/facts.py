"""What the room of evidence tells the standards: claims of unions about themselves, in bulk."""

from collections.abc import Collection, Iterable, Iterator

from xingjia.evidence.models import Evidence
from xingjia.evidence.rules import days_of
from xingjia.facts.kinds import KINDS, Shape
from xingjia.facts.rules import OPEN, Fact, Span

KINDS_TOLD = frozenset(kind.code for kind in KINDS.values() if not kind.known)
BECAUSE = "facts are computed for everybody; standings are scoped where they are read"
ORIGIN = "evidence.evidence:"


def about_unions(subject: str, keys: Collection[int], kinds: frozenset[str]) -> Iterable[Fact]:
    """Claims about these unions, of these kinds. One query."""
    rows = (
        Evidence.objects.everything(because=BECAUSE)
        .filter(union__in=keys, kind__in=kinds, withdrawn_on__isnull=True)
        .order_by("union", "since", "pk")
    )
    return _facts(subject, rows)


def _facts(subject: str, rows: Iterable[Evidence]) -> Iterator[Fact]:
    for one in rows:
        is_event = KINDS[one.kind].shape is Shape.EVENT
        yield Fact(
            (subject, one.union_id),
            one.kind,
            Span(*days_of(one.since, one.last, OPEN, is_event=is_event)),
            in_order(one.kind, one.attributes),
            holds=one.holds,
            origin=f"{ORIGIN}{one.pk}",
        )


def in_order(kind: str, attributes: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The attributes of a fact, in the order in which the kind declares them."""
    names = KINDS[kind].attributes
    return tuple((name, str(attributes[name])) for name in names if name in attributes)

"""What the room of evidence tells the standards: claims of unions about themselves, in bulk."""

from typing import Any

from xingjia.evidence.models import Evidence
from xingjia.evidence.rules import days_of
from xingjia.facts.kinds import KINDS, Shape
from xingjia.facts.rules import OPEN, Fact, Span
from xingjia.toolkit.together import Asking, Keys

KINDS_TOLD = frozenset(kind.code for kind in KINDS.values() if not kind.known)
BECAUSE = "facts are computed for everybody; standings are scoped where they are read"
ORIGIN = "evidence.evidence:"
TOLD = ("pk", "union", "kind", "since", "last", "attributes", "holds")


def about_unions(subject: str, keys: Keys, kinds: frozenset[str]) -> Asking[list[Fact]]:
    """Claims about these unions, of these kinds. One query."""
    claims = Evidence.objects.everything(because=BECAUSE).filter(
        union__in=keys, kind__in=kinds, withdrawn_on__isnull=True
    )
    rows = claims.order_by("union", "since", "pk").values_list(*TOLD)
    yield [rows]
    return [_fact(subject, row) for row in rows]


def _fact(subject: str, row: tuple[Any, ...]) -> Fact:
    pk, union, kind, since, last, attributes, holds = row
    is_event = KINDS[kind].shape is Shape.EVENT
    return Fact(
        (subject, union),
        kind,
        Span(*days_of(since, last, OPEN, is_event=is_event)),
        in_order(kind, attributes),
        holds=holds,
        origin=f"{ORIGIN}{pk}",
    )


def in_order(kind: str, attributes: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The attributes of a fact, in the order in which the kind declares them."""
    names = KINDS[kind].attributes
    return tuple((name, str(attributes[name])) for name in names if name in attributes)

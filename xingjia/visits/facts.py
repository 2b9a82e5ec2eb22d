"""What visits and documents tell the standards: verified claims and denials, in bulk."""

from datetime import timedelta
from typing import Any

from django.db.models.functions import Coalesce

from xingjia.evidence.facts import in_order
from xingjia.facts.kinds import KINDS, Shape
from xingjia.facts.rules import Fact, Span, Spans, Weight
from xingjia.toolkit.together import Asking, Keys
from xingjia.visits.models import Confirmation

BECAUSE = "facts are computed for everybody; standings are scoped where they are read"
ORIGIN = "visits.confirmation:"


def about_unions(subject: str, keys: Keys, kinds: frozenset[str]) -> Asking[list[Fact]]:
    """What was found right or wrong at these unions, of these kinds. One query."""
    counted = Confirmation.objects.everything(because=BECAUSE).filter(
        stop__union__in=keys,
        kind__in=kinds,
        stop__withdrawn_on__isnull=True,
        stop__document__withdrawn_on__isnull=True,
    )
    rows = (
        counted.annotate(on=Coalesce("stop__visit__visited_on", "stop__document__issued_on"))
        .order_by("stop__union", "on", "pk")
        .values_list("pk", "stop__union", "on", "kind", "attributes", "holds", "day", "level")
    )
    yield [rows]
    return [_fact(subject, row) for row in rows]


def _fact(subject: str, row: tuple[Any, ...]) -> Fact:
    pk, union, on, kind, attributes, holds, day, level = row
    span = Span(on)
    if KINDS[kind].shape is Shape.EVENT:
        happened = day or on
        span = Span(happened, happened + timedelta(days=1))
    return Fact(
        (subject, union),
        kind,
        span,
        in_order(kind, attributes),
        holds=holds,
        weight=Weight.VERIFIED_CLAIM if level else Weight.CLAIM,
        verified=Spans((Span(on),)) if level else Spans(),
        origin=f"{ORIGIN}{pk}",
    )

"""What 双亮 tells the standards: whether the number is answered."""

from collections.abc import Collection, Iterator
from datetime import date

from xingjia.facts.rules import OPEN, Fact, Span, Spans, Weight
from xingjia.publicity.queries.reach import BECAUSE, PHONE, reached_by_number
from xingjia.publicity.rules.consent import phones
from xingjia.registry.models import UnionStatement

KINDS = frozenset({"reachable"})
REGISTER = "union"


def about_unions(subject: str, keys: Collection[int], kinds: frozenset[str]) -> Iterator[Fact]:
    """Facts about these unions: a superior's call verifies, a worker's claims; a number that is
    changed ends what was known of the former one. Two queries."""
    stood = _stood(keys)
    for union, number, one in reached_by_number(keys):
        for days in stood.get((union, number), Spans()):
            if not days.holds(one.on):
                continue
            span = Span(one.on, days.end)
            yield Fact(
                (REGISTER, union),
                "reachable",
                span,
                holds=one.answered,
                weight=Weight.VERIFIED_CLAIM if one.tested else Weight.CLAIM,
                verified=Spans((span,)) if one.tested and one.answered else Spans(),
                origin="publicity.call",
            )


def _stood(unions: Collection[int]) -> dict[tuple[int, str], Spans]:
    """The days on which each number stood as a union's. One query."""
    said = (
        UnionStatement.objects.everything(because=BECAUSE)
        .filter(union__in=unions, field=PHONE)
        .order_by("union", "day")
        .values_list("union", "day", "value")
    )
    by_union: dict[int, list[tuple[date, str]]] = {}
    for union, day, value in said:
        office, mobile = phones(str(value))
        by_union.setdefault(union, []).append((day, office or mobile))
    found: dict[tuple[int, str], list[tuple[date, date]]] = {}
    for union, held in by_union.items():
        ends = [day for day, _ in held[1:]] + [OPEN]
        for (day, number), end in zip(held, ends, strict=True):
            found.setdefault((union, number), []).append((day, end))
    return {key: Spans.of(days) for key, days in found.items()}

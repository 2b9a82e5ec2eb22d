"""What counties decide for themselves."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from xingjia.facts.rules import OPEN, Span
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import ancestors_of
from xingjia.registry.models import Contract, CountyParameter
from xingjia.registry.rules.elections import NATIONAL

BECAUSE = "a county's decision names nobody; figures and pages follow it"
Kind = Contract.Kind
THREE = (Kind.COLLECTIVE.value, Kind.WAGE.value, Kind.WOMEN.value)
Decided = list[tuple[Span, tuple[str, ...]]]


def three_of(nodes: Iterable[Node]) -> dict[str, Decided]:
    """Per code of a node, which kinds make 三项 there and since when. One query.

    Nodes whose county decided nothing are left out; so are the days before its first decision.
    """
    above = {node.code: set(ancestors_of(node.path)) for node in nodes}
    rows = (
        CountyParameter.objects.everything(because=BECAUSE)
        .filter(
            name=CountyParameter.Name.THREE,
            organisation__in=set().union(*above.values()),
        )
        .order_by("organisation", "start")
        .values_list("organisation", "start", "value")
    )
    said: dict[int, list[tuple[date, tuple[str, ...]]]] = {}
    for county, start, kinds in rows:
        said.setdefault(county, []).append((start, tuple(kinds)))
    decided = {county: _spans(rows) for county, rows in said.items()}
    return {
        code: decided[county]
        for code, ancestors in above.items()
        for county in ancestors & decided.keys()
    }


def _spans(rows: list[tuple[date, tuple[str, ...]]]) -> Decided:
    """Each decision holds until the next one."""
    ends = [after for (_, _), (after, _) in pairwise(rows)] + [OPEN]
    return [(Span(start, end), kinds) for (start, kinds), end in zip(rows, ends, strict=True)]


def three_on(node: Node, on: date) -> tuple[str, ...]:
    """Which kinds make 三项 at a node on a day."""
    decided = three_of([node]).get(node.code, [])
    return next((kinds for span, kinds in decided if span.holds(on)), THREE)


def women_committee_from(node: Node, on: date) -> int:
    """From how many women members on a union at a node has a women's committee, on a day.

    Ten (工会章程), unless the county has decided otherwise: often told as 25. One query.
    """
    decided = (
        CountyParameter.objects.everything(because=BECAUSE)
        .filter(
            name=CountyParameter.Name.WOMEN_COMMITTEE_FROM,
            organisation__in=ancestors_of(node.path),
            start__lte=on,
        )
        .order_by("start")
        .values_list("value", flat=True)
        .last()
    )
    return int(decided) if decided else NATIONAL.women_committee_from

"""What counties decide for themselves."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from xingjia.access.queries import nodes_for
from xingjia.access.rules import Actor, Right
from xingjia.facts.rules import OPEN, Span
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import ancestors_of
from xingjia.registry.models import Contract, CountyParameter, Union
from xingjia.registry.rules.contract_clock import LAW, Dates, Terms
from xingjia.registry.rules.contract_terms import NAMES, terms_of
from xingjia.registry.rules.parameters import PARAMETERS, value_on
from xingjia.toolkit.together import Asking, answered

BECAUSE = "a county's decision names nobody; figures and pages follow it"
Kind = Contract.Kind
THREE = (Kind.COLLECTIVE.value, Kind.WAGE.value, Kind.WOMEN.value)
# By county and name: from which day on what holds, oldest first.
Histories = dict[int, dict[str, list[tuple[date, Any]]]]
Decided = list[tuple[Span, tuple[str, ...]]]


def three_at(paths: Collection[str]) -> dict[str, Decided]:
    """Per path, which kinds make 三项 there and since when. One query.

    Paths whose county decided nothing are left out; so are the days before its first decision.
    """
    return answered(asked_three(paths))


def asked_three(paths: Collection[str]) -> Asking[dict[str, Decided]]:
    """`three_at`, for whoever reads other things with it."""
    above = {path: set(ancestors_of(path)) for path in paths}
    if not above:
        return {}
    rows = (
        CountyParameter.objects.everything(because=BECAUSE)
        .filter(
            name=CountyParameter.Name.THREE,
            organisation__in=set().union(*above.values()),
        )
        .order_by("organisation", "start")
        .values_list("organisation", "start", "value")
    )
    yield [rows]
    said: dict[int, list[tuple[date, tuple[str, ...]]]] = {}
    for county, start, kinds in rows:
        said.setdefault(county, []).append((start, tuple(kinds)))
    decided = {county: _spans(rows) for county, rows in said.items()}
    return {
        path: decided[county]
        for path, ancestors in above.items()
        for county in ancestors & decided.keys()
    }


def _spans(rows: list[tuple[date, tuple[str, ...]]]) -> Decided:
    """Each decision holds until the next one."""
    ends = [after for (_, _), (after, _) in pairwise(rows)] + [OPEN]
    return [(Span(start, end), kinds) for (start, kinds), end in zip(rows, ends, strict=True)]


def three_on(node: Node, on: date) -> tuple[str, ...]:
    """Which kinds make 三项 at a node on a day."""
    decided = three_at([node.path]).get(node.path, [])
    return next((kinds for span, kinds in decided if span.holds(on)), THREE)


def women_committee_from(node: Node, on: date) -> int:
    """From how many women members on a union at a node has a women's committee, on a day.

    Ten (工会章程), unless the county has decided otherwise: often told as 25. One query.
    """
    return number_on(CountyParameter.Name.WOMEN_COMMITTEE_FROM, node, on)


def number_on(name: CountyParameter.Name, node: Node, on: date) -> int:
    """The number that holds at a node on a day. One query."""
    histories = answered(_histories(_decided(ancestors_of(node.path)), [name.value]))
    county = next(iter(histories.values()), {})
    return int(value_on(name.value, county, on))


# ---- every decision -------------------------------------------------------------------------


@dataclass(frozen=True)
class LocalTerms:
    """The terms of contracts by the county each lies in."""

    histories: Histories

    def of(self, path: str, dates: Dates) -> Terms:
        """The terms of a contract that lies at this path."""
        history = nearest(self.histories, path)
        return terms_of(history, dates) if history else LAW


def local_terms(paths: Iterable[str]) -> LocalTerms:
    """What the counties of these places decided about the clock of contracts. One query."""
    return answered(asked_terms(paths))


def asked_terms(paths: Iterable[str]) -> Asking[LocalTerms]:
    """`local_terms`, for whoever reads other things with it."""
    counties = {node for path in paths for node in ancestors_of(path)}
    found = yield from _histories(_decided(counties), NAMES)
    return LocalTerms(found)


def history_of(county: Node) -> dict[str, list[tuple[date, Any]]]:
    """Everything a county decided, oldest first."""
    return answered(_histories(_decided({county.pk}), PARAMETERS)).get(county.pk, {})


def asked_over(unions: QuerySet[Union], names: Collection[str]) -> Asking[Histories]:
    """What was decided about these above each of these unions, as a query tells them."""
    here = unions.filter(organisation__path__startswith=OuterRef("organisation__path"))
    rows = CountyParameter.objects.everything(because=BECAUSE).filter(Exists(here))
    found = yield from _histories(rows, names)
    return found


def nearest(over: Histories, path: str) -> dict[str, list[tuple[date, Any]]]:
    """What the county over a path decided, of what is known; oldest first."""
    return next((over[n] for n in reversed(ancestors_of(path)) if n in over), {})


def _decided(counties: Collection[int]) -> QuerySet[CountyParameter]:
    rows = CountyParameter.objects.everything(because=BECAUSE)
    found: QuerySet[CountyParameter] = rows.filter(organisation__in=counties)
    return found


def _histories(rows: QuerySet[CountyParameter], names: Iterable[str]) -> Asking[Histories]:
    """By county and name, oldest first."""
    found: Histories = {}
    said = rows.filter(name__in=list(names)).order_by("start")
    told = said.values_list("organisation", "name", "start", "value")
    yield [told]
    for county, name, start, value in told:
        found.setdefault(county, {}).setdefault(name, []).append((start, value))
    return found


def decisions_of(county: Node, name: str = "") -> list[CountyParameter]:
    """The decisions of a county, the one that holds last first; about one thing or all."""
    rows = CountyParameter.objects.everything(because=BECAUSE).filter(organisation=county)
    return list((rows.filter(name=name) if name else rows).order_by("-start", "name"))


def counties_to_decide(actor: Actor) -> list[Node]:
    """The counties the actor may decide for."""
    return list(nodes_for(actor, Right.EDIT).filter(kind=Node.Kind.COUNTY).order_by("path"))

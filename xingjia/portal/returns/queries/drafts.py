"""What a collection would ask, and of whom, before anything is sent."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Max

from xingjia.access.queries import nodes_for
from xingjia.access.rules import Actor, Right
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import county_over, under
from xingjia.portal.returns.rules.asking import Row, Subject, flat, rows_of
from xingjia.portal.returns.rules.burden import Burden, Cost, burden_of, cost_of
from xingjia.registry.models import (
    CountyParameter,
    Employer,
    EmployerStatement,
    Union,
    UnionStatement,
)
from xingjia.registry.queries.known import known_employers
from xingjia.registry.queries.parameters import number_on
from xingjia.registry.rules.register import EMPLOYER, UNION, KnownEmployer

BECAUSE = "said of employers that the reader was given, and of the unions that cover them"
BATCH = 500


@dataclass(frozen=True)
class Draft:
    """One workbook that would be sent."""

    node: Node
    rows: list[Row]
    cost: Cost


@dataclass(frozen=True)
class Outline:
    """All workbooks of a collection, what they cost, and who is left out."""

    drafts: list[Draft]
    burden: Burden
    limit: int  # minutes for one employer, beyond which the county gives a reason
    idle: int  # employers known not to be in production: they are not asked
    alone: int  # employers without a union, where one workbook goes to each union

    @property
    def too_heavy(self) -> bool:
        """Whether somebody would have to fill in longer than the county lets pass unasked."""
        return self.burden.heaviest > self.limit


def places_to_ask(actor: Actor) -> list[Node]:
    """Where the actor may start a collection: he keeps the register there and may write it."""
    nodes = nodes_for(actor, Right.IMPORT).exclude(kind=Node.Kind.UNION)
    open_now = nodes.filter(closed_on__isnull=True).order_by("path")
    return [node for node in open_now if actor.may(Right.EDIT, node.path)]


def outline(
    actor: Actor, node: Node, *, per_union: bool, columns: Sequence[str], on: date, months: int
) -> Outline:
    """What would be asked under a node."""
    employers = Employer.objects.visible_to(actor, Right.EDIT).filter(
        under("organisation__path", node.path)
    )
    everybody = list(
        employers.select_related("organisation").order_by("organisation__code", "name", "pk")
    )
    known = _known(everybody, on)
    asked = [one for one in known if one.employer.get("in_production") is not False]
    alone = [one for one in asked if per_union and one.union_key is None]
    asked = [one for one in asked if not (per_union and one.union_key is None)]
    rows = rows_of(_subjects(asked, on), columns, on, months)
    seconds = number_on(CountyParameter.Name.SECONDS, node, on)
    at = _by_union(asked) if per_union else {one.pk: one.organisation for one in everybody}
    return Outline(
        _drafts(rows, at, seconds),
        burden_of(rows, columns=len(columns), everybody=len(asked), seconds=seconds),
        number_on(CountyParameter.Name.BURDEN, county_over(node), on),
        len(known) - len(asked) - len(alone),
        len(alone),
    )


def _known(employers: Sequence[Employer], on: date) -> list[KnownEmployer]:
    found: list[KnownEmployer] = []
    for begin in range(0, len(employers), BATCH):
        found += known_employers(employers[begin : begin + BATCH], on)
    return found


def _subjects(known: Collection[KnownEmployer], on: date) -> list[Subject]:
    of_employer = _last_said(EmployerStatement, "employer", [one.key for one in known], on)
    unions = [one.union_key for one in known if one.union_key]
    of_union = _last_said(UnionStatement, "union", unions, on)
    return [
        Subject(
            one.key,
            flat(one),
            {
                column: day
                for of, days in (
                    (EMPLOYER, of_employer.get(one.key, {})),
                    (UNION, of_union.get(one.union_key or 0, {})),
                )
                for column, kept in of.items()
                if (day := days.get(kept))
            },
            one.union_key,
        )
        for one in known
    ]


def _last_said(
    model: type[EmployerStatement] | type[UnionStatement],
    owner: str,
    keys: Sequence[int],
    on: date,
) -> dict[int, dict[str, date]]:
    """Per owner and field, the day of the last statement."""
    found: dict[int, dict[str, date]] = {}
    for begin in range(0, len(keys), BATCH):
        rows = (
            model.objects.everything(because=BECAUSE)
            .filter(**{f"{owner}__in": keys[begin : begin + BATCH]}, day__lte=on)
            .order_by()
            .values_list(owner, "field")
            .annotate(last=Max("day"))
        )
        for key, field, last in rows:
            found.setdefault(key, {})[field] = last
    return found


def _by_union(known: Iterable[KnownEmployer]) -> dict[int, Node]:
    """By employer, the place of the union that covers it in the tree."""
    keys = {one.key: one.union_key for one in known if one.union_key}
    unions = (
        Union.objects.everything(because=BECAUSE)
        .select_related("organisation")
        .in_bulk(set(keys.values()))
    )
    return {key: unions[union].organisation for key, union in keys.items() if union in unions}


def _drafts(rows: Iterable[Row], at: dict[int, Node], seconds: int) -> list[Draft]:
    placed = [(at[row.key], row) for row in rows if row.key in at]
    placed.sort(key=lambda one: (one[0].code, one[0].pk))
    drafts = []
    for _, group in groupby(placed, key=lambda one: one[0].pk):
        mine = list(group)
        node, own = mine[0][0], [row for _node, row in mine]
        drafts.append(Draft(node, own, cost_of(own, seconds)))
    return drafts

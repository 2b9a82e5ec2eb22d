"""What somebody who enters or mends a contract by hand works with."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from xingjia.access.rules import Actor, Right
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import in_county_of
from xingjia.orgtree.rules import OPEN, STEP
from xingjia.registry.models import Contract, ContractChange, ContractEmployer, Employer
from xingjia.registry.rules.contract_clock import CLOCK
from xingjia.registry.rules.contract_editing import FIELDS

BECAUSE = "of a contract the caller may mend, or to keep numbers apart"
KEPT = tuple(dict.fromkeys([*FIELDS, *CLOCK]))


def values_of_contract(contract: Contract) -> dict[str, Any]:
    """Per field, the value that stands, as plain JSON; what nobody has said is left out."""
    found = {}
    for name in KEPT:
        value = getattr(contract, name)
        if value is not None and value != "":
            found[name] = value.isoformat() if isinstance(value, date) else value
    return found


def covered_by(contract: Contract) -> QuerySet[ContractEmployer]:
    """Every employer that ever stood under the contract, with its days."""
    rows = ContractEmployer.objects.everything(because=BECAUSE).filter(contract=contract)
    found: QuerySet[ContractEmployer] = rows.select_related("employer__organisation")
    return found.order_by("employer__name", "pk")


def running_keys(contract: Contract) -> QuerySet[Any]:
    """Ids of the employers that have not left it, as a query."""
    rows = ContractEmployer.objects.everything(because=BECAUSE)
    found: QuerySet[Any] = rows.filter(contract=contract, end=OPEN).values("employer")
    return found


def running(rows: Iterable[ContractEmployer]) -> list[ContractEmployer]:
    """Those that have not left it."""
    return [row for row in rows if row.end == OPEN]


def leads(actor: Actor, employers: Iterable[Employer]) -> bool:
    """Whether the actor is a superior of all who keep these employers: he may lift a warning.

    Lists keep contracts of single employers at the county, so the place of the contract itself
    says nothing about who is over whom.
    """
    paths = [one.organisation.path for one in employers]
    return bool(paths) and all(actor.may_from_above(Right.EDIT, path) for path in paths)


def place_of_all(employers: Collection[Employer]) -> Node | None:
    """The lowest place that holds all these employers: where their contract belongs."""
    paths = [one.organisation.path for one in employers]
    if not paths:
        return None
    if len(set(paths)) == 1:
        return next(iter(employers)).organisation
    steps = 0
    while all(len(path) >= steps + STEP for path in paths) and (
        len({path[: steps + STEP] for path in paths}) == 1
    ):
        steps += STEP
    return Node.objects.filter(path=paths[0][:steps]).first() if steps else None


def numbered(kind: str, number: str, at: Node, besides: int | None = None) -> QuerySet[Any]:
    """A contract of this kind and number that the county has besides."""
    others = Contract.objects.everything(because=BECAUSE).filter(
        in_county_of("organisation__path", at), kind=kind, number=number
    )
    if not number:
        return others.none()
    found: QuerySet[Any] = others.exclude(pk=besides).values_list("pk")[:1]
    return found


def overlapping(
    employers: Iterable[int], kind: str, first: date, last: date, besides: Collection[int]
) -> QuerySet[Any]:
    """Another contract of the kind under which one of the employers stands in these days;
    `employers` may be a query."""
    rows = ContractEmployer.objects.everything(because=BECAUSE).filter(
        Q(contract__ended_on__isnull=True) | Q(contract__ended_on__gt=first),
        employer__in=employers,
        end__gt=first,
        start__lte=last,
        contract__kind=kind,
        contract__valid_from__lte=last,
        contract__valid_to__gte=first,
    )
    found: QuerySet[Any] = rows.exclude(contract__in=besides).values_list("pk")[:1]
    return found


def changes_of(contract: Contract) -> list[ContractChange]:
    """What hands changed of it, the newest first."""
    rows = ContractChange.objects.everything(because=BECAUSE).filter(contract=contract)
    return list(rows.order_by("-pk"))


def covered_row(contract: Contract, pk: int) -> ContractEmployer | None:
    """One employer under the contract that has not left it."""
    rows = ContractEmployer.objects.everything(because=BECAUSE).filter(contract=contract, pk=pk)
    found: ContractEmployer | None = rows.filter(end=OPEN).select_related("employer").first()
    return found

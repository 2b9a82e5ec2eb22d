"""What a register says of contracts beside the contracts themselves, each with its source."""

from dataclasses import dataclass
from datetime import date

from xingjia.access.rules import Actor
from xingjia.desk.queries.reach import BECAUSE
from xingjia.desk.rules import Item, Kind
from xingjia.registry.models import Contract, ContractEmployer, EmployerStatement
from xingjia.registry.queries.sources import Source, sources


@dataclass(frozen=True)
class Sides:
    """The claim that holds on a day, and every contract of its kind, each with where it is from."""

    claim: EmployerStatement | None
    claim_source: Source | None
    contracts: list[tuple[Contract, Source | None]]


def sides(actor: Actor, item: Item, on: date) -> Sides | None:
    """Both sides of a difference between claim and record; None for any other item.

    Four queries. Contracts kept elsewhere that the actor may not see are left out.
    """
    if item.kind is not Kind.CLAIMS:
        return None
    (employer,), kind = item.pks, item.params["kind"]
    said = EmployerStatement.objects.everything(because=BECAUSE).filter(
        employer=employer, field=f"contracts_{kind}", day__lte=on
    )
    claim = said.order_by("-day").first()
    covering = ContractEmployer.objects.everything(because=BECAUSE).filter(employer=employer)
    found = list(
        Contract.objects.visible_to(actor)
        .filter(kind=kind, pk__in=covering.values("contract"))
        .order_by("valid_from", "pk")
    )
    known = sources(actor, {one.origin for one in (*found, *([claim] if claim else ()))})
    told = [(one, known.get(one.origin)) for one in found]
    return Sides(claim, known.get(claim.origin) if claim else None, told)

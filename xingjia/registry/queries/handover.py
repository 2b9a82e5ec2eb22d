"""What is open at a union when a chair hands over to the next."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from xingjia.registry.models import Contract, ContractEmployer

BECAUSE = "of employers covered by a union that the reader was given"


@dataclass
class Due:
    """A contract with its last day, and the employers of the union under it."""

    contract: Contract
    employers: list[str] = field(default_factory=list)


def contracts_due(employers: Collection[int], on: date) -> list[Due]:
    """The contracts of these employers, in force on the day or ended without a later one of the
    kind; the first to end comes first. A contract without a last day comes last. One query."""
    rows = (
        ContractEmployer.objects.everything(because=BECAUSE)
        .filter(employer__in=employers, end__gt=on)
        .select_related("contract", "employer")
        .order_by("employer__name")
    )
    newest: dict[tuple[int, str], ContractEmployer] = {}
    for row in rows:
        if row.contract.valid_from and row.contract.valid_from > on:
            continue
        key = (row.employer_id, row.contract.kind)
        if key not in newest or _last(newest[key].contract) < _last(row.contract):
            newest[key] = row
    found: dict[int, Due] = {}
    for row in newest.values():
        due = found.setdefault(row.contract_id, Due(row.contract))
        due.employers.append(row.employer.name)
    return sorted(found.values(), key=lambda due: (_last(due.contract), due.contract.pk))


def _last(contract: Contract) -> date:
    return contract.valid_to or date.max

"""What ends when an employer ends, and what a closing that stands has ended."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from xingjia.registry.models import (
    ContractEmployer,
    Cover,
    Employer,
    EmployerClosing,
    EmployerStatement,
    Union,
)
from xingjia.registry.queries.said import said_on
from xingjia.registry.rules.closing import Under, without_employers
from xingjia.registry.rules.editing import version_of

CLAIMS = (
    EmployerStatement.Field.COLLECTIVE.value,
    EmployerStatement.Field.WAGE.value,
    EmployerStatement.Field.WOMEN.value,
)
BECAUSE = "of an employer that the caller keeps"


@dataclass(frozen=True)
class Ending:
    """Everything that would end with an employer on a day.

    `own` are the rows of contracts nobody else stands under, `shared` those others go on with;
    `left` are the unions that would cover nobody.
    """

    on: date
    working: bool
    covers: list[Cover]
    own: list[ContractEmployer]
    shared: list[ContractEmployer]
    others: dict[int, int]  # employers that stay, by contract
    left: list[Union]
    claims: list[str]  # kinds of contracts that a register says are in force

    @property
    def version(self) -> str:
        """A digest of what was shown, so that nobody confirms something else."""
        keys = {
            "covers": [one.pk for one in self.covers],
            "own": [one.pk for one in self.own],
            "shared": [one.pk for one in self.shared],
            "left": [one.pk for one in self.left],
        }
        return version_of({**keys, "on": self.on.isoformat()})

    @property
    def under(self) -> list[Under]:
        """The contracts as the rules take them."""
        return [
            Under(row.contract.signed_on, row.start, self.others.get(row.contract_id, 0))
            for row in (*self.own, *self.shared)
        ]


def ending_of(employer: Employer, on: date) -> Ending:
    """What an end of the employer on this day would end. Five queries."""
    covers = list(
        Cover.objects.everything(because=BECAUSE)
        .filter(employer=employer, end__gt=on)
        .select_related("union__organisation")
        .order_by("start", "pk")
    )
    rows = list(_running(on).filter(employer=employer))
    others: dict[int, int] = {}
    for contract in (
        _running(on)
        .filter(contract__in=[row.contract_id for row in rows])
        .exclude(employer=employer)
        .values_list("contract", flat=True)
    ):
        others[contract] = others.get(contract, 0) + 1
    unions = {cover.union_id: cover.union for cover in covers}
    elsewhere = (
        Cover.objects.everything(because=BECAUSE)
        .filter(union__in=unions, end__gt=on)
        .exclude(employer=employer)
    )
    left = without_employers(unions.keys(), set(elsewhere.values_list("union", flat=True)))
    said = said_on(EmployerStatement, [employer.pk], on).get(employer.pk, {})
    return Ending(
        on,
        bool(said.get(EmployerStatement.Field.IN_PRODUCTION)),
        covers,
        [row for row in rows if row.contract_id not in others],
        [row for row in rows if row.contract_id in others],
        others,
        [unions[key] for key in left if unions[key].closed_on is None],
        [name for name in CLAIMS if said.get(name)],
    )


def _running(on: date) -> QuerySet[ContractEmployer]:
    """Employers under contracts that are not over by the day."""
    contract = Q(contract__ended_on__isnull=True) | Q(contract__ended_on__gt=on)
    lasting = Q(contract__valid_to__isnull=True) | Q(contract__valid_to__gte=on)
    return (
        ContractEmployer.objects.everything(because=BECAUSE)
        .filter(contract, lasting, end__gt=on)
        .select_related("contract__organisation")
        .order_by("contract__kind", F("contract__valid_to").desc(nulls_last=True), "pk")
    )


def works_later(employer: Employer, on: date) -> date | None:
    """The first later day for which somebody says it is in production."""
    said = EmployerStatement.objects.everything(because=BECAUSE).filter(
        employer=employer, field=EmployerStatement.Field.IN_PRODUCTION, day__gt=on, value=True
    )
    day: date | None = said.order_by("day").values_list("day", flat=True).first()
    return day


def closing_of(employer: Employer) -> EmployerClosing | None:
    """The closing of an employer that stands; None for one that goes on."""
    return closings_standing(employer).first()


def closings_standing(employer: Employer) -> QuerySet[EmployerClosing]:
    """The closing of an employer that stands, if any."""
    rows: QuerySet[EmployerClosing] = EmployerClosing.objects.everything(because=BECAUSE)
    return rows.filter(employer=employer, undone_at__isnull=True).order_by("pk")

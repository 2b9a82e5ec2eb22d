"""The machinery without what it works on: accounts, jobs, imports by how they stand."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from xingjia.access.models import Account, Appointment
from xingjia.access.rules import Actor, Right
from xingjia.imports.models import Import
from xingjia.toolkit.jobs.models import Job

JOBS = 20


@dataclass(frozen=True)
class Standing:
    """How many imports stand so."""

    title: str
    number: int


def accounts_for(actor: Actor, text: str) -> QuerySet[Account]:
    """The accounts with a post, ever, in the branches whose machinery the actor looks after."""
    held = Appointment.objects.visible_to(actor, Right.RUN)
    found = Account.objects.filter(pk__in=held.values("account")).order_by("name", "pk")
    return found.filter(name__icontains=text) if text else found


def imports_by_state(actor: Actor) -> list[Standing]:
    """Imports counted by state: no name of a file, no row."""
    counted = (
        Import.objects.visible_to(actor, Right.RUN)
        .values_list("state")
        .annotate(number=Count("pk"))
        .order_by("state")
    )
    names = dict(Import.State.choices)
    return [Standing(str(names[state]), number) for state, number in counted]


def last_jobs() -> list[Job]:
    """The jobs that did not end well, then the newest; kinds and codes only."""
    failed = list(Job.objects.filter(state=Job.State.FAILED)[:JOBS])
    others = list(Job.objects.exclude(state=Job.State.FAILED)[:JOBS])
    return [*failed, *others][:JOBS]

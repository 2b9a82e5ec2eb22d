"""What a person finds when coming in."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, F, IntegerField, Value, When

from xingjia.access.models import Appointment
from xingjia.access.rules import Actor
from xingjia.imports.models import Import
from xingjia.orgtree.models import Node
from xingjia.portal.queries.rows import Detail, details
from xingjia.registry.models import Cover, Employer, Officer, Union, UnionStatement
from xingjia.registry.queries.terms import delayed_to, of_officer
from xingjia.registry.rules.standing import Standing

SHOWN = 5
SOON = timedelta(days=90)
OWN = "the reader's own appointments"


def arrivals(actor: Actor) -> list[Import]:
    """The workbooks that came last; those that wait for somebody first."""
    waiting = Case(
        When(state=Import.State.READY, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return list(
        Import.objects.visible_to(actor)
        .select_related("organisation")
        .order_by(waiting, "-asked_at")[:SHOWN]
    )


@dataclass(frozen=True)
class UnionCard:
    """One union on a day: its chair, what is on record, and whom it covers."""

    union: Union
    on: date
    chair: Officer | None
    said: dict[str, Any]
    employers: list[Detail]

    @property
    def overdue(self) -> bool:
        """Whether the chair's term is over on the day."""
        return of_officer(self.chair, self.on) is Standing.ENDED

    @property
    def extended(self) -> bool:
        """Whether the term is over, and the superior allowed the election to be late."""
        return of_officer(self.chair, self.on) is Standing.EXTENDED

    @property
    def soon(self) -> bool:
        """Whether the chair's term ends within 90 days."""
        ends = self.chair.term_ends_on if self.chair else None
        return bool(ends and self.on <= ends < self.on + SOON)


def union_card(actor: Actor, leaf: Node, on: date) -> UnionCard | None:
    """The union at a leaf of the tree; None when it is not the actor's to see."""
    union = Union.objects.visible_to(actor).filter(organisation=leaf).first()
    if union is None:
        return None
    union.organisation = leaf
    chairs = Officer.objects.visible_to(actor).filter(union=union, post=Officer.Post.CHAIR)
    in_office = chairs.exclude(left_on__lte=on).exclude(elected_on__gt=on)
    in_office = in_office.annotate(delayed_to=delayed_to(on))
    said = UnionStatement.objects.visible_to(actor).filter(union=union, day__lte=on)
    covers = Cover.objects.visible_to(actor).filter(union=union, start__lte=on, end__gt=on)
    covered = Employer.objects.visible_to(actor).filter(pk__in=covers.values("employer"))
    return UnionCard(
        union,
        on,
        in_office.order_by(F("elected_on").desc(nulls_last=True)).first(),
        dict(said.order_by("day").values_list("field", "value")),
        details(covered, on),
    )


def last_appointment(actor: Actor) -> Appointment | None:
    """The appointment of a person that ended last, or begins next; None if there never was one."""
    kind, _, account = actor.label.partition(":")
    if kind != "account":
        return None
    return (
        Appointment.objects.everything(because=OWN)
        .filter(account_id=int(account))
        .select_related("organisation")
        .order_by("-end", "-start")
        .first()
    )

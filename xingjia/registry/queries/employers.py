"""Reading employers: the list on a day, and everything about one of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast

from xingjia.access.rules import Actor, Right
from xingjia.orgtree.models import Node
from xingjia.registry.models import (
    Contract,
    ContractEmployer,
    Cover,
    Employer,
    EmployerStatement,
    FocusMark,
)
from xingjia.registry.queries.aliases import employers_called
from xingjia.registry.queries.known import places
from xingjia.registry.queries.marks import marked, marks_on
from xingjia.registry.queries.places import employers_under
from xingjia.registry.queries.said import newest, said_on, with_value
from xingjia.registry.queries.search import in_order

BECAUSE = "of employers that the reader was given"
Field = EmployerStatement.Field
ORDERS: dict[str, tuple[str, ...]] = {
    "place": ("organisation__code", "pinyin"),
    "name": ("pinyin",),
    "staff": ("staff_said", "organisation__code", "pinyin"),
}


@dataclass(frozen=True)
class Asked:
    """Which employers a reader asks for, on which day; "" and None mean all.

    `union` and `production` are yes, no or unknown; `focus` is any or a kind of mark;
    `sort` is a key of ORDERS, with "-" before it for the other way round.
    """

    on: date
    q: str = ""
    place: Node | None = None
    ownership: str = ""
    production: str = ""
    union: str = ""
    focus: str = ""
    sort: str = "place"

    @property
    def narrowed(self) -> bool:
        """Whether anything but day and order is asked for."""
        return self != Asked(self.on, sort=self.sort)


@dataclass(frozen=True)
class Line:
    """One employer as the list shows it on a day."""

    employer: Employer
    place: Node
    said: dict[str, Any]
    unions: list[Cover] = field(default_factory=list)
    marks: list[FocusMark] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What it was called on the day."""
        return str(self.said.get(Field.NAME) or self.employer.name)

    @property
    def code(self) -> str:
        """The code it bore on the day; "" when unknown."""
        return str(self.said.get(Field.CODE) or self.employer.code)


def employers_for(actor: Actor, asked: Asked) -> QuerySet[Employer]:
    """The employers in the actor's reach that are asked for, in the order asked for."""
    rows: QuerySet[Employer] = Employer.objects.visible_to(actor).filter(employers_called(asked.q))
    if asked.place:
        annotations, within = employers_under(asked.place, asked.on)
        rows = rows.annotate(**annotations).filter(within)
    if asked.ownership:
        rows = with_value(rows, EmployerStatement, Field.OWNERSHIP, asked.ownership, asked.on)
    if asked.production:
        rows = with_value(rows, EmployerStatement, Field.IN_PRODUCTION, asked.production, asked.on)
    if asked.union:
        rows = rows.filter(_unionised(asked.union, asked.on))
    if asked.focus:
        rows = rows.filter(marked(Employer, asked.focus, asked.on))
    if asked.sort.endswith("staff"):
        staff = newest(EmployerStatement, Field.STAFF, asked.on)
        rows = rows.annotate(staff_said=Cast(staff, IntegerField()))
    return in_order(rows.select_related("organisation"), ORDERS, asked.sort)


def _unionised(wanted: str, on: date) -> Q:
    """Covered by a union; listed in a register without one; in no register yet."""
    covered = Exists(covers_on(on).filter(employer=OuterRef("pk")))
    listed = Exists(
        EmployerStatement.objects.everything(because=BECAUSE).filter(
            employer=OuterRef("pk"), day__lte=on
        )
    )
    if wanted == "yes":
        return Q(covered)
    return Q(~covered) & (Q(listed) if wanted == "no" else Q(~listed))


def covers_on(on: date) -> QuerySet[Cover]:
    """Which union covers which employer on a day."""
    return Cover.objects.everything(because=BECAUSE).filter(start__lte=on, end__gt=on)


def lines(employers: Collection[Employer], on: date) -> list[Line]:
    """The employers of one page with what is known of them on a day. Four queries."""
    keys = [one.pk for one in employers]
    said = said_on(EmployerStatement, keys, on)
    stood = places({str(values.get(Field.PLACE, "")) for values in said.values()})
    marks = marks_on(Employer, keys, on)
    unions: dict[int, list[Cover]] = {}
    for cover in (
        covers_on(on)
        .filter(employer__in=keys)
        .select_related("union__organisation")
        .order_by("start", "pk")
    ):
        unions.setdefault(cover.employer_id, []).append(cover)
    return [
        Line(
            one,
            stood.get(str(said.get(one.pk, {}).get(Field.PLACE)), one.organisation),
            said.get(one.pk, {}),
            unions.get(one.pk, []),
            marks.get(one.pk, []),
        )
        for one in employers
    ]


def first_day(actor: Actor) -> date | None:
    """The first day for which a register says anything of employers in the actor's reach."""
    seen = Employer.objects.visible_to(actor).values("pk")
    said = EmployerStatement.objects.everything(because=BECAUSE).filter(employer__in=seen)
    return said.order_by("day").values_list("day", flat=True).first()


def employer_for(actor: Actor, pk: int) -> Employer | None:
    """The employer with this id, if it is the actor's to see."""
    found: Employer | None = (
        Employer.objects.visible_to(actor).select_related("organisation").filter(pk=pk).first()
    )
    return found


def covers_of(employer: Employer) -> QuerySet[Cover]:
    """Every union that ever covered the employer, the newest first."""
    covers: QuerySet[Cover] = Cover.objects.everything(because=BECAUSE).filter(employer=employer)
    return covers.select_related("union__organisation").order_by("-start", "-pk")


def contracts_of(employer: Employer) -> QuerySet[Contract]:
    """Every contract that names the employer, alone or among others; last to end first.

    `left` on each is the first day without the employer, OPEN while it has not left.
    """
    named_in = ContractEmployer.objects.everything(because=BECAUSE).filter(employer=employer)
    mine = named_in.filter(contract=OuterRef("pk"))
    found: QuerySet[Contract] = (
        Contract.objects.everything(because=BECAUSE)
        .filter(pk__in=named_in.values("contract"))
        .select_related("organisation")
        .annotate(left=Subquery(mine.order_by("-end").values("end")[:1]))
        .order_by(F("valid_to").desc(nulls_last=True), "kind", "number")
    )
    return found


def seen_by(actor: Actor, nodes: Iterable[Node]) -> set[int]:
    """Ids of the nodes in the actor's reach: their names are links."""
    return {node.pk for node in nodes if actor.may(Right.SEE, node.path)}

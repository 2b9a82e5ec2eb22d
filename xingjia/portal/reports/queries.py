"""Reading the forms of superiors, and the numbers that go into them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from xingjia.access.queries import nodes_for
from xingjia.access.rules import Actor, Right
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import as_named_on, children_on
from xingjia.portal.reports.models import Pointer, Report
from xingjia.portal.reports.rules import BASE, MISSING, RATE, REST
from xingjia.standards.coverage.queries import Coverage, Line, count
from xingjia.standards.coverage.rules import IDLE

BECAUSE = "pointers of a form the reader was given"


@dataclass(frozen=True)
class Number:
    """What goes into one cell, and where it comes from. `value` None: nobody has reported."""

    pointer: Pointer
    place: str
    code: str
    value: int | float | None


def keeping_places(actor: Actor) -> QuerySet[Node]:
    """Where the actor can keep forms: the places whose register is his to mend, unions not."""
    places = nodes_for(actor, Right.EDIT).exclude(kind=Node.Kind.UNION)
    return places.filter(closed_on__isnull=True).order_by("path")


def reports_for(actor: Actor) -> QuerySet[Report]:
    """The forms in use that the actor keeps, with `cells`, how many are pointed to."""
    pointed = (
        Pointer.objects.everything(because=BECAUSE)
        .filter(report=OuterRef("pk"))
        .order_by()
        .values("report")
        .annotate(number=Count("pk"))
        .values("number")
    )
    kept: QuerySet[Report] = Report.objects.visible_to(actor, Right.EDIT)
    return (
        kept.filter(retired_at__isnull=True)
        .annotate(cells=Coalesce(Subquery(pointed), 0))
        .select_related("organisation", "blob")
    )


def report_for(actor: Actor, pk: int) -> Report | None:
    """The form with this id, if the actor keeps it."""
    return reports_for(actor).filter(pk=pk).first()


def pointers_of(report: Report) -> dict[tuple[str, str], Pointer]:
    """What each cell of a form is pointed to."""
    found = Pointer.objects.everything(because=BECAUSE).filter(report=report)
    return {(one.sheet, one.cell): one for one in found}


def places_below(report: Report, on: date) -> list[Node]:
    """The places directly under the form's own on a day, as they were called."""
    return as_named_on(children_on(report.organisation, on).order_by("code"), on)


def numbers(actor: Actor, report: Report, pointers: Iterable[Pointer], on: date) -> list[Number]:
    """The number of each cell on a day; two passes over the figures, whatever the form asks."""
    coverage = count(actor, report.organisation, on, children=True)
    lines = {"": (report.organisation, coverage.total)} | _below(coverage)
    found = []
    for one in pointers:
        node, line = lines.get(one.place, (None, None))
        value = _value(line, one) if line else None
        found.append(Number(one, node.name if node else one.place, one.place, value))
    return found


def _below(coverage: Coverage) -> dict[str, tuple[Node, Line]]:
    return {line.node.code: (line.node, line) for line in coverage.children if line.node}


def _value(line: Line, of: Pointer) -> int | float | None:
    if of.measure == IDLE:
        return line.idle
    figure = line.figures[of.measure]
    among = next((one for one in figure.bases if one.code == of.base), None)
    if of.part == RATE and among:
        return None if among.rate is None else float(among.rate)
    if of.part in {MISSING, REST} and among:
        return among.missing
    if of.part == BASE and among:
        return among.base
    return figure.count

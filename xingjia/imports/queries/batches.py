"""Reading imports: the history, the counts of a batch, and its rows."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When
from django.utils.translation import gettext as _

from xingjia.access.queries import home_of, names_behind, nodes_for
from xingjia.access.rules import Actor, Right
from xingjia.imports.kinds import compared_only
from xingjia.imports.models import Import, ImportRow
from xingjia.imports.rules import Change, Outcome, Plan, Reason
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import county_over, gone_to, successor_choices
from xingjia.toolkit.jobs.models import Job
from xingjia.toolkit.jobs.queries import Progress, progress

# Places a workbook is brought in for: a county's own, and those under it.
LOCAL = (Node.Kind.COUNTY, Node.Kind.TOWNSHIP, Node.Kind.PARK)
PLACE_CLOSED = "place_closed"  # the reason under which a room holds a row for such a question
# The order of the review: what needs a person first.
ORDER = (Outcome.HELD, Outcome.REJECTED, Outcome.CHANGED, Outcome.NEW, Outcome.SAME)
# Rows a room has nothing to say against.
SOUND = (Outcome.CHANGED, Outcome.NEW, Outcome.SAME)


@dataclass(frozen=True)
class Tally:
    """How many rows of a batch have which outcome, and how many were written."""

    held: int = 0
    rejected: int = 0
    changed: int = 0
    new: int = 0
    same: int = 0
    written: int = 0
    undone: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Of two batches together."""
        names = [one.name for one in fields(self)]
        return Tally(**{name: getattr(self, name) + getattr(other, name) for name in names})

    @property
    def total(self) -> int:
        """All rows."""
        return self.held + self.rejected + self.changed + self.new + self.same

    @property
    def writable(self) -> int:
        """Rows that a confirmation writes."""
        return self.changed + self.new

    @property
    def left(self) -> int:
        """Rows somebody still has to decide on."""
        return self.held + self.rejected


@dataclass(frozen=True)
class Entry:
    """One line of the history."""

    batch: Import
    who: str
    tally: Tally
    stopped: bool = False  # its writing gave up and waits for a person

    @property
    def compared(self) -> bool:
        """Whether nothing of the workbook can be written, because it is only compared."""
        kinds = {table["kind"] for table in self.batch.tables}
        return bool(kinds) and kinds <= set(compared_only())


def places_for(actor: Actor) -> QuerySet[Node]:
    """Where the actor may bring a workbook in.

    From a county down, the county and what is under it; above, only the counties.
    """
    nodes = nodes_for(actor, Right.IMPORT)
    home = home_of(actor)
    above = home is None or home.kind not in LOCAL
    kinds = (Node.Kind.COUNTY,) if above else LOCAL
    return nodes.filter(kind__in=kinds, closed_on=None).order_by("path")


def batches_for(actor: Actor) -> QuerySet[Import]:
    """Imports into the branches where the actor may import, the latest first."""
    found: QuerySet[Import] = Import.objects.visible_to(actor, Right.IMPORT)
    return found.select_related("organisation", "blob")


def history(actor: Actor, batches: Collection[Import]) -> list[Entry]:
    """What the history says of these batches, in their order."""
    tallies = _tallies(actor, batches)
    names = names_behind(batch.asked_by for batch in batches)
    states = {Import.State.READING, Import.State.WRITING, Import.State.UNDOING}
    under_way = [batch for batch in batches if batch.state in states]
    jobs = [batch.job_id for batch in under_way if batch.job_id]
    stopped = Job.objects.filter(pk__in=jobs, state=Job.State.FAILED)
    failed = set(stopped.values_list("pk", flat=True))
    return [
        Entry(
            batch,
            names.get(batch.asked_by) or _("系统"),
            tallies.get(batch.pk, Tally()),
            batch.job_id in failed,
        )
        for batch in batches
    ]


def entry(actor: Actor, batch: Import) -> Entry:
    """The line of one batch."""
    return history(actor, [batch])[0]


def _tallies(actor: Actor, batches: Collection[Import]) -> dict[int, Tally]:
    counted: dict[int, dict[str, int]] = {}
    rows = (
        ImportRow.objects.visible_to(actor, Right.IMPORT)
        .filter(batch__in=[batch.pk for batch in batches])
        .order_by()
        .values_list("batch", "outcome")
        .annotate(rows=Count("pk"), written=Count("written_at"), undone=Count("undone_at"))
    )
    for batch, outcome, number, written, undone in rows:
        mine = counted.setdefault(batch, {"written": 0, "undone": 0})
        mine[outcome] = number
        mine["written"] += written
        mine["undone"] += undone
    return {batch: Tally(**numbers) for batch, numbers in counted.items()}


def rows_for(
    actor: Actor, batch: Import, show: str = "", row: int | None = None
) -> QuerySet[ImportRow]:
    """The rows of a batch in the order of the review; `show` keeps those of one outcome, `row`
    the one with this id."""
    rows = rows_of(actor, [batch], show)
    return rows.filter(pk=row) if row else rows


def rows_of(actor: Actor, batches: Iterable[Import], show: str = "") -> QuerySet[ImportRow]:
    """The rows of several batches as if they were one."""
    place = Case(
        *(When(outcome=outcome.value, then=Value(at)) for at, outcome in enumerate(ORDER)),
        output_field=IntegerField(),
    )
    keys = [batch.pk for batch in batches]
    rows = ImportRow.objects.visible_to(actor, Right.IMPORT).filter(batch__in=keys)
    return (rows.filter(outcome=show) if show else rows).order_by(place, "pk")


def is_faulty(actor: Actor, batch: Import) -> bool:
    """Whether anything in the workbook is wrong or worth a look."""
    noted = any(table.get("issues") for table in batch.tables)
    waiting = rows_for(actor, batch).exclude(issues=[], outcome__in=SOUND)
    return noted or waiting.exists()


def earlier(actor: Actor, batch: Import) -> Import | None:
    """The last time the very same file was written for the same place, if ever."""
    return (
        batches_for(actor)
        .filter(blob=batch.blob, organisation=batch.organisation, state=Import.State.WRITTEN)
        .exclude(pk=batch.pk)
        .first()
    )


def plans_of(actor: Actor, batch: Import) -> dict[str, list[Plan]]:
    """What the batch would write, by kind of rows."""
    found: dict[str, list[Plan]] = {}
    rows = rows_for(actor, batch).filter(outcome__in=(Outcome.CHANGED, Outcome.NEW))
    for kind, plan in rows.order_by("pk").values_list("kind", "plan"):
        found.setdefault(kind, []).append(as_plan(plan))
    return found


def as_plan(kept: dict[str, Any]) -> Plan:
    """A plan as it is kept beside its row."""
    return Plan(
        Outcome(kept["outcome"]),
        kept["title"],
        kept["code"],
        tuple(Change(**change) for change in kept["changes"]),
        tuple(Reason(**reason) for reason in kept["reasons"]),
        kept["subject_key"],
        tuple(kept.get("options", ())),
    )


def place_names(codes: Iterable[str]) -> dict[str, str]:
    """The names of places by their codes."""
    wanted = set(codes)
    if not wanted:
        return {}
    return dict(Node.objects.filter(code__in=wanted).values_list("code", "name"))


@dataclass(frozen=True)
class Question:
    """A place that rows name and that is no more: as written, its name, and where it may lead.

    `likely` are ids of those places to which what stood there has gone.
    """

    asked: str
    name: str
    rows: int
    choices: list[Node]
    likely: set[int]


def questions(actor: Actor, batch: Import) -> list[Question]:
    """What somebody must say before the rows that name closed places can be written."""
    counted: dict[str, int] = {}
    held = rows_for(actor, batch, Outcome.HELD).values_list("plan", flat=True)
    for plan in held.iterator(chunk_size=500):
        for reason in plan["reasons"]:
            if reason["code"] == PLACE_CLOSED and reason["value"]:
                counted[reason["value"]] = counted.get(reason["value"], 0) + 1
    if not counted:
        return []
    names, likely = place_names(counted), gone_to(counted)
    choices = list(successor_choices(county_over(batch.organisation)))
    found = []
    for asked, rows in counted.items():
        first = likely.get(asked, set())
        ordered = sorted(choices, key=lambda one: (one.pk not in first, one.code))
        found.append(Question(asked, names.get(asked, ""), rows, ordered, first))
    return found


def writing(batch: Import) -> Progress | None:
    """How far the writing of a batch is; None when there is nothing to follow."""
    job = Job.objects.filter(pk=batch.job_id).first() if batch.job_id else None
    return progress(job) if job else None

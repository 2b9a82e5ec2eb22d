"""A large workbook that comes again, byte for byte, while nothing was edited since it was written:
its rows are taken over as they were read, and what they would do is known for almost all."""

from django.db import connection
from django.db.models import QuerySet

from xingjia.access.checks import require
from xingjia.access.rules import Actor, Right
from xingjia.imports.commands.planning import Planner, rows_of
from xingjia.imports.commands.prospects import add_to_prospect, open_prospect
from xingjia.imports.commands.writing import by_kind, setting_of
from xingjia.imports.models import Import, ImportRow
from xingjia.imports.queries.again import BECAUSE, Before, last_entry
from xingjia.imports.queries.deciding import as_record
from xingjia.imports.rules import Outcome

TAKEN_OVER = ("kind", "sheet", "row", "values", "issues")


def take_over(actor: Actor, batch: Import, earlier: Before) -> int:
    """Give a batch what was read of the same workbook, planned and ready; how many rows it has.

    A row that was written new comes again as one that is the same; where nothing was written,
    all come again as they were. The others are compared with the register. Raises `Refused`
    without the right.
    """
    require(actor, Right.IMPORT, batch.organisation.path)
    batch.compared = last_entry()
    rest = list(_copied(batch, earlier))
    planner = Planner(setting_of(batch))
    open_prospect(batch)
    for kind, same_kind in by_kind(rest):
        plans = planner.plan(kind, [as_record(row) for row in same_kind])
        planner.keep(same_kind, plans)
        add_to_prospect(batch, kind, plans.values())
    batch.state = Import.State.READY
    batch.save()
    return rows_of(batch).count()


def _copied(batch: Import, earlier: Before) -> QuerySet[ImportRow]:
    """Those rows that are still to be planned, in the order of the file."""
    base = earlier.batch
    batch.kind, batch.tables, batch.error = base.kind, base.tables, {}
    batch.as_of, batch.as_of_source = earlier.as_of, earlier.as_of_source
    batch.read_by = base.read_by
    everything = ImportRow.objects.everything(because=BECAUSE)
    everything.filter(batch=batch).delete()
    written = everything.filter(batch=base, written_at__isnull=False).exists()
    known = "again" if written else "CASE WHEN choice = '' THEN plan END"
    outcome = f"'{Outcome.SAME.value}'" if written else "outcome"
    _copy(base, batch, known, outcome)
    rows: QuerySet[ImportRow] = everything.filter(batch=batch, again__isnull=True).order_by("pk")
    return rows


def _copy(base: Import, batch: Import, known: str, outcome: str) -> None:
    """One statement: a hundred thousand rows as objects would take a minute."""
    quote = connection.ops.quote_name
    table, same = quote(ImportRow._meta.db_table), ", ".join(map(quote, TAKEN_OVER))
    columns = f"{same}, batch_id, outcome, plan, again, choice, chosen_by, stays"
    sql = (
        f"INSERT INTO {table} ({columns}) SELECT {same}, %s,"  # noqa: S608  names of ours
        f" CASE WHEN {known} IS NULL THEN '{Outcome.HELD.value}' ELSE {outcome} END,"
        f" COALESCE({known}, '{{}}'), {known}, '', '', '[]'"
        f" FROM {table} WHERE batch_id = %s ORDER BY id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [batch.pk, base.pk])

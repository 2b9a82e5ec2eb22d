"""Writing the rows of a list of officers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from xingjia.access.checks import require
from xingjia.access.rules import Actor, Right, name_fault
from xingjia.facts.sources import facts_changed
from xingjia.imports.kinds import Setting
from xingjia.imports.rules import WRITTEN, Outcome, Plan, Record, Touch, Written
from xingjia.registry import changes
from xingjia.registry.commands.statements import origin
from xingjia.registry.models import Cover, Officer
from xingjia.registry.queries.footprint import of_officers
from xingjia.registry.queries.seated import known_unions
from xingjia.registry.rules.claims import OF_TERMS
from xingjia.registry.rules.committee_rows import FIELDS, KnownUnion, plan_all
from xingjia.registry.rules.footprint import State, touched
from xingjia.registry.rules.names import last_day
from xingjia.registry.rules.union_facts import OF_POSTS
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.command import command

BECAUSE = "matched under the actor's right to import"
Row = tuple[Record, Plan, KnownUnion]


class CommitteeRows(changes.Worded):
    """The kind "committee": one row, one person in a post."""

    title = _("工会委员会名单")

    def plan(self, setting: Setting, records: Sequence[Record]) -> dict[int, Plan]:
        """What each row would do, by record key; writes nothing."""
        return _planned(setting, records)[0]

    def apply(self, actor: Actor, setting: Setting, records: Sequence[Record]) -> Written:
        """Write what differs from what is stored now."""
        return write_committees(actor, setting, records)


@command
def write_committees(actor: Actor, setting: Setting, records: Sequence[Record]) -> Written:
    """Write the officers that are new or changed; the others stay as they are.

    Raises `Refused` unless the actor may import at the node.
    """
    require(actor, Right.IMPORT, setting.node.path)
    plans, meant = _planned(setting, records)
    written = Written(plans)
    todo = [
        (one, plans[one.key], meant[one.key])
        for one in records
        if plans[one.key].outcome in WRITTEN
    ]
    if not todo:
        return written
    unions = {union.key for *_, union in todo}
    before = of_officers(unions)
    _renew([row for row in todo if row[1].outcome is Outcome.NEW])
    _add([row for row in todo if row[1].outcome is Outcome.NEW])
    _mend([row for row in todo if row[1].outcome is Outcome.CHANGED])
    written.touches = _by_row(touched(before, after := of_officers(unions)), after, todo)
    covers = Cover.objects.everything(because=BECAUSE).filter(union__in=unions)
    written.employers = set(covers.values_list("employer", flat=True))
    facts_changed.send(
        sender=CommitteeRows, kind="employer", keys=written.employers, fact_kinds=OF_TERMS
    )
    facts_changed.send(
        sender=CommitteeRows,
        kind="union",
        keys={union.key for *_, union in todo},
        fact_kinds=OF_POSTS,
    )
    log(
        actor.label,
        "registry.committees_written",
        setting.node,
        rows=[record.key for record, *_ in todo],
        unions=sorted(unions),
    )
    return written


def _by_row(touches: Sequence[Touch], after: State, todo: list[Row]) -> dict[int, list[Touch]]:
    """Which row touched whom: it names whom it made, and plans whom it changes."""
    made = {origin(record.key): record.key for record, *_ in todo}
    changed = {planned.subject_key: record.key for record, planned, _ in todo}
    found: dict[int, list[Touch]] = {}
    for touch in touches:
        by_origin = made.get(after[touch.key]["origin"]) if touch.before is None else None
        row = by_origin or changed[touch.pk]
        found.setdefault(row, []).append(touch)
    return found


def _planned(
    setting: Setting, records: Sequence[Record]
) -> tuple[dict[int, Plan], dict[int, KnownUnion]]:
    """The plans, and the union that each row means."""
    unions = known_unions(records, setting.node, setting.as_of)
    names = {str(record.values.get("person_name") or "") for record in records}
    unfit = frozenset(name for name in names if name_fault(name))
    plans = plan_all(records, unions, setting.node.path, unfit)
    found = {record.key: unions.meant(record.values) for record in records}
    return plans, {key: one for key, one in found.items() if isinstance(one, KnownUnion)}


def _day(text: Any) -> date | None:
    return last_day(text) if text else None


def _renew(rows: list[Row]) -> None:
    """Who is elected again ends the term before on that day."""
    for record, planned, _union in rows:
        if planned.subject_key:
            Officer.objects.everything(because=BECAUSE).filter(pk=planned.subject_key).update(
                left_on=_day(record.values["elected_on"]), left_why=Officer.Left.REPLACED
            )


def _add(rows: list[Row]) -> None:
    Officer.objects.everything(because=BECAUSE).bulk_create(
        Officer(
            union_id=union.key,
            post=record.values["post"],
            name=record.values["person_name"],
            elected_on=_day(record.values.get("elected_on")),
            term_ends_on=_day(record.values.get("term_ends_on")),
            votes=record.values.get("votes"),
            origin=origin(record.key),
        )
        for record, _planned, union in rows
    )


def _mend(rows: list[Row]) -> None:
    """Better dates and votes of somebody known; the row they come from is named from now on."""
    keys = {planned.subject_key: record for record, planned, _union in rows}
    stored = Officer.objects.everything(because=BECAUSE).in_bulk([key for key in keys if key])
    for _record, planned, _union in rows:
        one = stored[planned.subject_key or 0]
        for change in planned.changes:
            after = change.after if change.field == "votes" else _day(change.after)
            setattr(one, change.field, after)
    Officer.objects.everything(because=BECAUSE).bulk_update(stored.values(), FIELDS)

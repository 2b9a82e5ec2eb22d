"""Writing the rows of a register: employers, their unions and chairs, and what is said of them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from xingjia.access.checks import require
from xingjia.access.rules import Actor, Right
from xingjia.facts.sources import facts_changed
from xingjia.imports.kinds import Counts, Setting
from xingjia.imports.rules import WRITTEN, Change, Outcome, Plan, Record, Written
from xingjia.orgtree.models import Node
from xingjia.registry import changes
from xingjia.registry.commands.statements import Made, Saying, state
from xingjia.registry.commands.unions import save_unions
from xingjia.registry.models import Employer, EmployerStatement, UnionStatement
from xingjia.registry.queries.edited import with_edits
from xingjia.registry.queries.effects import production
from xingjia.registry.queries.footprint import as_stored, of_employers, unions_bearing
from xingjia.registry.queries.known import (
    closed_places,
    closed_unions,
    known_employers,
    named_employers,
    places,
    refused_chairs,
    union_places,
    with_answers,
)
from xingjia.registry.queries.said import former_names, said_after
from xingjia.registry.queries.unions import sharing_unions
from xingjia.registry.rules import deciding
from xingjia.registry.rules.footprint import State, by_row, touched
from xingjia.registry.rules.names import name_key, search_text
from xingjia.registry.rules.newcomers import Seen, by_code_and_name, once
from xingjia.registry.rules.nowhere import told_of_nowhere
from xingjia.registry.rules.refused import not_refused
from xingjia.registry.rules.register import (
    UNION_CODE,
    KnownEmployer,
    asked_place,
    before_a_second,
    in_open_place,
    in_open_union,
    match,
    named_as_now,
    once_for_both,
    union_in_reach,
    within,
    without_former,
)
from xingjia.registry.rules.renewal import told_of_term
from xingjia.registry.rules.settled import settled
from xingjia.registry.rules.values import is_old_number
from xingjia.toolkit import bulk
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.command import command

UNION = "registry.union"
FOUND_BY = {("employer", "name"), ("employer", "old_code")}
Matched = list[tuple[Record, Plan, KnownEmployer | None]]


class RegisterRows(changes.Worded):
    """The kind "register": one row, one employer with its union and chair."""

    title = _("企业和工会名册")

    def plan(self, setting: Setting, records: Sequence[Record]) -> dict[int, Plan]:
        """What each row would do, by record key; writes nothing."""
        return {record.key: planned for record, planned, _ in matched(setting, records)}

    def begin(self) -> Seen:
        """Nothing seen yet."""
        return Seen()

    def recall(self, setting: Setting, plans: Iterable[Plan], seen: Seen) -> None:
        """The new employers, and the codes of unions, that earlier rows of the workbook name."""
        for planned in plans:
            if planned.outcome is Outcome.NEW:
                seen.fresh.add(planned)
            codes = (one.after for one in planned.changes if (one.subject, one.field) == UNION_CODE)
            seen.taken |= dict.fromkeys(codes, setting.node.path)

    def plan_part(self, setting: Setting, records: Sequence[Record], seen: Seen) -> dict[int, Plan]:
        """What each row would do, by record key, after those already seen."""
        return {record.key: planned for record, planned, _ in matched(setting, records, seen)}

    def apply(self, actor: Actor, setting: Setting, records: Sequence[Record]) -> Written:
        """Write what differs from what is stored now."""
        return write_register(actor, setting, records)

    def counted(self, setting: Setting, plans: Sequence[Plan], so_far: Counts) -> Counts:
        """Who would join and leave the enterprises in production."""
        return production(setting, plans, so_far)

    def effect(self, counts: Counts) -> str:
        """How many enterprises in production there would be."""
        return changes.production(counts)

    def follows(self, change: Change) -> str:
        """What a changed number, chair, place or production brings with it."""
        return changes.follows(change)


def matched(setting: Setting, records: Sequence[Record], seen: Seen | None = None) -> Matched:
    """Each row with its plan and the employer it is about; `seen` is of earlier rows."""
    seen = seen or Seen()
    records = with_answers(records, setting.node)
    known = known_employers(named_employers(records, setting.node), setting.as_of)
    known = with_edits(known, setting.as_of)
    by_code, by_name = by_code_and_name(known)
    rows: Matched = []
    taken, closed = seen.taken, closed_places(records)
    taken |= union_places(records)
    gone = closed_unions(records)
    refused = refused_chairs({one.union_key for one in known if one.union_key})
    branch = setting.node.path
    found_rows = [(row, within(match(row.values, by_code, by_name), branch)) for row in records]
    named = {
        found.known.key
        for row, found in found_rows
        if found.known and named_as_now(row.values, found.known)
    }
    for row, found in found_rows:
        read = without_former(row, found.known)
        record, meant = deciding.decided(read, found)
        planned = deciding.planned(read, found, record, meant)
        planned = once_for_both(planned, row, meant.known, named)
        planned = before = once(planned, seen.fresh)
        planned = union_in_reach(planned, meant, taken, branch)
        planned = in_open_union(planned, gone)
        planned = deciding.without_union(planned, before, record.choice)
        planned = deciding.edited_since(planned, meant.known, record.choice)
        planned = not_refused(planned, meant.known, refused)
        planned = in_open_place(planned, asked_place(record), closed)
        planned = told_of_term(planned, record, meant.known)
        planned = told_of_nowhere(planned, record, meant.known)
        rows.append((record, planned, meant.known))
    return rows


@command
def write_register(actor: Actor, setting: Setting, records: Sequence[Record]) -> Written:
    """Write the rows that are new or changed; the others stay as they are.

    Raises `Refused` unless the actor may import at the node.
    """
    require(actor, Right.IMPORT, setting.node.path)
    written = Written()
    remaining = list(records)
    while remaining:
        rows = matched(setting, remaining)
        rows, remaining = rows[: (stop := before_a_second(rows))], remaining[stop:]
        written.plans |= {record.key: planned for record, planned, _ in rows}
        todo = [row for row in rows if row[1].outcome in WRITTEN]
        if todo:
            _write(actor, setting, todo, written)
    return written


def _write(actor: Actor, setting: Setting, todo: Matched, written: Written) -> None:
    """Write rows of which each speaks of another employer."""
    codes = {str(record.values.get("union_code") or "") for record, *_ in todo}
    known = [row[2].key for row in todo if row[2]]
    named = unions_bearing(codes)
    before = of_employers(known, named)
    employers, made, said = _save_employers(actor, setting, todo)
    of_unions, said_of_unions = save_unions(actor, setting, todo, employers)
    made |= of_unions
    keys = {one.pk for one in employers.values()}
    after = made | of_employers(known, named)
    for model, by_key in ((EmployerStatement, said), (UnionStatement, said_of_unions)):
        for key, ids in by_key.items():
            written.said.setdefault(key, {})[model._meta.label_lower] = ids
    about = {employers[record.key].pk: record.key for record, *_ in todo}
    written.touches |= by_row(touched(before, after), after, about, {})
    written.employers |= keys
    founded = {one["code"] for (table, _), one in made.items() if table == UNION}
    settled_keys = settled(todo, founded, setting.as_of)
    written.settled |= {key: employers[key].pk for key in settled_keys}
    log(
        actor.label,
        "registry.register_written",
        setting.node,
        rows=[record.key for record, *_ in todo],
        changes=sum(len(planned.changes) for _, planned, _ in todo),
    )
    keys |= sharing_unions(keys)
    facts_changed.send(sender=RegisterRows, kind="employer", keys=keys)


def _save_employers(
    actor: Actor, setting: Setting, todo: Matched
) -> tuple[dict[int, Employer], State, Made]:
    """Create and update employers with their statements; by record key, what was made, and the
    statements by row."""
    nodes = places({record.values.get("division_code") or "" for record, *_ in todo})
    fresh = [row for row in todo if row[1].outcome is Outcome.NEW]
    made = bulk.store([_new_employer(record, nodes, setting.node) for record, *_ in fresh])
    employers = {row[0].key: one for row, one in zip(fresh, made, strict=True)}
    employers |= _update_employers(todo, nodes, setting.as_of)
    said = state(
        actor,
        EmployerStatement,
        [
            Saying(employers[record.key].pk, change.field, change.after, record.key)
            for record, planned, _ in todo
            for change in planned.changes
            if change.subject == "employer"
        ],
        day=setting.as_of,
    )
    return employers, as_stored(made), said


def _new_employer(record: Record, nodes: dict[str, Node], into: Node) -> Employer:
    values = record.values
    name, code = values["employer_name"], values.get("employer_code") or ""
    return Employer(
        organisation=nodes.get(values.get("division_code") or "", into),
        name=name,
        name_key=name_key(name),
        code="" if is_old_number(code) else code,
        search=search_text(name, code),
    )


def _update_employers(todo: Matched, nodes: dict[str, Node], on: date) -> dict[int, Employer]:
    """What a row changes of an employer's name, code or place is changed on the employer too,
    unless it speaks of a day before what is known already."""
    keys = {row[0].key: row[2].key for row in todo if row[2]}
    stored = (
        Employer.objects.everything(because="matched under the actor's right to import")
        .select_for_update()
        .in_bulk(list(keys.values()))
    )
    changed = []
    later = said_after(EmployerStatement, list(keys.values()), on)
    former = former_names(EmployerStatement, list(keys.values()))
    for _record, planned, known in todo:
        if known is None:
            continue
        one = stored[known.key]
        after = {
            change.field: change.after
            for change in planned.changes
            if change.subject == "employer" and (known.key, change.field) not in later
        }
        names = [str(c.after) for c in planned.changes if (c.subject, c.field) in FOUND_BY]
        if _change_employer(one, after, nodes, [*former.get(one.pk, []), *names]):
            changed.append(one)
    columns = ("name", "name_key", "code", "organisation_id", "search")
    bulk.update(
        Employer, columns, ([one.pk, *(getattr(one, name) for name in columns)] for one in changed)
    )
    return {key: stored[pk] for key, pk in keys.items()}


def _change_employer(
    one: Employer, after: dict[str, Any], nodes: dict[str, Node], former: list[str]
) -> bool:
    former, found_by = [*former, one.name], one.search
    one.name = after.get("name", one.name)
    one.code = after.get("code", one.code)
    one.organisation = nodes.get(after.get("place", ""), one.organisation)
    one.name_key, one.search = name_key(one.name), search_text(one.name, one.code, *former)
    return bool(after.keys() & {"name", "code", "place"}) or one.search != found_by

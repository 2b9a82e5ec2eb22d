"""Taking back what rows of a workbook brought: nothing of it is left, and what stood before
stands again."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import apps

from xingjia.access.checks import require
from xingjia.access.rules import Actor, Right
from xingjia.facts.sources import facts_changed
from xingjia.imports.kinds import Setting
from xingjia.imports.rules import Behind, Brought, Stay
from xingjia.orgtree.commands import uproot_all
from xingjia.registry.models import ContractEmployer, Cover
from xingjia.registry.queries.footprint import ledger_of, rows_of, state_of
from xingjia.registry.queries.places import unions_covering
from xingjia.registry.queries.undo import told
from xingjia.registry.queries.unions import sharing_unions
from xingjia.registry.rules.footprint import Key, State, former, judge
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.command import command

# What refers to others goes before them.
ORDER = (
    "registry.contractemployer",
    "registry.contract",
    "registry.employerstatement",
    "registry.unionstatement",
    "registry.officer",
    "registry.cover",
    "registry.union",
    "orgtree.node",
    "registry.employer",
)
NODE = "orgtree.node"


class RegisterUndo:
    """How rows of registers, of lists of contracts and of lists of officers are taken back."""

    def standing(
        self,
        setting: Setting,
        rows: Sequence[Brought],
        *,
        batch: int,
        behind: Behind,
    ) -> dict[int, list[Stay]]:
        """The rows that cannot be taken back, by key, and why; changes nothing."""
        found = judge(rows, ledger_of(rows, batch, setting.node.path), behind)
        return told(found)

    def take_back(
        self,
        actor: Actor,
        setting: Setting,
        rows: Sequence[Brought],
        *,
        batch: int,
        behind: Behind,
    ) -> dict[int, list[Stay]]:
        """Take the others back; returns those that stay, as `standing` does."""
        return take_back(actor, setting, rows, batch=batch, behind=behind)


@command
def take_back(
    actor: Actor,
    setting: Setting,
    rows: Sequence[Brought],
    *,
    batch: int,
    behind: Behind,
) -> dict[int, list[Stay]]:
    """Take back every row that nothing stands against; returns the others, and why they stay.

    Raises `Refused` unless the actor may import at the node.
    """
    require(actor, Right.IMPORT, setting.node.path)
    _lock(touch.key for row in rows for touch in row.touches)
    stays = RegisterUndo().standing(setting, rows, batch=batch, behind=behind)
    going = [row for row in rows if row.key not in stays]
    if not going:
        return stays
    made = {one.key for row in going for one in row.touches if one.before is None}
    before = {key: values for key, values in former(going).items() if key not in made}
    employers = _concerned(state_of({*made, *before}))
    employers |= sharing_unions(employers)
    unions = unions_covering(employers)
    _remove(actor, made)
    _restore(before)
    employers |= sharing_unions(employers)
    facts_changed.send(sender=RegisterUndo, kind="employer", keys=employers)
    gone = unions - unions_covering(employers)  # told of by no employer any more
    facts_changed.send(sender=RegisterUndo, kind="union", keys=gone)
    log(
        actor.label,
        "registry.rows_taken_back",
        setting.node,
        rows=[row.key for row in going],
        removed=len(made),
        restored=len(before),
    )
    return stays


def _lock(keys: Iterable[Key]) -> None:
    """Hold what can be edited until the end, so that nobody edits between look and change."""
    tables: dict[str, set[int]] = {}
    for table, pk in keys:
        tables.setdefault(table, set()).add(pk)
    for table in ORDER[::-1]:
        held = rows_of(apps.get_model(table)).filter(pk__in=tables.get(table, ()))
        list(held.select_for_update().order_by("pk").values_list("pk", flat=True))


def _concerned(state: State) -> set[int]:
    """The employers of which these records say something."""
    employers = {pk for table, pk in state if table == "registry.employer"}
    unions = {pk for table, pk in state if table == "registry.union"}
    contracts = {pk for table, pk in state if table == "registry.contract"}
    for values in state.values():
        employers |= {values["employer_id"]} if "employer_id" in values else set()
        unions |= {values["union_id"]} if "union_id" in values else set()
    for model, where in (
        (Cover, {"union__in": unions}),
        (ContractEmployer, {"contract__in": contracts}),
    ):
        employers |= set(rows_of(model).filter(**where).values_list("employer", flat=True))
    return employers


def _remove(actor: Actor, made: set[Key]) -> None:
    for table in ORDER:
        keys = [pk for one, pk in made if one == table]
        if table == NODE:
            uproot_all(actor.label, keys)
        elif keys:
            rows_of(apps.get_model(table)).filter(pk__in=keys).delete()


def _restore(before: dict[Key, dict[str, Any]]) -> None:
    """Give the records back the values that stood in them."""
    for table in ORDER:
        mine = {pk: values for (one, pk), values in before.items() if one == table}
        if not mine:
            continue
        model = apps.get_model(table)
        columns = {column.attname: column for column in model._meta.concrete_fields}
        found = rows_of(model).in_bulk(list(mine))
        for pk, values in mine.items():
            for name, value in values.items():
                setattr(found[pk], name, columns[name].to_python(value))
        changed = {columns[name].name for values in mine.values() for name in values}
        rows_of(model).bulk_update(found.values(), sorted(changed), batch_size=200)

"""Who changed, and when, what a row of a workbook had brought."""

from dataclasses import replace
from typing import Any

from xingjia.imports.models import ImportRow
from xingjia.imports.rules import Stay
from xingjia.registry.queries.footprint import BECAUSE, state_of
from xingjia.registry.queries.sources import IMPORT_ROW
from xingjia.registry.rules.footprint import State
from xingjia.toolkit.audit.models import Entry

ON = "contract_id"
OWNERS = ("employer", "union", "contract")


def told(found: dict[int, list[Stay]]) -> dict[int, list[Stay]]:
    """The same, with who and when where that is kept: in the record, or in the log."""
    stays = [stay for some in found.values() for stay in some]
    state = state_of((one.table, one.pk) for one in stays)
    contracts = {("registry.contract", v[ON]) for v in state.values() if ON in v}
    for key, values in state_of(contracts).items():
        for one in state.values():
            if one.get(ON) == key[1]:  # whom a contract covers comes with the contract
                one["origin"] = values["origin"]
    files = _rows(state)
    logged = _logged({key: _subjects(key, state) for key in {(o.table, o.pk) for o in stays}})
    return {key: [_named(one, state, files, logged) for one in some] for key, some in found.items()}


def _rows(state: State) -> dict[str, Any]:
    """The rows of workbooks these records come from, by origin."""
    keys = [
        int(str(values["origin"]).split(":")[1])
        for values in state.values()
        if str(values.get("origin") or "").startswith(f"{IMPORT_ROW}:")
    ]
    rows = ImportRow.objects.everything(because=BECAUSE).filter(pk__in=keys)
    return {f"{IMPORT_ROW}:{row.pk}": row for row in rows.select_related("batch")}


def _subjects(key: tuple[str, int], state: State) -> set[str]:
    """What the log calls a record and whom it is about."""
    table, pk = key
    values = state.get(key, {})
    about = {f"registry.{one}:{values[f'{one}_id']}" for one in OWNERS if f"{one}_id" in values}
    return {f"{table}:{pk}"} | about


def _logged(subjects: dict[tuple[str, int], set[str]]) -> dict[tuple[str, int], Entry]:
    """The last entry of the log about each record."""
    entries: dict[str, Entry] = {}
    wanted = {one for some in subjects.values() for one in some}
    for entry in Entry.objects.filter(subject__in=wanted).order_by("seq"):
        entries[entry.subject] = entry
    found = {}
    for key, some in subjects.items():
        mine = [entries[one] for one in some if one in entries]
        if mine:
            found[key] = max(mine, key=lambda entry: entry.seq)
    return found


def _named(
    stay: Stay, state: State, files: dict[str, Any], logged: dict[tuple[str, int], Entry]
) -> Stay:
    values = state.get((stay.table, stay.pk), {})
    row = files.get(str(values.get("origin") or ""))
    by_import = stay.table.endswith("statement") or stay.why == "used"
    if row and by_import:
        at = row.written_at.isoformat() if row.written_at else ""
        return replace(stay, who=row.batch.asked_by, at=at, file=row.batch.filename)
    entry = logged.get((stay.table, stay.pk))
    said_by = str(values.get("said_by") or (entry.actor if entry else ""))
    if entry and entry.actor == said_by:
        return replace(stay, who=said_by, at=entry.at.isoformat())
    return replace(stay, who=said_by)

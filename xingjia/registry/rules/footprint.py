"""What a row of a workbook left in the register, and whether it can be taken back. Pure."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from xingjia.imports.rules import Behind, Brought, Stay, Touch

Key = tuple[str, int]  # table and id of a record
State = dict[Key, dict[str, Any]]  # the plain values of records

# Follow from other values, or from the tree above; another release may write them otherwise.
DERIVED = frozenset({"search", "name_key", "path"})
EMPTY: tuple[Any, ...] = ("", [], {})


def mark(values: Mapping[str, Any]) -> str:
    """A short sign of what a record says; a column that is added later, empty, changes nothing."""
    said = {
        name: value
        for name, value in values.items()
        if name not in DERIVED and value is not None and value not in EMPTY
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return sha256(text.encode()).hexdigest()[:16]


def touched(before: State, after: State) -> list[Touch]:
    """The records that were made or changed between two looks at the same part of the register.

    Statements that were made are left out: who makes them tells.
    """
    found = []
    for key, values in after.items():
        old = before.get(key)
        if old is None:
            if not _is_said(key[0]):
                found.append(Touch(*key, mark(values)))
        elif old != values:
            was = {name: value for name, value in old.items() if value != values[name]}
            found.append(Touch(*key, mark(values), was))
    return found


def by_row(
    touches: Iterable[Touch],
    after: State,
    employers: Mapping[int, int],
    contracts: Mapping[int, int],
) -> dict[int, list[Touch]]:
    """Which row touched what; `employers` and `contracts` say which row is about which.

    What several rows share, as a joint union, belongs to the first of them.
    """
    unions: dict[int, int] = {}
    for (table, _pk), values in after.items():
        if table == "registry.cover" and values["employer_id"] in employers:
            row = employers[values["employer_id"]]
            unions[values["union_id"]] = min(row, unions.get(values["union_id"], row))
    leaves = {
        after[key]["organisation_id"]: row
        for pk, row in unions.items()
        if (key := ("registry.union", pk)) in after
    }
    own = {
        "registry.employer": employers,
        "registry.contract": contracts,
        "registry.union": unions,
        "orgtree.node": leaves,
    }
    columns = (("contract_id", contracts), ("employer_id", employers), ("union_id", unions))
    first = min([*employers.values(), *contracts.values()], default=0)
    found: dict[int, list[Touch]] = {}
    for touch in touches:
        values = after[touch.key]
        rows = [own[touch.table].get(touch.pk)] if touch.table in own else []
        rows += [rows_by[values[name]] for name, rows_by in columns if values.get(name) in rows_by]
        found.setdefault(next((row for row in rows if row is not None), first), []).append(touch)
    return found


@dataclass(frozen=True)
class Ledger:
    """How the records that some rows touched stand now.

    `users` are the records that refer to one, `outside` those that left the branch imported into,
    `taken` those whose former code another bears by now; `origins` are the rows of the import.
    """

    now: State
    users: Mapping[Key, Collection[Key]] = field(default_factory=dict)
    outside: Collection[Key] = frozenset()
    taken: Collection[Key] = frozenset()
    origins: Collection[str] = frozenset()


def judge(rows: Sequence[Brought], ledger: Ledger, behind: Behind) -> dict[int, list[Stay]]:
    """The rows that must stay as they are, and why; the last one written is judged first.

    A row stays when a record it touched was changed since, when something that does not go with
    it leans on a record it made, or when a later row that stays touched the same record.
    """
    found: dict[int, list[Stay]] = {}
    for row in sorted(rows, key=lambda one: one.turn, reverse=True):
        made = {one.key for one in row.touches if one.before is None}
        shared = {one.key for one in row.touches if not _said(one)}
        stays = [stay for one in row.touches for stay in _against(one, ledger, behind, made)]
        behind.seen |= shared
        if stays:
            found[row.key] = stays
            behind.frozen |= shared
        else:
            behind.gone |= made
    return found


def _said(touch: Touch) -> bool:
    return _is_said(touch.table)


def _is_said(table: str) -> bool:
    """Whether the records are statements, which nothing refers to and whose origin is a mark."""
    return table.endswith("statement")


def _against(touch: Touch, ledger: Ledger, behind: Behind, made: set[Key]) -> Iterable[Stay]:
    values = ledger.now.get(touch.key)
    last = touch.key not in behind.seen  # what a later row left of it, that row answers for
    if values is None or (last and not _as_left(touch, values, ledger.origins)):
        yield Stay("changed", *touch.key)
        return
    if touch.key in behind.frozen:
        yield Stay("tied", *touch.key)
    if touch.key in ledger.outside:
        yield Stay("outside", *touch.key)
    if touch.key in ledger.taken:
        yield Stay("code_taken", *touch.key)
    if touch.before is None:
        users = sorted(set(ledger.users.get(touch.key, ())) - made - behind.gone)
        yield from (Stay("used", *user) for user in users[:1])


def _as_left(touch: Touch, values: Mapping[str, Any], origins: Collection[str]) -> bool:
    """Whether the record is as the row left it; a statement, while the import is its source."""
    if _said(touch):
        return values["origin"] in origins
    return touch.mark == mark(values)


def former(rows: Sequence[Brought]) -> dict[Key, dict[str, Any]]:
    """What is to stand again in the records these rows changed: of two, what the first found."""
    found: dict[Key, dict[str, Any]] = {}
    for row in sorted(rows, key=lambda one: one.turn, reverse=True):
        for touch in row.touches:
            if touch.before is not None:
                found.setdefault(touch.key, {}).update(touch.before)
    return found

"""Writing the union and the chair that a register row tells of."""

from datetime import date
from typing import Any, NamedTuple
from uuid import uuid4

from xingjia.access.rules import Actor
from xingjia.imports.kinds import Setting
from xingjia.imports.rules import Plan, Record
from xingjia.orgtree.commands import Planting, plant_all
from xingjia.orgtree.models import Node
from xingjia.registry.commands.statements import Made, Saying, origin, state
from xingjia.registry.models import Cover, Employer, Officer, Union, UnionStatement
from xingjia.registry.queries.aliases import union_aliases
from xingjia.registry.queries.footprint import as_stored
from xingjia.registry.queries.said import former_names, said_after
from xingjia.registry.rules.footprint import State
from xingjia.registry.rules.names import last_day, search_text
from xingjia.registry.rules.register import KnownEmployer
from xingjia.registry.rules.renewal import renewed_by
from xingjia.toolkit import bulk

BECAUSE = "the caller holds the right over the employers covered"
STATED = frozenset(UnionStatement.Field.values)
Planned = tuple[Record, Plan, KnownEmployer | None]


class Row(NamedTuple):
    """A row with what it tells of a union and of its chair."""

    record: Record
    plan: Plan
    known: KnownEmployer | None
    union: dict[str, Any]
    chair: dict[str, Any]

    @classmethod
    def of(cls, row: Planned) -> "Row":
        """The row with its changes taken apart."""
        told: dict[str, dict[str, Any]] = {"employer": {}, "union": {}, "chair": {}}
        for change in row[1].changes:
            told[change.subject][change.field] = change.after
        return cls(*row, told["union"], told["chair"])

    @property
    def code(self) -> str:
        """The code of the union; "" where the row gives none."""
        return str(self.union.get("code") or "")

    @property
    def union_key(self) -> int | None:
        """The union that the employer has already."""
        return self.known.union_key if self.known else None


def save_unions(
    actor: Actor, setting: Setting, todo: list[Planned], employers: dict[int, Employer]
) -> tuple[State, Made]:
    """Create and update the unions of these rows, with their chairs and statements.

    Returns what was made, and the statements by row.
    """
    rows = [row for row in map(Row.of, todo) if row.union or row.chair]
    unions, joining, made = _found_unions(
        actor, setting, [row for row in rows if not row.union_key], employers
    )
    unions |= _change_unions([row for row in rows if row.union_key], setting.as_of)
    speaking = [row for row in rows if row.record.key not in joining]
    said = state(
        actor,
        UnionStatement,
        [
            Saying(unions[row.record.key].pk, name, value, row.record.key)
            for row in speaking
            for name, value in row.union.items()
            if name in STATED
        ],
        day=setting.as_of,
    )
    return made | _save_chairs(setting.as_of, speaking, unions), said


def _day(values: dict[str, object], name: str) -> date | None:
    value = values.get(name)
    return last_day(value) if isinstance(value, str) else None


def _found_unions(
    actor: Actor, setting: Setting, rows: list[Row], employers: dict[int, Employer]
) -> tuple[dict[int, Union], set[int], State]:
    """The unions of employers that had none: founded here, or joined by their code.

    Also returns the rows that only join: a joint union is described by the row that founds it;
    and what was made.
    """
    starts = {row.record.key: _starts(_day(row.union, "founded_on"), setting) for row in rows}
    by_code = _unions_bearing({row.code for row in rows} - {""})
    joining = {row.record.key for row in rows if row.code in by_code}
    founding: list[Row] = []
    codes: set[str] = set()
    for row in rows:
        code = row.code
        if row.record.key in joining or (code and code in codes):
            joining.add(row.record.key)
        else:
            founding.append(row)
            codes.add(code)
    founded, leaves = _found(actor, founding, employers, starts)
    by_code |= {union.code: union for union in founded.values() if union.code}
    unions = {row.record.key: founded.get(row.record.key) or by_code[row.code] for row in rows}
    covers = bulk.store(
        [
            Cover(union=union, employer=employers[key], start=starts[key], origin=origin(key))
            for key, union in unions.items()
        ]
    )
    return unions, joining, as_stored([*leaves, *founded.values(), *covers])


def _unions_bearing(codes: set[str]) -> dict[str, Union]:
    everything = Union.objects.everything(because=BECAUSE)
    besides = union_aliases(codes).codes
    meant = everything.in_bulk(set(besides.values())) if besides else {}
    found = {code: meant[key] for code, key in besides.items()}
    return found | {union.code: union for union in everything.filter(code__in=codes)}


def _found(
    actor: Actor, rows: list[Row], employers: dict[int, Employer], starts: dict[int, date]
) -> tuple[dict[int, Union], list[Node]]:
    """A leaf in the tree and a union for each row, by record key; and the leaves."""
    # A leaf keeps the code its union was founded with, also when the union bears another now.
    codes = [row.code for row in rows]
    taken = set(Node.objects.filter(code__in=codes).values_list("code", flat=True))
    plantings = [
        Planting(
            parent=employers[row.record.key].organisation,
            kind=Node.Kind.UNION,
            code=_leaf_code("" if row.code in taken else row.code),
            name=str(row.union["name"]),
            start=starts[row.record.key],
        )
        for row in rows
    ]
    leaves = plant_all(actor.label, plantings)
    unions = bulk.store(
        [_new_union(leaf, row.union) for row, leaf in zip(rows, leaves, strict=True)]
    )
    return {row.record.key: union for row, union in zip(rows, unions, strict=True)}, leaves


def _starts(founded: date | None, setting: Setting) -> date:
    """A union covers its employer from its founding, else from the day of the register."""
    return min(founded, setting.as_of) if founded else setting.as_of


def _leaf_code(code: str) -> str:
    """The union's code names its leaf; without one, a local code that says it is local."""
    return code or f"L{uuid4().hex[:16]}"


def _new_union(leaf: Node, values: dict[str, object]) -> Union:
    name, code = str(values["name"]), str(values.get("code") or "")
    return Union(
        organisation=leaf,
        name=name,
        code=code,
        search=search_text(name, code),
        founded_on=_day(values, "founded_on"),
    )


def _change_unions(rows: list[Row], on: date) -> dict[int, Union]:
    """Name and code follow a row, unless it speaks of a day before what is known already."""
    keys = {row.record.key: row.union_key for row in rows}
    stored = Union.objects.everything(because=BECAUSE).in_bulk([k for k in keys.values() if k])
    later = said_after(UnionStatement, list(stored), on)
    former = former_names(UnionStatement, list(stored))
    for row in rows:
        union = stored[keys[row.record.key] or 0]
        before = [*former.get(union.pk, []), union.name]
        values = {n: v for n, v in row.union.items() if (union.pk, n) not in later}
        union.name = str(values.get("name", union.name))
        union.code = str(values.get("code", union.code))
        union.founded_on = _day(values, "founded_on") or union.founded_on
        union.search = search_text(union.name, union.code, *before)
    columns = ("name", "code", "founded_on", "search")
    bulk.update(
        Union,
        columns,
        ([one.pk, *(getattr(one, name) for name in columns)] for one in stored.values()),
    )
    return {record: stored[key] for record, key in keys.items() if key}


def _save_chairs(on: date, rows: list[Row], unions: dict[int, Union]) -> State:
    """A new name is a new chair, and ends the one before; so is the same name elected again.
    Otherwise the same name gets better dates.

    Returns the new chairs.
    """
    after = _chairs_after(on, [union.pk for union in unions.values()])
    fresh: list[Officer] = []
    for row in rows:
        values, known = row.chair, row.known
        if not values:
            continue
        again = renewed_by(row.plan, row.record, known)
        if known and known.chair_key and "name" not in values and not again:
            _better_dates(known.chair_key, values)
            continue
        elected, union = _day(values, "elected_on"), unions[row.record.key]
        if known and known.chair_key:
            _leave(known.chair_key, elected or on, Officer.Left.REPLACED if again else "")
        fresh.append(
            Officer(
                union=union,
                post=Officer.Post.CHAIR,
                name=str(values.get("name") or (known and known.chair["name"])),
                elected_on=elected,
                term_ends_on=_day(values, "term_ends_on"),
                left_on=after.get(union.pk),
                origin=origin(row.record.key),
            )
        )
    return as_stored(bulk.store(fresh))


def _chairs_after(on: date, unions: list[int]) -> dict[int, date]:
    """When the next chair was elected, where one is known already that a row knows nothing of."""
    later = Officer.objects.everything(because=BECAUSE).filter(
        union__in=unions, post=Officer.Post.CHAIR, elected_on__gt=on
    )
    elected = later.order_by("-elected_on").values_list("union", "elected_on")
    return dict(elected)  # the earliest comes last and stays


def _better_dates(chair: int, values: dict[str, object]) -> None:
    days = {name: _day(values, name) for name in values}
    Officer.objects.everything(because=BECAUSE).filter(pk=chair).update(**days)


def _leave(chair: int, on: date, why: str) -> None:
    stored = Officer.objects.everything(because=BECAUSE).filter(pk=chair)
    stored.update(left_on=on, left_why=why)

"""The part of the register that rows of a workbook touch, in plain values."""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Field, Model, Q, QuerySet

from xingjia.access.scoping import Scoped
from xingjia.imports.models import ImportRow
from xingjia.imports.rules import Brought
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import under
from xingjia.registry.models import (
    Contract,
    ContractEmployer,
    Cover,
    Employer,
    EmployerStatement,
    Officer,
    Union,
    UnionStatement,
)
from xingjia.registry.queries.sources import IMPORT_ROW
from xingjia.registry.rules.footprint import Key, Ledger, State

BECAUSE = "what a row touched is told apart from everything else; nothing of it is shown"
# When a row was entered says nothing about the employer.
LEFT_OUT = frozenset({"id", "entered_at"})
AT_ONCE = 500
OFFICER = "registry.officer"


def unions_bearing(codes: Collection[str]) -> set[int]:
    """Ids of the unions with these codes."""
    named = rows_of(Union).filter(code__in=set(codes) - {""})
    return set(named.values_list("pk", flat=True))


def of_employers(employers: Collection[int], unions: Collection[int] = ()) -> State:
    """Employers with their unions, whom these cover, and all that is said of them; and further
    unions."""
    covers = _values(Cover, employer__in=employers)
    unions = {values["union_id"] for values in covers.values()} | set(unions)
    bodies = _values(Union, pk__in=unions)
    return (
        _values(Employer, pk__in=employers)
        | _values(EmployerStatement, employer__in=employers)
        | _values(Cover, union__in=unions)
        | bodies
        | _values(UnionStatement, union__in=unions)
        | _values(Officer, union__in=unions)
        | _values(Node, pk__in={values["organisation_id"] for values in bodies.values()})
    )


def of_contracts(contracts: Collection[int]) -> State:
    """Contracts with whom they cover."""
    return _values(Contract, pk__in=contracts) | _values(ContractEmployer, contract__in=contracts)


def of_officers(unions: Collection[int]) -> State:
    """Who holds or held a post in these unions."""
    return _values(Officer, union__in=unions)


def as_stored(rows: Iterable[Model]) -> State:
    """Objects just stored, as they would be read back."""
    return {
        (one._meta.label_lower, one.pk): {
            name: _plain(getattr(one, name)) for name in _kept(type(one))
        }
        for one in rows
    }


@cache
def _kept(model: type[Model]) -> tuple[str, ...]:
    names = (field.attname for field in model._meta.concrete_fields)
    return tuple(name for name in names if name not in LEFT_OUT)


def rows_of(model: type[Model]) -> QuerySet[Any]:
    """All rows of a table, scoped or not."""
    if issubclass(model, Scoped):
        return model.objects.everything(because=BECAUSE)
    found: QuerySet[Any] = model.objects.all()  # type: ignore[attr-defined]
    return found


def _values(model: type[Model], **where: Any) -> State:
    return {
        (model._meta.label_lower, one["id"]): {
            name: _plain(value) for name, value in one.items() if name not in LEFT_OUT
        }
        for one in rows_of(model).filter(**where).values()
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def ledger_of(rows: Collection[Brought], batch: int, branch: str) -> Ledger:
    """How the records these rows touched stand now."""
    touches = [touch for row in rows for touch in row.touches]
    made = [touch.key for touch in touches if touch.before is None]
    codes = {
        touch.key: str(touch.before["code"])
        for touch in touches
        if touch.before and touch.before.get("code") and "name" in _names(touch.table)
    }
    now = state_of(touch.key for touch in touches)
    return Ledger(
        now=now,
        users=_users(made),
        outside=_outside({touch.key for touch in touches}, branch),
        taken=_taken(codes),
        origins=_origins(now, batch),
    )


def _origins(now: State, batch: int) -> set[str]:
    """Of the rows these records come from, those of the import."""
    said = {str(values.get("origin") or "") for values in now.values()}
    keys = {int(one.split(":")[1]) for one in said if one.startswith(f"{IMPORT_ROW}:")}
    found: set[str] = set()
    for part in _parts(keys):
        mine = ImportRow.objects.everything(because=BECAUSE).filter(batch=batch, pk__in=part)
        found |= {f"{IMPORT_ROW}:{key}" for key in mine.values_list("pk", flat=True)}
    return found


def state_of(keys: Iterable[Key]) -> State:
    """These records as they stand now; those that are gone are left out."""
    found: State = {}
    for table, some in _tables(keys).items():
        for part in _parts(some):
            found |= _values(apps.get_model(table), pk__in=part)
    return found


def _tables(keys: Iterable[Key]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for table, pk in keys:
        found.setdefault(table, set()).add(pk)
    return found


def _parts(keys: Collection[int]) -> Iterable[list[int]]:
    ordered = sorted(keys)
    return (ordered[at : at + AT_ONCE] for at in range(0, len(ordered), AT_ONCE))


def _names(table: str) -> set[str]:
    return {field.attname for field in apps.get_model(table)._meta.concrete_fields}


@cache
def _referring(table: str) -> tuple[tuple[type[Model], str], ...]:
    """The tables of any room with a column that refers to this one."""
    relations = apps.get_model(table)._meta.get_fields(include_hidden=True)
    found: list[tuple[type[Model], str]] = []
    for one in relations:
        if one.auto_created and not one.concrete and (one.one_to_many or one.one_to_one):
            field: Field[Any, Any] = one.field
            found.append((field.model, field.name))
    return tuple(found)


def _users(keys: Collection[Key]) -> dict[Key, set[Key]]:
    """What refers to these records, whichever room keeps it. A leaf's own placement goes with
    it."""
    found: dict[Key, set[Key]] = {}
    for table, some in _tables(keys).items():
        for model, name in _referring(table):
            label = model._meta.label_lower
            if (label, name) == ("orgtree.placement", "node"):
                continue
            for part in _parts(some):
                referring = rows_of(model).filter(**{f"{name}__in": part})
                for pk, key in referring.values_list("pk", name):
                    found.setdefault((table, key), set()).add((label, pk))
    return found


def _by_table(keys: Collection[Key], query: Callable[[type[Model], list[int]], Any]) -> set[Key]:
    return {
        (table, pk)
        for table, some in _tables(keys).items()
        if "organisation_id" in _names(table)
        for part in _parts(some)
        for pk in query(apps.get_model(table), part)
    }


def _outside(keys: Collection[Key], branch: str) -> set[Key]:
    """SECURITY: the right to import here is no right over what stands elsewhere by now."""
    gone = _by_table(
        keys,
        lambda model, part: (
            rows_of(model)
            .filter(pk__in=part)
            .exclude(under("organisation__path", branch))
            .values_list("pk", flat=True)
        ),
    )
    for part in _parts([pk for table, pk in keys if table == OFFICER]):
        held = rows_of(Officer).filter(pk__in=part)
        moved = held.exclude(under("union__organisation__path", branch))
        gone |= {(OFFICER, pk) for pk in moved.values_list("pk", flat=True)}
    return gone


def _taken(codes: dict[Key, str]) -> set[Key]:
    """Records whose former code another bears by now."""
    found: set[Key] = set()
    for (table, pk), code in codes.items():
        if rows_of(apps.get_model(table)).filter(Q(code=code), ~Q(pk=pk)).exists():
            found.add((table, pk))
    return found

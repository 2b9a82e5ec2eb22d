"""What was said of employers and unions: the newest statement about each thing on a day."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, OuterRef, QuerySet, Subquery

from xingjia.registry.models import Employer, EmployerStatement, Union, UnionStatement
from xingjia.toolkit.together import Asking, Keys, answered

BECAUSE = "said of employers and unions that the reader was given"
UNKNOWN = "unknown"  # asks for what nobody has said
YES_NO = {"yes": True, "no": False}
StatementModel = type[EmployerStatement] | type[UnionStatement]
Owner = TypeVar("Owner", bound=Model)
EmployerOrUnion = Employer | Union
MODELS: dict[type[Model], StatementModel] = {Employer: EmployerStatement, Union: UnionStatement}
NAME, OLD_CODE = EmployerStatement.Field.NAME.value, EmployerStatement.Field.OLD_CODE.value
OWNERS: dict[StatementModel, str] = {EmployerStatement: "employer", UnionStatement: "union"}


def said_on(model: StatementModel, owners: Collection[int], on: date) -> dict[int, dict[str, Any]]:
    """Per owner and field, the value that holds on a day. One query, however many owners."""
    return answered(asked_said(model, owners, on))


def asked_said(model: StatementModel, owners: Keys, on: date) -> Asking[dict[int, dict[str, Any]]]:
    """`said_on`, for whoever reads other things with it; `owners` may be a query."""
    owner = OWNERS[model]
    found: dict[int, dict[str, Any]] = {}
    rows = (
        model.objects.everything(because=BECAUSE)
        .filter(**{f"{owner}__in": owners}, day__lte=on)
        .order_by("day")
        .values_list(owner, "field", "value")
    )
    yield [rows]
    for key, name, value in rows:
        found.setdefault(key, {})[name] = value
    return found


def said_after(model: StatementModel, owners: Collection[int], day: date) -> set[tuple[int, str]]:
    """Owners and fields about which something was said for a later day: today's value stands."""
    owner = OWNERS[model]
    later = model.objects.everything(because=BECAUSE).filter(
        **{f"{owner}__in": owners}, day__gt=day
    )
    return set(later.values_list(owner, "field"))


def newest(model: StatementModel, field: str, on: date, *, of: str = "pk") -> Subquery:
    """The value of one field on a day, inside a query over its owners; NULL when unknown.

    `of` is the field of the outer rows that holds the owner.
    """
    said = model.objects.everything(because=BECAUSE).filter(
        **{OWNERS[model]: OuterRef(of)}, field=field, day__lte=on
    )
    return Subquery(said.order_by("-day").values("value")[:1])


def with_value(
    rows: QuerySet[Owner], model: StatementModel, field: str, wanted: str, on: date
) -> QuerySet[Owner]:
    """The owners of which a value is said on a day; `wanted` may be yes, no or UNKNOWN."""
    rows = rows.annotate(**{f"said_{field}": newest(model, field, on)})
    if wanted == UNKNOWN:
        return rows.filter(**{f"said_{field}__isnull": True})
    return rows.filter(**{f"said_{field}": YES_NO.get(wanted, wanted)})


def all_said(model: StatementModel, owner: int) -> list[Any]:
    """Every statement about one employer or union, oldest first."""
    return list(statements(model, owner))


def statements(model: StatementModel, owner: int) -> QuerySet[Any]:
    """`all_said`, not read yet."""
    said = model.objects.everything(because=BECAUSE).filter(**{OWNERS[model]: owner})
    found: QuerySet[Any] = said.order_by("day", "pk")
    return found


def value_among(said: Iterable[Any], field: str, on: date) -> Any:
    """The value of a field that holds on a day, among statements given oldest first."""
    return next((one.value for one in [*said][::-1] if one.field == field and one.day <= on), None)


def names_among(said: Iterable[Any]) -> list[str]:
    """Every name and old registration number among statements, in their order."""
    return [str(one.value) for one in said if one.field in {NAME, OLD_CODE}]


def former_names(model: StatementModel, owners: Collection[int]) -> dict[int, list[str]]:
    """Per owner, every name and old registration number ever said, oldest first. One query."""
    owner = OWNERS[model]
    said = model.objects.everything(because=BECAUSE).filter(
        **{f"{owner}__in": owners}, field__in=[NAME, OLD_CODE]
    )
    found: dict[int, list[str]] = {}
    for key, value in said.order_by("day", "pk").values_list(owner, "value"):
        found.setdefault(key, []).append(str(value))
    return found

"""Keeping what was said, with who said it and the row it comes from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from xingjia.access.rules import Actor
from xingjia.registry.models import Employer, EmployerStatement, Union, UnionStatement

BECAUSE = "the caller holds the right over the employers and unions spoken of"
OWNERS: dict[type[EmployerStatement] | type[UnionStatement], str] = {
    EmployerStatement: "employer",
    UnionStatement: "union",
}

BY_HAND = "hand"  # the origin of what a person entered in a form


@dataclass(frozen=True)
class Saying:
    """One value of one employer or union, and the import row it comes from."""

    owner: int
    field: str
    value: Any
    row: int


def origin(row: int) -> str:
    """How a record names the import row it comes from."""
    return f"imports.importrow:{row}"


def state(
    actor: Actor,
    model: type[EmployerStatement] | type[UnionStatement],
    sayings: Sequence[Saying],
    *,
    day: date,
) -> None:
    """Store the sayings for a day; a second saying of the same day takes the place of the first."""
    owner = f"{OWNERS[model]}_id"
    known = {
        (getattr(one, owner), one.field): one
        for one in model.objects.everything(because=BECAUSE).filter(
            day=day, **{f"{owner}__in": {saying.owner for saying in sayings}}
        )
    }
    fresh: list[Any] = []
    changed: list[Any] = []
    for saying in sayings:
        one = known.get((saying.owner, saying.field))
        (changed if one else fresh).append(
            _fill(one or model(**{owner: saying.owner}, field=saying.field, day=day), saying, actor)
        )
    rows = model.objects.everything(because=BECAUSE)
    rows.bulk_create(fresh, batch_size=500)
    rows.bulk_update(changed, ["value", "said_by", "origin"], batch_size=500)


def _fill(one: Any, saying: Saying, actor: Actor) -> Any:
    one.value = saying.value
    one.said_by = actor.label
    one.origin = origin(saying.row)
    return one


def say_by_hand(
    actor: Actor,
    owner: Employer | Union,
    values: Mapping[str, Any],
    *,
    day: date,
    reason: str = "",
    said: Iterable[Any] | None = None,
) -> None:
    """Store what a person says from a day on.

    A second saying for the same day takes the place of the first, which is kept in `replaced`.
    `said` are all statements about the owner, for whoever has read them already.
    """
    model = EmployerStatement if isinstance(owner, Employer) else UnionStatement
    whose = {OWNERS[model]: owner}
    rows: Any = model.objects.everything(because=BECAUSE)
    before_now = rows.filter(**whose, day=day) if said is None else said
    known = {one.field: one for one in before_now if one.day == day}
    written = {"said_by": actor.label, "origin": BY_HAND, "reason": reason}
    fresh, mended = [], []
    for name, value in values.items():
        one = known.get(name)
        if one is None:
            fresh.append(model(**whose, field=name, day=day, value=value, **written))
            continue
        before = {"value": one.value, "said_by": one.said_by, "origin": one.origin}
        one.replaced = [*one.replaced, before]
        one.value, one.said_by, one.origin, one.reason = value, actor.label, BY_HAND, reason
        mended.append(one)
    rows.bulk_create(fresh)
    rows.bulk_update(mended, ["value", "said_by", "origin", "reason", "replaced"])

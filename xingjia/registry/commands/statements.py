"""Keeping what was said, with who said it and the row it comes from."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from xingjia.access.rules import Actor
from xingjia.registry.models import Employer, EmployerStatement, Union, UnionStatement
from xingjia.registry.rules.origins import BY_HAND
from xingjia.toolkit import bulk

BECAUSE = "the caller holds the right over the employers and unions spoken of"
OWNERS: dict[type[EmployerStatement] | type[UnionStatement], str] = {
    EmployerStatement: "employer",
    UnionStatement: "union",
}

AGAIN = ("value", "said_by", "origin", "reason", "replaced")
Made = dict[int, list[int]]


class Saying(NamedTuple):
    """One value of one employer or union, and the import row it comes from."""

    owner: int
    field: str
    value: Any
    row: int
    replaced: Sequence[dict[str, Any]] = ()

    def says(self, value: Any) -> bool:
        """Whether it says just this."""
        return bool(self.value == value) and type(self.value) is type(value)

    def instead_of(self, earlier: "Saying | None", by: str) -> "Saying":
        """This one, or the one before it where both say the same."""
        if earlier is None or earlier.says(self.value):
            return earlier or self
        was = {"value": earlier.value, "said_by": by, "origin": origin(earlier.row)}
        return self._replace(replaced=[*earlier.replaced, was])


def origin(row: int) -> str:
    """How a record names the import row it comes from."""
    return f"imports.importrow:{row}"


def state(
    actor: Actor,
    model: type[EmployerStatement] | type[UnionStatement],
    sayings: Sequence[Saying],
    *,
    day: date,
) -> Made:
    """Store the sayings for a day; a second saying of the same day takes the place of the first,
    which is kept in `replaced`. Of two that say the same, the first stays.

    Returns the ids of the new statements by the row that said them.
    """
    owner = f"{OWNERS[model]}_id"
    known = {
        (getattr(one, owner), one.field): one
        for one in model.objects.everything(because=BECAUSE).filter(
            day=day, **{f"{owner}__in": {saying.owner for saying in sayings}}
        )
    }
    fresh: dict[tuple[int, str], Saying] = {}
    mended: dict[int, Any] = {}
    for saying in sayings:
        key = saying.owner, saying.field
        one = known.get(key)
        if one is None:
            fresh[key] = saying.instead_of(fresh.get(key), actor.label)
        elif not saying.says(one.value):
            one.replaced = [*one.replaced, _replaced(one)]
            one.value, one.said_by = saying.value, actor.label
            one.origin, one.reason = origin(saying.row), ""
            mended[one.pk] = one
    bulk.update(
        model, AGAIN, ([one.pk, *(getattr(one, n) for n in AGAIN)] for one in mended.values())
    )
    return _store(actor, model, list(fresh.values()), day)


def _store(
    actor: Actor,
    model: type[EmployerStatement] | type[UnionStatement],
    fresh: Sequence[Saying],
    day: date,
) -> Made:
    owner = f"{OWNERS[model]}_id"
    keys = bulk.reserve(model, len(fresh))
    bulk.insert(
        model,
        ("id", owner, "field", "day", "value", "said_by", "origin", "replaced"),
        (
            (key, one.owner, one.field, day, one.value, actor.label, origin(one.row), one.replaced)
            for key, one in zip(keys, fresh, strict=True)
        ),
    )
    made: Made = {}
    for key, one in zip(keys, fresh, strict=True):
        made.setdefault(one.row, []).append(key)
    return made


def _replaced(one: Any) -> dict[str, Any]:
    """What a statement said, for keeping when another takes its place on the same day."""
    said = {"value": one.value, "said_by": one.said_by, "origin": one.origin}
    return said | ({"reason": one.reason} if one.reason else {})


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
        one.replaced = [*one.replaced, _replaced(one)]
        one.value, one.said_by, one.origin, one.reason = value, actor.label, BY_HAND, reason
        mended.append(one)
    rows.bulk_create(fresh)
    rows.bulk_update(mended, ["value", "said_by", "origin", "reason", "replaced"])

"""Rows that go over to another owner, are set aside or changed; and the way back.

Each step is written down in a journal, whole; read backwards it brings back the very same rows,
with the same ids, days of entry and origins.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import models
from django.db.models import Q

from xingjia.access.scoping import ScopedManager
from xingjia.registry.models.tombstones import StandingManager

BECAUSE = "the caller holds the right over both owners, which are locked"
Step = dict[str, Any]


def table(model: Any) -> Any:
    """All rows of a table, scoped or not, tombstones left out."""
    scoped = isinstance(model.objects, ScopedManager)
    return model.objects.everything(because=BECAUSE) if scoped else model.objects.all()


def whole_table(model: Any) -> Any:
    """All rows of a table, with its tombstones."""
    if isinstance(model.objects, StandingManager):
        return table(model) | model.objects.tombstones(because=BECAUSE)
    return table(model)


def owned_by(model: Any) -> Iterator[tuple[Any, str]]:
    """Every table whose rows belong to a row of `model`, and the name of the field that says so;
    those of other rooms as well."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and relation.field.name != "merged_into":
            yield relation.related_model, relation.field.name


def as_json(rows: Iterable[models.Model]) -> list[dict[str, Any]]:
    """Rows as plain values, times to the microsecond."""
    found: list[dict[str, Any]] = json.loads(
        json.dumps(serializers.serialize("python", rows), default=_written)
    )
    return found


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def snapshot(owner: models.Model) -> dict[str, dict[str, str]]:
    """A digest of a row and of each row that belongs to it, by table and id."""
    found = {_label(type(owner)): _digests([owner])}
    for model, name in owned_by(type(owner)):
        rows = table(model).filter(**{name: owner.pk}).order_by("pk")
        found[f"{_label(model)}.{name}"] = _digests(rows)
    return {label: digests for label, digests in found.items() if digests}


def _digests(rows: Iterable[models.Model]) -> dict[str, str]:
    return {
        str(one["pk"]): sha256(json.dumps(one, sort_keys=True).encode()).hexdigest()[:16]
        for one in as_json(rows)
    }


def differing(before: dict[str, dict[str, str]], now: dict[str, dict[str, str]]) -> dict[str, int]:
    """Per table, how many rows are new, gone or different."""
    found = {}
    for label in sorted(before.keys() | now.keys()):
        pairs = before.get(label, {}).items() ^ now.get(label, {}).items()
        if changed := {key for key, _ in pairs}:
            found[label.split(".")[1]] = len(changed)
    return found


class Journal:
    """What is done to rows, step by step; `steps` are kept with the merge."""

    def __init__(self) -> None:
        self.steps: list[Step] = []

    def move(self, model: Any, name: str, keys: Iterable[int], to: models.Model) -> None:
        """Let rows belong to another owner."""
        rows = whole_table(model).filter(pk__in=list(keys))
        was: dict[int, list[int]] = {}
        for pk, owner in rows.values_list("pk", name):
            was.setdefault(owner, []).append(pk)
        for owner, pks in was.items():
            self._keep("move", model, name=name, was=owner, keys=sorted(pks))
        rows.update(**{name: to})

    def remove(self, model: Any, keys: Iterable[int]) -> None:
        """Take rows away; they are kept whole."""
        rows = table(model).filter(pk__in=list(keys)).order_by("pk")
        if kept := as_json(rows):
            self._keep("remove", model, rows=kept)
            rows.delete()

    def change(self, one: Any, **values: Any) -> None:
        """Give a row other values; the row as it was is kept."""
        before = as_json(whole_table(type(one)).filter(pk=one.pk))
        self._keep("change", type(one), rows=before)
        for name, value in values.items():
            setattr(one, name, value)
        one.save(update_fields=list(values))

    def add(self, one: models.Model) -> None:
        """Store a new row."""
        one.save()
        self._keep("add", type(one), keys=[one.pk])

    def note(self, what: str, **details: Any) -> None:
        """Write down a step that another room takes, and takes back."""
        self.steps.append({"what": what, **details})

    @staticmethod
    def take_back(step: Step) -> None:
        """Undo one step; the ones after it were undone before."""
        model = apps.get_model(step["model"])
        if step["what"] == "move":
            rows = whole_table(model).filter(pk__in=step["keys"])
            rows.update(**{step["name"]: step["was"]})
        elif step["what"] == "add":
            table(model).filter(pk__in=step["keys"]).delete()
        else:
            for one in serializers.deserialize("python", step["rows"]):
                one.save()

    def _keep(self, what: str, model: Any, **details: Any) -> None:
        self.steps.append({"what": what, "model": model._meta.label_lower, **details})


def free_to_move(model: Any, name: str, keep: int, drop: int) -> list[int]:
    """Ids of the rows of `drop` that can belong to `keep`: no row of it stands in their way."""
    unique = [
        [one for one in fields if one != name]
        for fields in _unique_together(model)
        if name in fields
    ]
    rows = whole_table(model)
    taken = Q(pk__in=[])
    for fields in unique:
        for values in rows.filter(**{name: keep}).values(*fields) if fields else ():
            taken |= Q(**values)
        if not fields and rows.filter(**{name: keep}).exists():
            return []
    return list(rows.filter(**{name: drop}).exclude(taken).values_list("pk", flat=True))


def _unique_together(model: Any) -> Iterator[tuple[str, ...]]:
    yield from ((one.name,) for one in model._meta.fields if one.unique)
    yield from (
        tuple(one.fields)
        for one in model._meta.constraints
        if isinstance(one, models.UniqueConstraint)
    )


def _label(model: Any) -> str:
    label: str = model._meta.label_lower
    return label

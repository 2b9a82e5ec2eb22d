"""Both rows of a merge: locked under the actor's right, and unchanged since the preview."""

from typing import Any, TypeVar

from django.db import models

from xingjia.access.checks import Refused
from xingjia.access.rules import Actor, Right
from xingjia.orgtree.models import Node
from xingjia.registry.commands.rows import snapshot
from xingjia.registry.models import Employer, Officer
from xingjia.registry.models.tombstones import tombstone_of
from xingjia.registry.rules.editing import version_of
from xingjia.registry.rules.merging import MergeFault

BECAUSE = "both rows are locked under the actor's right over them"
Row = TypeVar("Row", bound=models.Model)


def version_of_both(keep: models.Model, drop: models.Model) -> str:
    """A digest of two rows and all that belongs to them: what a preview was made of."""
    return version_of({"keep": snapshot(keep), "drop": snapshot(drop)})


def both_locked(actor: Actor, model: type[Row], keep: Row, drop: Row) -> tuple[Row, Row]:
    """Both rows, locked, if the actor may mend both of them."""
    if keep.pk == drop.pk:
        raise MergeFault("same_row")
    mine = model.objects.visible_to(actor, Right.EDIT)  # type: ignore[attr-defined]
    at = "union__organisation" if model is Officer else "organisation"
    rows = mine.filter(pk__in=[keep.pk, drop.pk]).select_for_update(of=("self",))
    found = {one.pk: one for one in rows.select_related(at).order_by("pk")}
    for one in (keep, drop):
        if one.pk not in found:
            _refuse(actor, model, one.pk)
        elif not _may(actor, found[one.pk]):
            raise Refused(f"{Right.EDIT} of {model.__name__} {one.pk}")
    return found[keep.pk], found[drop.pk]


def _refuse(actor: Actor, model: Any, pk: int) -> None:
    """Say that a row was merged already to who may know it, else that there is none."""
    buried = tombstone_of(model, pk, BECAUSE)
    if buried is not None and _may(actor, buried):
        raise MergeFault("merged_already")
    raise Refused(f"{Right.EDIT} of {model.__name__} {pk}")


def _may(actor: Actor, one: Any) -> bool:
    """An employer is mended where it belongs; a union and its officers from above."""
    if isinstance(one, Employer):
        return actor.may(Right.EDIT, one.organisation.path)
    leaf: Node = one.union.organisation if isinstance(one, Officer) else one.organisation
    return actor.may_from_above(Right.EDIT, leaf.path)


def unchanged(keep: models.Model, drop: models.Model, version: str) -> None:
    if version != version_of_both(keep, drop):
        raise MergeFault("stale")

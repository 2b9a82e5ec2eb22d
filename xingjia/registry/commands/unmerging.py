"""A merge is taken back: the same rows as before, with the same ids, words and days."""

from typing import Any

from django.utils import timezone

from xingjia.access.checks import Refused
from xingjia.access.rules import Actor, Right
from xingjia.facts.sources import facts_changed
from xingjia.registry.commands.leaves import unfold
from xingjia.registry.commands.rows import Journal, differing, snapshot
from xingjia.registry.models import Employer, MergeRecord, Officer, Union
from xingjia.registry.models.tombstones import tombstone_of
from xingjia.registry.queries.merging import later_merge
from xingjia.registry.queries.newest import covered_keys
from xingjia.registry.queries.persons import later_of_persons
from xingjia.registry.queries.unions import sharing_unions
from xingjia.registry.rules.merging import MergeFault
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.command import command

BECAUSE = "the merge is locked under the actor's right over both rows"
MODELS: dict[str, Any] = {
    MergeRecord.Kind.EMPLOYER: Employer,
    MergeRecord.Kind.UNION: Union,
    MergeRecord.Kind.PERSON: Officer,
}
ELSEWHERE = frozenset({"leaf", "posts"})


@command
def undo_merge(actor: Actor, merge: MergeRecord) -> MergeRecord:
    """Make two of one again, exactly as they were.

    Raises `Refused` without the right over both, `MergeFault` when it was undone already, when a
    later merge builds on it, or when anything of the one changed since: `changed` says how much.
    """
    mine = MergeRecord.objects.visible_to(actor, Right.EDIT).filter(pk=merge.pk)
    found: MergeRecord | None = mine.select_for_update(of=("self",)).first()
    if found is None:
        raise Refused(f"{Right.EDIT} of merge {merge.pk}")
    if found.undone_at is not None:
        raise MergeFault("undone_already")
    later = later_of_persons if found.kind == MergeRecord.Kind.PERSON else later_merge
    if later(found):
        raise MergeFault("merged_since")
    keep, drop = _both(actor, found)
    if found.left and (changed := differing(found.left, snapshot(keep))):
        raise MergeFault("changed_since", changed)
    touched = _employers(keep, drop)
    for step in reversed(found.steps):
        if step["what"] in ELSEWHERE:
            unfold(actor, step)
        else:
            Journal.take_back(step)
    touched |= _employers(keep, drop)
    found.undone_by, found.undone_at = actor.label, timezone.now()
    found.save(update_fields=["undone_by", "undone_at"])
    facts_changed.send(sender=undo_merge, kind="employer", keys=touched)
    facts_changed.send(sender=undo_merge, kind="union", keys=_unions(keep, drop))
    log(actor.label, f"registry.{found.kind}_unmerged", keep, dropped=drop.pk, merge=found.pk)
    return found


def _unions(keep: Any, drop: Any) -> set[int]:
    """The unions that are told of apart again; those of employers follow their employers."""
    if isinstance(keep, Union):
        return {keep.pk, drop.pk}
    return {keep.union_id, drop.union_id} if isinstance(keep, Officer) else set()


def _both(actor: Actor, merge: MergeRecord) -> tuple[Any, Any]:
    """The kept row, locked, and the tombstone, if the actor may mend both.

    Of two terms of one person neither is a tombstone.
    """
    model = MODELS[merge.kind]
    rows = model.objects.everything(because=BECAUSE).filter(pk=merge.kept)
    keep = rows.select_for_update(of=("self",)).first()
    drop = tombstone_of(model, merge.dropped, BECAUSE)
    if drop is None and model is Officer:
        drop = model.objects.everything(because=BECAUSE).filter(pk=merge.dropped).first()
    for one in (keep, drop):
        if one is None or not _may(actor, one):
            raise Refused(f"{Right.EDIT} of both rows of merge {merge.pk}")
    return keep, drop


def _may(actor: Actor, one: Any) -> bool:
    if isinstance(one, Employer):
        return actor.may(Right.EDIT, one.organisation.path)
    at = one.union.organisation if isinstance(one, Officer) else one.organisation
    return actor.may_from_above(Right.EDIT, at.path)


def _employers(keep: Any, drop: Any) -> set[int]:
    """The employers whose facts this may change."""
    if isinstance(keep, Employer):
        return {keep.pk, drop.pk} | sharing_unions({keep.pk, drop.pk})
    if isinstance(keep, Officer):
        return covered_keys(keep.union)
    return covered_keys(keep) | covered_keys(drop)

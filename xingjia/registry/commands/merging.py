"""Two rows that are one and the same employer, union or person become one.

Both histories go on under the kept row; the other stays as a tombstone that leads to it. What a
merge does is written down row by row and can be undone (`commands.unmerging`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import models, transaction

from xingjia.access.checks import Refused
from xingjia.access.rules import Actor, Right
from xingjia.facts.sources import facts_changed
from xingjia.orgtree.models import Node
from xingjia.registry.commands.leaves import fold
from xingjia.registry.commands.rows import Journal, free_to_move, owned_by, snapshot
from xingjia.registry.models import (
    ContractEmployer,
    Cover,
    Employer,
    EmployerAlias,
    EmployerStatement,
    MergeRecord,
    Officer,
    Union,
    UnionAlias,
    UnionStatement,
)
from xingjia.registry.models.tombstones import tombstone_of
from xingjia.registry.queries.merging import (
    FOUNDED,
    Plan,
    plan_employers,
    plan_persons,
    plan_unions,
)
from xingjia.registry.queries.newest import covered_keys
from xingjia.registry.queries.unions import sharing_unions
from xingjia.registry.rules.editing import version_of
from xingjia.registry.rules.merging import DROP, TERM, MergeFault, Moves, apart, term_as_one
from xingjia.registry.rules.names import name_key, search_text
from xingjia.registry.rules.union_facts import OF_POSTS
from xingjia.toolkit.audit.commands import record as log

BECAUSE = "both rows are locked under the actor's right over them"
Kind = MergeRecord.Kind
Row = TypeVar("Row", bound=models.Model)


def version_of_both(keep: models.Model, drop: models.Model) -> str:
    """A digest of two rows and all that belongs to them: what a preview was made of."""
    return version_of({"keep": snapshot(keep), "drop": snapshot(drop)})


@transaction.atomic
def merge_employers(
    actor: Actor,
    keep: Employer,
    drop: Employer,
    *,
    on: date,
    version: str,
    choices: Mapping[str, str],
    reason: str = "",
) -> MergeRecord:
    """Make one of two employers the actor keeps; `choices` says per field whose value stands.

    `version` is `version_of_both` at the preview. Raises `Refused` without the right over both,
    `MergeFault` when one was merged already, when something changed since, or for a wrong choice.
    """
    keep, drop = _locked(actor, Employer, keep, drop)
    _unchanged(keep, drop, version)
    plan = plan_employers(keep, drop, choices)
    touched = _touched(keep, drop)
    journal = Journal()
    _hand_over(journal, EmployerStatement, "employer", plan.said, keep)
    _hand_over(journal, Cover, "employer", plan.covers, keep)
    _hand_over(journal, ContractEmployer, "employer", plan.contracts, keep)
    _rest(journal, Employer, keep, drop)
    names = _names(keep, drop, plan)
    place = drop.organisation if plan.choices.get("place") == DROP else keep.organisation
    _bury(journal, drop, keep)
    journal.change(keep, **names, name_key=name_key(names["name"]), organisation=place)
    _remember(journal, EmployerAlias, keep, drop, {"employer": keep})
    facts_changed.send(sender=merge_employers, kind="employer", keys=touched)
    return Deed(actor, Kind.EMPLOYER, keep, drop, on, reason).recorded(
        keep.organisation, plan, journal
    )


@transaction.atomic
def merge_unions(
    actor: Actor,
    keep: Union,
    drop: Union,
    *,
    on: date,
    version: str,
    choices: Mapping[str, str],
    reason: str = "",
) -> MergeRecord:
    """Make one of two unions the actor leads from above; as `merge_employers`.

    The leaf of the other closes from `on`; whoever is appointed there is appointed at the kept
    one. An officer entered with both becomes one.
    """
    keep, drop = _locked(actor, Union, keep, drop)
    _unchanged(keep, drop, version)
    if keep.closed_on and not drop.closed_on:
        raise MergeFault("kept_closed")
    plan = plan_unions(keep, drop, choices)
    touched = covered_keys(keep) | covered_keys(drop)
    journal = Journal()
    _hand_over(journal, UnionStatement, "union", plan.said, keep)
    _hand_over(journal, Cover, "union", plan.covers, keep)
    _hand_over(journal, Officer, "union", plan.officers, keep)
    for mine, theirs in plan.joined:
        _join(journal, mine, theirs, {})
    _rest(journal, Union, keep, drop)
    names = _names(keep, drop, plan)
    earlier = drop.founded_on if plan.choices.get(FOUNDED) == DROP else keep.founded_on
    leaf, into = drop.organisation, keep.organisation
    _bury(journal, drop, keep)
    journal.change(keep, **names, founded_on=earlier or drop.founded_on)
    _remember(journal, UnionAlias, keep, drop, {"union": keep})
    fold(actor, journal, leaf, into, on)
    facts_changed.send(sender=merge_unions, kind="employer", keys=touched)
    facts_changed.send(sender=merge_unions, kind="union", keys={keep.pk, drop.pk})
    return Deed(actor, Kind.UNION, keep, drop, on, reason).recorded(into, plan, journal)


@transaction.atomic
def merge_persons(
    actor: Actor,
    keep: Officer,
    drop: Officer,
    *,
    on: date,
    version: str,
    choices: Mapping[str, str],
    reason: str = "",
) -> MergeRecord:
    """Make one of two entries of the same person in the same union; their terms are joined.

    Two terms that do not overlap are two terms: raises `MergeFault`.
    """
    keep, drop = _locked(actor, Officer, keep, drop)
    _unchanged(keep, drop, version)
    if keep.union_id != drop.union_id or keep.post != drop.post:
        raise MergeFault("other_union")
    if apart(vars(keep), vars(drop)):
        raise MergeFault("terms_apart")
    plan = plan_persons(keep, drop, choices)
    journal = Journal()
    _join(journal, keep, drop, plan.choices)
    at = keep.union.organisation
    facts_changed.send(sender=merge_persons, kind="employer", keys=covered_keys(keep.union))
    facts_changed.send(
        sender=merge_persons, kind="union", keys={keep.union_id}, fact_kinds=OF_POSTS
    )
    return Deed(actor, Kind.PERSON, keep, drop, on, reason).recorded(at, plan, journal)


# ---- the two rows ------------------------------------------------------------------------------


def _locked(actor: Actor, model: type[Row], keep: Row, drop: Row) -> tuple[Row, Row]:
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


def _unchanged(keep: models.Model, drop: models.Model, version: str) -> None:
    if version != version_of_both(keep, drop):
        raise MergeFault("stale")


def _touched(keep: Employer, drop: Employer) -> set[int]:
    """The employers whose facts may change: both, and who shares a union with them."""
    return {keep.pk, drop.pk} | sharing_unions({keep.pk, drop.pk})


# ---- what happens to rows ------------------------------------------------------------------------


def _hand_over(journal: Journal, model: Any, name: str, moves: Moves, to: models.Model) -> None:
    """Set aside, move and stretch, in this order, so that no two rows stand in each other's way."""
    journal.remove(model, moves.aside)
    journal.move(model, name, moves.moved, to)
    rows = model.objects.everything(because=BECAUSE).in_bulk(list(moves.spans))
    for pk, (start, end) in moves.spans.items():
        journal.change(rows[pk], start=start, end=end)


def _rest(journal: Journal, model: Any, keep: models.Model, drop: models.Model) -> None:
    """Let everything else that belongs to the dropped one belong to the kept one, whatever room
    it is of; a row the kept one has its own of stays behind."""
    done = {EmployerStatement, UnionStatement, Cover, ContractEmployer}
    for owned, name in owned_by(model):
        if owned not in done:
            journal.move(owned, name, free_to_move(owned, name, keep.pk, drop.pk), keep)


def _join(journal: Journal, mine: Officer, theirs: Officer, choices: Mapping[str, str]) -> None:
    """One person entered twice: the kept entry knows what either knew."""
    sides = [{name: getattr(one, name) for name in TERM} for one in (mine, theirs)]
    values = term_as_one(sides[0], sides[1], choices)
    _rest(journal, Officer, mine, theirs)
    journal.change(theirs, merged_into=mine)
    if values != sides[0]:
        journal.change(mine, **values)


def _names(keep: Employer | Union, drop: Employer | Union, plan: Plan) -> dict[str, str]:
    """Name, code and what is searched of the one; a code only one of them has is kept."""
    name = drop.name if plan.choices.get("name") == DROP else keep.name
    code = drop.code if plan.choices.get("code") == DROP else keep.code or drop.code
    return {"name": name, "code": code, "search": search_text(name, code)}


def _bury(journal: Journal, drop: Employer | Union, keep: Employer | Union) -> None:
    """The tombstone gives its code free: a code stands once. It is remembered as an alias."""
    drop.was_code = drop.code  # type: ignore[union-attr]
    journal.change(drop, merged_into=keep, code="")


def _remember(journal: Journal, model: Any, keep: Any, drop: Any, owner: dict[str, Any]) -> None:
    """Keep the names and codes that are given up, so that workbooks and searches still find it."""
    before = journal.steps[-1]["rows"][0]["fields"]  # the kept one, as it was
    for name, code in ((before["name"], before["code"]), (drop.name, drop.was_code)):
        key = "" if name_key(name) == name_key(keep.name) else name_key(name)
        given_up = "" if code == keep.code else code
        if key or given_up:
            written = name if key else ""
            search = search_text(written, given_up)
            journal.add(model(**owner, name=written, name_key=key, code=given_up, search=search))


@dataclass(frozen=True)
class Deed:
    """Who merged what into what, on which day and why."""

    actor: Actor
    kind: str
    keep: Any
    drop: Any
    on: date
    reason: str

    def recorded(self, at: Node, plan: Plan, journal: Journal) -> MergeRecord:
        """Keep what was done, and log it."""
        made: MergeRecord = MergeRecord.objects.everything(because=BECAUSE).create(
            organisation=at,
            kind=self.kind,
            kept=self.keep.pk,
            dropped=self.drop.pk,
            kept_name=self.keep.name,
            dropped_name=self.drop.name,
            on=self.on,
            choices=plan.choices,
            reason=self.reason,
            steps=journal.steps,
            left=snapshot(self.keep),
            done_by=self.actor.label,
        )
        details = {"dropped": self.drop.pk, "merge": made.pk, "on": str(self.on)}
        fields = sorted(name for name, side in plan.choices.items() if side == DROP)
        action = f"registry.{self.kind}_merged"
        log(self.actor.label, action, self.keep, **details, from_dropped=fields)
        return made

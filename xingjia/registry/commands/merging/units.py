"""Two employers, or two unions, become one."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from xingjia.access.rules import Actor
from xingjia.facts.sources import facts_changed
from xingjia.registry.commands.leaves import fold
from xingjia.registry.commands.merging.locking import both_locked, unchanged
from xingjia.registry.commands.merging.moving import Deed, hand_over, join, take_rest
from xingjia.registry.commands.rows import Journal
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
from xingjia.registry.queries.merging import (
    FOUNDED,
    Plan,
    plan_employers,
    plan_unions,
)
from xingjia.registry.queries.newest import covered_keys
from xingjia.registry.queries.unions import sharing_unions
from xingjia.registry.rules.merging import DROP, MergeFault
from xingjia.registry.rules.names import name_key, search_text
from xingjia.toolkit.command import command

BECAUSE = "both rows are locked under the actor's right over them"
Kind = MergeRecord.Kind


@command
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
    keep, drop = both_locked(actor, Employer, keep, drop)
    unchanged(keep, drop, version)
    plan = plan_employers(keep, drop, choices)
    touched = _touched(keep, drop)
    journal = Journal()
    hand_over(journal, EmployerStatement, "employer", plan.said, keep)
    hand_over(journal, Cover, "employer", plan.covers, keep)
    hand_over(journal, ContractEmployer, "employer", plan.contracts, keep)
    take_rest(journal, Employer, keep, drop)
    names = _names(keep, drop, plan)
    place = drop.organisation if plan.choices.get("place") == DROP else keep.organisation
    _bury(journal, drop, keep)
    journal.change(keep, **names, name_key=name_key(names["name"]), organisation=place)
    _remember(journal, EmployerAlias, keep, drop, {"employer": keep})
    facts_changed.send(sender=merge_employers, kind="employer", keys=touched)
    return Deed(actor, Kind.EMPLOYER, keep, drop, on, reason).recorded(
        keep.organisation, plan, journal
    )


@command
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
    keep, drop = both_locked(actor, Union, keep, drop)
    unchanged(keep, drop, version)
    if keep.closed_on and not drop.closed_on:
        raise MergeFault("kept_closed")
    plan = plan_unions(keep, drop, choices)
    touched = covered_keys(keep) | covered_keys(drop)
    journal = Journal()
    hand_over(journal, UnionStatement, "union", plan.said, keep)
    hand_over(journal, Cover, "union", plan.covers, keep)
    hand_over(journal, Officer, "union", plan.officers, keep)
    for mine, theirs in plan.joined:
        join(journal, mine, theirs, {})
    take_rest(journal, Union, keep, drop)
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


def _touched(keep: Employer, drop: Employer) -> set[int]:
    """The employers whose facts may change: both, and who shares a union with them."""
    return {keep.pk, drop.pk} | sharing_unions({keep.pk, drop.pk})


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

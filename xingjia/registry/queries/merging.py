"""Two rows that may be one: what each of them says and owns, and the plan that makes one of them.

The preview and the command ask for the same plan, so that what is shown is what is done.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from xingjia.access.rules import Actor, Right
from xingjia.registry.models import (
    ContractEmployer,
    Cover,
    Employer,
    EmployerStatement,
    MergeRecord,
    Officer,
    Union,
    UnionStatement,
)
from xingjia.registry.queries.newest import values_of
from xingjia.registry.queries.said import all_said
from xingjia.registry.rules.merging import (
    TERM,
    Difference,
    Moves,
    Said,
    Stay,
    apart,
    chosen,
    differences,
    entered_twice,
    said_as_one,
    shared_once,
    stays_as_one,
)

BECAUSE = "of two rows the caller may mend"
FOUNDED = "founded_on"


@dataclass(frozen=True)
class Plan:
    """What merging two would do, by kind of row; `joined` are pairs of officers who are one."""

    differences: list[Difference]
    choices: dict[str, str]
    said: Moves = field(default_factory=Moves)
    covers: Moves = field(default_factory=Moves)
    contracts: Moves = field(default_factory=Moves)
    officers: Moves = field(default_factory=Moves)
    joined: list[tuple[Officer, Officer]] = field(default_factory=list)


def plan_employers(keep: Employer, drop: Employer, choices: Mapping[str, str]) -> Plan:
    """How two employers become one. Raises `MergeFault` for a choice there is not."""
    found = differences(values_of(keep), values_of(drop), _days(EmployerStatement, keep, drop))
    made = chosen(found, choices)
    covers: dict[int, list[Stay]] = {keep.pk: [], drop.pk: []}
    ties: dict[int, list[tuple[int, int]]] = {keep.pk: [], drop.pk: []}
    for one in Cover.objects.everything(because=BECAUSE).filter(employer__in=[keep, drop]):
        covers[one.employer_id].append(Stay(one.pk, one.union_id, one.start, one.end))
    under = ContractEmployer.objects.everything(because=BECAUSE).filter(employer__in=[keep, drop])
    for pk, contract, employer in under.values_list("pk", "contract", "employer"):
        ties[employer].append((contract, pk))
    return Plan(
        found,
        made,
        said_as_one(_said(EmployerStatement, keep), _said(EmployerStatement, drop), made),
        stays_as_one(covers[keep.pk], covers[drop.pk]),
        shared_once(dict(ties[keep.pk]), dict(ties[drop.pk])),
    )


def plan_unions(keep: Union, drop: Union, choices: Mapping[str, str]) -> Plan:
    """How two unions become one. Raises `MergeFault` for a choice there is not."""
    days = _days(UnionStatement, keep, drop)
    found = differences(_union_values(keep), _union_values(drop), days)
    made = chosen(found, choices)
    covers: dict[int, list[Stay]] = {keep.pk: [], drop.pk: []}
    for one in Cover.objects.everything(because=BECAUSE).filter(union__in=[keep, drop]):
        covers[one.union_id].append(Stay(one.pk, one.employer_id, one.start, one.end))
    officers = Officer.objects.everything(because=BECAUSE).filter(union__in=[keep, drop])
    held: dict[int, list[Officer]] = {keep.pk: [], drop.pk: []}
    for officer in officers.order_by("pk"):
        held[officer.union_id].append(officer)
    joined = _joined(held[keep.pk], held[drop.pk])
    return Plan(
        found,
        made,
        said_as_one(_said(UnionStatement, keep), _said(UnionStatement, drop), made),
        stays_as_one(covers[keep.pk], covers[drop.pk]),
        officers=Moves([one.pk for one in held[drop.pk]]),
        joined=joined,
    )


def plan_persons(keep: Officer, drop: Officer, choices: Mapping[str, str]) -> Plan:
    """How two entries of one person become one; two terms both stay as they are.

    Raises `MergeFault` for a choice there is not.
    """
    if not entered_twice(vars(keep), vars(drop)):
        return Plan([], chosen([], choices))
    mine, theirs = ({name: getattr(one, name) for name in TERM} for one in (keep, drop))
    found = differences(mine, theirs, ({}, {}))
    return Plan(found, chosen(found, choices))


def _joined(keep: list[Officer], drop: list[Officer]) -> list[tuple[Officer, Officer]]:
    """Officers of the one who are entered with the other as well: same post, name and time."""
    pairs, taken = [], set()
    for theirs in drop:
        for mine in keep:
            same = (mine.post, mine.name) == (theirs.post, theirs.name)
            if same and mine.pk not in taken and not apart(vars(mine), vars(theirs)):
                pairs.append((mine, theirs))
                taken.add(mine.pk)
                break
    return pairs


def _union_values(union: Union) -> dict[str, Any]:
    return values_of(union) | ({FOUNDED: union.founded_on} if union.founded_on else {})


def _said(model: Any, owner: Employer | Union) -> list[Said]:
    return [Said(one.pk, one.field, one.day, one.value) for one in all_said(model, owner.pk)]


def _days(
    model: Any, keep: Employer | Union, drop: Employer | Union
) -> tuple[dict[str, date], dict[str, date]]:
    first, second = (
        {one.field: one.day for one in all_said(model, owner.pk)} for owner in (keep, drop)
    )
    return first, second


# ---- finding both, and what was merged -----------------------------------------------------------


def employers_to_merge(actor: Actor, *keys: int) -> list[Employer]:
    """The employers with these ids that the actor keeps, in the order asked for."""
    mine = Employer.objects.visible_to(actor, Right.EDIT).select_related("organisation")
    found = {
        one.pk: one
        for one in mine.filter(pk__in=keys)
        if actor.may(Right.EDIT, one.organisation.path)
    }
    return [found[key] for key in keys if key in found]


def unions_to_merge(actor: Actor, *keys: int) -> list[Union]:
    """The unions with these ids that the actor leads from above, in the order asked for."""
    mine = Union.objects.visible_to(actor, Right.EDIT).select_related("organisation")
    found = {
        one.pk: one
        for one in mine.filter(pk__in=keys)
        if actor.may_from_above(Right.EDIT, one.organisation.path)
    }
    return [found[key] for key in keys if key in found]


def persons_to_merge(actor: Actor, *keys: int) -> list[Officer]:
    """The officers with these ids whose unions the actor leads from above, in this order."""
    mine = Officer.objects.visible_to(actor, Right.EDIT).select_related(
        "union__organisation", "person"
    )
    found = {
        one.pk: one
        for one in mine.filter(pk__in=keys)
        if actor.may_from_above(Right.EDIT, one.union.organisation.path)
    }
    return [found[key] for key in keys if key in found]


def standing_for(model: Any, pk: int) -> int | None:
    """The id of the row that a tombstone was merged into, in the end; None for no tombstone."""
    known: int | None = None
    at: int | None = pk
    rows = model.objects.tombstones(because="an old address leads to the kept one")
    while at := rows.filter(pk=at).values_list("merged_into", flat=True).first():
        known = at
    return known


def merge_for(actor: Actor, pk: int) -> MergeRecord | None:
    """The merge with this id, if the actor keeps the place it was made at."""
    mine = MergeRecord.objects.visible_to(actor, Right.IMPORT).filter(pk=pk)
    found: MergeRecord | None = mine.select_related("organisation").first()
    return found


def merges_into(actor: Actor, kind: str, key: int) -> QuerySet[MergeRecord]:
    """The merges that stand behind one row, the newest first."""
    mine: QuerySet[MergeRecord] = MergeRecord.objects.visible_to(actor, Right.IMPORT)
    return mine.filter(kind=kind, kept=key, undone_at__isnull=True).order_by("-pk")


def later_merge(record: MergeRecord) -> MergeRecord | None:
    """A merge made after this one that one of its two rows has part in, and that stands."""
    later = MergeRecord.objects.everything(because=BECAUSE).filter(
        kind=record.kind, pk__gt=record.pk, undone_at__isnull=True
    )
    found: MergeRecord | None = (
        later.filter(kept=record.kept) | later.filter(dropped=record.kept)
    ).first()
    return found


def merge_of(actor: Actor, kind: str, *keys: int) -> MergeRecord | None:
    """The merge by which one of these became the other, if it stands and is the actor's to see."""
    mine = MergeRecord.objects.visible_to(actor, Right.IMPORT).filter(undone_at__isnull=True)
    rows = mine.filter(kind=kind, kept__in=keys, dropped__in=keys)
    found: MergeRecord | None = rows.order_by("-pk").first()
    return found


def union_at(merge: MergeRecord) -> int | None:
    """The id of the union at whose leaf a merge of persons was made."""
    rows = Union.objects.everything(because=BECAUSE).filter(organisation=merge.organisation_id)
    found: int | None = rows.values_list("pk", flat=True).first()
    return found

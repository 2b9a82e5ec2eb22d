"""What becomes of the rows of both, and the record of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from xingjia.access.rules import Actor
from xingjia.orgtree.models import Node
from xingjia.registry.commands.merging.locking import BECAUSE
from xingjia.registry.commands.rows import Journal, free_to_move, owned_by, snapshot
from xingjia.registry.models import (
    ContractEmployer,
    Cover,
    EmployerStatement,
    MergeRecord,
    Officer,
    UnionStatement,
)
from xingjia.registry.queries.merging import Plan
from xingjia.registry.rules.merging import DROP, TERM, Moves, term_as_one
from xingjia.toolkit.audit.commands import record as log


def hand_over(journal: Journal, model: Any, name: str, moves: Moves, to: models.Model) -> None:
    """Set aside, move and stretch, in this order, so that no two rows stand in each other's way."""
    journal.remove(model, moves.aside)
    journal.move(model, name, moves.moved, to)
    rows = model.objects.everything(because=BECAUSE).in_bulk(list(moves.spans))
    for pk, (start, end) in moves.spans.items():
        journal.change(rows[pk], start=start, end=end)


def take_rest(journal: Journal, model: Any, keep: models.Model, drop: models.Model) -> None:
    """Let everything else that belongs to the dropped one belong to the kept one, whatever room
    it is of; a row the kept one has its own of stays behind."""
    done = {EmployerStatement, UnionStatement, Cover, ContractEmployer}
    for owned, name in owned_by(model):
        if owned not in done:
            journal.move(owned, name, free_to_move(owned, name, keep.pk, drop.pk), keep)


def join(journal: Journal, mine: Officer, theirs: Officer, choices: Mapping[str, str]) -> None:
    """One person entered twice: the kept entry knows what either knew."""
    sides = [{name: getattr(one, name) for name in TERM} for one in (mine, theirs)]
    values = term_as_one(sides[0], sides[1], choices)
    if theirs.person and not mine.person_id:
        journal.move(Officer, "person", [mine.pk], theirs.person)
        mine.person = theirs.person
    take_rest(journal, Officer, mine, theirs)
    journal.change(theirs, merged_into=mine)
    if values != sides[0]:
        journal.change(mine, **values)


@dataclass(frozen=True)
class Deed:
    """Who merged what into what, on which day and why."""

    actor: Actor
    kind: str
    keep: Any
    drop: Any
    on: date
    reason: str

    def recorded(
        self, at: Node, plan: Plan, journal: Journal, *, guarded: bool = True
    ) -> MergeRecord:
        """Keep what was done, and log it.

        `guarded`: whether an undoing is refused once anything of the kept row has changed.
        """
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
            left=snapshot(self.keep) if guarded else {},
            done_by=self.actor.label,
        )
        details = {"dropped": self.drop.pk, "merge": made.pk, "on": str(self.on)}
        fields = sorted(name for name, side in plan.choices.items() if side == DROP)
        action = f"registry.{self.kind}_merged"
        log(self.actor.label, action, self.keep, **details, from_dropped=fields)
        return made

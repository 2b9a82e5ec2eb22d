"""Two entries of one person: one term entered twice, or two terms of one human being.

A term entered twice becomes one. Two terms, be they of two unions, two posts or one after the
other, both stay as they are and are known from then on to be of one person.
"""

from collections.abc import Mapping
from datetime import date

from xingjia.access.rules import Actor, Right
from xingjia.facts.sources import facts_changed
from xingjia.registry.commands.merging.locking import both_locked, unchanged
from xingjia.registry.commands.merging.moving import Deed, join
from xingjia.registry.commands.rows import Journal
from xingjia.registry.models import MergeRecord, Officer, Person
from xingjia.registry.queries.merging import plan_persons
from xingjia.registry.queries.newest import covered_keys
from xingjia.registry.queries.persons import posts_together
from xingjia.registry.rules.merging import MergeFault, entered_twice
from xingjia.registry.rules.names import name_key
from xingjia.registry.rules.union_facts import OF_POSTS
from xingjia.toolkit.command import command


@command
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
    """Make two entries of a person one; `choices` say of a term entered twice whose value stands.

    Raises `Refused` without the right over both unions, `MergeFault` when the names differ, when
    both are known to be one already, when one holds a post the actor does not lead, or as
    `merge_employers`.
    """
    keep, drop = both_locked(actor, Officer, keep, drop)
    unchanged(keep, drop, version)
    plan = plan_persons(keep, drop, choices)
    deed, journal = Deed(actor, MergeRecord.Kind.PERSON, keep, drop, on, reason), Journal()
    at = keep.union.organisation
    if not entered_twice(vars(keep), vars(drop)):
        _know_as_one(actor, journal, keep, drop)
        return deed.recorded(at, plan, journal, guarded=False)
    join(journal, keep, drop, plan.choices)
    facts_changed.send(sender=merge_persons, kind="employer", keys=covered_keys(keep.union))
    facts_changed.send(
        sender=merge_persons, kind="union", keys={keep.union_id}, fact_kinds=OF_POSTS
    )
    return deed.recorded(at, plan, journal)


def _know_as_one(actor: Actor, journal: Journal, keep: Officer, drop: Officer) -> None:
    """Let all posts of both be of one person; nothing of the terms changes."""
    if name_key(keep.name) != name_key(drop.name):
        raise MergeFault("other_name")
    if keep.person_id and keep.person_id == drop.person_id:
        raise MergeFault("merged_already")
    together = posts_together([keep, drop])
    if not all(actor.may_from_above(Right.EDIT, one.union.organisation.path) for one in together):
        raise MergeFault("beyond_reach")
    person = keep.person or drop.person
    if person is None:
        person = Person()
        journal.add(person)
    others = [one.pk for one in together if one.person_id != person.pk]
    journal.move(Officer, "person", others, person)

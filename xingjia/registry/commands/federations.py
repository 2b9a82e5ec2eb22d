"""Federations of an industry or a region, and groups within a union, entered by hand."""

from datetime import date

from xingjia.access.checks import Refused
from xingjia.access.rules import Actor, Right, name_fault, plain_name
from xingjia.orgtree.rules import OPEN
from xingjia.registry.commands.editing import Notes, locked_union
from xingjia.registry.models import Affiliation, Group, Union
from xingjia.registry.queries.federations import belongs_already, group_named, is_above
from xingjia.registry.queries.newest import values_of
from xingjia.registry.rules.editing import Finding, Objected, settle
from xingjia.registry.rules.origins import BY_HAND
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.command import command

BECAUSE = "the caller holds the right over the union, which is locked"
FEDERATIONS = frozenset({"industry_federation", "regional_federation"})


@command
def affiliate(
    actor: Actor, federation: Union, member: Union, *, start: date, reason: str = ""
) -> tuple[Affiliation, Notes]:
    """Enter that a union belongs to a federation from a day on; the actor leads both from above.

    Neither the tree nor the place of any figure changes.
    """
    first, second = sorted((federation, member), key=lambda one: one.pk)
    found = {one.pk: _led(actor, one) for one in (first, second)}
    above, below = found[federation.pk], found[member.pk]
    notes = settle(_findings(above, below, start), superior=True, reason=reason)
    made = Affiliation.objects.everything(because=BECAUSE).create(
        member=below, federation=above, start=start, origin=BY_HAND, reason=reason
    )
    log(actor.label, "registry.affiliated", below, federation=above.pk, start=str(start))
    return made, notes


def _findings(federation: Union, member: Union, start: date) -> list[Finding]:
    found = []
    if federation.pk == member.pk or is_above(member, federation, start):
        found.append(Finding("federation_circle", field="member"))
    if values_of(federation).get("kind", "industry_federation") not in FEDERATIONS:
        found.append(Finding("no_federation", field="member"))
    if federation.closed_on or member.closed_on:
        found.append(Finding("closed_already"))
    if any(one.founded_on and start < one.founded_on for one in (federation, member)):
        found.append(Finding("cover_before_founding", field="start"))
    if belongs_already(member, federation, start):
        found.append(Finding("belongs_already", field="member"))
    return found


@command
def leave_federation(actor: Actor, affiliation: Affiliation, *, on: date) -> Affiliation:
    """Enter that a union no longer belongs to a federation; `on` is the first day without."""
    found = _led(actor, affiliation.member)
    one: Affiliation = Affiliation.objects.everything(because=BECAUSE).get(pk=affiliation.pk)
    _end(one, on)
    log(actor.label, "registry.left_federation", found, federation=one.federation_id, on=str(on))
    return one


@command
def set_up_group(actor: Actor, union: Union, *, name: str, leader: str, start: date) -> Group:
    """Enter a group of a union, or another leader of one, from a day on. Its chair may."""
    found, name, leader = locked_union(actor, union), name.strip(), plain_name(leader)
    before = group_named(found, name, start)
    findings = [Finding("closed_already")] if found.closed_on else []
    findings += [] if name else [Finding("cannot_be_emptied", field="name")]
    if leader and name_fault(leader):
        findings.append(Finding("name_unfit", field="leader"))
    if found.founded_on and start < found.founded_on:
        findings.append(Finding("cover_before_founding", field="start"))
    if before and (before.start >= start or before.leader == leader):
        findings.append(Finding("group_known", field="name"))
    if findings:
        raise Objected(findings)
    if before:
        before.end = start
        before.save(update_fields=["end"])
    made: Group = Group.objects.everything(because=BECAUSE).create(
        union=found, name=name, leader=leader, start=start, origin=BY_HAND
    )
    log(actor.label, "registry.group_set_up", found, group=made.pk, start=str(start))
    return made


@command
def end_group(actor: Actor, group: Group, *, on: date) -> Group:
    """Enter that a group is no more; `on` is the first day without it. The chair may."""
    found = locked_union(actor, group.union)
    one: Group = Group.objects.everything(because=BECAUSE).get(pk=group.pk)
    _end(one, on)
    log(actor.label, "registry.group_ended", found, group=one.pk, on=str(on))
    return one


def _end(one: Affiliation | Group, on: date) -> None:
    if not one.start < on or one.end != OPEN:
        raise Objected([Finding("span_over", field="on")])
    one.end = on
    one.save(update_fields=["end"])


def _led(actor: Actor, union: Union) -> Union:
    found = locked_union(actor, union)
    if not actor.may_from_above(Right.EDIT, found.organisation.path):
        raise Refused(f"{Right.EDIT} over {found.organisation.path}")
    return found

"""What happens within a term: who leaves a post, who is elected into it, what was declared, and
the superior's answer to an election. `Refused` and `Objected` as in `commands.elections`."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Unpack

from django.db.models import Q

from xingjia.access.rules import Actor, plain_name
from xingjia.registry.commands.editing import Notes
from xingjia.registry.commands.elections import (
    BECAUSE,
    Papers,
    approved_findings,
    electorate,
    named_findings,
    new_election,
    seat,
)
from xingjia.registry.commands.leading import closed_findings, led_union, touched
from xingjia.registry.models import Election, Officer, Union, UnionStatement
from xingjia.registry.queries.committees import COUNTED, counted, people_rows, sittings
from xingjia.registry.queries.said import asked_said
from xingjia.registry.queries.terms import asked_tenures
from xingjia.registry.rules.ballots import (
    Count,
    Elected,
    Electorate,
    ballot_findings,
    seat_findings,
)
from xingjia.registry.rules.committees import by_election_findings
from xingjia.registry.rules.editing import (
    Finding,
    Level,
    Objected,
    Term,
    leaving_findings,
    settle,
)
from xingjia.registry.rules.elections import Relation
from xingjia.registry.rules.terms import tenure_on
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.command import command
from xingjia.toolkit.together import answered, both, read

# How a person leaves; the other two come from an election and from the end of the union.
LEAVING = frozenset(Officer.Left.values) - {Officer.Left.REPLACED, Officer.Left.CLOSED}
# Who is gone from the enterprise is gone from every post.
FROM_ALL = frozenset({Officer.Left.LEFT_UNIT, Officer.Left.DIED})
LEADS = frozenset({Officer.Post.CHAIR, Officer.Post.VICE_CHAIR})


@command
def by_election(
    actor: Actor,
    union: Union,
    *,
    held_on: date,
    count: Count,
    seats: Sequence[Elected],
    reason: str = "",
    **papers: Unpack[Papers],
) -> tuple[Election, Notes]:
    """Enter who was elected into seats that stood empty, to the end of the running term."""
    found = led_union(actor, union)
    seats = [replace(one, name=plain_name(one.name)) for one in seats]
    rows = people_rows(found)
    known, (tenures, _) = answered(
        both(
            asked_said(UnionStatement, [found.pk], held_on),
            both(asked_tenures([found.pk]), read(rows)),
        )
    )
    members = known.get(found.pk, {}).get("members")
    of = Electorate(members, enterprise=papers.get("enterprise", True))
    tenure = tenure_on(tenures.get(found.pk, []), held_on)
    term = Term(tenure.elected_on, tenure.last) if tenure else None
    people = sittings(rows)
    findings = named_findings(seats) + closed_findings(found) + seat_findings(seats, of)
    findings += by_election_findings(seats, people, held_on, term, found.founded_on)
    findings += ballot_findings(count, seats, of, held_on)
    findings += approved_findings(held_on, papers)
    notes = settle(findings, superior=True, reason=reason)
    election = new_election(actor, found, count, papers)
    election.kind, election.held_on, election.reason = Election.Kind.BY, held_on, reason
    election.save()
    made = seat(actor, election, seats, term.ends_on if term else None, reason)
    touched(found)
    officers = [one.pk for one in made]
    log(actor.label, "registry.by_election_held", election, union=found.pk, officers=officers)
    return election, notes


@command
def complete_election(
    actor: Actor,
    election: Election,
    *,
    count: Count,
    votes: Mapping[int, int],
    reported_on: date | None = None,
    reason: str = "",
) -> tuple[Election, Notes]:
    """Enter what was not known when an election was entered; what is known stays as it is.

    `votes` are by the id of the officer. The whole is judged again.
    """
    union = led_union(actor, election.union)
    found: Election = (
        Election.objects.everything(because=BECAUSE).select_for_update().get(pk=election.pk)
    )
    given = {name: getattr(count, source) for source, name in COUNTED.items()}
    fresh = {
        name: value
        for name, value in (given | {"reported_on": reported_on}).items()
        if value not in (None, "") and getattr(found, name) in (None, "")
    }
    officers = list(Officer.objects.everything(because=BECAUSE).filter(election=found))
    voted = [one for one in officers if one.votes is None and votes.get(one.pk) is not None]
    for one in voted:
        one.votes = votes[one.pk]
    for name, value in fresh.items():
        setattr(found, name, value)
    seats = [Elected(one.post, one.name, one.votes, frozenset()) for one in officers]
    findings = [] if fresh or voted else [Finding("nothing_new")]
    of = electorate(union, found.held_on, enterprise=True)
    findings += ballot_findings(counted(found), seats, of, found.held_on)
    notes = settle(findings, superior=True, reason=reason)
    found.reason = reason or found.reason
    found.save(update_fields=[*fresh, "reason"])
    Officer.objects.everything(because=BECAUSE).bulk_update(voted, ["votes"])
    fields = sorted([*fresh, *(["votes"] if voted else [])])
    log(actor.label, "registry.election_completed", found, union=union.pk, fields=fields)
    return found, notes


@command
def officer_left(
    actor: Actor, officer: Officer, *, on: date, why: str, reason: str = ""
) -> tuple[Officer, Notes]:
    """Enter that somebody has left a post, `on` being the first day without her.

    Who left the enterprise or died has left every post in the union. Moved within the term or
    removed needs what 工会法 art. 18 asks for, given as the reason.
    """
    union = led_union(actor, officer.union)
    return let_go(actor, union, officer, "officer_left", on=on, why=why, reason=reason)


def let_go(
    actor: Actor,
    union: Union,
    officer: Officer,
    action: str,
    *,
    on: date,
    why: str,
    reason: str,
) -> tuple[Officer, Notes]:
    """Judge, write and log that somebody leaves, in the caller's transaction; the union is led by
    the actor and locked."""
    rows = Officer.objects.everything(because=BECAUSE).filter(union=union)
    one: Officer = rows.select_for_update(of=("self",)).get(pk=officer.pk)
    leads = one.post in LEADS
    findings = [] if why in LEAVING else [Finding("why_unfit", field="why")]
    if one.left_on is not None:
        findings.append(Finding("left_already"))
    findings += leaving_findings(on, why, Term(one.elected_on, one.term_ends_on), leads=leads)
    notes = settle(findings, superior=True, reason=reason)
    gone: dict[str, Any] = {"left_on": on, "left_why": why}
    if reason:
        gone["reason"] = reason
    whose = Q(pk=one.pk)
    if why in FROM_ALL:
        whose |= Q(name=one.name, left_on=None) & ~Q(elected_on__gte=on)
    posts = rows.filter(whose).update(**gone)
    one.refresh_from_db()
    touched(union)
    action = f"registry.{action}"
    log(actor.label, action, union, officer=one.pk, why=why, on=str(on), posts=posts)
    return one, notes


@command
def declare(
    actor: Actor,
    officer: Officer,
    *,
    relations: Collection[Relation],
    on: date,
    enterprise: bool = True,
) -> tuple[Officer, Notes]:
    """Keep what an officer declares of herself: which of the relations hold that bar from
    standing. [] says none of them. One that bars is told, for the seat must then be filled anew.
    """
    found = led_union(actor, officer.union)
    rows = Officer.objects.everything(because=BECAUSE).filter(union=found)
    one: Officer = rows.select_for_update(of=("self",)).get(pk=officer.pk)
    if one.declared is not None:
        raise Objected([Finding("declared_already")])
    said = Elected(one.post, one.name, declared=frozenset(relations))
    judged = seat_findings([said], electorate(found, on, enterprise=enterprise))
    notes = [
        replace(finding, level=Level.NOTED)
        for finding in judged
        if finding.code.startswith("barred_")
    ]
    one.declared, one.declared_on, one.declared_by = sorted(relations), on, actor.label
    one.save(update_fields=["declared", "declared_on", "declared_by"])
    log(actor.label, "registry.officer_declared", one, union=found.pk, relations=len(relations))
    return one, tuple(notes)

"""Elections of a union's committee, entered by the federation over it.

Every command raises `Refused` without the right from above, and `Objected` with what stands in
the way (see `rules.ballots`).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Q

from xingjia.access.rules import Actor, name_fault, plain_name
from xingjia.registry.commands.editing import Notes
from xingjia.registry.commands.leading import closed_findings, led_union, touched
from xingjia.registry.commands.statements import BY_HAND
from xingjia.registry.models import Election, Officer, Union, UnionStatement
from xingjia.registry.queries.newest import chairs_of
from xingjia.registry.queries.said import said_on
from xingjia.registry.rules.ballots import (
    BODIES,
    BODY_OF,
    LEADERS,
    Body,
    Count,
    Elected,
    Electorate,
    Office,
    approval_findings,
    ballot_findings,
    committee,
    place_of,
    seat_findings,
    whole_findings,
)
from xingjia.registry.rules.editing import (
    Finding,
    Term,
    election_findings,
    settle,
    term_ends,
)
from xingjia.toolkit.audit.commands import record as log

BECAUSE = "the caller holds the right over the union, which is locked"


class Papers(TypedDict, total=False):
    """What was written about an election: when it was reported, and the superior's answer.

    `enterprise` says whether the union is one of an enterprise, where more people may not stand.
    """

    reported_on: date | None
    approved_on: date | None
    approval_no: str
    enterprise: bool


@transaction.atomic
def hold_election(
    actor: Actor,
    union: Union,
    *,
    held_on: date,
    term_years: int,
    count: Count,
    seats: Sequence[Elected],
    reason: str = "",
    **papers: Unpack[Papers],
) -> tuple[Election, Notes]:
    """Enter the election of a whole committee for a term of 3 or 5 years (工会法 art. 16).

    Who sat in the bodies that were elected leaves on that day. Nothing is elected without a
    quorum and the votes of more than half of those who should attend (总工发〔2016〕27号).
    """
    found = led_union(actor, union)
    election, officers, notes = seat_all(
        actor,
        found,
        seats,
        held_on=held_on,
        term_years=term_years,
        count=count,
        reason=reason,
        **papers,
    )
    touched(found)
    log(
        actor.label,
        "registry.election_held",
        election,
        union=found.pk,
        officers=[one.pk for one in officers],
        years=term_years,
    )
    return election, notes


def seat_all(
    actor: Actor,
    union: Union,
    seats: Sequence[Elected],
    *,
    held_on: date,
    term_years: int,
    count: Count | None = None,
    reason: str = "",
    **papers: Unpack[Papers],
) -> tuple[Election, list[Officer], Notes]:
    """Judge an election and seat who was elected, in the caller's transaction, lock and log.

    Without a `count` the election is not judged by one: only its result is known.
    """
    seats = [replace(one, name=plain_name(one.name)) for one in seats]
    of = electorate(union, held_on, enterprise=papers.get("enterprise", True))
    findings = named_findings(seats) + _dated(union, held_on, term_years) + closed_findings(union)
    findings += seat_findings(seats, of) + _approved(held_on, papers)
    if count is not None:
        findings += whole_findings(seats, of) + ballot_findings(count, seats, of, held_on)
    notes = settle(findings, superior=True, reason=reason)
    _succeeded(union, seats, held_on)
    election = new_election(actor, union, count or Count(), papers)
    election.held_on, election.term_years, election.reason = held_on, term_years, reason
    election.save()
    last = term_ends(held_on, term_years)
    return election, seat(actor, election, seats, last, reason), notes


def electorate(union: Union, on: date, *, enterprise: bool) -> Electorate:
    """What is known on a day of who elects."""
    said = said_on(UnionStatement, [union.pk], on).get(union.pk, {})
    return Electorate(said.get("members"), enterprise)


def seat(
    actor: Actor, election: Election, seats: Sequence[Elected], last: date | None, reason: str
) -> list[Officer]:
    """Write who was elected, until the last day of the term."""
    made = [
        Officer(
            union=election.union,
            election=election,
            post=one.post,
            name=one.name,
            votes=one.votes,
            elected_on=election.held_on,
            term_ends_on=last,
            declared=None if one.declared is None else sorted(one.declared),
            declared_on=None if one.declared is None else election.held_on,
            declared_by="" if one.declared is None else actor.label,
            origin=BY_HAND,
            reason=reason,
        )
        for one in seats
    ]
    found: list[Officer] = Officer.objects.everything(because=BECAUSE).bulk_create(made)
    return found


def named_findings(seats: Sequence[Elected]) -> list[Finding]:
    """Names that are none."""
    return [
        Finding("name_unfit", field=place_of(index))
        for index, one in enumerate(seats)
        if name_fault(one.name)
    ]


def _dated(union: Union, held_on: date, term_years: int) -> list[Finding]:
    """About the day and the term, seen beside the term before."""
    before = next(iter(chairs_of(union)), None)
    term = Term(before.elected_on, before.term_ends_on) if before else None
    findings = [
        replace(one, field="held_on" if one.field == "elected_on" else one.field)
        for one in election_findings(held_on, term_years, union.founded_on, term)
    ]
    known = Election.objects.everything(because=BECAUSE).filter(
        union=union, held_on=held_on, kind=Election.Kind.WHOLE
    )
    if not any(one.code == "elected_before_last" for one in findings) and known.exists():
        findings.append(Finding("election_known", field="held_on"))
    return findings


def _approved(held_on: date, papers: Papers) -> list[Finding]:
    number, day = papers.get("approval_no", ""), papers.get("approved_on")
    if not number and not day:
        return []
    return approval_findings(held_on, papers.get("reported_on"), day, number)


def _succeeded(union: Union, seats: Sequence[Elected], held_on: date) -> None:
    """Who sat in the bodies now elected leaves; a chair told alone succeeds only a chair."""
    told = {BODY_OF[Office(one.post)] for one in seats}
    posts = {post for body in told for post in BODIES[body]}
    if Body.COMMITTEE in told and all(one.post in LEADERS for one in committee(seats)):
        posts -= set(BODIES[Body.COMMITTEE]) - LEADERS
    Officer.objects.everything(because=BECAUSE).filter(
        Q(elected_on__isnull=True) | Q(elected_on__lt=held_on),
        Q(left_on__isnull=True) | Q(left_on__gt=held_on),
        union=union,
        post__in=posts,
    ).update(left_on=held_on, left_why=Officer.Left.REPLACED)


def new_election(actor: Actor, union: Union, count: Count, papers: Papers) -> Election:
    """An election with what was counted, not yet stored."""
    return Election(
        union=union,
        form=count.form,
        should_attend=count.should_attend,
        present=count.present,
        ballots_issued=count.issued,
        ballots_returned=count.returned,
        candidates=count.candidates,
        notice_from=count.notice_from,
        reported_on=papers.get("reported_on"),
        approved_on=papers.get("approved_on"),
        approval_no=papers.get("approval_no", ""),
        said_by=actor.label,
        origin=BY_HAND,
    )

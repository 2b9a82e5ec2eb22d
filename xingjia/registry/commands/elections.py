"""Elections of a union's committee, entered by the federation over it.

Every command raises `Refused` without the right from above, and `Objected` with what stands in
the way (see `rules.ballots`).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypedDict, Unpack

from django.db.models import Q, QuerySet

from xingjia.access.rules import Actor, name_fault, plain_name
from xingjia.registry.commands.editing import Notes
from xingjia.registry.commands.leading import closed_findings, led_union, touched
from xingjia.registry.models import Election, Officer, Union, UnionStatement
from xingjia.registry.queries.committees import people_rows
from xingjia.registry.queries.said import said_on, statements, value_among
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
from xingjia.registry.rules.origins import BY_HAND
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.command import command
from xingjia.toolkit.together import together

BECAUSE = "the caller holds the right over the union, which is locked"
COMPLETED = (
    "election",
    "term_ends_on",
    "votes",
    "reason",
    "declared",
    "declared_on",
    "declared_by",
)
Known = dict[tuple[str, str], Officer]  # by post and name


class Papers(TypedDict, total=False):
    """What was written about an election: when it was reported, and the superior's answer.

    `enterprise` says whether the union is one of an enterprise, where more people may not stand.
    """

    reported_on: date | None
    approved_on: date | None
    approval_no: str
    enterprise: bool


@command
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
    said: "QuerySet[UnionStatement] | None" = None,
    **papers: Unpack[Papers],
) -> tuple[Election, list[Officer], Notes]:
    """Judge an election and seat who was elected, in the caller's transaction, lock and log.
    `said` are the `statements` about the union, if the caller needs them too.

    Without a `count` the election is not judged by one: only its result is known. Who is on
    record already as elected on that day, by a register or a list, is not seated twice.
    """
    seats = [replace(one, name=plain_name(one.name)) for one in seats]
    enterprise = papers.get("enterprise", True)
    said = statements(UnionStatement, union.pk) if said is None else said
    rows = people_rows(union)
    together(said, rows)
    people = list(rows)
    of = Electorate(value_among(said, "members", held_on) if count else None, enterprise)
    known = _known(people, seats, held_on)
    findings = named_findings(seats) + closed_findings(union)
    told = (Officer.Post.CHAIR, _chair(seats)) in known
    findings += _dated(union, people, held_on, term_years, told=told)
    findings += seat_findings(seats, of) + approved_findings(held_on, papers)
    if count is not None:
        findings += whole_findings(seats, of) + ballot_findings(count, seats, of, held_on)
    notes = settle(findings, superior=True, reason=reason)
    _succeeded(union, seats, held_on)
    election = new_election(actor, union, count or Count(), papers)
    election.held_on, election.term_years, election.reason = held_on, term_years, reason
    election.save()
    last = term_ends(held_on, term_years)
    made = seat(actor, election, seats, last, reason, known)
    return election, made, notes


def electorate(union: Union, on: date, *, enterprise: bool) -> Electorate:
    """What is known on a day of who elects."""
    said = said_on(UnionStatement, [union.pk], on).get(union.pk, {})
    return Electorate(said.get("members"), enterprise)


def seat(
    actor: Actor,
    election: Election,
    seats: Sequence[Elected],
    last: date | None,
    reason: str,
    known: Known | None = None,
) -> list[Officer]:
    """Write who was elected, until the last day of the term; who is known is only completed.

    Where the chair of this election was followed already, so was everybody elected with her.
    """
    known = known or {}
    chair = next((one for (post, _), one in known.items() if post == Officer.Post.CHAIR), None)
    followed = chair is not None and chair.left_why in ("", Officer.Left.REPLACED)
    left_on = chair.left_on if chair and followed else None
    officers = []
    for one in seats:
        officer = known.get((one.post, one.name)) or Officer(
            union=election.union,
            post=one.post,
            name=one.name,
            elected_on=election.held_on,
            left_on=left_on,
            left_why=Officer.Left.REPLACED if left_on else "",
            origin=BY_HAND,
        )
        officer.election, officer.term_ends_on = election, last
        officer.votes = officer.votes if one.votes is None else one.votes
        officer.reason = reason or officer.reason
        if one.declared is not None:
            officer.declared, officer.declared_by = sorted(one.declared), actor.label
            officer.declared_on = election.held_on
        officers.append(officer)
    everybody = Officer.objects.everything(because=BECAUSE)
    everybody.bulk_create([one for one in officers if one.pk is None])
    everybody.bulk_update(known.values(), COMPLETED)
    return officers


def _known(people: Sequence[Officer], seats: Sequence[Elected], held_on: date) -> Known:
    """Who is on record as elected on that day, by post and name, and by no election yet."""
    rows = (one for one in people if one.elected_on == held_on and one.election is None)
    wanted = {(one.post, one.name) for one in seats}
    return {(one.post, one.name): one for one in rows if (one.post, one.name) in wanted}


def _chair(seats: Sequence[Elected]) -> str:
    return next((one.name for one in seats if one.post == Office.CHAIR), "")


def named_findings(seats: Sequence[Elected]) -> list[Finding]:
    """Names that are none."""
    return [
        Finding("name_unfit", field=place_of(index))
        for index, one in enumerate(seats)
        if name_fault(one.name)
    ]


def _dated(
    union: Union, people: Sequence[Officer], held_on: date, term_years: int, *, told: bool
) -> list[Finding]:
    """About the day and the term, seen beside the term before; `told`: the chair elected then is
    on record, so a later one is no objection."""
    chairs = [one for one in reversed(people) if one.post == Officer.Post.CHAIR]
    if told:
        chairs = [one for one in chairs if (one.elected_on or date.min) < held_on]
    before = next(iter(chairs), None)
    term = Term(before.elected_on, before.term_ends_on) if before else None
    findings = [
        replace(one, field="held_on" if one.field == "elected_on" else one.field)
        for one in election_findings(held_on, term_years, union.founded_on, term)
    ]
    elections = (one.election for one in people if one.election and not one.election.refused_on)
    whole = {one.held_on for one in elections if one.kind == Election.Kind.WHOLE}
    if not any(one.code == "elected_before_last" for one in findings) and held_on in whole:
        findings.append(Finding("election_known", field="held_on"))
    return findings


def approved_findings(held_on: date, papers: Papers) -> list[Finding]:
    """About the superior's answer, as far as there is one."""
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

"""What the steps of a procedure enter in the register, by its own commands."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext

from xingjia.access.rules import Actor, name_fault
from xingjia.organising.models import Procedure, StepRecord
from xingjia.organising.queries.procedures import leads
from xingjia.organising.rules.steps import Done, Step
from xingjia.registry.commands.answers import (
    allow_delay,
    approve_election,
    undo_delay,
)
from xingjia.registry.commands.editing import Notes
from xingjia.registry.commands.elections import electorate, hold_election
from xingjia.registry.commands.founding import Founding, found_union
from xingjia.registry.models import Election
from xingjia.registry.queries.terms import delays_standing
from xingjia.registry.rules.ballots import (
    Count,
    Elected,
    Electorate,
    ballot_findings,
    place_of,
    seat_findings,
    whole_findings,
)
from xingjia.registry.rules.editing import TERM_YEARS, Finding

NOTICE = {Procedure.Kind.FOUNDING: "call", Procedure.Kind.RE_ELECTION: "notice"}
NOMINATION = {Procedure.Kind.FOUNDING: "call", Procedure.Kind.RE_ELECTION: "nominate"}


def meeting_findings(
    procedure: Procedure, done: Mapping[str, Done], meeting: Done
) -> list[Finding]:
    """What there is to say about the meeting: quorum, votes, contest, notice, who sits where."""
    count, seats = count_of(procedure, done, meeting), seats_of(meeting.details)
    of = _electorate(procedure, done, meeting.day)
    found = [
        Finding("name_unfit", field=place_of(index))
        for index, one in enumerate(seats)
        if name_fault(one.name)
    ]
    if meeting.details.get("term_years") not in (None, *TERM_YEARS):
        found.append(Finding("term_years", field="term_years"))
    found += seat_findings(seats, of) + whole_findings(seats, of)
    return found + ballot_findings(count, seats, of, meeting.day)


def enter(
    actor: Actor,
    procedure: Procedure,
    records: Mapping[str, StepRecord],
    step: Step,
    *,
    reason: str,
) -> Notes:
    """Bring the register up to a step just recorded; most steps leave it alone."""
    if procedure.kind == Procedure.Kind.FOUNDING:
        if step.code == "approve":
            _found(actor, procedure, records, reason)
        return ()
    if step.code == "meet" and leads(actor, procedure):
        return _elect(actor, procedure, records, reason)
    if step.code == "approve":
        return _confirm(actor, procedure, records, reason)
    if step.code == "extend":
        _delay(actor, procedure, _done(records["extend"]))
    return ()


def _delay(actor: Actor, procedure: Procedure, told: Done) -> None:
    """Enter the delay; one this procedure entered before is taken back, for the step was mended."""
    if procedure.union is None:
        raise TypeError("a re-election has a union")
    undo_delays(actor, procedure, on=told.day, reason=gettext("更正了延期的登记"))
    allow_delay(
        actor,
        procedure.union,
        term_ends_on=procedure.term_ends_on,
        until=date.fromisoformat(told.details["until"]),
        approved_on=told.day,
        number=told.doc_no,
        origin=_origin(procedure),
    )


def undo_delays(actor: Actor, procedure: Procedure, *, on: date, reason: str) -> None:
    """Take back what the procedure has entered of a delay."""
    for one in delays_standing().filter(origin=_origin(procedure)):
        undo_delay(actor, one, on=on, reason=reason)


def _origin(procedure: Procedure) -> str:
    return f"organising.procedure:{procedure.pk}"


def _found(
    actor: Actor, procedure: Procedure, records: Mapping[str, StepRecord], reason: str
) -> None:
    if procedure.employer is None:
        raise TypeError("a founding has an employer")
    approval, meeting, joined = (_done(records[code]) for code in ("approve", "meet", "join"))
    known = {code: _done(one) for code, one in records.items() if one.done_on}
    union, election = found_union(
        actor,
        procedure.employer,
        name=str(approval.details["union_name"]),
        founded_on=approval.day,
        founding=Founding(
            approval_no=approval.doc_no,
            held_on=meeting.day,
            reported_on=records["report"].done_on,
            term_years=int(meeting.details["term_years"]),
            count=count_of(procedure, known, meeting),
            seats=tuple(seats_of(meeting.details)),
        ),
        said={name: joined.details[name] for name in joined.details},
        reason=reason,
    )
    procedure.union = union
    procedure.save(update_fields=["union"])
    _link(records["meet"], election)


def _elect(
    actor: Actor, procedure: Procedure, records: Mapping[str, StepRecord], reason: str
) -> Notes:
    """Enter the election of a re-election, with the superior's answer where it is there."""
    if procedure.union is None:
        raise TypeError("a re-election has a union")
    meeting = _done(records["meet"])
    known = {code: _done(one) for code, one in records.items() if one.done_on}
    approval, report = known.get("approve"), known.get("report")
    election, notes = hold_election(
        actor,
        procedure.union,
        held_on=meeting.day,
        term_years=int(meeting.details["term_years"]),
        count=count_of(procedure, known, meeting),
        seats=seats_of(meeting.details),
        reason=reason or records["meet"].reason,
        reported_on=report.day if report else None,
        approved_on=approval.day if approval else None,
        approval_no=approval.doc_no if approval else "",
    )
    _link(records["meet"], election)
    return notes


def _confirm(
    actor: Actor, procedure: Procedure, records: Mapping[str, StepRecord], reason: str
) -> Notes:
    election = records["meet"].election
    if election is None or election.refused_on:
        return _elect(actor, procedure, records, reason)
    approval = _done(records["approve"])
    approve_election(actor, election, approved_on=approval.day, approval_no=approval.doc_no)
    return ()


def _link(one: StepRecord, election: Election) -> None:
    one.election = election
    one.save(update_fields=["election"])


def _done(one: StepRecord) -> Done:
    if one.done_on is None:
        raise TypeError(f"{one.code} was taken back")
    return Done(one.done_on, one.doc_no, one.details)


def _electorate(procedure: Procedure, done: Mapping[str, Done], on: date) -> Electorate:
    if procedure.union is not None:
        return electorate(procedure.union, on, enterprise=True)
    joined = done.get("join")
    return Electorate(joined.details.get("members") if joined else None)


def count_of(procedure: Procedure, done: Mapping[str, Done], meeting: Done) -> Count:
    """What was counted, with the notice and the candidates of the steps before."""
    notice = done.get(NOTICE[Procedure.Kind(procedure.kind)])
    named = done.get(NOMINATION[Procedure.Kind(procedure.kind)])
    told = meeting.details
    return Count(
        form=str(told.get("form", "")),
        should_attend=told.get("should_attend"),
        present=told.get("present"),
        issued=told.get("issued"),
        returned=told.get("returned"),
        notice_from=notice.day if notice else None,
        candidates=len(named.details["candidates"]) if named else None,
    )


def seats_of(details: Mapping[str, Any]) -> list[Elected]:
    """Who was elected, as the register takes it; who stood and was not has no post."""
    return [
        Elected(
            one["post"],
            one["name"],
            one.get("votes"),
            None if one.get("declared") is None else frozenset(one["declared"]),
        )
        for one in details.get("elected", [])
        if one.get("post")
    ]

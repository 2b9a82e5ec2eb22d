"""What the superior answers to a reported election, and to a request for more time.

Every command raises `Refused` without the right from above, and `Objected` with what stands in
the way.
"""

from datetime import date
from typing import Any

from django.core import serializers

from xingjia.access.rules import Actor
from xingjia.registry.commands.editing import Notes
from xingjia.registry.commands.leading import closed_findings, led_union, told, touched
from xingjia.registry.commands.rows import as_json
from xingjia.registry.models import Answer, Delay, Election, Officer, Union, UnionStatement
from xingjia.registry.queries.answers import (
    answer_of,
    elected_since,
    elected_through,
    followed_by,
    phones_through,
    unchanged,
)
from xingjia.registry.rules.ballots import approval_findings
from xingjia.registry.rules.delays import delay_findings
from xingjia.registry.rules.editing import Finding, settle
from xingjia.registry.rules.union_facts import OF_POSTS, told_by
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.command import command

OF_PHONES = told_by([UnionStatement.Field.CHAIR_PHONE])
BECAUSE = "the caller holds the right over the union, which is locked"


@command
def approve_election(
    actor: Actor,
    election: Election,
    *,
    approved_on: date,
    approval_no: str,
    answer: str = "",
) -> tuple[Election, Notes]:
    """Enter that the superior approves a reported election, due in 15 days (总工发〔2016〕27号)."""
    led_union(actor, election.union)
    found = _locked(election)
    notes = _judged(found, approved_on, approval_no)
    found.approved_on, found.approval_no, found.answer = approved_on, approval_no.strip(), answer
    found.save(update_fields=["approved_on", "approval_no", "answer"])
    _answered(actor, found, Answer.Given.APPROVED, approved_on, approval_no, answer)
    told([found.union_id], OF_POSTS)
    log(actor.label, "registry.election_approved", found, on=str(approved_on))
    return found, notes


@command
def refuse_election(
    actor: Actor,
    election: Election,
    *,
    refused_on: date,
    number: str,
    text: str,
) -> tuple[Election, Notes]:
    """Enter that the superior refuses an election that broke the rules: it must be held again
    (总工发〔2016〕27号).

    Whoever it seated never held the post, on no day; whoever left because of it did not leave.
    Terms and figures follow, and the people and counts of the election stay on record. A telephone
    given for the chair since that day was hers: it is set aside with the answer, and the one
    before it stands.
    """
    union = led_union(actor, election.union)
    found = _locked(election)
    findings = [] if text.strip() else [Finding("refusal_reason", field="text")]
    findings += closed_findings(union)
    if elected_since(found):
        findings.append(Finding("elected_since"))
    notes = _judged(found, refused_on, number, findings)
    seated = elected_through(found)
    phones = phones_through(found, seated)
    changed = [*_undone_by(found, seated), *({"statement": one} for one in as_json(phones))]
    _put(changed, "after")
    found.refused_on = refused_on
    found.save(update_fields=["refused_on"])
    _answered(actor, found, Answer.Given.REFUSED, refused_on, number, text, changed)
    touched(union)
    if phones:
        told([found.union_id], OF_PHONES)
    log(actor.label, "registry.election_refused", found, on=str(refused_on), officers=len(seated))
    return found, notes


@command
def undo_answer(
    actor: Actor, election: Election, *, on: date, reason: str
) -> tuple[Election, Notes]:
    """Take back an answer entered by mistake, with the reason; it stays on record.

    After a refusal everybody is as before; where one of them was changed since, or somebody was
    elected, that has to be settled first.
    """
    union = led_union(actor, election.union)
    found = _locked(election)
    answer = answer_of(found)
    findings = [] if reason.strip() else [Finding("reason_needed", field="reason")]
    findings += closed_findings(union)
    if answer is None:
        findings.append(Finding("not_answered"))
    elif answer.given == Answer.Given.REFUSED:
        findings += [Finding("elected_since")] if elected_since(found) else []
        findings += [] if unchanged(answer) else [Finding("answer_changed")]
    settle(findings, superior=True, reason=reason)
    if answer is None:
        raise TypeError("judged above")
    _put(answer.changed, "before")
    found.approved_on, found.approval_no, found.refused_on = None, "", None
    found.answer = ""
    found.save(update_fields=["approved_on", "approval_no", "refused_on", "answer"])
    _undone(answer, actor, on, reason)
    touched(union)
    if any("statement" in one for one in answer.changed):
        told([found.union_id], OF_PHONES)
    log(actor.label, "registry.answer_undone", found, given=str(answer.given), on=str(on))
    return found, ()


@command
def allow_delay(
    actor: Actor,
    union: Union,
    *,
    term_ends_on: date | None,
    until: date,
    approved_on: date,
    number: str,
    origin: str = "",
) -> tuple[Delay, Notes]:
    """Enter that the superior allows the election after a term to be late, at most six months
    (总工发〔2016〕27号). From his approval on the term does not count as overdue until then."""
    found = led_union(actor, union)
    findings = closed_findings(found) + delay_findings(term_ends_on, until, approved_on)
    if not number.strip():
        findings.append(Finding("approval_no_missing", field="number"))
    notes = settle(findings, superior=True, reason="")
    made: Delay = Delay.objects.everything(because=BECAUSE).create(
        union=found,
        term_ends_on=term_ends_on,
        until=until,
        approved_on=approved_on,
        number=number.strip(),
        said_by=actor.label,
        origin=origin,
    )
    touched(found)
    log(actor.label, "registry.delay_allowed", found, delay=made.pk, until=str(until))
    return made, notes


@command
def undo_delay(actor: Actor, delay: Delay, *, on: date, reason: str) -> tuple[Delay, Notes]:
    """Take back a delay entered by mistake, with the reason; it stays on record."""
    union = led_union(actor, delay.union)
    rows = Delay.objects.everything(because=BECAUSE)
    found: Delay = rows.select_for_update(of=("self",)).get(pk=delay.pk)
    findings = [] if reason.strip() else [Finding("reason_needed", field="reason")]
    findings += [Finding("delay_undone")] if found.undone_on else []
    settle(findings, superior=True, reason=reason)
    _undone(found, actor, on, reason)
    touched(union)
    log(actor.label, "registry.delay_undone", union, delay=found.pk, on=str(on))
    return found, ()


def _locked(election: Election) -> Election:
    rows = Election.objects.everything(because=BECAUSE)
    found: Election = rows.select_for_update(of=("self",)).get(pk=election.pk)
    return found


def _judged(found: Election, on: date, number: str, findings: list[Finding] | None = None) -> Notes:
    findings = [*(findings or ()), *approval_findings(found.held_on, found.reported_on, on, number)]
    if found.approved_on or found.refused_on:
        findings.append(Finding("approved_already"))
    return settle(findings, superior=True, reason="")


def _answered(
    actor: Actor,
    election: Election,
    given: str,
    on: date,
    number: str,
    text: str,
    changed: list[dict[str, Any]] | None = None,
) -> None:
    Answer.objects.everything(because=BECAUSE).create(
        election=election,
        given=given,
        on=on,
        number=number.strip(),
        text=text.strip(),
        said_by=actor.label,
        changed=changed or [],
    )


def _undone(one: Answer | Delay, actor: Actor, on: date, reason: str) -> None:
    one.undone_on, one.undone_by, one.undone_reason = on, actor.label, reason.strip()
    one.save()


def _undone_by(found: Election, seated: list[Officer]) -> list[dict[str, Any]]:
    """Whom the refusal concerns: as they were, and as they are after it."""
    changed = [_kept(one) for one in (*seated, *followed_by(found))]
    for one in changed:
        one["after"] = (
            {"left_on": found.held_on.isoformat(), "left_why": Officer.Left.REFUSED.value}
            if one["pk"] in {officer.pk for officer in seated}
            else {"left_on": None, "left_why": ""}
        )
    return changed


def _kept(one: Officer) -> dict[str, Any]:
    left_on = one.left_on.isoformat() if one.left_on else None
    return {"pk": one.pk, "before": {"left_on": left_on, "left_why": one.left_why}}


def _put(changed: list[dict[str, Any]], side: str) -> None:
    """Let the officers and telephones of a refusal be as before it, or after."""
    everybody: Any = Officer.objects
    rows = everybody.everything(because=BECAUSE), everybody.refused(because=BECAUSE)
    for one in changed:
        if "statement" in one:
            _put_phone(one["statement"], side)
            continue
        left_on = one[side]["left_on"]
        values = {
            "left_on": date.fromisoformat(left_on) if left_on else None,
            "left_why": one[side]["left_why"],
        }
        for some in rows:
            some.filter(pk=one["pk"]).update(**values)


def _put_phone(row: dict[str, Any], side: str) -> None:
    """A telephone that was given for who was refused is there before the refusal, not after."""
    if side == "before":
        for one in serializers.deserialize("python", [row]):
            one.save()
    else:
        UnionStatement.objects.everything(because=BECAUSE).filter(pk=row["pk"]).delete()

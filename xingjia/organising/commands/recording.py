"""Entering the steps of a procedure, mending them and taking them back.

Three steps reach into the register: the meeting of a re-election enters the election there, when
a superior records it; the superior's approval founds the union of a founding, or confirms the
election; and a delay he allows moves the day from which the term counts as overdue. What has
reached the register is mended there and not taken back here, but for the delay.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from xingjia.access.checks import Refused, Unacceptable
from xingjia.access.rules import Actor, Right
from xingjia.organising.commands.entering import enter, meeting_findings, undo_delays
from xingjia.organising.commands.opening import locked
from xingjia.organising.models import Procedure, StepRecord
from xingjia.organising.queries.procedures import (
    SETTLED,
    done_of,
    in_register,
    leads,
    may_act,
    plan_of,
    records_of,
    standing_of,
)
from xingjia.organising.rules.steps import (
    Done,
    Step,
    findings,
    leaning_on,
    position,
    stages,
    step_of,
)
from xingjia.registry.commands.editing import Notes
from xingjia.registry.rules.delays import delay_findings
from xingjia.registry.rules.editing import Finding, Stale, settle
from xingjia.registry.rules.origins import BY_HAND
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.command import command

BECAUSE = "the caller holds the right over the procedure, which is locked"


@command
def record_step(
    actor: Actor,
    procedure: Procedure,
    code: str,
    *,
    new: Done,
    on: date,
    note: str = "",
    reason: str = "",
    before: str | None = None,
) -> tuple[StepRecord, Notes]:
    """Enter a step, or mend it. `on` is today.

    `before` is the day the form showed ("" for none, None: not asked); raises `Stale` when
    another stands by now.
    """
    found = locked(actor, procedure)
    step = step_of(plan_of(found), code)
    if step is None:
        raise Unacceptable("no_such_step")
    if not may_act(actor, found, step):
        raise Refused(f"{Right.EDIT} of step {code} of procedure {found.pk}")
    records = records_of([found])[found.pk]
    stands = written(standing_of(records, code))
    if before is not None and before != stands:
        raise Stale({"done_on": stands}, {"done_on": new.day.isoformat()})
    new = Done(new.day, new.doc_no.strip(), _asked(step, new.details))
    objections = _objections(found, records, step, new, on)
    notes = settle(objections, superior=leads(actor, found), reason=reason)
    one = _written(actor, found, records.get(code), code, new, note, reason)
    records[code] = one
    notes += enter(actor, found, records, step, reason=reason)
    _end_if_done(found, records, on)
    log(actor.label, "organising.step_recorded", found, step=code, on=new.day.isoformat())
    return one, notes


@command
def take_back(
    actor: Actor, procedure: Procedure, code: str, *, on: date, reason: str
) -> StepRecord:
    """Undo a step entered by mistake; what it said is kept with the reason. `on` is today."""
    found = locked(actor, procedure)
    step = step_of(plan_of(found), code)
    records = records_of([found])[found.pk]
    one = standing_of(records, code)
    if step is None or one is None:
        raise Unacceptable("no_such_step")
    if not may_act(actor, found, step):
        raise Refused(f"{Right.EDIT} of step {code} of procedure {found.pk}")
    objections = [] if reason.strip() else [Finding("reason_missing", field="reason")]
    objections += _over(found)
    for other in leaning_on(plan_of(found), done_of(records.values()), code):
        objections.append(Finding("leaned_on", said=(("step", other),)))
    if code in SETTLED and in_register(found, records):
        objections.append(Finding("in_register"))
    settle(objections, superior=True, reason="")
    emptied(actor, one, reason.strip())
    if code == "extend":
        undo_delays(actor, found, on=on, reason=reason)
    if found.closed_on:
        found.closed_on, found.closed_why = None, ""
        found.save(update_fields=["closed_on", "closed_why"])
    log(actor.label, "organising.step_taken_back", found, step=code)
    return one


def emptied(actor: Actor, one: StepRecord, reason: str) -> None:
    """Let a step not be done any more; what it said is kept."""
    _keep(one)
    one.done_on, one.doc_no, one.details, one.note = None, "", {}, ""
    one.said_by, one.reason = actor.label, reason
    one.save()


def written(one: StepRecord | None) -> str:
    """The day that stands for a step, as a form carries it along; "" for none."""
    return one.done_on.isoformat() if one and one.done_on else ""


def _objections(
    procedure: Procedure, records: Mapping[str, StepRecord], step: Step, new: Done, on: date
) -> list[Finding]:
    done = done_of(records.values())
    found = [*_over(procedure), *findings(plan_of(procedure), done, step, new, on)]
    if step.code in SETTLED and in_register(procedure, records) and step.code in done:
        found.append(Finding("in_register"))
    if step.code == "extend":
        until = new.details.get("until")
        last = date.fromisoformat(until) if until else None
        found += delay_findings(procedure.term_ends_on, last, new.day)
    if step.code == "meet":
        found += meeting_findings(procedure, done, new)
    if step.code == "join":
        found += _members(new.details)
    return found


def _members(details: Mapping[str, Any]) -> list[Finding]:
    members, women = details.get("members") or 0, details.get("women_members") or 0
    return [Finding("women_members_over_members", field="women_members")] if women > members else []


def _over(procedure: Procedure) -> list[Finding]:
    abandoned = procedure.closed_why == Procedure.Closed.ABANDONED
    return [Finding("procedure_over")] if abandoned else []


def _asked(step: Step, details: Mapping[str, Any]) -> dict[str, Any]:
    """What the step asks for and somebody gave."""
    return {name: details[name] for name in step.asks if details.get(name) not in (None, "", [])}


def _written(
    actor: Actor,
    procedure: Procedure,
    one: StepRecord | None,
    code: str,
    new: Done,
    note: str,
    reason: str,
) -> StepRecord:
    if one is None:
        one = StepRecord(procedure=procedure, code=code)
    elif one.done_on:
        _keep(one)
    if one.election and one.election.refused_on:
        one.election = None
    one.done_on, one.doc_no, one.details = new.day, new.doc_no, dict(new.details)
    one.note, one.reason, one.said_by, one.origin = note, reason, actor.label, BY_HAND
    one.save()
    return one


def _keep(one: StepRecord) -> None:
    """Put what the record says into `replaced`."""
    said = {
        "done_on": one.done_on.isoformat() if one.done_on else "",
        "doc_no": one.doc_no,
        "details": one.details,
        "note": one.note,
        "said_by": one.said_by,
        "reason": one.reason,
    }
    one.replaced = [*one.replaced, said]


def _end_if_done(procedure: Procedure, records: Mapping[str, StepRecord], on: date) -> None:
    """A procedure ends on the day its last step was done, and lives again if one is taken back."""
    done = done_of(records.values())
    if position(stages(plan_of(procedure), done, on)).now is not None or procedure.closed_on:
        return
    last = max(one.day for one in done.values())
    procedure.closed_on = max(last, procedure.opened_on)
    procedure.closed_why = Procedure.Closed.DONE
    procedure.save(update_fields=["closed_on", "closed_why"])

"""The superior refuses a reported result: it broke the rules, so it is held again."""

from datetime import date
from typing import Any

from xingjia.access.checks import Refused
from xingjia.access.rules import Actor, Right
from xingjia.organising.commands.opening import locked
from xingjia.organising.commands.recording import emptied
from xingjia.organising.models import Procedure, StepRecord
from xingjia.organising.queries.procedures import (
    VOIDED,
    done_of,
    leads,
    records_of,
    standing_of,
)
from xingjia.organising.rules.refusing import refusal_findings
from xingjia.registry.commands.answers import refuse_election
from xingjia.registry.rules.editing import settle
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.command import command

BECAUSE = "the caller holds the right over the procedure, which is locked"


@command
def refuse_result(
    actor: Actor, procedure: Procedure, *, on: date, doc_no: str, text: str, today: date
) -> StepRecord:
    """Enter the refusal: meeting and report are to be done anew, what they said is kept.

    An election that the register holds already is refused there, so that nobody holds a post by
    it (总工发〔2016〕27号). The answer stays with the step of approval.
    """
    found = locked(actor, procedure)
    if not leads(actor, found):
        raise Refused(f"{Right.EDIT} over procedure {found.pk}")
    records = records_of([found])[found.pk]
    done = done_of(records.values())
    findings = refusal_findings(done, on, doc_no, text, today)
    settle(findings, superior=True, reason="")
    election = records["meet"].election
    if election is not None:
        refuse_election(actor, election, refused_on=on, number=doc_no, text=text)
    else:
        for code in sorted(VOIDED):
            if one := standing_of(records, code):
                emptied(actor, one, text.strip())
    answer = records.get("approve") or StepRecord(procedure=found, code="approve")
    said: dict[str, Any] = {"done_on": on.isoformat(), "doc_no": doc_no.strip(), "note": ""}
    said |= {"said_by": actor.label, "reason": text.strip(), "refused": "yes"}
    said["details"] = {"held_on": done["meet"].day.isoformat()}
    answer.replaced = [*answer.replaced, said]
    answer.said_by = actor.label
    answer.save()
    log(actor.label, "organising.result_refused", found, on=on.isoformat())
    return answer

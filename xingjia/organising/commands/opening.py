"""Beginning and ending a procedure.

Every command raises `Refused` without the right here, and `Objected` with what stands in the way.
"""

from datetime import date

from xingjia.access.checks import Refused
from xingjia.access.rules import Actor, Right
from xingjia.organising.models import Procedure
from xingjia.organising.queries.procedures import RELATED, may_keep
from xingjia.registry.commands.editing import Notes, locked_employer, locked_union
from xingjia.registry.models import Employer, Union
from xingjia.registry.queries.employers import covers_on
from xingjia.registry.queries.terms import term_end_of
from xingjia.registry.rules.editing import Finding, Level, settle
from xingjia.registry.rules.terms import Stage, state_of_term
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.command import command

BECAUSE = "the caller holds the right over the employer or union, which is locked"


@command
def open_founding(actor: Actor, employer: Employer, *, on: date) -> tuple[Procedure, Notes]:
    """Begin to found a union at an employer that has none."""
    found = locked_employer(actor, employer)
    findings = []
    if covers_on(on).filter(employer=found).exists():
        findings.append(Finding("unionised_already"))
    if _under_way(kind=Procedure.Kind.FOUNDING, employer=found):
        findings.append(Finding("open_already"))
    notes = settle(findings, superior=True, reason="")
    return _opened(actor, on, kind=Procedure.Kind.FOUNDING, employer=found), notes


@command
def open_reelection(
    actor: Actor, union: Union, *, on: date, reason: str = ""
) -> tuple[Procedure, Notes]:
    """Begin to elect a union's committee anew; its chair may, and the federation over it.

    Earlier than six months before the term's end a superior has to say why.
    """
    found = locked_union(actor, union)
    findings = [Finding("closed_already")] if found.closed_on else []
    if _under_way(kind=Procedure.Kind.RE_ELECTION, union=found):
        findings.append(Finding("open_already"))
    last = term_end_of(found, on)
    if state_of_term(last, on).stage is Stage.IN_TERM:
        findings.append(Finding("term_runs", Level.WARNED, "reason"))
    superior = actor.may_from_above(Right.EDIT, found.organisation.path)
    notes = settle(findings, superior=superior, reason=reason)
    kind = Procedure.Kind.RE_ELECTION
    return _opened(actor, on, kind=kind, union=found, term_ends_on=last), notes


@command
def abandon(actor: Actor, procedure: Procedure, *, on: date, reason: str) -> Procedure:
    """End a procedure that is not carried through, and say why. What was recorded stays."""
    found = locked(actor, procedure)
    findings = [] if reason.strip() else [Finding("reason_missing", field="reason")]
    if found.closed_on:
        findings.append(Finding("procedure_over"))
    if on < found.opened_on:
        findings.append(Finding("ended_before_begun", field="on"))
    settle(findings, superior=True, reason="")
    found.closed_on, found.closed_why = on, Procedure.Closed.ABANDONED
    found.closed_reason = reason.strip()
    found.save(update_fields=["closed_on", "closed_why", "closed_reason"])
    log(actor.label, "organising.abandoned", found, on=str(on))
    return found


def locked(actor: Actor, procedure: Procedure) -> Procedure:
    """The procedure, locked, if the actor keeps it; else raises `Refused`."""
    mine = Procedure.objects.visible_to(actor, Right.EDIT).filter(pk=procedure.pk)
    found: Procedure | None = mine.select_for_update(of=("self",)).select_related(*RELATED).first()
    if found is None or not may_keep(actor, found):
        raise Refused(f"{Right.EDIT} of procedure {procedure.pk}")
    return found


def _under_way(**of: object) -> bool:
    rows = Procedure.objects.everything(because=BECAUSE)
    return bool(rows.filter(closed_on__isnull=True, **of).exists())


def _opened(actor: Actor, on: date, **of: object) -> Procedure:
    made: Procedure = Procedure.objects.everything(because=BECAUSE).create(
        opened_on=on, opened_by=actor.label, **of
    )
    log(actor.label, "organising.opened", made, kind=str(made.kind), on=str(on))
    return made

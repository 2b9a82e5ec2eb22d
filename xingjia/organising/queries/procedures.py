"""One procedure: what was recorded of it, where it stands, and who may act on it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from xingjia.access.rules import Actor, Right
from xingjia.organising.models import Procedure, StepRecord
from xingjia.organising.rules import founding, reelection
from xingjia.organising.rules.steps import Done, Plan, Position, Stage, Step, Who, position, stages
from xingjia.orgtree.models import Node
from xingjia.registry.models import Employer, Union

BECAUSE = "of procedures that the reader was given"
PLANS: dict[str, Plan] = {
    Procedure.Kind.FOUNDING: founding.PLAN,
    Procedure.Kind.RE_ELECTION: reelection.PLAN,
}
VOIDED = frozenset({"meet", "report"})  # what a refused result leaves to be done again
SETTLED = frozenset({"meet", "approve"})  # the steps that reach into the register
RELATED = ("employer__organisation", "union__organisation")


def procedure_for(actor: Actor, pk: int) -> Procedure | None:
    """The procedure with this id, if it is the actor's to see."""
    rows = Procedure.objects.visible_to(actor).select_related(*RELATED)
    found: Procedure | None = rows.filter(pk=pk).first()
    return found


def plan_of(procedure: Procedure) -> Plan:
    """The steps of its kind."""
    return PLANS[procedure.kind]


def records_of(procedures: Collection[Procedure]) -> dict[int, dict[str, StepRecord]]:
    """Per procedure and step, what was recorded: one query."""
    found: dict[int, dict[str, StepRecord]] = {one.pk: {} for one in procedures}
    rows = StepRecord.objects.everything(because=BECAUSE).filter(procedure__in=found)
    for row in rows.select_related("election"):
        found[row.procedure_id][row.code] = row
    return found


def done_of(records: Iterable[StepRecord]) -> dict[str, Done]:
    """The records as the rules take them, without what was taken back or came to nothing."""
    by_code = {one.code: one for one in records}
    standing = (standing_of(by_code, code) for code in by_code)
    return {
        one.code: Done(one.done_on, one.doc_no, one.details)
        for one in standing
        if one and one.done_on
    }


def standing_of(records: Mapping[str, StepRecord], code: str) -> StepRecord | None:
    """What stands of a step: nothing once the superior refused the election it is about."""
    one, meeting = records.get(code), records.get("meet")
    void = meeting is not None and meeting.election is not None and meeting.election.refused_on
    return None if one is None or one.done_on is None or (void and code in VOIDED) else one


def stages_of(procedure: Procedure, records: Iterable[StepRecord], on: date) -> list[Stage]:
    """Every step with how it stands on the day."""
    return stages(plan_of(procedure), done_of(records), on, procedure.term_ends_on)


def position_of(procedure: Procedure, found: list[Stage], on: date) -> Position:
    """Where a procedure stands on a day, of its stages."""
    ended = procedure.closed_on is not None and procedure.closed_on <= on
    return position(found, abandoned=ended and procedure.closed_why == Procedure.Closed.ABANDONED)


def place_of(procedure: Procedure) -> Node:
    """Whose tree node decides who keeps it: the employer's place, or the union's own leaf."""
    if procedure.kind == Procedure.Kind.FOUNDING:
        return _employer(procedure).organisation
    return _union(procedure).organisation


def may_keep(actor: Actor, procedure: Procedure) -> bool:
    """Whether the actor keeps this procedure: a founding the township, a re-election also the
    chair of the union."""
    return actor.may(Right.EDIT, place_of(procedure).path)


def may_act(actor: Actor, procedure: Procedure, step: Step) -> bool:
    """Whether the actor may enter this step: a superior's step only from over the union."""
    path = place_of(procedure).path
    if procedure.kind == Procedure.Kind.RE_ELECTION and step.who is Who.SUPERIOR:
        return actor.may_from_above(Right.EDIT, path)
    return actor.may(Right.EDIT, path)


def leads(actor: Actor, procedure: Procedure) -> bool:
    """Whether the actor stands over it: a warning gives way to his reason."""
    path = place_of(procedure).path
    if procedure.kind == Procedure.Kind.FOUNDING:
        return actor.may(Right.EDIT, path)
    return actor.may_from_above(Right.EDIT, path)


def in_register(procedure: Procedure, records: Mapping[str, StepRecord]) -> bool:
    """Whether the register holds already what these steps enter there."""
    if procedure.kind == Procedure.Kind.FOUNDING:
        return procedure.union_id is not None
    return any(one.election and not one.election.refused_on for one in records.values())


def subject_of(procedure: Procedure) -> Employer | Union:
    """Whom it is about: the employer that has no union yet, or the union."""
    return _employer(procedure) if procedure.kind == Procedure.Kind.FOUNDING else _union(procedure)


def open_founding_of(actor: Actor, employer: Employer) -> Procedure | None:
    """The founding that is under way at an employer."""
    return _under_way(actor, kind=Procedure.Kind.FOUNDING, employer=employer)


def open_reelection_of(actor: Actor, union: Union) -> Procedure | None:
    """The re-election that is under way in a union."""
    return _under_way(actor, kind=Procedure.Kind.RE_ELECTION, union=union)


def _under_way(actor: Actor, **of: object) -> Procedure | None:
    rows = Procedure.objects.visible_to(actor).filter(closed_on__isnull=True, **of)
    found: Procedure | None = rows.first()
    return found


def _employer(procedure: Procedure) -> Employer:
    if procedure.employer is None:
        raise TypeError("a founding has an employer")
    return procedure.employer


def _union(procedure: Procedure) -> Union:
    if procedure.union is None:
        raise TypeError("a re-election has a union")
    return procedure.union

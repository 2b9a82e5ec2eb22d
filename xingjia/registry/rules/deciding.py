"""What a person may decide about a row of a register that waits, and what follows. Pure.

What is not decided stays as the register has it: the row waits and nothing of it is written.
"""

from collections.abc import Collection
from dataclasses import replace

from xingjia.imports.rules import Change, Choice, Outcome, Plan, Reason, Record
from xingjia.registry.rules.register import KnownEmployer, Match, plan

OF_UNION = frozenset({"union", "chair"})
# Said of a union that the row may not touch: the rest of the row can do without it.
WITHOUT_UNION = frozenset({"union_closed", "conflict", "outside"})
SOURCES = {
    ("employer", "name"): "employer_name",
    ("employer", "code"): "employer_code",
    ("employer", "place"): "division_code",
    ("union", "name"): "union_name",
    ("union", "code"): "union_code",
    ("union", "founded_on"): "union_founded",
    ("chair", "name"): "chair_name",
    ("chair", "elected_on"): "chair_elected_on",
}


def options_of(record: Record, found: Match) -> tuple[Choice, ...]:
    """What may be decided before the row is compared with anything; none for a plain row."""
    if found.reason:
        return _identities(found) if found.reason.code == "conflict" else ()
    return record.options if found.known else ()


def _identities(found: Match) -> tuple[Choice, ...]:
    """Whom a row may mean whose code and name disagree."""
    known = found.known
    if known is None:
        return ()
    if known.employer.get("code") == (found.reason and found.reason.value):
        return (Choice.STORED, Choice.ROW, Choice.NEW)
    return (Choice.CODE, Choice.NAME) if found.other else (Choice.CODE,)


def decided(record: Record, found: Match) -> tuple[Record, Match]:
    """The row and whom it means, after the decision: what was in doubt is left out of it.

    Where nothing was decided, or what was decided is no option, both as they are.
    """
    if record.choice not in options_of(record, found):
        return record, found
    if found.reason is None:
        return record.without(), found
    if record.choice == Choice.NAME:
        return record.without("employer_code"), Match(found.other)
    if record.choice == Choice.CODE:
        return record.without("employer_name"), Match(found.known)
    if record.choice == Choice.STORED:
        return record.without("employer_code"), Match(found.known)
    return record.without(), Match(found.known if record.choice == Choice.ROW else None)


def planned(row: Record, found: Match, record: Record, meant: Match) -> Plan:
    """What a row does after the decision, with what may be decided and all that is to be said of
    it; `row` and `found` are as they were read."""
    options = options_of(row, found)
    after = plan(record, meant)
    if not options:
        return after
    if record is row:
        return replace(after, options=options)
    return replace(after, options=options, reasons=plan(row, found).reasons)


def without_union(planned: Plan, before: Plan, choice: str) -> Plan:
    """The plan held because of its union, with the way out: the union stays as it is and the rest
    is written. `before` is the plan as it was without the union's fault."""
    reason = planned.reasons[0] if planned.reasons else Reason("")
    fault = reason.field == "union_code" and reason.code in WITHOUT_UNION
    if planned.outcome is not Outcome.HELD or before.outcome is Outcome.HELD or not fault:
        return planned
    if choice != Choice.STORED:
        return replace(planned, options=(Choice.STORED,))
    rest = tuple(one for one in before.changes if one.subject not in OF_UNION)
    return replace(_with(before, rest), reasons=planned.reasons, options=(Choice.STORED,))


def edited_since(planned: Plan, known: KnownEmployer | None, choice: str) -> Plan:
    """The plan, unless it would change what somebody entered by hand after the day of the
    register: a person decides which of the two stands."""
    if known is None or planned.outcome is not Outcome.CHANGED or not known.edited:
        return planned
    disputed = [one for one in planned.changes if _by_hand(one, known.edited)]
    if not disputed or choice == Choice.ROW:
        return planned
    options = (Choice.STORED, Choice.ROW)
    reasons = tuple(Reason("edited", _source(one)) for one in disputed)
    if choice == Choice.STORED:
        rest = tuple(one for one in planned.changes if one not in disputed)
        return replace(_with(planned, rest), options=options)
    return replace(
        planned,
        outcome=Outcome.HELD,
        changes=tuple(disputed),
        reasons=(*reasons, *planned.reasons),
        options=options,
    )


def _by_hand(change: Change, edited: Collection[tuple[str, str]]) -> bool:
    return (change.subject, change.field) in edited or (change.subject, "") in edited


def _source(change: Change) -> str:
    """The column of the workbook that a change comes from."""
    return SOURCES.get((change.subject, change.field), change.field)


def _with(planned: Plan, changes: tuple[Change, ...]) -> Plan:
    known = planned.outcome is not Outcome.NEW
    outcome = Outcome.SAME if known and not changes else planned.outcome
    return replace(planned, outcome=outcome, changes=changes)

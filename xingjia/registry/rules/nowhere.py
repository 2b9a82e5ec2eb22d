"""Values of a row that have nothing to belong to: a number without a union, a day without a
chair. Pure."""

from dataclasses import replace

from xingjia.imports.rules import WRITTEN, Outcome, Plan, Reason, Record
from xingjia.registry.rules.register import SUBJECTS, KnownEmployer, exists


def told_of_nowhere(planned: Plan, record: Record, known: KnownEmployer | None) -> Plan:
    """The plan, with a word on each value that is not taken over because there is no union, or no
    chair, of which it could be said. A no and a 0 say nothing that would be lost."""
    if planned.outcome not in WRITTEN | {Outcome.SAME}:
        return planned
    lost = [
        Reason("nowhere", source)
        for subject, fields in SUBJECTS
        if not exists(subject, record.values, known)
        for source in fields
        if record.values.get(source)
    ]
    return replace(planned, reasons=(*planned.reasons, *lost)) if lost else planned

"""Which rows of a register would say just what is stored should they come again. Pure."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from xingjia.imports.rules import Outcome, Plan, Record
from xingjia.registry.rules.names import last_day, name_key
from xingjia.registry.rules.register import FULL_CODE, UNION_CODE, KnownEmployer


def settled(
    rows: Sequence[tuple[Record, Plan, KnownEmployer | None]], founded: Collection[str], on: date
) -> Iterator[int]:
    """The keys of rows that were just written and need no comparing next time, as long as nothing
    is edited: new employers with a code and a name of their own, and a union, if any, that they
    founded and did not join. `founded` are the codes of unions that these rows founded.

    Careful: a row that is not among them may well be the same next time. It is compared then.
    """
    names = Counter(name_key(planned.title) for _, planned, _ in rows)
    unions = Counter(_union_code(planned) for _, planned, _ in rows)
    for record, planned, _ in rows:
        said = planned.reasons or planned.options
        if planned.outcome is not Outcome.NEW or said or len(planned.code) != FULL_CODE:
            continue
        code = _union_code(planned)
        alone = not code or (code in founded and unions[code] == 1)
        if alone and names[name_key(planned.title)] == 1 and _in_office(planned, on):
            yield record.key


def _union_code(planned: Plan) -> str:
    codes = (c.after for c in planned.changes if (c.subject, c.field) == UNION_CODE)
    return str(next(codes, ""))


def _in_office(planned: Plan, on: date) -> bool:
    """Whether the chair was elected by the day of the register; one elected later is not known
    on that day."""
    said = (c.after for c in planned.changes if (c.subject, c.field) == ("chair", "elected_on"))
    elected = last_day(next(said, None))
    return elected is None or elected <= on

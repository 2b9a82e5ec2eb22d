"""A row of a register that names a chair by an election the superior refused. Pure."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from xingjia.imports.rules import Outcome, Plan, Reason
from xingjia.registry.rules.names import last_day
from xingjia.registry.rules.register import KnownEmployer

Refused = Collection[tuple[int, str, date | None]]  # union, name, elected on


def not_refused(planned: Plan, known: KnownEmployer | None, refused: Refused) -> Plan:
    """The plan, unless it would seat somebody again by an election that was refused: a question."""
    told = {one.field: one.after for one in planned.changes if one.subject == "chair"}
    if known is None or not told:
        return planned
    name, elected = told.get("name") or known.chair.get("name"), last_day(told.get("elected_on"))
    if (known.union_key, name, elected) not in refused:
        return planned
    reasons = (Reason("election_refused", "chair_name"), *planned.reasons)
    return replace(planned, outcome=Outcome.HELD, changes=(), reasons=reasons)

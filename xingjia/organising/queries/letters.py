"""What the records know for the letters of a procedure."""

from collections.abc import Iterable
from datetime import date

from xingjia.organising.letters.setting import Refusal, Setting
from xingjia.organising.models import Procedure, StepRecord
from xingjia.organising.queries.procedures import done_of
from xingjia.organising.rules.steps import Done
from xingjia.orgtree.models import Node
from xingjia.registry.models import Employer, EmployerStatement, Officer, Union, UnionStatement
from xingjia.registry.queries.newest import chairs_of
from xingjia.registry.queries.said import said_on
from xingjia.registry.queries.unions import above


def setting_of(procedure: Procedure, records: Iterable[StepRecord]) -> Setting:
    """Names, days and numbers of one procedure, as far as they are known."""
    records = list(records)
    done, refused = done_of(records), refusal_of(records)
    if procedure.kind == Procedure.Kind.FOUNDING and procedure.employer is not None:
        return _founding(procedure, procedure.employer, done, refused)
    if procedure.union is None:
        raise TypeError("a re-election has a union")
    return _reelection(procedure, procedure.union, done, refused)


def _founding(
    procedure: Procedure, employer: Employer, done: dict[str, Done], refused: Refusal | None
) -> Setting:
    said = said_on(EmployerStatement, [employer.pk], procedure.opened_on).get(employer.pk, {})
    joined = done["join"].details if "join" in done else {}
    named = done["approve"].details.get("union_name") if "approve" in done else ""
    return Setting(
        founding=True,
        employer=employer.name,
        union=str(named or proposed_name(employer)),
        unit=f"{employer.name}工会筹备组",
        superior=federation(employer.organisation),
        done=done,
        notice="call",
        nomination="call",
        members=joined.get("members"),
        women=joined.get("women_members"),
        staff=said.get("staff"),
        refusal=refused,
    )


def _reelection(
    procedure: Procedure, union: Union, done: dict[str, Done], refused: Refusal | None
) -> Setting:
    said = said_on(UnionStatement, [union.pk], procedure.opened_on).get(union.pk, {})
    place = above([union.organisation_id], procedure.opened_on).get(union.organisation_id)
    chair = _outgoing(procedure, union)
    return Setting(
        founding=False,
        employer="",
        union=union.name,
        unit=union.name,
        superior=federation(place) if place else "上级工会",
        done=done,
        notice="notice",
        nomination="nominate",
        members=said.get("members"),
        women=said.get("women_members"),
        chair=chair.name if chair else "",
        elected_on=chair.elected_on if chair else None,
        term_last=procedure.term_ends_on,
        refusal=refused,
    )


def refusal_of(records: Iterable[StepRecord]) -> Refusal | None:
    """The last refusal of a result, as the step of approval keeps it."""
    said = [
        one
        for record in records
        if record.code == "approve"
        for one in record.replaced
        if one.get("refused")
    ]
    if not said:
        return None
    last = said[-1]
    held = last["details"].get("held_on")
    held_on = date.fromisoformat(held) if held else None
    return Refusal(date.fromisoformat(last["done_on"]), last["doc_no"], last["reason"], held_on)


def _outgoing(procedure: Procedure, union: Union) -> Officer | None:
    """The chair whose term is to be renewed: elected last before the procedure began."""
    begun = procedure.opened_on
    found = [one for one in chairs_of(union) if not one.elected_on or one.elected_on <= begun]
    return found[0] if found else None


def proposed_name(employer: Employer) -> str:
    """The usual name of an enterprise's union; docs/domain.md §7.4."""
    return f"{employer.name}工会委员会"


def federation(place: Node) -> str:
    """The federation of a place, as letters address it."""
    return f"{place.name}总工会"

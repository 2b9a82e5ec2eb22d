"""A union comes into being: the superior approves what the members' meeting elected."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from xingjia.access.rules import Actor
from xingjia.facts.sources import facts_changed
from xingjia.orgtree.commands import Planting, plant_all
from xingjia.orgtree.models import Node
from xingjia.registry.commands.editing import locked_employer
from xingjia.registry.commands.elections import seat_all
from xingjia.registry.commands.statements import say_by_hand
from xingjia.registry.models import Cover, Election, Employer, Union, UnionStatement
from xingjia.registry.queries.employers import covers_on
from xingjia.registry.rules.ballots import Count, Elected
from xingjia.registry.rules.claims import OF_COVERS
from xingjia.registry.rules.editing import Finding, settle
from xingjia.registry.rules.names import search_text
from xingjia.registry.rules.origins import BY_HAND
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.command import command

BECAUSE = "the caller holds the right over the employer, which is locked"


@dataclass(frozen=True)
class Founding:
    """The election a union begins with, and the superior's approval of it."""

    approval_no: str
    held_on: date
    term_years: int
    count: Count
    seats: tuple[Elected, ...]
    reported_on: date | None = None


@command
def found_union(
    actor: Actor,
    employer: Employer,
    *,
    name: str,
    founded_on: date,
    founding: Founding,
    said: Mapping[str, Any],
    reason: str = "",
) -> tuple[Union, Election]:
    """Enter a union that covers the employer from the day the superior approved it (工会法 art.
    12), with the committee its members had elected before. `said`: further statements of that
    day, such as how many members it has.
    """
    at = locked_employer(actor, employer)
    name = name.strip()
    settle(_findings(at, name, founded_on, founding), superior=True, reason="")
    union = _planted(actor, at, name, founded_on)
    election = _elected(actor, union, founded_on, founding, reason)
    told = {"name": name, **said, "approval_no": founding.approval_no}
    known = {field: value for field, value in told.items() if field in UnionStatement.Field.values}
    say_by_hand(actor, union, known, day=founded_on)
    Cover.objects.everything(because=BECAUSE).create(
        union=union, employer=at, start=founded_on, origin=BY_HAND
    )
    facts_changed.send(sender=found_union, kind="employer", keys={at.pk}, fact_kinds=OF_COVERS)
    facts_changed.send(sender=found_union, kind="union", keys={union.pk})
    log(actor.label, "registry.union_founded", union, employer=at.pk, on=str(founded_on))
    return union, election


def _findings(employer: Employer, name: str, on: date, founding: Founding) -> list[Finding]:
    found = [] if name else [Finding("cannot_be_emptied", field="union_name")]
    if not founding.approval_no.strip():
        found.append(Finding("approval_no_missing", field="approval_no"))
    if covers_on(on).filter(employer=employer).exists():
        found.append(Finding("covered_already"))
    return found


def _elected(
    actor: Actor, union: Union, founded_on: date, founding: Founding, reason: str
) -> Election:
    """Seat the committee. The meeting elects, the approval founds: nobody has said yet when the
    union was founded, for its officers were elected before."""
    election, _, _ = seat_all(
        actor,
        union,
        founding.seats,
        held_on=founding.held_on,
        term_years=founding.term_years,
        count=founding.count,
        reason=reason,
        reported_on=founding.reported_on,
        approved_on=founded_on,
        approval_no=founding.approval_no,
    )
    union.founded_on = founded_on
    union.save(update_fields=["founded_on"])
    return election


def _planted(actor: Actor, employer: Employer, name: str, on: date) -> Union:
    """The union's leaf under the employer's place, with a local code until it has its own."""
    code = f"L{uuid4().hex[:16]}"
    planting = Planting(employer.organisation, Node.Kind.UNION, code, name, on)
    leaf = plant_all(actor.label, [planting])[0]
    made: Union = Union.objects.everything(because=BECAUSE).create(
        organisation=leaf, name=name, search=search_text(name)
    )
    return made

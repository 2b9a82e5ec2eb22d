"""Entering and mending contracts by hand, and whom they cover.

Every command raises `Refused` without the right here, and `Objected` with what stands in the way
(see `rules.contract_editing`). What is changed stays in `ContractChange`, before and after.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction

from xingjia.access.checks import Refused, require
from xingjia.access.rules import Actor, Right
from xingjia.facts.sources import facts_changed
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import EVER
from xingjia.registry.commands.editing import Notes
from xingjia.registry.models import Contract, ContractChange, ContractEmployer, Employer
from xingjia.registry.queries.contract_mending import (
    covered_by,
    leads,
    number_is_known,
    overlapping,
    place_of_all,
    running,
    values_of_contract,
)
from xingjia.registry.queries.contracts import may_edit
from xingjia.registry.queries.parameters import local_terms
from xingjia.registry.rules.claims import OF_CONTRACTS
from xingjia.registry.rules.contract_clock import LAW, Terms
from xingjia.registry.rules.contract_editing import (
    DAYS,
    FIELDS,
    OWN,
    contract_findings,
    dates_in,
)
from xingjia.registry.rules.editing import Finding, Level, Objected, Stale, settle, version_of
from xingjia.registry.rules.origins import BY_HAND
from xingjia.toolkit.audit.commands import record as log

BECAUSE = "the caller holds the right over the contract, which is locked"


@transaction.atomic
def add_contract(
    actor: Actor,
    employers: Collection[Employer],
    *,
    on: date,
    renews: Contract | None = None,
    reason: str = "",
    **values: Any,
) -> tuple[Contract, Notes]:
    """Enter a contract for these employers, with what is known of it; `on` is today.

    It belongs to the lowest place that holds all of them, where the actor must keep the
    register. `renews` is the contract it follows. Days are written 2013-04-10.
    """
    place = place_of_all(employers)
    if place is None:
        raise Refused("no place holds these employers")
    require(actor, Right.EDIT, place.path)
    if renews is not None and not may_edit(actor, renews):
        raise Refused(f"{Right.EDIT} of contract {renews.pk}")
    values = _known(values)
    keys = {one.pk for one in employers}
    findings = contract_findings(
        values, {*values, "employers"}, covered=len(keys), on=on, terms=_terms(values, place)
    )
    findings += _beside(values, place, keys, mine=None, other=renews.pk if renews else None)
    notes = settle(findings, superior=leads(actor, employers), reason=reason)
    one = Contract(organisation=place, origin=BY_HAND, renews=renews)
    _fill(one, values)
    one.save()
    ContractEmployer.objects.everything(because=BECAUSE).bulk_create(
        ContractEmployer(contract=one, employer_id=key) for key in sorted(keys)
    )
    keep_change(actor, one, before={}, reason=reason)
    _figures_follow(keys)
    log(actor.label, "registry.contract_added", one, fields=sorted(values), employers=len(keys))
    return one, notes


@transaction.atomic
def change_contract(
    actor: Actor,
    contract: Contract,
    *,
    on: date,
    version: str,
    reason: str = "",
    **values: Any,
) -> Notes:
    """Mend what is known of a contract; None clears a value, which needs a reason.

    `version` is `version_of` the values the form was opened with; raises `Stale` when others
    stand now.
    """
    one = locked_contract(actor, contract)
    stands = values_of_contract(one)
    if version != version_of(stands):
        raise Stale(stands, values)
    changed = {name: value for name, value in _known(values).items() if value != stands.get(name)}
    if not changed:
        return ()
    would = {name: value for name, value in (stands | changed).items() if value is not None}
    ever = covered_by(one)
    rows = running(ever)
    keys = {row.employer_id for row in rows}
    findings = contract_findings(
        would, changed, covered=len(keys) or 1, on=on, terms=_terms(would, one.organisation)
    )
    if {"kind", "number", "valid_from", "valid_to"} & changed.keys():
        findings += _beside(would, one.organisation, keys, mine=one.pk, other=one.renews_id)
    if None in changed.values() and not reason.strip():
        findings.append(Finding("emptied_reason", field="reason"))
    superior = leads(actor, [row.employer for row in rows])
    notes = settle(findings, superior=superior, reason=reason)
    _fill(one, changed)
    one.save(update_fields=list(changed))
    keep_change(actor, one, before=stands, reason=reason)
    _figures_follow({row.employer_id for row in ever})
    log(actor.label, "registry.contract_changed", one, fields=sorted(changed))
    return notes


@transaction.atomic
def cover_by_contract(
    actor: Actor, contract: Contract, employer: Employer, *, start: date | None = None
) -> ContractEmployer:
    """Put one more employer under a shared contract, from a day on; None: from its beginning."""
    one = locked_contract(actor, contract)
    require(actor, Right.EDIT, employer.organisation.path)
    findings = []
    if one.reach == OWN:
        findings.append(Finding("own_covers_one", field="employer"))
    begin = start or EVER
    rows = [row for row in covered_by(one) if row.employer_id == employer.pk]
    if any(row.end > begin for row in rows):
        findings.append(Finding("covered_already", field="employer"))
    if start and any(day and start >= day for day in (one.ended_on, _after(one.valid_to))):
        findings.append(Finding("outside_term", field="start"))
    settle(findings, superior=True, reason="")
    made: ContractEmployer = ContractEmployer.objects.everything(because=BECAUSE).create(
        contract=one, employer=employer, start=begin
    )
    _figures_follow({employer.pk})
    log(actor.label, "registry.contract_covers", one, employer=employer.pk, start=str(begin))
    return made


@transaction.atomic
def uncover_by_contract(actor: Actor, row: ContractEmployer, *, on: date) -> ContractEmployer:
    """An employer leaves a contract that goes on; `on` is the first day without it."""
    one = locked_contract(actor, row.contract)
    rows = running(covered_by(one))
    mine = next((known for known in rows if known.pk == row.pk), None)
    if mine is None or on <= max(mine.start, one.valid_from or EVER):
        raise Objected([Finding("outside_term", field="on")])
    if len(rows) == 1:
        raise Objected([Finding("last_employer")])
    mine.end = on
    mine.save(update_fields=["end"])
    _figures_follow({mine.employer_id})
    log(actor.label, "registry.contract_leaves", one, employer=mine.employer_id, on=str(on))
    return mine


def locked_contract(actor: Actor, contract: Contract) -> Contract:
    """The contract, locked, if the actor may mend it; else raises `Refused`."""
    if not may_edit(actor, contract):
        raise Refused(f"{Right.EDIT} of contract {contract.pk}")
    rows = Contract.objects.everything(because=BECAUSE).select_for_update(of=("self",))
    found: Contract = rows.select_related("organisation").get(pk=contract.pk)
    return found


def keep_change(actor: Actor, one: Contract, *, before: dict[str, Any], reason: str = "") -> None:
    """Keep what differs between `before` and what stands now."""
    after = values_of_contract(one)
    names = {name for name in before | after if before.get(name) != after.get(name)}
    ContractChange.objects.everything(because=BECAUSE).create(
        contract=one,
        before={name: before[name] for name in sorted(names) if name in before},
        after={name: after[name] for name in sorted(names) if name in after},
        said_by=actor.label,
        reason=reason,
    )


def _beside(
    values: dict[str, Any],
    place: Node,
    employers: set[int],
    *,
    mine: int | None,
    other: int | None,
) -> list[Finding]:
    """What stands beside it: the same number, another contract for the same days.

    `mine` is the contract itself, `other` the one it renews.
    """
    found = []
    kind, number = str(values.get("kind", "")), str(values.get("number", ""))
    if number_is_known(kind, number, place, mine):
        found.append(Finding("number_known", Level.WARNED, "number"))
    first, last = values.get("valid_from"), values.get("valid_to")
    if first and last and first <= last:
        days = date.fromisoformat(first), date.fromisoformat(last)
        if overlapping(employers, kind, *days, {key for key in (mine, other) if key}):
            found.append(Finding("overlaps", Level.NOTED, "valid_from"))
    return found


def _terms(values: dict[str, Any], place: Node) -> Terms:
    """The lengths of the clock as the county of the place decided them."""
    try:
        dates = dates_in(values)
    except ValueError:
        return LAW
    return local_terms([place.path]).of(place.path, dates)


def _known(values: dict[str, Any]) -> dict[str, Any]:
    unknown = values.keys() - set(FIELDS)
    if unknown:
        raise TypeError(f"no such values: {sorted(unknown)}")
    return dict(values)


def _fill(one: Contract, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if value is None:
            column = one._meta.get_field(name)
            setattr(one, name, None if column.null else "")
        else:
            setattr(one, name, date.fromisoformat(value) if name in DAYS else value)


def _after(last: date | None) -> date | None:
    return date.fromordinal(last.toordinal() + 1) if last else None


def touched(one: Contract) -> None:
    """Let the figures of everybody the contract ever covered follow."""
    rows = ContractEmployer.objects.everything(because=BECAUSE).filter(contract=one)
    _figures_follow(rows.values_list("employer", flat=True))


def _figures_follow(employers: Collection[int]) -> None:
    facts_changed.send(sender=Contract, kind="employer", keys=employers, fact_kinds=OF_CONTRACTS)

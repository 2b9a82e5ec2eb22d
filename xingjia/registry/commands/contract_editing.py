"""Entering and mending contracts by hand, and whom they cover.

Every command raises `Refused` without the right here, and `Objected` with what stands in the way
(see `rules.contract_editing`). What is changed stays in `ContractChange`, before and after.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

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
    numbered,
    overlapping,
    place_of_all,
    running,
    running_keys,
    values_of_contract,
)
from xingjia.registry.queries.contracts import may_edit
from xingjia.registry.queries.parameters import LocalTerms, asked_terms
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
from xingjia.toolkit.command import command
from xingjia.toolkit.together import Asking, answered, beside, read

BECAUSE = "the caller holds the right over the contract, which is locked"


@command
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
    terms, beside_it, _ = answered(_known_beside(values, place, keys, other=renews))
    findings = contract_findings(
        values, {*values, "employers"}, covered=len(keys), on=on, terms=terms
    )
    findings += beside_it
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


@command
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
    terms, beside_it, ever = answered(
        _known_beside(would, one.organisation, running_keys(one), mine=one)
    )
    rows = running(ever)
    findings = contract_findings(would, changed, covered=len(rows) or 1, on=on, terms=terms)
    if {"kind", "number", "valid_from", "valid_to"} & changed.keys():
        findings += beside_it
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


@command
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


@command
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


def _known_beside(
    values: dict[str, Any],
    place: Node,
    employers: Any,
    *,
    mine: Contract | None = None,
    other: Contract | None = None,
) -> Asking[tuple[Terms, list[Finding], Iterable[ContractEmployer]]]:
    """What a contract is judged by, in one query: the lengths of the clock as the county of the
    place decided them; what is found beside it, the same number or another contract for the same
    days; and whom it covers if it is one that stands (`mine`). `other` is the one it renews."""
    kind, number = str(values.get("kind", "")), str(values.get("number", ""))
    first, last = values.get("valid_from"), values.get("valid_to")
    same = numbered(kind, number, place, mine.pk if mine else None)
    days = (
        (date.fromisoformat(first), date.fromisoformat(last))
        if first and last and first <= last
        else None
    )
    renewed = mine.renews_id if mine else other.pk if other else None
    besides = {key for key in (mine.pk if mine else None, renewed) if key}
    others = overlapping(employers, kind, *days, besides) if days else same.none()
    ever = covered_by(mine) if mine else ContractEmployer.objects.everything(because=BECAUSE).none()
    local, *_ = yield from beside(
        asked_terms([place.path]), *(read(rows) for rows in (same, others, ever))
    )
    found = [Finding("number_known", Level.WARNED, "number")] if same else []
    found += [Finding("overlaps", Level.NOTED, "valid_from")] if others else []
    return _terms(values, place, local), found, ever


def _terms(values: dict[str, Any], place: Node, local: LocalTerms) -> Terms:
    try:
        dates = dates_in(values)
    except ValueError:
        return LAW
    return local.of(place.path, dates)


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

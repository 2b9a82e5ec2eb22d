"""Writing the rows of a list of contracts."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from xingjia.access.checks import require
from xingjia.access.rules import Actor, Right
from xingjia.facts.sources import facts_changed
from xingjia.imports.kinds import Setting
from xingjia.imports.rules import WRITTEN, Plan, Record, Written
from xingjia.orgtree.models import Node
from xingjia.registry import changes
from xingjia.registry.commands.statements import origin
from xingjia.registry.models import Contract, ContractEmployer
from xingjia.registry.queries.footprint import of_contracts
from xingjia.registry.queries.known import known_contracts, places
from xingjia.registry.rules.claims import OF_CONTRACTS
from xingjia.registry.rules.contracts import DATES, ContractKey, Register, covered, keys_of, plan
from xingjia.registry.rules.footprint import by_row, touched
from xingjia.registry.rules.names import last_day
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.command import command

BECAUSE = "matched in the county under the actor's right to import"
Row = tuple[Record, Plan]


class ContractRows(changes.Worded):
    """The kind "contracts": one row, one contract with the employers it covers."""

    title = _("三项合同台账")

    def plan(self, setting: Setting, records: Sequence[Record]) -> dict[int, Plan]:
        """What each row would do, by record key; writes nothing."""
        register = known_contracts(records, setting.node)
        return {record.key: plan(record, register) for record in records}

    def apply(self, actor: Actor, setting: Setting, records: Sequence[Record]) -> Written:
        """Write what differs from what is stored now."""
        return write_contracts(actor, setting, records)


@command
def write_contracts(actor: Actor, setting: Setting, records: Sequence[Record]) -> Written:
    """Write the contracts that are new or changed; the others stay as they are.

    Raises `Refused` unless the actor may import at the node.
    """
    require(actor, Right.IMPORT, setting.node.path)
    register = known_contracts(records, setting.node)
    plans = {record.key: plan(record, register) for record in records}
    written = Written(plans)
    todo = [(r, plans[r.key]) for r in records if plans[r.key].outcome in WRITTEN]
    if not todo:
        return written
    before = of_contracts([planned.subject_key for _, planned in todo if planned.subject_key])
    contracts = _save(todo, setting.node, register)
    written.employers = _cover(todo, contracts, register)
    about = {contracts[record.key].pk: record.key for record, _ in reversed(todo)}
    after = of_contracts(list(about))
    written.touches = by_row(touched(before, after), after, {}, about)
    log(
        actor.label,
        "registry.contracts_written",
        setting.node,
        rows=[record.key for record, _ in todo],
        contracts=sorted(one.pk for one in contracts.values()),
    )
    facts_changed.send(
        sender=ContractRows, kind="employer", keys=written.employers, fact_kinds=OF_CONTRACTS
    )
    return written


def _save(todo: list[Row], into: Node, register: Register) -> dict[int, Contract]:
    """Create and update contracts; by record key."""
    nodes = places({record.values.get("division_code") or "" for record, _ in todo})
    known = {record.key: planned.subject_key for record, planned in todo if planned.subject_key}
    stored = Contract.objects.everything(because=BECAUSE).in_bulk(list(known.values()))
    contracts: dict[int, Contract] = {}
    fresh: dict[ContractKey, Contract] = {}  # several rows may tell of one new contract
    for record, planned in todo:
        keys = keys_of(record, covered(record, register)[0])
        place = nodes.get(record.values.get("division_code") or "", into)
        contract = (
            stored[known[record.key]]
            if record.key in known
            else fresh.get(keys[0]) or Contract(organisation=place, origin=origin(record.key))
        )
        fresh |= {} if record.key in known else dict.fromkeys(keys, contract)
        for change in planned.changes:
            if change.field != "employers":
                setattr(contract, change.field, _value(change.field, change.after))
        contracts[record.key] = contract
    everything = Contract.objects.everything(because=BECAUSE)
    everything.bulk_create(list({id(one): one for one in fresh.values()}.values()))
    fields = {change.field for _, planned in todo for change in planned.changes} - {"employers"}
    if known and fields:
        everything.bulk_update(stored.values(), sorted(fields))
    return contracts


def _value(name: str, after: Any) -> Any:
    return last_day(after) if name in DATES else after


def _cover(todo: list[Row], contracts: dict[int, Contract], register: Register) -> set[int]:
    """Write which employers each contract covers; returns all employers it says anything of."""
    wanted = {
        (contracts[record.key].pk, employer)
        for record, _ in todo
        for employer in covered(record, register)[0]
    }
    rows = ContractEmployer.objects.everything(because=BECAUSE)
    there = set(rows.filter(contract__in=contracts.values()).values_list("contract", "employer"))
    rows.bulk_create(
        ContractEmployer(contract_id=contract, employer_id=employer)
        for contract, employer in sorted(wanted - there)
    )
    return {employer for _, employer in wanted | there}

"""What one row of a list of contracts would change. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from xingjia.imports.rules import Change, Outcome, Plan, Reason, Record
from xingjia.registry.rules.names import last_day, name_key

# Field of the row → field of the contract.
FIELDS = {
    "contract_kind": "kind",
    "coverage_scope": "reach",
    "contract_no": "number",
    "signed_on": "signed_on",
    "valid_from": "valid_from",
    "valid_to": "valid_to",
    "filed_on": "filed_on",
    "review_opinion": "review_opinion",
    "staff_covered": "staff_covered",
    "women_covered": "women_covered",
    "employers_covered": "employers_stated",
    "remark": "remark",
}
DATES = frozenset({"signed_on", "valid_from", "valid_to"})


# Kind, number and, for a contract without a number, first day and an employer it covers.
ContractKey = tuple[str, str, date | None, int]


def contract_keys(
    kind: str, number: str, first: date | None, employers: Iterable[int]
) -> list[ContractKey]:
    """By what a contract is known again: its number, else whom it covers from which day."""
    if number:
        return [(kind, number, None, 0)]
    return [(kind, "", first, employer) for employer in employers]


@dataclass(frozen=True)
class KnownContract:
    """A stored contract: its values and the employers it covers."""

    key: int
    values: dict[str, Any]
    employers: frozenset[int]
    outside: bool = False  # kept where the import has no say


@dataclass(frozen=True)
class Register:
    """The employers and contracts a list can refer to, within one county."""

    by_code: dict[str, int]
    by_name: dict[str, list[int]]
    names: dict[int, str]
    contracts: dict[ContractKey, KnownContract]  # see `contract_keys`

    def employer(self, code: str | None, name: str | None) -> int | None:
        """The employer a row means: by code, else by the exact name when it is unique."""
        if code and code in self.by_code:
            return self.by_code[code]
        named = self.by_name.get(name_key(name), []) if name else []
        return named[0] if len(named) == 1 else None


def covered(record: Record, register: Register) -> tuple[frozenset[int], tuple[str, ...]]:
    """The employers a row covers, and the names in it that no register knows."""
    values = record.values
    names = values.get("covered_employers")
    if names is None:
        name, code = values.get("employer_name"), values.get("employer_code")
        found = register.employer(code, name)
        return (frozenset({found}), ()) if found else (frozenset(), (name or code or "",))
    pairs = [(name, register.employer(None, name)) for name in names]
    return (
        frozenset(key for _, key in pairs if key),
        tuple(name for name, key in pairs if not key),
    )


def keys_of(record: Record, employers: Iterable[int]) -> list[ContractKey]:
    """By what the contract of a row is known."""
    values = record.values
    kind, number = values.get("contract_kind") or "", values.get("contract_no") or ""
    return contract_keys(kind, number, last_day(values.get("valid_from")), sorted(employers))


def plan(record: Record, register: Register) -> Plan:
    """What the row would do, after what a person decided about it."""
    planned = _plan(record, register)
    if record.choice not in planned.options:
        return planned
    after = _plan(record.without(), register)
    return replace(after, options=planned.options, reasons=planned.reasons)


def _plan(record: Record, register: Register) -> Plan:
    """A contract is known by its kind and number."""
    values = record.values
    employers, unknown = covered(record, register)
    known = next(
        (
            register.contracts[key]
            for key in keys_of(record, employers)
            if key in register.contracts
        ),
        None,
    )
    reasons = [Reason(i["code"], i.get("field") or "") for i in record.issues]
    reasons += [Reason("employer_not_registered", "employer_name", name) for name in unknown]
    title = values.get("employer_name") or values.get("division_name") or ""

    def outcome(result: Outcome, changes: tuple[Change, ...] = ()) -> Plan:
        number = values.get("contract_no") or ""
        key = known.key if known else None
        options = record.options if result is Outcome.HELD and not against and employers else ()
        return Plan(result, title, number, changes, tuple(reasons), key, options)

    against = _against(values, known)
    if any(issue["code"] == "out_of_scope" for issue in record.errors):
        return outcome(Outcome.REJECTED)
    if against:
        reasons.insert(0, against)
    if against or not employers:
        return outcome(Outcome.HELD)
    if record.repeated:
        return outcome(record.repeated)
    if record.errors and (known or _days_are_faulty(record)):
        return outcome(Outcome.HELD)
    changes = tuple(_changes(values, employers, known, register))
    if known is None:
        return outcome(Outcome.NEW, changes)
    return outcome(Outcome.CHANGED if changes else Outcome.SAME, changes)


def _against(values: dict[str, Any], known: KnownContract | None) -> Reason | None:
    if not values.get("contract_kind"):
        return Reason("no_contract_kind", "contract_kind")
    return Reason("outside", "contract_no") if known and known.outside else None


def _days_are_faulty(record: Record) -> bool:
    """A contract that ends before it starts cannot be kept until a person decides."""
    return any(issue["code"] == "date_order" for issue in record.errors)


def _changes(
    values: dict[str, Any],
    employers: frozenset[int],
    known: KnownContract | None,
    register: Register,
) -> Iterator[Change]:
    stored = known.values if known else {}
    for source, target in FIELDS.items():
        after, before = values.get(source), stored.get(target)
        if after is not None and not _same(target, before, after):
            yield Change("contract", target, before, after)
    added = employers - (known.employers if known else frozenset())
    if added:
        names = [register.names[key] for key in sorted(added)]
        yield Change("contract", "employers", None, names)


def _same(target: str, before: Any, after: Any) -> bool:
    if target in DATES:
        return last_day(before) == last_day(after)
    return bool(before == after)

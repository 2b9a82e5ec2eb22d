"""What one row of a register would change. Pure.

A blank cell changes nothing. An error on a row of a known employer holds it whole; of a new one,
the faulty value stays unknown and the rest is written (tests/samples/README.md).
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from xingjia.imports.rules import WRITTEN, Change, Outcome, Plan, Reason, Record
from xingjia.registry.rules.names import last_day, name_key
from xingjia.registry.rules.values import is_old_number

# Field of the row → field of the record, by what it is said of.
EMPLOYER = {
    "employer_name": "name",
    "employer_code": "code",
    "division_code": "place",
    "address": "address",
    "ownership": "ownership",
    "industry": "industry",
    "in_production": "in_production",
    "staff": "staff",
    "women_staff": "women_staff",
    "migrant_staff": "migrant_staff",
    "contracts_collective": "contracts_collective",
    "contracts_wage": "contracts_wage",
    "contracts_women": "contracts_women",
    "registered_capital": "registered_capital",
    "registered_on": "registered_on",
    "remark": "remark",
}
UNION = {
    "union_name": "name",
    "union_code": "code",
    "union_founded": "founded_on",
    "members": "members",
    "women_members": "women_members",
    "chair_phone": "chair_phone",
    "office_place": "office_place",
    "sign_displayed": "sign_displayed",
    "identity_displayed": "identity_displayed",
}
CHAIR = {"chair_name": "name", "chair_elected_on": "elected_on", "term_ends_on": "term_ends_on"}
SUBJECTS = (("employer", EMPLOYER), ("union", UNION), ("chair", CHAIR))
DATES = frozenset({"founded_on", "elected_on", "term_ends_on"})
UNION_CODE = ("union", "code")
EMPLOYER_CODE = ("employer", "code")
FULL_CODE = 18  # GB 32100; shorter ones are old registration numbers


@dataclass(frozen=True)
class KnownEmployer:
    """What is known of one employer on the day of the register, by subject and field.

    `union` and `chair` are empty where none is known.
    """

    key: int
    employer: dict[str, Any]
    union: dict[str, Any] = field(default_factory=dict)
    chair: dict[str, Any] = field(default_factory=dict)
    union_key: int | None = None
    chair_key: int | None = None
    path: str = ""  # where it stands in the tree
    # Names (as keys) and codes that it, or its union, bore before two rows were merged.
    besides: frozenset[str] = frozenset()
    union_besides: frozenset[str] = frozenset()
    # Subject and field of what was entered by hand after the day of the register.
    edited: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Match:
    """Which employer a row is about; `reason` says why that cannot be told.

    Where its code belongs to one and its name to another, `known` bears the code, `other` the name.
    """

    known: KnownEmployer | None = None
    reason: Reason | None = None
    other: KnownEmployer | None = None


def match(
    values: dict[str, Any],
    by_code: dict[str, KnownEmployer],
    by_name: dict[str, list[KnownEmployer]],
) -> Match:
    """Match by code; failing that by the exact name, when it is unique in the county."""
    code, name = values.get("employer_code"), values.get("employer_name")
    named = by_name.get(name_key(name), []) if name else []
    if code and code in by_code:
        known = by_code[code]
        others = [one for one in named if one.key != known.key]
        if others:
            reason = Reason("conflict", "employer_code", known.employer["name"])
            return Match(known, reason, others[0])
        return Match(known)
    if len(named) > 1:
        return Match(None, Reason("name_not_unique", "employer_name", str(name)))
    stored = (named[0].employer.get("code") or "") if named else ""
    if code and len(code) == len(stored) == FULL_CODE:
        return Match(named[0], Reason("conflict", "employer_code", stored))
    return Match(named[0] if named else None)


def without_former(record: Record, known: KnownEmployer | None) -> Record:
    """The record without names and codes that were given up when two rows were merged: they say
    which one is meant, and change nothing of it."""
    if known is None or not (known.besides or known.union_besides):
        return record
    given_up = {
        name
        for subject, names in (("employer", known.besides), ("union", known.union_besides))
        for name in (f"{subject}_name", f"{subject}_code")
        if (value := record.values.get(name)) and {value, name_key(value)} & names
    }
    return replace(record, values={n: v for n, v in record.values.items() if n not in given_up})


def named_as_now(values: dict[str, Any], known: KnownEmployer) -> bool:
    """Whether a row names an employer as it is called now, not as one merged into it was."""
    code, name = values.get("employer_code"), values.get("employer_name")
    if code:
        return str(code) not in known.besides
    return not name or name_key(str(name)) not in known.besides


def once_for_both(
    planned: Plan, row: Record, known: KnownEmployer | None, named: Collection[int]
) -> Plan:
    """The plan, unless the row speaks of an employer by a name it gave up in a merge while
    another row names it as it is called now: one row counts, the other waits for a person."""
    if known is None or known.key not in named or named_as_now(row.values, known):
        return planned
    reasons = (Reason("duplicate", "employer_name"), *planned.reasons)
    return replace(planned, outcome=Outcome.HELD, changes=(), reasons=reasons, options=())


def within(found: Match, branch: str) -> Match:
    """The match, unless it lies outside the branch imported into: then nothing of it is told.

    SECURITY: a code is unique in the country and a name in the county; the right to import is not.
    """
    if found.known and not found.known.path.startswith(branch):
        return Match(None, Reason("outside", "employer_name"))
    if found.other and not found.other.path.startswith(branch):
        return replace(found, other=None, reason=Reason("conflict", "employer_code"))
    return found


def union_in_reach(planned: Plan, found: Match, taken: dict[str, str], branch: str) -> Plan:
    """The plan, unless the code of its union belongs to one it may not join.

    An employer without a union may join the union that bears the code (a joint union), if that
    lies in the branch imported into. `taken`: the place of each union by code, and of those
    that earlier rows found.
    """
    code = next((c.after for c in planned.changes if (c.subject, c.field) == UNION_CODE), None)
    if code is None:
        return planned
    at = taken.get(code)
    taken.setdefault(code, branch)
    if at is None:
        return planned
    has_union = found.known is not None and found.known.union_key is not None
    if at.startswith(branch) and not has_union:
        return planned
    reason = Reason("conflict" if at.startswith(branch) else "outside", "union_code")
    reasons = (reason, *planned.reasons)
    return replace(planned, outcome=Outcome.HELD, changes=(), reasons=reasons)


def before_a_second(rows: Sequence[tuple[Record, Plan, KnownEmployer | None]]) -> int:
    """How many rows can be written at once: those before one that speaks of an employer, a
    union or an employer's code of which an earlier one does, and which is to be planned again
    after that."""
    seen: set[tuple[str, Any]] = set()
    for at, (_record, planned, known) in enumerate(rows):
        if planned.outcome not in WRITTEN:
            continue
        mine = {
            ("code", one.after)
            for one in planned.changes
            if (one.subject, one.field) == ("employer", "code")
        }
        if known:
            subjects = {change.subject for change in planned.changes}
            mine.add(("employer", known.key))
            mine |= {("union", known.union_key)} if subjects & {"union", "chair"} else set()
        if seen & mine:
            return at
        seen |= mine - {("union", None)}
    return len(rows)


def in_open_union(planned: Plan, closed: Collection[str]) -> Plan:
    """The plan, unless it would let a union that was closed cover an employer again."""
    code = next((c.after for c in planned.changes if (c.subject, c.field) == UNION_CODE), None)
    if code is None or code not in closed:
        return planned
    reasons = (Reason("union_closed", "union_code"), *planned.reasons)
    return replace(planned, outcome=Outcome.HELD, changes=(), reasons=reasons)


def asked_place(record: Record) -> str:
    """The place a row names: its code, or what it says where that is retired without an heir."""
    code = record.values.get("division_code")
    if code:
        return str(code)
    name = record.values.get("division_name")
    retired = (one for one in record.issues if one["code"] == "retired_division")
    return next((str(one.get("said") or name or "").strip() for one in retired), "")


def in_open_place(planned: Plan, asked: str, closed: Collection[str]) -> Plan:
    """The plan, unless the row names a place that is no more and has no heir: a question."""
    if not asked or asked not in closed or planned.outcome is Outcome.REJECTED:
        return planned
    reasons = (Reason("place_closed", "division_code", asked), *planned.reasons)
    return replace(planned, outcome=Outcome.HELD, changes=(), reasons=reasons, options=())


def plan(record: Record, matched: Match) -> Plan:
    """What the row would do."""
    values, known = record.values, matched.known
    title = values.get("employer_name") or (known.employer["name"] if known else "")
    reasons = [Reason(i["code"], i.get("field") or "") for i in record.issues]
    code = values.get("employer_code") or (known.employer.get("code", "") if known else "")
    key = known.key if known else None

    def outcome(result: Outcome, changes: tuple[Change, ...] = ()) -> Plan:
        return Plan(result, title, code or "", changes, tuple(reasons), key)

    if any(issue["code"] == "out_of_scope" for issue in record.errors):
        return outcome(Outcome.REJECTED)
    if matched.reason:
        reasons.insert(0, matched.reason)
        return outcome(Outcome.HELD)
    if not title:
        reasons.insert(0, Reason("no_name", "employer_name"))
        return outcome(Outcome.HELD)
    settled = record.repeated or (Outcome.HELD if known and record.errors else None)
    if settled:
        return outcome(settled)
    faulty = {issue.get("field") for issue in record.errors}
    sound = {name: value for name, value in values.items() if name not in faulty}
    changes = tuple(_changes(sound, known))
    if known is None:
        return outcome(Outcome.NEW, changes)
    return outcome(Outcome.CHANGED if changes else Outcome.SAME, changes)


def _changes(values: dict[str, Any], known: KnownEmployer | None) -> Iterator[Change]:
    for subject, fields in SUBJECTS:
        stored = getattr(known, subject) if known else {}
        if not exists(subject, values, known):
            continue
        for source, field_name in fields.items():
            after = values.get(source)
            target = _kept_as(subject, field_name, after)
            if after is None or (known and target == "remark"):
                continue  # a remark speaks of its row, not of the employer
            before = stored.get(target)
            if not _same(target, before, after):
                yield Change(subject, target, before, after)


def _kept_as(subject: str, name: str, after: Any) -> str:
    """The field a value is kept in: an old number stays apart from the 18 characters."""
    return "old_code" if (subject, name) == EMPLOYER_CODE and is_old_number(after) else name


def exists(subject: str, values: dict[str, Any], known: KnownEmployer | None) -> bool:
    """Where there is no union, a sign or a chair has nothing to belong to."""
    has_union = bool(values.get("union_name") or (known and known.union_key))
    if subject == "union":
        return has_union
    if subject == "chair":
        return has_union and bool(values.get("chair_name") or (known and known.chair_key))
    return True


def _same(target: str, before: Any, after: Any) -> bool:
    if target in DATES:
        return last_day(before) == last_day(after)
    if target == "code" and before and len(after) < FULL_CODE:
        return True  # an old number does not replace a code
    return bool(before == after) and type(before) is type(after)

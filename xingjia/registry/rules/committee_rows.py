"""What one row of a list of officers would change. Pure.

A list says who sits; it ends nobody. A post that one person holds is not taken from her by a row,
and a list from before an election brings nobody back: a person decides.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from xingjia.imports.rules import Change, Outcome, Plan, Reason, Record
from xingjia.registry.rules.ballots import BODY_OF, SINGLE, Body, Office
from xingjia.registry.rules.names import last_day, name_key

FIELDS = ("elected_on", "term_ends_on", "votes")
Key = tuple[int, str, str]  # union, post, name


@dataclass(frozen=True)
class KnownOfficer:
    """Somebody in a post on the day of the list."""

    key: int
    name: str
    values: dict[str, Any]  # of FIELDS; days as written


@dataclass
class KnownUnion:
    """A union that rows may mean, and who sits in it on the day of the list, by post."""

    key: int
    name: str
    path: str
    seated: dict[str, list[KnownOfficer]] = field(default_factory=dict)
    elected_on: dict[Body, date] = field(default_factory=dict)  # the last whole election
    gone: dict[tuple[str, str], date] = field(default_factory=dict)  # post and name, when left


@dataclass(frozen=True)
class Unions:
    """The unions a list can refer to, within one county; an employer means who covers it."""

    by_code: Mapping[str, KnownUnion]
    by_name: Mapping[str, Sequence[KnownUnion]]
    by_employer: Mapping[str, Sequence[KnownUnion]]

    def meant(self, values: Mapping[str, Any]) -> KnownUnion | Reason:
        """The union a row means: by code, by exact name, or by the employer it covers."""
        code, name = values.get("union_code"), values.get("union_name")
        employer = values.get("employer_name")
        if code and code in self.by_code:
            return self.by_code[code]
        for column, text, known in (
            ("union_name", name, self.by_name),
            ("employer_name", employer, self.by_employer),
        ):
            forms = forms_of(str(text)) if text else ()
            found = next((known[key] for one in forms if (key := name_key(one)) in known), ())
            if len(found) > 1:
                return Reason("name_not_unique", column, str(text))
            if found:
                return found[0]
        return Reason("union_not_registered", "union_name", str(name or employer or code or ""))


def forms_of(name: str) -> tuple[str, ...]:
    """The name of a union as written, then with or without the 委员会 that offices add and leave
    out."""
    bare = name.removesuffix("委员会")
    other = bare if bare != name else f"{name}委员会"
    return (name, other) if name.endswith(("工会", "工会委员会")) else (name,)


def plan_all(
    records: Sequence[Record], unions: Unions, branch: str, unfit: frozenset[str]
) -> dict[int, Plan]:
    """What each row would do, by its key; `unfit` are the names that are no person's.

    `branch` is the path imported into. A row that an earlier one says already changes nothing.
    """
    plans: dict[int, Plan] = {}
    taken: dict[tuple[int, str], str] = {}  # union and post → who comes into it by an earlier row
    said: dict[Key, tuple[Any, ...]] = {}
    for record in records:
        meant = unions.meant(record.values)
        planned = plan(record, meant, branch, unfit)
        if isinstance(meant, KnownUnion):
            planned = _once(record, meant, planned, said, taken)
        plans[record.key] = planned
    return plans


def plan(record: Record, meant: KnownUnion | Reason, branch: str, unfit: frozenset[str]) -> Plan:
    """What one row would do, apart from the others."""
    values = record.values
    name = str(values.get("person_name") or "")
    union = meant if isinstance(meant, KnownUnion) else None
    # SECURITY: a code is unique in the country; of a union elsewhere nothing is told.
    mine = union is not None and union.path.startswith(branch)
    title = union.name if union and mine else str(values.get("union_name") or "")
    reasons = [Reason(i["code"], i.get("field") or "") for i in record.issues]

    def held(reason: Reason | None = None) -> Plan:
        told = (reason, *reasons) if reason else tuple(reasons)
        return Plan(Outcome.HELD, title, name, (), told)

    against = meant if isinstance(meant, Reason) else _against(values, meant, branch, name in unfit)
    if against or union is None:
        return held(against or None)
    if record.errors:
        return held()
    office = Office(values["post"])
    before = next((one for one in union.seated.get(office, ()) if one.name == name), None)
    holder = next((one.name for one in union.seated.get(office, ()) if one.name != name), None)
    if before is None and holder and office in SINGLE:
        return held(Reason("seat_taken", "person_name", holder))
    if before is None or renewed(values, before):
        changes = tuple(_fresh(values, name))
        key = before.key if before else None
        return Plan(Outcome.NEW, title, name, changes, tuple(reasons), key)
    changes = tuple(_better(values, before))
    outcome = Outcome.CHANGED if changes else Outcome.SAME
    return Plan(outcome, title, name, changes, tuple(reasons), before.key)


def renewed(values: Mapping[str, Any], before: KnownOfficer) -> bool:
    """Whether a row tells of a later election of the same person: another term, not a mended
    one."""
    now, then = last_day(values.get("elected_on")), last_day(before.values.get("elected_on"))
    return now is not None and then is not None and now > then


def _against(
    values: Mapping[str, Any], union: KnownUnion, branch: str, unfit: object
) -> Reason | None:
    if not union.path.startswith(branch):
        return Reason("outside", "union_name")
    if unfit:
        return Reason("person_unfit", "person_name", str(values.get("person_name") or ""))
    if not values.get("post"):
        return Reason("no_post", "post")
    elected, whole = last_day(values.get("elected_on")), union.elected_on
    last = whole.get(BODY_OF[Office(values["post"])])
    if elected and last and elected < last:
        return Reason("older_list", "elected_on", last.isoformat())
    left = union.gone.get((values["post"], str(values.get("person_name"))))
    if left and (elected is None or elected < left):
        return Reason("left_before", "person_name", left.isoformat())
    return None


def _once(
    record: Record,
    union: KnownUnion,
    planned: Plan,
    said: dict[Key, tuple[Any, ...]],
    taken: dict[tuple[int, str], str],
) -> Plan:
    """The plan, unless an earlier row speaks of the same person or takes the same single post."""
    if planned.outcome is Outcome.HELD:
        return planned
    post, name = str(record.values["post"]), str(record.values["person_name"])
    values = tuple(record.values.get(one) for one in FIELDS)
    key = (union.key, post, name)
    if key in said:
        outcome = Outcome.SAME if said[key] == values else Outcome.HELD
        reasons = (
            planned.reasons if outcome is Outcome.SAME else (Reason("duplicate", "person_name"),)
        )
        return Plan(outcome, planned.title, name, (), reasons, planned.subject_key)
    said[key] = values
    if post in SINGLE and taken.setdefault((union.key, post), name) != name:
        holder = taken[union.key, post]
        return Plan(
            Outcome.HELD, planned.title, name, (), (Reason("seat_taken", "person_name", holder),)
        )
    return planned


def _fresh(values: Mapping[str, Any], name: str) -> Iterator[Change]:
    yield Change("officer", "name", None, name)
    yield Change("officer", "post", None, values["post"])
    for one in FIELDS:
        if values.get(one) is not None:
            yield Change("officer", one, None, values[one])


def _better(values: Mapping[str, Any], before: KnownOfficer) -> Iterator[Change]:
    for one in FIELDS:
        after, known = values.get(one), before.values.get(one)
        if after is not None and not _same(one, known, after):
            yield Change("officer", one, known, after)


def _same(name: str, before: Any, after: Any) -> bool:
    return before == after if name == "votes" else last_day(before) == last_day(after)

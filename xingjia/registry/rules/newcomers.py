"""Which employers the rows of a workbook can mean, and those that earlier rows bring in. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from xingjia.imports.rules import Outcome, Plan, Reason
from xingjia.registry.rules.names import name_key
from xingjia.registry.rules.register import KnownEmployer


@dataclass
class Fresh:
    """New employers that earlier rows bring in: the code of each by its name, and all codes."""

    names: dict[str, str] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)

    def add(self, planned: Plan) -> None:
        """Another one."""
        self.names[name_key(planned.title)] = planned.code
        self.codes.add(planned.code)


@dataclass
class Seen:
    """What earlier rows of a workbook bring: new employers, and the places of unions by code."""

    fresh: Fresh = field(default_factory=Fresh)
    taken: dict[str, str] = field(default_factory=dict)


def once(planned: Plan, fresh: Fresh) -> Plan:
    """The plan, unless an earlier row brings in the same new employer: two sheets of a workbook
    may name it, or two rows of which one has no code."""
    if planned.outcome is not Outcome.NEW:
        return planned
    name, code = name_key(planned.title), planned.code
    same_name = name in fresh.names and not (code and fresh.names[name])
    if same_name or (code and code in fresh.codes):
        reasons = (Reason("duplicate", "employer_name"), *planned.reasons)
        return replace(planned, outcome=Outcome.HELD, changes=(), reasons=reasons)
    fresh.add(planned)
    return planned


def by_code_and_name(
    known: Sequence[KnownEmployer],
) -> tuple[dict[str, KnownEmployer], dict[str, list[KnownEmployer]]]:
    """The employers a row can mean, by each code and by each name they bear or bore."""
    by_code = {code: one for one in known for code in one.besides}
    by_code |= {
        str(one.employer[name]): one
        for name in ("old_code", "code")
        for one in known
        if one.employer.get(name)
    }
    by_name: dict[str, list[KnownEmployer]] = {}
    for one in known:
        for key in {name_key(one.employer["name"]), *one.besides}:
            by_name.setdefault(key, []).append(one)
    return by_code, by_name

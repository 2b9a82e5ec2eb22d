"""What the register knows of the employers and contracts that the rows of a workbook name."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import F, Q

from xingjia.imports.rules import Record
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import answered, county_over, standing_now, under
from xingjia.registry.models import (
    Contract,
    ContractEmployer,
    Cover,
    Employer,
    EmployerStatement,
    Officer,
    Union,
    UnionStatement,
)
from xingjia.registry.queries.aliases import (
    aliases_of_unions,
    employer_aliases,
    union_aliases,
)
from xingjia.registry.queries.said import former_names, said_on
from xingjia.registry.rules.contracts import KnownContract, Register, contract_keys
from xingjia.registry.rules.names import name_key
from xingjia.registry.rules.register import KnownEmployer, asked_place
from xingjia.registry.rules.values import is_old_number

BECAUSE = "a code or name is unique in the county, whoever is asking; nothing of it is shown"


def county_of(node: Node) -> Node:
    """The county a node lies in; the node itself when it lies above counties."""
    return county_over(node)


def named_employers(records: Iterable[Record], node: Node) -> list[Employer]:
    """Employers that the rows name, by code anywhere or by name in the county.

    A name or code of one merged into another names the kept one, as `called_besides`.
    """
    codes, keys = _named(records)
    county = county_of(node)
    everybody = Employer.objects.everything(because=BECAUSE).select_related("organisation")
    found = {one.pk: one for one in everybody.filter(_coded(codes))}
    local = everybody.filter(under("organisation__path", county.path), name_key__in=keys)
    besides = employer_aliases(keys, codes, county)
    meant = {key for ids in besides.names.values() for key in ids} | set(besides.codes.values())
    found |= {one.pk: one for one in (*local, *(everybody.filter(pk__in=meant) if meant else ()))}
    for one in found.values():
        one.called_besides = besides.of(one.pk)
    return list(found.values())


def _named(records: Iterable[Record]) -> tuple[set[str], set[str]]:
    """The codes and the names (as keys) of employers in these rows."""
    codes: set[str] = set()
    keys: set[str] = set()
    for record in records:
        codes.add(str(record.values.get("employer_code") or ""))
        names = [record.values.get("employer_name")]
        names += record.values.get("covered_employers") or []
        keys |= {name_key(name) for name in names if name}
    return codes - {""}, keys


def _coded(codes: Collection[str]) -> Q:
    """Employers that bear one of these codes, or once bore it as an old number."""
    formerly = EmployerStatement.objects.everything(because=BECAUSE).filter(
        field=EmployerStatement.Field.OLD_CODE,
        value__in=[one for one in codes if is_old_number(one)],
    )
    return Q(code__in=codes) | Q(pk__in=formerly.values("employer"))


def known_employers(employers: Collection[Employer], on: date) -> list[KnownEmployer]:
    """Everything a register row can be compared with, as it stood on a day."""
    keys = [one.pk for one in employers]
    said = said_on(EmployerStatement, keys, on)
    covers = {
        cover.employer_id: cover.union
        for cover in Cover.objects.everything(because=BECAUSE)
        .filter(employer__in=keys, start__lte=on, end__gt=on)
        .select_related("union")
        .order_by("start")
    }
    unions = [union.pk for union in covers.values()]
    unions_besides = aliases_of_unions(unions)
    union_said = said_on(UnionStatement, unions, on)
    chairs = {
        one.union_id: one
        for one in Officer.objects.everything(because=BECAUSE)
        .filter(union__in=unions, post=Officer.Post.CHAIR)
        .exclude(elected_on__gt=on)
        .exclude(left_on__lte=on)
        .order_by(F("elected_on").asc(nulls_first=True), "pk")
    }
    known = []
    for one in employers:
        union = covers.get(one.pk)
        chair = chairs.get(union.pk) if union else None
        known.append(
            KnownEmployer(
                one.pk,
                said.get(one.pk, {}) | {"name": one.name, "code": one.code or None},
                _union_values(union, union_said) if union else {},
                _chair_values(chair) if chair else {},
                union.pk if union else None,
                chair.pk if chair else None,
                one.organisation.path,
                one.called_besides,
                unions_besides.of(union.pk) if union else frozenset(),
            )
        )
    return known


def _union_values(union: Any, said: dict[int, dict[str, Any]]) -> dict[str, Any]:
    founded = union.founded_on.isoformat() if union.founded_on else None
    own = {"name": union.name, "code": union.code or None, "founded_on": founded}
    return said.get(union.pk, {}) | own


def _chair_values(chair: Officer) -> dict[str, Any]:
    days = {"elected_on": chair.elected_on, "term_ends_on": chair.term_ends_on}
    return {"name": chair.name} | {
        name: day.isoformat() if day else None for name, day in days.items()
    }


def union_places(records: Iterable[Record]) -> dict[str, str]:
    """Where in the tree the unions stand whose codes the rows name; by code."""
    codes = {str(record.values.get("union_code") or "") for record in records} - {""}
    everything = Union.objects.everything(because=BECAUSE)
    besides = union_aliases(codes)
    meant = dict(
        everything.filter(pk__in=besides.codes.values()).values_list("pk", "organisation__path")
    )
    found = {code: meant[key] for code, key in besides.codes.items() if code in codes}
    stored = everything.filter(code__in=codes)
    return found | dict(stored.values_list("code", "organisation__path"))


def closed_unions(records: Iterable[Record]) -> set[str]:
    """Those codes the rows name that belong to unions which were closed."""
    codes = {record.values.get("union_code") for record in records} - {None, ""}
    stored = Union.objects.everything(because=BECAUSE).filter(code__in=codes)
    return set(stored.filter(closed_on__isnull=False).values_list("code", flat=True))


def refused_chairs(unions: Collection[int]) -> set[tuple[int, str, date | None]]:
    """Of these unions, whom an election made chair that the superior refused."""
    rows = Officer.objects.refused(because=BECAUSE).filter(
        union__in=unions, post=Officer.Post.CHAIR
    )
    return set(rows.values_list("union", "name", "elected_on"))


def known_contracts(records: Iterable[Record], node: Node) -> Register:
    """The employers and contracts that a list of contracts can refer to."""
    records = list(records)
    employers = [
        # SECURITY: who may import here may not put others' employers under a contract.
        one
        for one in named_employers(records, node)
        if one.organisation.path.startswith(node.path)
    ]
    numbers = {record.values.get("contract_no") for record in records} - {None, ""}
    everything = Contract.objects.everything(because=BECAUSE).select_related("organisation")
    local = everything.filter(under("organisation__path", county_of(node).path))
    covering = ContractEmployer.objects.everything(because=BECAUSE).filter(employer__in=employers)
    unnumbered = local.filter(number="", pk__in=covering.values("contract"))
    stored = [*local.filter(number__in=numbers), *unnumbered]
    covered: dict[int, set[int]] = {}
    for contract, employer in (
        ContractEmployer.objects.everything(because=BECAUSE)
        .filter(contract__in=stored)
        .values_list("contract", "employer")
    ):
        covered.setdefault(contract, set()).add(employer)
    return Register(
        _by_code(employers),
        _by_name(employers),
        {one.pk: one.name for one in employers},
        {
            key: _known_contract(contract, covered.get(contract.pk, set()), node)
            for contract in stored
            for key in contract_keys(
                contract.kind, contract.number, contract.valid_from, covered.get(contract.pk, ())
            )
        },
    )


def _by_code(employers: Collection[Employer]) -> dict[str, int]:
    """Employers by their codes, also old numbers and those of rows merged into them."""
    old = former_names(EmployerStatement, [one.pk for one in employers])
    numbers = {name: pk for pk, names in old.items() for name in names if is_old_number(name)}
    besides = {key: one.pk for one in employers for key in one.called_besides}
    return besides | numbers | {one.code: one.pk for one in employers if one.code}


def _by_name(employers: Collection[Employer]) -> dict[str, list[int]]:
    """Employers by their names as keys, also of rows merged into them."""
    found: dict[str, list[int]] = {}
    for one in employers:
        for key in {one.name_key, *one.called_besides}:
            found.setdefault(key, []).append(one.pk)
    return found


def _known_contract(contract: Contract, employers: set[int], node: Node) -> KnownContract:
    values: dict[str, Any] = {
        name: getattr(contract, name) or None
        for name in ("kind", "reach", "number", "filed_on", "remark")
    }
    for name in ("signed_on", "valid_from", "valid_to"):
        day = getattr(contract, name)
        values[name] = day.isoformat() if day else None
    for name in ("review_opinion", "staff_covered", "women_covered", "employers_stated"):
        values[name] = getattr(contract, name)
    outside = not contract.organisation.path.startswith(node.path)
    return KnownContract(contract.pk, values, frozenset(employers), outside)


def places(codes: Iterable[str]) -> dict[str, Node]:
    """The open nodes these codes lead to, for the places that rows name."""
    return standing_now(codes)


def with_answers(records: Iterable[Record], node: Node) -> list[Record]:
    """The rows, with the place somebody said a place that is no more means; see `Successor`."""
    records = list(records)
    asked = {record.key: asked_place(record) for record in records}
    said = answered(county_over(node), set(asked.values()) - {""})
    return [
        replace(record, values=record.values | {"division_code": said[asked[record.key]]})
        if asked[record.key] in said
        else record
        for record in records
    ]


def closed_places(records: Collection[Record]) -> set[str]:
    """What the rows name of places that are no more and have no heir: a code, or as written."""
    asked = {asked_place(record) for record in records}
    codes = {record.values.get("division_code") for record in records} - {None, ""}
    ended = Node.objects.filter(code__in=codes, closed_on__isnull=False)
    known = set(ended.values_list("code", flat=True))
    open_now = standing_now(known).keys() if known else set()
    return (known - open_now) | (asked - codes - {""})

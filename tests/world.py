"""A small federation in which every place holds something nobody else may see.

    city ── county A ── township A1, A2        other city ── county F ── township F1
         └─ county B ── township B1

What belongs to a place carries its canary: a word that must not reach anybody without a right.
"""

from dataclasses import dataclass
from datetime import date

from tests.factories import (
    TESTER,
    appoint,
    make_account,
    make_chair,
    make_contract,
    make_employer,
    make_node,
    make_union,
)
from tests.registry.twins import merge
from xingjia.access.commands import invite
from xingjia.access.models import Account, Appointment
from xingjia.access.rules import Role
from xingjia.imports.models import Import, ImportRow
from xingjia.orgtree.models import Node
from xingjia.registry.models import Contract, Employer, MergeRecord, Union
from xingjia.toolkit.files.models import Blob

PLACES = ("A1", "A2", "B1", "F1")
MARKS = {"A1": "甲东", "A2": "甲西", "B1": "乙东", "F1": "己东"}


@dataclass
class Place:
    """One township with an employer, its union and chair, a workbook and a person; with an
    employer that may be the first one, and two that were merged."""

    node: Node
    employer: Employer
    union: Union
    contract: Contract
    batch: Import
    held: Appointment
    secret: str
    twin: Employer
    merged: MergeRecord

    @property
    def person(self) -> Account:
        return self.held.account


@dataclass
class World:
    """The places by name, the tree above them, and one account per role."""

    places: dict[str, Place]
    nodes: dict[str, Node]
    accounts: dict[str, Account]


def canary(name: str) -> str:
    return f"金丝雀{MARKS[name]}"


def make_world() -> World:
    nodes = {"nation": make_node("全国", kind="nation", code="000000")}
    for city, counties in {"C": "AB", "G": "F"}.items():
        nodes[city] = make_node(f"{city}市", nodes["nation"], kind="city", code=f"city{city}")
        for county in counties:
            nodes[county] = make_node(f"{county}县", nodes[city], code=f"county{county}")
    for name in PLACES:
        above = nodes[name[0]]
        nodes[name] = make_node(f"{name}镇", above, kind="township", code=f"town{name}")
    places = {name: make_place(name, nodes[name]) for name in PLACES}
    return World(places, nodes, make_accounts(nodes, places["A1"]))


def make_place(name: str, node: Node) -> Place:
    mark = canary(name)
    employer = make_employer(
        node, f"{mark}企业", staff=40, ownership="private", address=f"{mark}路"
    )
    union = make_union(employer, name=f"{mark}企业工会", chair_phone="0515-80000000", members=30)
    make_chair(union, f"{mark}主席")
    for kind in ("collective", "wage", "women"):
        contract = make_contract(employer, kind=kind, number=f"{mark}{kind}")
    blob, _ = Blob.objects.get_or_create(sha256=f"{PLACES.index(name):064x}", size=1)
    batch = Import.objects.everything(because="a test lays the table").create(
        organisation=node,
        filename=f"{mark}.xlsx",
        blob=blob,
        kind="register",
        as_of=date(2013, 12, 31),
        state=Import.State.READY,
        asked_by="system:test",
    )
    row = {"employer_name": f"{mark}新企业", "in_production": True}
    ImportRow.objects.everything(because="a test lays the table").create(
        batch=batch,
        kind="register",
        row=3,
        values=row,
        outcome="new",
        plan={
            "outcome": "new",
            "title": f"{mark}新企业",
            "code": "",
            "changes": [],
            "reasons": [],
            "subject_key": None,
        },
    )
    _, secret = invite(
        TESTER,
        union.organisation,
        username=f"chair.{name.lower()}",
        name=f"{mark}人",
        post="",
        role=Role.CHAIR,
        start=date(2013, 1, 1),
    )
    held = Appointment.objects.everything(because="a test").get(
        account__username=f"chair.{name.lower()}"
    )
    twin, *pair = (make_employer(node, f"{mark}企业{again}") for again in ("又一", "又二", "又三"))
    merged = merge(TESTER, *pair)
    return Place(node, employer, union, contract, batch, held, secret, twin, merged)


def make_accounts(nodes: dict[str, Node], first: Place) -> dict[str, Account]:
    """A person per role; "retired" held a post until yesterday."""
    posts = {
        "leader": ("leader", nodes["C"]),
        "officer": ("officer", nodes["A"]),
        "township_officer": ("township_officer", nodes["A1"]),
        "chair": ("chair", first.union.organisation),
    }
    accounts = {role: make_account(f"本人{role}") for role in (*posts, "retired", "stranger")}
    for role, (post, at) in posts.items():
        appoint(accounts[role], post, at)
    appoint(accounts["retired"], "officer", nodes["nation"], end=date(2020, 1, 1))
    return accounts

"""A small federation in which every place holds something nobody else may see.

    city ── county A ── township A1, A2        other city ── county F ── township F1
         └─ county B ── township B1

What belongs to a place carries its canary: a word that must not reach anybody without a right.
"""

from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_OID, uuid5

from django.test import Client

from tests.browsing import session_of
from tests.campaigns.county import Laid, lay_campaign
from tests.evidence.records import make_doubt
from tests.factories import (
    TESTER,
    appoint,
    make_account,
    make_chair,
    make_collection,
    make_contract,
    make_employer,
    make_mark,
    make_node,
    make_report,
    make_return,
    make_room,
    make_union,
)
from tests.publicity.policy import make_face
from tests.registry.twins import merge
from tests.standards.library.owned import SIGN
from tests.visits.trips import make_document, make_scan, make_visit
from xingjia.access.commands import invite, make_slip
from xingjia.access.models import Account, Appointment, Slip
from xingjia.access.rules import Role
from xingjia.evidence.models import SamePhoto
from xingjia.imports.models import Import, ImportRow
from xingjia.organising.commands.opening import open_reelection
from xingjia.organising.commands.recording import record_step
from xingjia.organising.models import Procedure
from xingjia.organising.rules.steps import Done
from xingjia.orgtree.models import Node
from xingjia.portal.reports.models import Report
from xingjia.portal.returns.models import Collection, Return
from xingjia.registry.models import (
    Affiliation,
    Contract,
    Delay,
    Election,
    Employer,
    Group,
    MergeRecord,
    Union,
)
from xingjia.standards.library.models import Adopted, Policy
from xingjia.toolkit.files.models import Blob
from xingjia.visits.models import Document, Scan, Visit

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
    report: Report
    procedure: Procedure
    slip: Slip
    slip_secret: str
    twin: Employer
    merged: MergeRecord
    collection: Collection
    sent: Return
    running: Laid
    doubt: SamePhoto
    visit: Visit
    document: Document
    scan: Scan

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
    make_face(union)
    Election.objects.everything(because="a test lays the table").create(
        union=union, held_on=date(2011, 4, 4), approval_no=f"{mark}批复"
    )
    Delay.objects.everything(because="a test lays the table").create(
        union=union,
        term_ends_on=date(2016, 4, 3),
        until=date(2016, 8, 3),
        approved_on=date(2016, 4, 1),
        number=f"{mark}延期",
    )
    federation, began = make_union(employer, name=f"{mark}联合会"), date(2013, 3, 1)
    Affiliation.objects.everything(because="a test lays the table").create(
        member=union, federation=federation, start=began
    )
    Group.objects.everything(because="a test lays the table").create(
        union=union, name=f"{mark}小组", start=began
    )
    for kind in ("collective", "wage", "women"):
        contract = make_contract(employer, kind=kind, number=f"{mark}{kind}")
    for one in (employer, union):
        make_mark(one, source=f"{mark}局", remedy=f"{mark}帮扶")
    make_room(union, f"{mark}书屋")
    for code, made_of in (
        ("jiuyou", {"parent": "jiuyou", "parent_version": "2013"}),
        ("trial", {"text": SIGN.replace("试行标准", f"{mark}标准")}),
    ):
        Adopted.objects.everything(because="a test lays the table").create(
            organisation=node,
            code=f"{code}-{name}",
            version="2013.1",
            title=f"{mark}九有",
            source="试行",
            start=began,
            said_by="system:test",
            **made_of,
        )
    Policy.objects.everything(because="a test lays the table").create(
        organisation=node,
        title=f"{mark}通知",
        issuer="试行",
        issued_on=began,
        blob=(report := make_report(node, f"{mark}报表")).blob,
        filename=f"{mark}.txt",
        kept_by="system:test",
    )
    blob, _ = Blob.objects.get_or_create(sha256=f"{PLACES.index(name):064x}", size=1)
    batch = Import.objects.everything(because="a test lays the table").create(
        organisation=node,
        filename=f"{mark}.xlsx",
        blob=blob,
        kind="register",
        as_of=date(2013, 12, 31),
        state=Import.State.READY,
        asked_by="system:test",
        run=uuid5(NAMESPACE_OID, mark),
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
    procedure, _ = open_reelection(TESTER, union, on=date(2013, 12, 1), reason="换届")
    prepared = Done(date(2013, 12, 2))
    record_step(TESTER, procedure, "prepare", new=prepared, on=date(2013, 12, 31))
    slip, slip_secret = make_slip(TESTER, held.account, days=7)
    twin, *pair = (make_employer(node, f"{mark}企业{again}") for again in ("又一", "又二", "又三"))
    return Place(
        node,
        employer,
        union,
        contract,
        batch,
        held,
        secret,
        procedure=procedure,
        report=report,
        slip=slip,
        slip_secret=slip_secret,
        twin=twin,
        merged=merge(TESTER, *pair),
        collection=(asked := make_collection(node, f"{mark}填报")),
        sent=make_return(asked, union.organisation, employer, came=blob),
        running=lay_campaign(node, f"{mark}专项", employer, held.account),
        doubt=make_doubt(union, federation, note=f"{mark}公示栏"),
        visit=make_visit(union, "sign_shown", findings=f"{mark}发现"),
        document=(paper := make_document(node, union, title=f"{mark}通报", number=f"{mark}1号")),
        scan=make_scan(paper),
    )


def make_accounts(nodes: dict[str, Node], first: Place) -> dict[str, Account]:
    """A person per role; "retired" held a post until yesterday."""
    posts = {
        "leader": ("leader", nodes["C"]),
        "officer": ("officer", nodes["A"]),
        "township_officer": ("township_officer", nodes["A1"]),
        "chair": ("chair", first.union.organisation),
        "contact": ("contact", first.union.organisation),
        "committee": ("committee", first.union.organisation),
        "city": ("officer", nodes["C"]),
        "auditor": ("auditor", nodes["A"]),
        "administrator": ("administrator", nodes["A"]),
    }
    accounts = {role: make_account(f"本人{role}") for role in (*posts, "retired", "stranger")}
    for role, (post, at) in posts.items():
        appoint(accounts[role], post, at)
    appoint(accounts["retired"], "officer", nodes["nation"], end=date(2020, 1, 1))
    return accounts


def client_of(world: World, role: str) -> Client:
    """A browser in which a role is signed in; an error of the platform is a page in it."""
    client = Client(raise_request_exception=False)
    if role != "anonymous":
        client.cookies = session_of(world.accounts[role]).cookies
    return client

"""The demonstration: one county with its two workbooks, an invented past, and four people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from xingjia.access.commands import accept, invite
from xingjia.access.models import Account
from xingjia.access.rules import Actor, Role
from xingjia.imports import kinds
from xingjia.imports.commands import confirm, receive, write_now
from xingjia.orgtree.models import Node
from xingjia.portal.demo import campaign
from xingjia.portal.demo.faces import show
from xingjia.portal.demo.history import write_committees, write_contracts, write_registers
from xingjia.portal.demo.prints import hang
from xingjia.portal.demo.procedures import begin
from xingjia.portal.demo.values import say_more
from xingjia.portal.demo.visits import claim_the_rest, go_round
from xingjia.registry.models import Union
from xingjia.standards.standing.commands import catch_up
from xingjia.toolkit.audit.commands import record as log

FILES = Path(__file__).parent
COUNTY, CITY, TOWNSHIP = "320925", "320900", "320925108"
DAY = date(2013, 12, 31)
PASSWORD = "xingjia-demo"  # noqa: S105  printed by ./xj run; a demonstration hides nothing
CHAIR_OF = "江苏岚泓服装有限公司工会"


@dataclass(frozen=True)
class Person:
    """An invented person with an account of the demonstration."""

    username: str
    name: str
    post: str
    role: Role
    place: str  # code of a node, or the name of a union


PEOPLE = (
    Person("mengzhiqiu", "孟知秋", "基层组织部", Role.OFFICER, COUNTY),
    Person("luwentian", "陆问田", "上冈镇总工会", Role.TOWNSHIP_OFFICER, TOWNSHIP),
    Person("yaoguoping", "姚国平", "工会主席", Role.CHAIR, CHAIR_OF),
    Person("qinwanghai", "秦望海", "市总工会", Role.LEADER, CITY),
)


def seed(actor: Actor, *, bare: bool) -> None:
    """Fill an empty installation; `bare` leaves the register empty and the chair out."""
    mark(actor, on=DAY)
    if not bare:
        bring_in(actor)
        begin(actor, DAY)
        say_more(actor)
    for person in PEOPLE:
        welcome(actor, person)
    if not bare:
        show(actor, CHAIR_OF)
        hang(actor, CHAIR_OF)
        go_round(actor, DAY)
        claim_the_rest(actor, DAY)
        catch_up(actor)
        officer = Account.objects.get(username=PEOPLE[0].username)
        campaign.run(Node.objects.get(code=COUNTY), officer, DAY)


@transaction.atomic
def mark(actor: Actor, *, on: date) -> None:
    """Say on every page that this is a demonstration, and on which day it is shown."""
    node = Node.objects.get(code=COUNTY)
    node.demo_on = on
    node.save(update_fields=["demo_on"])
    log(actor.label, "portal.demo_marked", node)


def bring_in(actor: Actor) -> None:
    """Import the invented past, then the county's own two workbooks, as anybody would."""
    register, contracts = (
        FILES / "S1_register.xlsx",
        FILES / "S2_contracts.xlsx",
    )
    table = kinds.read(register, scope=COUNTY).tables[0]
    # A row with a fault is only taken from somebody new: those two have no past here.
    faulty = {issue.row for issue in table.issues if issue.level == "error"}
    employers = [one for one in table.records if one.row not in faulty]
    signed = kinds.read(contracts, scope=COUNTY).tables[0].records
    with TemporaryDirectory() as folder:
        past = write_registers([one.values for one in employers], Path(folder))
        before = write_contracts([one.values for one in signed], DAY, Path(folder))
        seated = write_committees(DAY, Path(folder))
        _import_all(actor, [*past, register, before, contracts, seated])


def _import_all(actor: Actor, paths: Iterable[Path]) -> None:
    county = Node.objects.get(code=COUNTY)
    for path in paths:
        with path.open("rb") as stream:
            batch = receive(actor, county, stream=stream, filename=path.name, on=DAY)
        write_now(confirm(actor, batch))


def welcome(actor: Actor, person: Person) -> None:
    """Give one invented person an account with the demonstration's password."""
    place = Node.objects.filter(code=person.place).first()
    if place is None:
        union = Union.objects.visible_to(actor).filter(name=person.place).first()
        if union is None:
            return
        place = union.organisation
    _, secret = invite(
        actor,
        place,
        username=person.username,
        name=person.name,
        post=person.post,
        role=person.role,
        start=date(2012, 1, 1),
    )
    accept(secret, password=PASSWORD)

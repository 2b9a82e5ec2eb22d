"""How many queries a page of the seed county and a save take, alone and beside a large county.

The line is 15 for a page and 12 for a save, with figures and standings. Statements of the
transaction itself (BEGIN, SAVEPOINT, COMMIT) are not counted; the page's session, account and
rights are. One statement is one query, however many tables it reads (decision 0030).
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from bench import saves as kinds
from bench.rich import pages_of

DAY = date(2013, 12, 31)
PAGE_LINE, SAVE_LINE = 15, 12
ENDING_LINE = 60  # whatever hangs on what ends
Counts = dict[str, tuple[int, int]]  # per page or save: queries, and the line to keep to
PAGES = (
    "/",
    "/coverage/320925/",
    "/coverage/320925/with_union/",
    "/employers/",
    "/employers/{employer}/",
    "/unions/",
    "/unions/{union}/",
    "/contracts/",
    "/contracts/{contract}/",
    "/imports/",
    "/people/",
    "/tree/320925/",
)


def tell(alone: Counts, beside: Counts) -> None:
    """Print the counts, and those that grew when employers came to another county."""
    print("queries of pages and saves")
    for name, (number, line) in alone.items():
        over = "" if number <= line else f"  over the line of {line}"
        grown = "" if beside[name][0] == number else f"  {beside[name][0]} beside a large county"
        print(f"{number:3} {name}{grown}{over}")


def counts() -> Counts:
    """Counted on the demonstration, whatever else is in the database."""
    return {name: (number, PAGE_LINE) for name, number in pages().items()} | saves()


def pages() -> dict[str, int]:
    """Each page, opened by the county's officer who has opened one before."""
    from django.test import Client

    from xingjia.access.models import Account
    from xingjia.registry.models import Contract, Employer, Union

    models = {"employer": Employer, "union": Union, "contract": Contract}
    keys = {name: sixth(model).pk for name, model in models.items()}
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(Account.objects.get(username="mengzhiqiu"))
    client.get("/")

    def opened(address: str) -> Callable[[], None]:
        def open_it() -> None:
            assert client.get(address).status_code == 200, address

        return open_it

    return {page: counted(opened(page.format(**keys))) for page in PAGES}


def saves() -> Counts:
    """Each kind of save, on a rich record entered in a township of the demonstration."""
    from django.db import transaction

    from xingjia.access.models import Account
    from xingjia.access.queries import actor_for
    from xingjia.orgtree.models import Node

    account = Account.objects.get(username="mengzhiqiu")
    actor = actor_for(account.pk, date.today())  # noqa: DTZ011
    with transaction.atomic():
        town = Node.objects.filter(code__startswith="320925", kind="township").first()
        land = kinds.laid(actor, town)
        found = _rich(land, account)
        found |= {
            f"save {name}": (counted(save), SAVE_LINE) for name, save in kinds.saves(land).items()
        }
        for name, save in kinds.endings(land).items():
            found[name] = (counted(save, keep=True), ENDING_LINE)
        transaction.set_rollback(True)
    return found


def _rich(land: kinds.Land, account: Any) -> Counts:
    """Pages of the rich record, for the county's officer and for a chair of it."""
    from xingjia.access.models import Account, Appointment

    chair = Account.objects.create(username="bench-chair")
    Appointment.objects.everything(because="bench").create(
        account=chair, organisation=land.union.organisation, role="chair", start=kinds.FOUNDED
    )
    found: Counts = {}
    for name, address in pages_of(land, "320925").items():
        found[name] = (opened(account, address), PAGE_LINE)
    for name, address in {"her home": "/", "her union": f"/unions/{land.union.pk}/"}.items():
        found[name] = (opened(chair, address), PAGE_LINE)
    return found


def opened(account: Any, address: str) -> int:
    """How many queries a page takes that was opened before."""
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(account)

    def open_it() -> None:
        assert client.get(address).status_code == 200, address

    open_it()
    return counted(open_it)


def sixth(model: Any) -> Any:
    """One record of the demonstration, whatever came after it."""
    return model.objects.everything(because="bench").order_by("pk")[5]


def counted(act: Callable[[], object], *, keep: bool = False) -> int:
    """How many queries it took, without the statements of the transaction; what it did is undone
    unless it is to be kept."""
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        act()
        transaction.set_rollback(not keep)  # so that it can be done again
    own = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT")
    return sum(not query["sql"].startswith(own) for query in queries)

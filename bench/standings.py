"""What the standings of unions cost: pages of the seed county, and one saved record.

(a) 138 unions in every shipped standard, some 80 criteria: the figures of a standard with each
township, the matrix and one union's reasons, in queries and milliseconds. (c) Every kind of save
of one record with figures and standings worked out anew, in queries and milliseconds; the line of
the design is 12 queries. Statements of the transaction itself are not counted.
"""

import os
import tempfile
import time
from statistics import median
from typing import Any

RUNS = 9
PAGES = (
    "/coverage/320925/standard/shuangliang/",
    "/coverage/320925/standard/liuyou/",
    "/coverage/320925/unions/liuyou/",
    "/coverage/320925/unions/liuyou/?show=lapsing&criterion=any",
    "/why/{union}/liuyou/",
)


def main() -> None:
    """On a demonstration of its own."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["XINGJIA_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "xingjia.config.settings"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("load_divisions", stdout=open(os.devnull, "w"))  # noqa: SIM115
        call_command("seed_demo", stdout=open(os.devnull, "w"))  # noqa: SIM115
        tell()


def tell() -> None:
    """Print what the demonstration that is there costs."""
    from xingjia.access.rules import system
    from xingjia.standards.standing.commands import rebuild
    from xingjia.standards.standing.models import Spell
    from xingjia.standards.standing.queries.followed import followed

    standards = followed()
    criteria = sum(len(one.criteria) for one in standards)
    begun = time.perf_counter()
    rebuild(system("bench"))
    spent = time.perf_counter() - begun
    spells = Spell.objects.everything(because="bench")
    unions = spells.values("union_id").distinct().count()
    print(f"{unions} unions x {criteria} criteria of {len(standards)} standards: ", end="")
    print(f"{spells.count()} spells, all worked out again in {spent:.2f} s")
    pages()
    saves()


def pages() -> None:
    """Each page, opened by the county's officer who has opened one before."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from bench.queries import sixth
    from xingjia.access.models import Account
    from xingjia.registry.models import Union

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(Account.objects.get(username="mengzhiqiu"))
    client.get("/")
    for page in PAGES:
        address = page.format(union=sixth(Union).pk)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200, address
        print(
            f"{len(asked):3} queries {milliseconds(lambda a=address: client.get(a)):6.1f} ms {page}"
        )


def saves() -> None:
    """Each kind of save on a rich record, undone again."""
    from datetime import date

    from django.db import transaction

    from bench import saves as kinds
    from bench.queries import counted
    from xingjia.access.models import Account
    from xingjia.access.queries import actor_for
    from xingjia.orgtree.models import Node

    actor = actor_for(Account.objects.get(username="mengzhiqiu").pk, date.today())  # noqa: DTZ011
    with transaction.atomic():
        town = Node.objects.filter(code__startswith="320925", kind="township").first()
        taken = kinds.saves(kinds.laid(actor, town))
        found = {
            name: (counted(save), milliseconds(lambda act=save: counted(act)))
            for name, save in taken.items()
        }
        transaction.set_rollback(True)
    for name, (number, spent) in found.items():
        print(f"{number:3} queries {spent:6.1f} ms save {name}")
    numbers = sorted(number for number, _ in found.values())
    within = sum(number <= 12 for number in numbers)
    print(f"{within} of {len(numbers)} kinds of saves within 12 queries, ", end="")
    print(f"median {median(numbers)} queries, {median(ms for _, ms in found.values()):.1f} ms")


def milliseconds(act: Any) -> float:
    """The median time of an act."""
    spent = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        act()
        spent.append(time.perf_counter() - begun)
    return median(spent) * 1000

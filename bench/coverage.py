"""All figures of a county and of its townships: counting spans against counting the records.

The other side is what a program without spans does: for the day, the newest statement of each
employer, the covers and the contracts in force, in three set-based queries and one loop. Both
give the same figures, in turn, in one process and one database.
"""

import os
import tempfile
import time
from collections import Counter
from datetime import date
from statistics import median

from bench import queries, standings

DAY = date(2013, 12, 31)
RUNS = 15
LARGE = 5000  # employers of the invented large county
KINDS = ("collective", "wage", "women")


def main() -> None:
    """Print the median times and their ratio for the seed county and for a large one."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["XINGJIA_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "xingjia.config.settings"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("seed_demo", stdout=open(os.devnull, "w"))  # noqa: SIM115
        measure("320925")
        alone = queries.counts()
        fill("320924", LARGE)
        measure("320924")
        queries.tell(alone, queries.counts())
        standings.tell()


def fill(code: str, employers: int) -> None:
    """A county of invented employers, spread over its townships."""
    from xingjia.access.rules import system
    from xingjia.orgtree.models import Node
    from xingjia.orgtree.queries import children_on
    from xingjia.registry.models import Contract, ContractEmployer, Employer, EmployerStatement
    from xingjia.standards.coverage.commands import rebuild

    towns = list(children_on(Node.objects.get(code=code), DAY))
    made = Employer.objects.everything(because="bench").bulk_create(
        Employer(organisation=towns[n % len(towns)], name=f"企业{n}", name_key=f"企业{n}")
        for n in range(employers)
    )
    EmployerStatement.objects.everything(because="bench").bulk_create(
        EmployerStatement(employer=one, field="in_production", value=True, day=DAY, said_by="bench")
        for one in made
    )
    contracts = Contract.objects.everything(because="bench").bulk_create(
        Contract(
            organisation=towns[0],
            kind=KINDS[n % 3],
            reach="own",
            number=f"{n}",
            valid_from=date(2013, 1, 1),
            valid_to=date(2013 + n % 2, 12, 30),
        )
        for n in range(employers * 2)
    )
    ContractEmployer.objects.everything(because="bench").bulk_create(
        ContractEmployer(contract=contract, employer=made[n // 2])
        for n, contract in enumerate(contracts)
    )
    rebuild(system("bench"))


def measure(code: str) -> None:
    """Time both ways in turn."""
    from xingjia.access.rules import system
    from xingjia.orgtree.models import Node
    from xingjia.standards.coverage.queries import count

    county, actor = Node.objects.get(code=code), system("bench")
    spans, records = [], []
    for _ in range(RUNS):
        begun = time.perf_counter()
        counted = count(actor, county, DAY, children=True)
        spans.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        recounted = recount(county.path)
        records.append(time.perf_counter() - begun)
    figures = counted.total.figures
    assert figures["contracts_all_three"].count == sum(recounted["all three"].values())
    assert figures["with_union"].count == sum(recounted["unionised"].values())
    ms, other = median(spans) * 1000, median(records) * 1000
    employers = figures["operating_employers"].count
    print(
        f"{employers} employers: spans {ms:.1f} ms, records {other:.1f} ms, "
        f"records / spans {other / ms:.1f}"
    )


def recount(path: str) -> dict[str, Counter[str]]:
    """Every figure of every township, from the records."""
    from xingjia.orgtree.queries import under
    from xingjia.registry.models import ContractEmployer, Cover, EmployerStatement

    here = under("employer__organisation__path", path)
    said = EmployerStatement.objects.everything(because="bench").filter(
        here, field="in_production", day__lte=DAY
    )
    rows = said.order_by("day").values_list("employer", "employer__organisation__path", "value")
    operating = {employer: place for employer, place, holds in rows if holds}
    covers = Cover.objects.everything(because="bench").filter(here, start__lte=DAY, end__gt=DAY)
    unionised = set(covers.values_list("employer", flat=True))
    contracts = ContractEmployer.objects.everything(because="bench").filter(
        here, contract__valid_from__lte=DAY, contract__valid_to__gte=DAY
    )
    kinds: dict[int, set[str]] = {}
    for employer, kind in contracts.values_list("employer", "contract__kind"):
        kinds.setdefault(employer, set()).add(kind)
    found: dict[str, Counter[str]] = {}
    for employer, place in operating.items():
        has = kinds.get(employer, set())
        marks = ["operating", *has, *(["all three"] if len(has) == len(KINDS) else [])]
        marks += [f"{one} of unionised" for one in marks] if employer in unionised else []
        marks += ["unionised"] if employer in unionised else []
        for mark in marks:
            found.setdefault(mark, Counter())[place] += 1
    return {"all three": Counter(), "unionised": Counter()} | found

"""One county's coverage page: counting spans against counting the records themselves.

The second is what a program without spans does: for each employer the newest statement, the
covers and the contracts of the day, in three set-based queries and a loop.
"""

import os
import tempfile
import time
from datetime import date
from statistics import median

DAY = date(2013, 12, 31)
RUNS = 20


def main() -> None:
    """Print the median times and their ratio, in one process and one database."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["XINGJIA_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "xingjia.config.settings"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("seed_demo", verbosity=0)
        measure()


def measure() -> None:
    """Time both ways in turn."""
    from xingjia.access.rules import system
    from xingjia.orgtree.models import Node
    from xingjia.standards.coverage.queries import count

    county, actor = Node.objects.get(code="320925"), system("bench")
    spans, records = [], []
    for _ in range(RUNS):
        begun = time.perf_counter()
        counted = count(actor, county, DAY, children=True)
        spans.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        recounted = recount(county.path)
        records.append(time.perf_counter() - begun)
    figure = counted.total.figures["contracts_all_three"].count
    assert figure == recounted == 127, (figure, recounted)
    ms, other = median(spans) * 1000, median(records) * 1000
    print(f"spans {ms:.1f} ms, records {other:.1f} ms, ratio {other / ms:.1f}")


def recount(path: str) -> int:
    """All three contracts in force among operating employers, from the records."""
    from xingjia.orgtree.queries import under
    from xingjia.registry.models import ContractEmployer, EmployerStatement

    here = under("employer__organisation__path", path)
    said = (
        EmployerStatement.objects.everything(because="bench")
        .filter(here, field="in_production", day__lte=DAY)
        .order_by("day")
        .values_list("employer", "value")
    )
    operating = {employer for employer, holds in dict(said).items() if holds}
    kinds: dict[int, set[str]] = {}
    for employer, kind in (
        ContractEmployer.objects.everything(because="bench")
        .filter(here, contract__valid_from__lte=DAY, contract__valid_to__gte=DAY)
        .values_list("employer", "contract__kind")
    ):
        kinds.setdefault(employer, set()).add(kind)
    return sum(len(kinds.get(employer, ())) == 3 for employer in operating)

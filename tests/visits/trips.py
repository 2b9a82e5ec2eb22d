"""Visits laid for a test."""

from tests.factories import BECAUSE, DAY
from xingjia.registry.models import Union
from xingjia.visits.models import Confirmation, Stop, Visit


def make_visit(union: Union, *kinds: str, level: str = "township", **more: object) -> Visit:
    said = {"visited_on": DAY, "keyed_on": DAY, "keyed_by": "system:test"} | more
    said.setdefault("visitors", [{"name": "曹予宁", "account": None}])
    findings = str(said.pop("findings", ""))
    visit = Visit.objects.everything(because=BECAUSE).create(**said)
    stop = Stop.objects.everything(because=BECAUSE).create(
        visit=visit, union=union, findings=findings
    )
    for kind in kinds:
        Confirmation.objects.everything(because=BECAUSE).create(
            stop=stop, kind=kind, holds=True, level=level
        )
    return visit

"""Visits laid for a test."""

from tests.evidence.records import make_picture
from tests.factories import BECAUSE, DAY
from xingjia.orgtree.models import Node
from xingjia.registry.models import Union
from xingjia.visits.models import Confirmation, Document, Scan, Stop, Visit


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


def make_document(at: Node, *unions: Union, kind: str = "sign_shown", **more: object) -> Document:
    """A document filed at a place, which confirms one thing of each union."""
    said = {"issuer": "盐城市总工会", "level": "city", "number": "盐工发〔2013〕9号"} | more
    said = {"issued_on": DAY, "recorded_on": DAY, "recorded_by": "system:test"} | said
    made = Document.objects.everything(because=BECAUSE).create(filed_from=at, **said)
    for union in unions:
        stop = Stop.objects.everything(because=BECAUSE).create(document=made, union=union)
        Confirmation.objects.everything(because=BECAUSE).create(
            stop=stop, kind=kind, holds=True, level=made.level
        )
    return made


def make_scan(document: Document) -> Scan:
    return Scan.objects.everything(because=BECAUSE).create(
        document=document, picture=make_picture()
    )

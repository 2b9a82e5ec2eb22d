"""A township in which something of every kind is doubtful."""

from datetime import date

from tests.factories import (
    BECAUSE,
    make_chair,
    make_contract,
    make_employer,
    make_union,
)
from xingjia.imports.models import Import, ImportRow
from xingjia.imports.rules import Outcome, Plan, Reason
from xingjia.orgtree.models import Node
from xingjia.registry.models import Cover, Employer
from xingjia.toolkit.files.models import Blob

WAITS = (Reason("inferred", "staff"), Reason("check_digit", "employer_code"))

CODES = ("91320925805015509K", "91320925990832374D")


def make_doubts(at: Node, mark: str) -> list[Employer]:
    """Six doubts: two twins, a chair elected too early, a claim, a held row, a code that is
    missing (of the second twin)."""
    first = make_employer(
        at, f"江苏{mark}鹤启灯具有限公司", code="", address=f"{mark}路1号", contracts_wage=True
    )
    second = make_employer(
        at, f"{mark}鹤启灯具有限责任公司", address=f"{mark}路1号", contracts_collective=False
    )
    union = make_union(first, name=f"{mark}鹤启工会", start=date(2012, 3, 5))
    make_chair(union, f"{mark}某", elected_on=date(2011, 1, 1))
    make_contract(second)
    blob, _ = Blob.objects.get_or_create(sha256=f"{at.pk:064x}", size=1)
    batch = Import.objects.everything(because=BECAUSE).create(
        organisation=at,
        filename=f"{mark}名册.xlsx",
        blob=blob,
        as_of=date(2013, 12, 31),
        state=Import.State.WRITTEN,
        asked_by="system:test",
    )
    ImportRow.objects.everything(because=BECAUSE).create(
        batch=batch,
        kind="register",
        row=3,
        values={},
        outcome="held",
        plan=Plan(Outcome.HELD, f"{mark}乙厂", reasons=WAITS).as_json(),
        issues=[{"code": "inferred", "field": "staff", "level": "warning"}],
    )
    return [first, second]


def cover(union, employer, start: date) -> Cover:
    return Cover.objects.everything(because=BECAUSE).create(
        union=union, employer=employer, start=start
    )

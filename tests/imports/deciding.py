"""A county with two employers, and decisions about rows of workbooks that name them."""

from tests.factories import TESTER
from tests.imports.batches import lay_batch, the, write
from tests.imports.registers import CODES, jianhu
from xingjia.imports import commands
from xingjia.imports.models import Import, ImportRow
from xingjia.orgtree.models import Node
from xingjia.registry.models import Employer
from xingjia.registry.queries.newest import values_of

ONE = {"employer_name": "甲店", "employer_code": CODES[0], "staff": 30}
TWO = {"employer_name": "乙店", "employer_code": CODES[1], "staff": 40}
REPEATED = [{"field": "employer_code", "code": "duplicate", "level": "error", "said": ""}]
BAD_PHONE = [{"field": "chair_phone", "code": "wrong_length", "level": "error", "said": "12"}]


def rows_of(batch: Import) -> list[ImportRow]:
    return list(ImportRow.objects.everything(because="a test").filter(batch=batch).order_by("pk"))


def with_issues(batch: Import, row: ImportRow, issues: list[dict]) -> Import:
    ImportRow.objects.everything(because="a test").filter(pk=row.pk).update(issues=issues)
    return commands.count_from(TESTER, batch, day=batch.as_of)


def staff_of(name: str) -> int | None:
    return values_of(the(Employer, name=name)).get("staff")


def decided(batch: Import, choice: str, at: int = 0) -> ImportRow:
    (row,) = commands.decide(TESTER, batch, choices={rows_of(batch)[at].pk: choice})
    return row


OF_TWO = {"employer_name": "乙店", "employer_code": CODES[0], "staff": 55}


def known_county() -> Node:
    county = jianhu()
    write(lay_batch(county, ONE, TWO))
    return county

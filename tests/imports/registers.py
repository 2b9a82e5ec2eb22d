"""Small registers as offices send them."""

from functools import cache
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from tests.factories import DAY, TESTER, make_node
from xingjia.imports import commands
from xingjia.imports.models import Import
from xingjia.orgtree.models import Node
from xingjia.toolkit.jobs.commands import run_now
from xingjia.toolkit.jobs.models import Job

HEAD = ("企业名称", "统一社会信用代码", "乡镇", "是否投产", "职工人数", "女职工人数")
CODES = ("913209253693538855", "91320925778181017K", "91320925101152580K", "91320925724188678E")
WRONG_CODE = "913209253693538856"
Cells = tuple[object, ...]


def jianhu() -> Node:
    """The county that the codes belong to, with two townships."""
    city = make_node("盐城市", kind="city", code="320900")
    county = make_node("建湖县", city, code="320925")
    make_node("近湖街道", county, kind="township", code="320925001")
    make_node("上冈镇", county, kind="township", code="320925108")
    return county


def a_row(
    number: int = 1, *, code: str | None = "", staff: object = 80, operating: str = "是"
) -> Cells:
    """A row without faults; `code` None leaves the cell blank."""
    shown = CODES[number] if code == "" else code
    return (f"建湖县第{number}纺织有限公司", shown, "近湖街道", operating, staff, 30)


@cache
def a_workbook(*rows: Cells, head: tuple[str, ...] = HEAD, title: str = "") -> bytes:
    """The same rows give the same bytes: a workbook otherwise holds the second it was made."""
    book = Workbook()
    book.active.append([title or "企业登记册（截止日期：2013年12月31日）"])
    book.active.append(list(head))
    for row in rows:
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def a_file(*rows: Cells, name: str = "名册.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, a_workbook(*rows))


def receive(node: Node, *rows: Cells, actor=TESTER, name: str = "名册.xlsx") -> Import:
    """A workbook that was read and waits for a look."""
    file = BytesIO(a_workbook(*rows))
    return commands.receive(actor, node, stream=file, filename=name, on=DAY)


def bring_in(node: Node, *rows: Cells, actor=TESTER) -> Import:
    """A workbook that was read and written."""
    batch = commands.confirm(actor, receive(node, *rows, actor=actor))
    job = run_now(Job.objects.get(pk=batch.job_id))
    assert job.state == Job.State.DONE, job.error_class
    return Import.objects.everything(because="a test").get(pk=batch.pk)

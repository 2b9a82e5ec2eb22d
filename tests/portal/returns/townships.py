"""A county with two townships that are asked for what is missing."""

from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from tests.factories import (
    DAY,
    appoint,
    make_account,
    make_chair,
    make_county,
    make_employer,
    make_union,
)
from xingjia.access.models import Account
from xingjia.access.queries import actor_for
from xingjia.access.rules import Actor
from xingjia.orgtree.models import Node
from xingjia.portal.returns.commands.handing import hand_in
from xingjia.portal.returns.commands.starting import Terms, outline_for, start
from xingjia.portal.returns.models import Collection, HandIn, Return
from xingjia.portal.returns.workbooks import workbook_of
from xingjia.registry.models import UnionStatement

WHY = "a test"
TODAY = date(2014, 1, 6)
# Days that no test outlives, for pages that look at the real calendar.
AHEAD = {"due_on": date(2099, 1, 10), "ends_on": date(2099, 1, 31)}
COLUMNS = ("staff", "members", "chair_phone", "term_ends_on")
WEAVER, DYER, BREWER = "甲纺织有限公司", "乙印染有限公司", "丙酿造有限公司"
TELEPHONE = (WEAVER, "主席办公电话", "0515-86210000")


class Townships:
    """上冈镇 has an employer whose union lacks a telephone, and one without a union; in 近湖街道
    nobody has said how many work there."""

    def __init__(self) -> None:
        self.county, (self.first, self.second) = make_county("建湖县", "上冈镇", "近湖街道")
        self.weaver = make_employer(self.first, WEAVER, staff=80)
        self.union = make_union(self.weaver, members=60)
        make_chair(self.union)
        self.dyer = make_employer(self.first, DYER)
        self.brewer = make_employer(self.second, BREWER)
        self.officer = self.post("officer", self.county)
        self.township = self.post("township_officer", self.first)
        self.chair = self.post("chair", self.union.organisation)

    def post(self, role: str, at: Node) -> Account:
        account = make_account()
        appoint(account, role, at)
        return account


def actor(account: Account) -> Actor:
    return actor_for(account.pk, DAY)


def terms(**others) -> Terms:
    usual = {
        "name": "一季度补报",
        "occasion": Collection.Occasion.QUARTER,
        "per": Collection.Per.TOWNSHIP,
        "day": DAY,
        "due_on": date(2014, 1, 10),
        "ends_on": date(2014, 1, 31),
        "columns": COLUMNS,
        "months": 12,
        "reason": "季度报表",
        "telephone": "0515-86200000",
    }
    return Terms(**usual | others)


def started(by: Account, at: Node, **others) -> Collection:
    return started_by(actor(by), at, **others)


def started_by(who: Actor, at: Node, **others) -> Collection:
    wanted = terms(**others)
    return start(who, at, terms=wanted, seen=outline_for(who, at, wanted).burden.cells)


def sent_to(collection: Collection, place: Node) -> Return:
    return (
        Return.objects.everything(because=WHY)
        .select_related("organisation", "collection__organisation")
        .get(collection=collection, organisation=place)
    )


def filled(sent: Return, *cells: tuple[str, str, object]) -> bytes:
    """The workbook as it was sent, with cells filled in: (employer, head, value)."""
    book = load_workbook(BytesIO(workbook_of(sent)))
    sheet = book.worksheets[0]
    head = next(row for row in sheet.iter_rows() if row[0].value == "企业名称")
    columns = {cell.value: cell.column for cell in head}
    rows = {row[0].value: row[0].row for row in sheet.iter_rows(min_row=head[0].row + 1)}
    for employer, title, value in cells:
        sheet.cell(rows[employer], columns[title]).value = value
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def handed(by: Account, sent: Return, *cells: tuple[str, str, object]) -> HandIn:
    file = BytesIO(filled(sent, *cells))
    return hand_in(actor(by), stream=file, filename="表.xlsx", on=TODAY, sent=sent)


def telephones() -> list[str]:
    """Those of chairs that are in the register."""
    rows = UnionStatement.objects.everything(because=WHY).filter(field="chair_phone")
    return list(rows.values_list("value", flat=True))

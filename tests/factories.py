"""Build rows with believable defaults. Name only what the test is about."""

from datetime import date
from functools import cache
from io import BytesIO
from itertools import count

from openpyxl import Workbook

from tests.figures import follow_later
from xingjia.access.models import Account, Appointment
from xingjia.access.queries import actor_for
from xingjia.access.rules import Actor, system
from xingjia.orgtree.commands import Planting, plant_all
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import EVER, OPEN
from xingjia.portal.reports.models import Report
from xingjia.portal.returns.models import Collection, HandIn, Return
from xingjia.registry.models import (
    Contract,
    ContractEmployer,
    Cover,
    Employer,
    EmployerStatement,
    FocusMark,
    Officer,
    Room,
    Union,
    UnionStatement,
)
from xingjia.registry.rules.names import name_key, search_text
from xingjia.toolkit.files.commands import keep
from xingjia.toolkit.files.models import Blob

DAY = date(2013, 12, 31)
BECAUSE = "a test lays the table"
_numbers = count(1)


def make_node(
    name: str = "建湖县", parent: Node | None = None, *, kind: str = "county", code: str = ""
) -> Node:
    code = code or f"T{next(_numbers)}"
    return plant_all("system:test", [Planting(parent, kind, code, name, EVER)])[0]


def make_county(name: str = "建湖县", *townships: str) -> tuple[Node, list[Node]]:
    """A county under a city of its own, with its townships."""
    city = make_node(f"{name}所在市", kind="city")
    county = make_node(name, city)
    return county, [make_node(one, county, kind="township") for one in townships or ("上冈镇",)]


def make_account(name: str = "孟知秋", *, password: str = "") -> Account:
    account = Account(username=f"user{next(_numbers)}", name=name)
    if password:
        account.set_password(password)
    else:
        account.set_unusable_password()
    account.save()
    return account


def appoint(
    account: Account, role: str, at: Node, *, start: date = EVER, end: date = OPEN
) -> Appointment:
    return Appointment.objects.everything(because=BECAUSE).create(
        account=account, organisation=at, role=role, start=start, end=end
    )


def make_actor(role: str, at: Node, *, on: date = DAY) -> Actor:
    account = make_account()
    appoint(account, role, at)
    return actor_for(account.pk, on)


def make_employer(
    at: Node, name: str = "", *, day: date = DAY, code: str = "", **said: object
) -> Employer:
    """An employer in production since `day`; `said` are further statements of that day."""
    name = name or f"建湖县第{next(_numbers)}纺织有限公司"
    employer = Employer.objects.everything(because=BECAUSE).create(
        organisation=at,
        name=name,
        name_key=name_key(name),
        code=code,
        search=search_text(name, code),
    )
    for field, value in ({"in_production": True} | said).items():
        if value is not None:
            state_employer(employer, field, value, day=day)
    touch(employer)
    return employer


def state_employer(employer: Employer, field: str, value: object, *, day: date = DAY) -> None:
    EmployerStatement.objects.everything(because=BECAUSE).create(
        employer=employer, field=field, value=value, day=day, said_by="system:test"
    )
    touch(employer)


def make_union(
    *employers: Employer,
    name: str = "",
    start: date = date(2010, 3, 1),
    end: date = OPEN,
    **said: object,
) -> Union:
    """A union founded on `start` that covers the employers; `said` are statements of DAY."""
    first = employers[0]
    name = name or f"{first.name}工会委员会"
    leaf = make_node(name, first.organisation, kind="union")
    union = Union.objects.everything(because=BECAUSE).create(
        organisation=leaf, name=name, founded_on=start, search=search_text(name)
    )
    for employer in employers:
        Cover.objects.everything(because=BECAUSE).create(
            union=union, employer=employer, start=start, end=end
        )
    for field, value in said.items():
        UnionStatement.objects.everything(because=BECAUSE).create(
            union=union, field=field, value=value, day=DAY, said_by="system:test"
        )
    touch(*employers)
    return union


def make_chair(
    union: Union,
    name: str = "姚国平",
    *,
    elected_on: date | None = date(2011, 4, 4),
    term_ends_on: date | None = date(2016, 4, 3),
    left_on: date | None = None,
) -> Officer:
    chair = Officer.objects.everything(because=BECAUSE).create(
        union=union,
        post=Officer.Post.CHAIR,
        name=name,
        elected_on=elected_on,
        term_ends_on=term_ends_on,
        left_on=left_on,
    )
    covers = Cover.objects.everything(because=BECAUSE).filter(union=union)
    touch(*(cover.employer for cover in covers.select_related("employer")))
    return chair


def make_officer(
    union: Union,
    post: str,
    name: str,
    *,
    elected_on: date | None = date(2011, 4, 4),
    term_ends_on: date | None = date(2016, 4, 3),
    left_on: date | None = None,
) -> Officer:
    """Somebody in a post beside the chair; no figure counts her."""
    return Officer.objects.everything(because=BECAUSE).create(
        union=union,
        post=post,
        name=name,
        elected_on=elected_on,
        term_ends_on=term_ends_on,
        left_on=left_on,
    )


def make_contract(
    *employers: Employer,
    kind: str = "collective",
    valid_from: date | None = date(2013, 1, 1),
    valid_to: date | None = date(2015, 12, 31),
    number: str = "",
    reach: str = "own",
) -> Contract:
    contract = Contract.objects.everything(because=BECAUSE).create(
        organisation=employers[0].organisation,
        kind=kind,
        reach=reach,
        number=number or f"建集字第{next(_numbers):03}号",
        signed_on=valid_from,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    for employer in employers:
        ContractEmployer.objects.everything(because=BECAUSE).create(
            contract=contract, employer=employer
        )
    touch(*employers)
    return contract


def make_mark(of: Employer | Union, kind: str = "", *, start: date = DAY, **more: str) -> FocusMark:
    is_union = isinstance(of, Union)
    return FocusMark.objects.everything(because=BECAUSE).create(
        **{"union" if is_union else "employer": of},
        kind=kind or ("weak" if is_union else "difficult"),
        start=start,
        said_by="system:test",
        **({"source": "县人社局", "remedy": "联系岗位"} | more),
    )


def make_room(union: Union, name: str = "职工书屋", *, start: date = DAY) -> Room:
    return Room.objects.everything(because=BECAUSE).create(
        union=union, kind="reading", name=name, start=start, said_by="system:test"
    )


def touch(*employers: Employer) -> None:
    """Let figures follow, as the commands do, though not before they are read."""
    follow_later({one.pk for one in employers})


TESTER = system("test")


@cache
def form_of(*townships: str) -> bytes:
    """A superior's empty form: a title, a two-row head, a line per place, a sum."""
    book = Workbook()
    sheet = book.active
    sheet.title = "进展"
    sheet.append(["三项合同签订进展情况统计表"])
    sheet.append(["镇（街道）", "企业数", "工会组建", None, "集体合同", "三项合同齐全率", "备注"])
    sheet.append([None, None, "建会数", "建会率", None, None, None])
    for name in townships:
        sheet.append([name])
    last = 3 + len(townships)
    sheet.append(["合计", f"=SUM(B4:B{last})"])
    for merged in ("A1:G1", "A2:A3", "B2:B3", "C2:D2", "E2:E3", "F2:F3", "G2:G3"):
        sheet.merge_cells(merged)
    sheet[f"D{last + 1}"].number_format = "0.0%"
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def make_report(at: Node, title: str = "市总报表") -> Report:
    """An empty form kept for a place, with nothing pointed to."""
    raw = form_of("上冈镇")
    rows = [["表头"], ["上冈镇"]]
    return Report.objects.everything(because=BECAUSE).create(
        organisation=at,
        title=title,
        filename=f"{title}.xlsx",
        blob=keep(BytesIO(raw), name="form"),
        sheets=[{"name": "进展", "rows": rows, "merges": [], "formulas": []}],
        kept_by="system:test",
    )


def make_collection(at: Node, name: str = "一季度补报") -> Collection:
    """A collection of a place that asks nobody yet."""
    return Collection.objects.everything(because=BECAUSE).create(
        organisation=at,
        name=name,
        occasion=Collection.Occasion.QUARTER,
        per=Collection.Per.UNION,
        day=DAY,
        due_on=date(2099, 1, 10),
        ends_on=date(2099, 1, 31),
        columns=["staff"],
        months=12,
        reason="季度报表",
        telephone="0515-86200000",
        seconds=30,
        started_by="system:test",
    )


def make_return(
    of: Collection, place: Node, employer: Employer, *, came: Blob | None = None
) -> Return:
    """A workbook that asks one place how many work for an employer; `came` came back."""
    shown = {"employer_name": employer.name}
    sent = Return.objects.everything(because=BECAUSE).create(
        collection=of,
        organisation=place,
        token=f"test{next(_numbers)}",
        lines=[{"key": employer.pk, "shown": shown, "asked": {"staff": "missing"}}],
        units=1,
        cells=1,
    )
    if came:
        HandIn.objects.everything(because=BECAUSE).create(
            sent=sent, blob=came, filename=f"{of.name}.xlsx", handed_by="system:test"
        )
    return sent

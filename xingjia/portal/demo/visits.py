"""The invented visits of the demonstration: see README.md beside it."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from xingjia.access.commands import invite
from xingjia.access.models import Account, Appointment
from xingjia.access.rules import Actor, Role
from xingjia.evidence.commands import claim
from xingjia.evidence.queries.known import told_of
from xingjia.evidence.rules import Saying
from xingjia.orgtree.models import Node
from xingjia.registry.models import Union, UnionStatement
from xingjia.registry.queries.said import said_on
from xingjia.visits.commands import Person, Said, Tick, Trip, record_visit

FILE = Path(__file__).with_name("visits.csv")
COUNTY = "320925"  # codes of its townships begin so
ALL_MET = "达标"
SAID_ON = date(2013, 12, 20)
STILL_TO_DO = "江苏岚泓服装有限公司工会"
FLAGS = ("sign_displayed", "identity_displayed")
# What one looks at for 双亮 (domain.md §2.2, SL-01 to SL-11).
ITEMS = (
    "sign_shown",
    "identity_shown",
    "office_published",
    "rooms_marked",
    "board_current",
    "contact_cards",
    "duties_public",
    "promises_public",
    "supervision_phone",
    "flow_public",
    "reachable",
)
# What a note finds wrong; None: nobody has said anything about it.
WRONG: Mapping[str, tuple[str, bool | None]] = {
    "公示栏电话是旧号码": ("board_current", False),
    "公示栏照片缺 2 人": ("board_current", False),
    "联系卡未发放": ("contact_cards", False),
    "工作流程图未填报": ("flow_public", None),
    "办公地点未公布": ("office_published", False),
    "桌牌姓名与主席不符": ("identity_shown", False),
    "服务承诺已过期": ("promises_public", False),
}
# An invented officer for each township that has none in the demonstration: name and account.
OFFICERS = {
    "近湖街道": ("于清和", "yuqinghe"),
    "钟庄街道": ("沈听澜", "shentinglan"),
    "塘河街道": ("陶雪舟", "taoxuezhou"),
    "建阳镇": ("魏东来", "weidonglai"),
    "九龙口镇": ("丁一帆", "dingyifan"),
    "冈西镇": ("梅若松", "meiruosong"),
    "宝塔镇": ("祁望舒", "qiwangshu"),
    "庆丰镇": ("卞听雨", "biantingyu"),
    "恒济镇": ("闻人语", "wenrenyu"),
    "沿河镇": ("季长河", "jichanghe"),
    "芦沟镇": ("芦苇青", "luweiqing"),
    "颜单镇": ("颜如初", "yanruchu"),
    "高作镇": ("高知远", "gaozhiyuan"),
}


def go_round(actor: Actor, on: date) -> int:
    """Enter the visits of the file; unions that are not in the register are left out."""
    rows = list(csv.DictReader(FILE.read_text(encoding="utf-8-sig").splitlines()))
    unions = {one.name: one for one in Union.objects.visible_to(actor).select_related()}
    officers = _officers(actor, {row["镇、街道"] for row in rows})
    known = [row for row in rows if row["工会"] in unions and row["镇、街道"] in officers]
    for row in known:
        person = officers[row["镇、街道"]]
        said = Said(
            unions[row["工会"]],
            tuple(ticks_of(row)),
            met="工会主席" if row["结果"] == ALL_MET else "工会主席；职工 3 人",
            findings=row["说明"] if row["结果"] != ALL_MET else "",
            ties={person.account: False} if person.account else {},
        )
        trip = Trip(date.fromisoformat(row["走访日期"]), (person,), (said,))
        record_visit(actor, trip, on=on)
    return len(known)


def claim_the_rest(actor: Actor, on: date) -> None:
    """What the unions whose sign and identity are shown say of themselves, where no visit has
    found all of it; our own union has still to do it."""
    unions = list(Union.objects.visible_to(actor).exclude(name=STILL_TO_DO))
    said = said_on(UnionStatement, [one.pk for one in unions], on)
    told = told_of([one.pk for one in unions], on, frozenset(ITEMS))
    for union in unions:
        if not all(said.get(union.pk, {}).get(flag) for flag in FLAGS):
            continue
        known = {one.kind.code for one in told.get(union.pk, []) if one.holds}
        for kind in ITEMS:
            if kind not in known:
                claim(actor, union, said=Saying(kind, SAID_ON), on=on)


def ticks_of(row: Mapping[str, str]) -> Iterable[Tick]:
    """What was looked at on the visit of one line."""
    notes = [] if row["结果"] == ALL_MET else row["说明"].split("；")
    wrong = dict(WRONG[note] for note in notes)
    for kind in ITEMS:
        holds = wrong.get(kind, True)
        if holds is not None:
            yield Tick(kind, holds)


def _officers(actor: Actor, names: Iterable[str]) -> dict[str, Person]:
    """Who went, by township: its officer, or an invented one who never signs in."""
    found = {}
    for node in Node.objects.filter(code__startswith=COUNTY, name__in=list(names)):
        held = Appointment.objects.visible_to(actor).filter(
            organisation=node, role=Role.TOWNSHIP_OFFICER
        )
        post = held.select_related("account").first()
        account = post.account if post else _invited(actor, node)
        if account:
            found[node.name] = Person(account.name, account.pk)
    return found


def _invited(actor: Actor, node: Node) -> Account | None:
    if node.name not in OFFICERS:
        return None
    name, username = OFFICERS[node.name]
    link, _ = invite(
        actor,
        node,
        username=username,
        name=name,
        post=f"{node.name}总工会",
        role=Role.TOWNSHIP_OFFICER,
        start=date(2012, 1, 1),
    )
    account: Account = link.account
    return account

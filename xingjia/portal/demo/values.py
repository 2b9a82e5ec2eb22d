"""Invented values beside the county's workbooks: party, papers, marks, rooms, a former name.

Said by hand as anybody would, on days up to the demonstration's own; no figure of that day
depends on them.
"""

from datetime import date
from typing import Any

from xingjia.access.rules import Actor
from xingjia.registry.commands.editing import change_employer, change_union
from xingjia.registry.commands.marks import lift_focus, mark_focus, open_room
from xingjia.registry.models import Employer, Officer, Union
from xingjia.registry.queries.newest import chair_on, values_of
from xingjia.registry.rules.editing import version_of

DAY = date(2013, 12, 31)
OURS = "江苏岚泓服装有限公司"
MEMBERS_THEN = {date(2012, 12, 31): (171, 148), date(2013, 6, 30): (188, 160)}
EMPLOYERS: dict[str, dict[str, Any]] = {
    OURS: {
        "two_new": "new_economic",
        "industry_class": "C1811",
        "party_kind": "branch",
        "party_founded_on": "2003-07",
        "party_secretary": "陈望春",
    },
    "江苏稻阔服装有限公司": {
        "two_new": "new_economic",
        "party_kind": "committee",
        "party_founded_on": "2004-06-18",
        "party_secretary": "顾稻香",
    },
    "建湖县泽朗纺织有限公司": {"two_new": "new_economic", "party_kind": "joint_branch"},
    "建湖县藕盈液压件厂": {"party_kind": "none"},
}
PAID, HELPED = "欠薪分三期付清，县总派调解员每周上门", "帮联系订单，停工期间按月发生活费"
MARKS = (
    ("盐城麋远石油机械有限公司", "disputes", date(2013, 10, 8), "县人社局通报", PAID),
    ("建湖县垛启液压件厂", "difficult", date(2013, 5, 20), "镇经贸办", HELPED),
)
LIFTED = ("建湖县垛启液压件厂", date(2013, 11, 1), "已恢复三班生产")
VISITED = "挂点干部每月去一次，先把换届办了"
WEAK = ("建湖县藕盈液压件厂工会委员会", date(2013, 9, 1), "县总检查", VISITED)
ROOMS = (
    ("activity", "职工活动室", 60),
    ("reading", "岚泓书屋", 35),
    ("mothers", "爱心妈妈小屋", None),
)
EVERY = 4  # of so many unions one has its papers on record


def say_more(actor: Actor) -> None:
    """Say by hand what the workbooks have no columns for."""
    for name, values in EMPLOYERS.items():
        if (employer := _employer(actor, name)) is not None:
            _change(actor, employer, DAY, **values)
    _look_after(actor)
    for number, union in enumerate(Union.objects.visible_to(actor).order_by("code", "pk")):
        if number % EVERY == 0:
            _papers(actor, union, number)
    _our_past(actor)


def _look_after(actor: Actor) -> None:
    for name, kind, start, source, remedy in MARKS:
        if (employer := _employer(actor, name)) is not None:
            mark = mark_focus(actor, employer, kind=kind, start=start, source=source, remedy=remedy)
            if name == LIFTED[0]:
                lift_focus(actor, mark, on=LIFTED[1], why=LIFTED[2])
    name, start, source, remedy = WEAK
    if (union := _union(actor, name)) is not None:
        mark_focus(actor, union, kind="weak", start=start, source=source, remedy=remedy)


def _papers(actor: Actor, union: Union, number: int) -> None:
    """A certificate as long as the term of the chair (总工办发〔2020〕20号 art. 26)."""
    chair: Officer | None = chair_on(union, DAY)
    if chair is None or chair.elected_on is None or chair.term_ends_on is None:
        return
    if union.founded_on is None or chair.elected_on < union.founded_on:
        return
    year = chair.elected_on.year
    _change(
        actor,
        union,
        DAY,
        kind="own",
        approval_no=f"建总工〔{year}〕{number + 1}号",
        approved_on=chair.elected_on.isoformat(),
        certificate_no=f"工法证字第10{number:04}号",
        certificate_from=chair.elected_on.isoformat(),
        certificate_to=chair.term_ends_on.isoformat(),
    )


def _our_past(actor: Actor) -> None:
    """The union whose chair has an account: rooms, an account, head-counts and a former name."""
    employer, union = _employer(actor, OURS), _union(actor, f"{OURS}工会")
    if employer is None or union is None:
        return
    _papers(actor, union, 1)
    for day, name in zip(MEMBERS_THEN, ("江苏富泽服装有限公司", OURS), strict=True):
        _change(actor, employer, day, name=name)
    for day, (staff, members) in MEMBERS_THEN.items():
        _change(actor, employer, day, staff=staff)
        _change(actor, union, day, members=members)
    _change(
        actor,
        union,
        DAY,
        migrant_members=64,
        account_opened_on="2003-12-05",
        account_bank="江苏建湖农村商业银行上冈支行",
    )
    for kind, name, area in ROOMS:
        open_room(actor, union, kind=kind, name=name, start=date(2012, 5, 1), area=area)


def _change(actor: Actor, of: Employer | Union, day: date, **values: Any) -> None:
    of.refresh_from_db(from_queryset=type(of).objects.visible_to(actor))
    version = version_of(values_of(of))
    reason = "演示数据，系编造"
    if isinstance(of, Employer):
        change_employer(actor, of, day=day, version=version, reason=reason, **values)
    else:
        change_union(actor, of, day=day, version=version, reason=reason, **values)


def _employer(actor: Actor, name: str) -> Employer | None:
    mine = Employer.objects.visible_to(actor).select_related("organisation")
    found: Employer | None = mine.filter(name=name).first()
    return found


def _union(actor: Actor, name: str) -> Union | None:
    found: Union | None = Union.objects.visible_to(actor).filter(name=name).first()
    return found

"""What the pages and papers of campaigns say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from xingjia.campaigns.models import Campaign, Example, Member
from xingjia.campaigns.queries.boards import Board
from xingjia.campaigns.queries.pledges import Row
from xingjia.campaigns.rules.progress import Forecast, Reached, months_between
from xingjia.campaigns.rules.scopes import NON_PUBLIC
from xingjia.registry.words import OWNERSHIP
from xingjia.standards.library.queries import published
from xingjia.standards.words import text
from xingjia.toolkit.ui.templatetags.ui import day

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

# State: kind of chip, word.
STATES: Mapping[Reached, tuple[str, StrOrPromise]] = {
    Reached.VERIFIED: ("met", lazy("核实达标")),
    Reached.CLAIMED: ("info", lazy("待核实")),
    Reached.MISSING: ("unmet", lazy("未上报达标")),
}
MEASURES: Mapping[str, StrOrPromise] = {
    "with_union": lazy("建会"),
    "contracts_collective": lazy("集体合同"),
    "contracts_wage": lazy("工资专项集体合同"),
    "contracts_women": lazy("女职工权益保护专项集体合同"),
    "contracts_all_three": lazy("三项合同齐全"),
}
SCOPES: Mapping[str, StrOrPromise] = {**OWNERSHIP, NON_PUBLIC: lazy("非公有制")}
FAULTS: Mapping[str, StrOrPromise] = {
    "ends_before_start": lazy("止的那天不能早于起的那天。"),
    "overlaps": lazy("和前一步的日子重叠了。"),
    "target": lazy("目标填 0 到 100。"),
    "empty": lazy("至少要有一步。"),
    "falls": lazy("后一个季度不能比前一个季度少。"),
    "beyond_base": lazy("不能比应有的家数多，也不能是负数。"),
    "other_quarters": lazy("每个季度填一个数。"),
    "no_such_part": lazy("这个阶段没有这一步。"),
    "why": lazy("这些数和现在要的不一样：写明理由，或者再看一遍。"),
}


def what_counts(campaign: Campaign) -> str:
    """The standard with its version, or the measure; "" for a contest or a discussion."""
    if campaign.measure:
        return str(MEASURES[campaign.measure])
    found = published(campaign.standard, campaign.version)
    return f"{text(found.title)} {campaign.version}" if found else campaign.standard


def headline(campaign: Campaign, board: Board, deadline: date, target: int) -> str:
    """Where it stands, a missed target first and plainly."""
    total = board.total
    words = {
        "name": campaign.name,
        "last": day(deadline),
        "on": day(board.on),
        "target": target,
        "verified": total.verified,
        "missing": target - total.verified,
        "waiting": total.waiting,
        "silent": total.silent,
    }
    tail = _("已上报、未核实 %(waiting)s 家，未上报达标 %(silent)s 家。") % words
    if total.verified >= target:
        return _("到 %(on)s，核实 %(verified)s 家，目标 %(target)s 家，已经达到。") % words
    if board.on >= deadline:
        said = _(
            "%(name)s没有按期达到目标。期限 %(last)s，目标 %(target)s 家，核实 %(verified)s 家，"
            "还差 %(missing)s 家："
        )
    else:
        said = _(
            "期限 %(last)s，目标 %(target)s 家；到 %(on)s核实 %(verified)s 家，"
            "还差 %(missing)s 家："
        )
    return said % words + tail


def assumed(found: Forecast, deadline: date) -> str:
    """The forecast with its one assumption and its arithmetic."""
    words = {
        "then": found.then,
        "now": found.now,
        "gained": plain(found.gained),
        "missing": found.missing,
        "months": found.months,
        "target": found.target,
    }
    if not found.missing:
        return ""
    if found.day is None:
        said = _(
            "按最近6个月进度：（%(now)s − %(then)s）÷ 6，每月没有净增，"
            "推算不出哪天到 %(target)s 家。"
        )
        return said % words
    said = _(
        "按最近6个月进度：（%(now)s − %(then)s）÷ 6 = 每月净增 %(gained)s 家，还差 %(missing)s 家，"
        "÷ %(gained)s = %(months)s 个月，%(day)s到 %(target)s 家"
    ) % (words | {"day": day(found.day)})
    late = months_between(deadline, found.day) if found.day > deadline else 0
    return said + (_("，晚 %(n)s 个月。") % {"n": late} if late else _("，不晚于期限。"))


def pace(found: Forecast) -> str:
    """The same in short, for one place or person."""
    if not found.missing:
        return _("已到 %(target)s 家") % {"target": found.target}
    sum_ = _("（%(now)s − %(then)s）÷ 6") % {"now": found.now, "then": found.then}
    if found.day is None:
        return _("%(sum)s，没有净增") % {"sum": sum_}
    words = {"sum": sum_, "missing": found.missing, "day": day(found.day)}
    return _("%(sum)s，还差 %(missing)s：%(day)s") % words


def plain(number: Fraction) -> str:
    """A number with at most two decimals: 6, 1.33."""
    return f"{float(number):.2f}".rstrip("0").rstrip(".")


def next_step(campaign: Campaign, state: Reached, open_lines: list[str]) -> str:
    """What to do next about one that is behind; "" for one that is not."""
    if state is Reached.VERIFIED:
        return ""
    if state is Reached.CLAIMED:
        return _("已上报：约时间走访核实。")
    if open_lines:
        return open_lines[0]
    if campaign.measure == "with_union":
        return _("上门动员建会，在“建会换届”里开始筹建。")
    if campaign.measure:
        return _("问合同签到哪一步，补登记或约协商。")
    return _("上门看一次，办好后报上来。")


def reminder(campaign: Campaign, board: Board) -> list[str]:
    """What is sent to a chat group: places and numbers, in the order of the tree; no persons."""
    total = board.total
    words = {
        "name": campaign.name,
        "day": day(board.on),
        "last": day(board.stage.last),
        "base": total.base,
        "verified": total.verified,
        "missing": total.base - total.verified,
    }
    lines = [
        _("%(name)s：还差 %(missing)s 家") % words,
        _("到 %(day)s，应有 %(base)s 家，核实 %(verified)s 家。本阶段到 %(last)s止。") % words,
    ]
    for line in board.places:
        if line.tally.base > line.tally.verified:
            said = _("%(place)s：待核实 %(waiting)s 家，未上报 %(silent)s 家")
            counts = {"waiting": line.tally.waiting, "silent": line.tally.silent}
            lines.append(said % ({"place": line.place.name} | counts))
    lines.append(_("未上报的先办好报上来，已上报的约时间核实。名单在系统的“专项活动”里。"))
    return lines


def pledge_chip(row: Row) -> dict[str, str]:
    """Where the pledge of a place stands."""
    found = row.agreement
    if found.agreed_on:
        return {"kind": "met", "word": _("%(day)s商定") % {"day": day(found.agreed_on)}}
    if found.waits_for_above:
        return {"kind": "lapsing", "word": _("报了另外的数")}
    return {"kind": "info", "word": _("等当地答复")}


def example_chip(example: Example, on: date) -> dict[str, str]:
    """Whether a demonstration unit still is one."""
    if example.ended_on and example.ended_on <= on:
        return {"kind": "unmet", "word": _("%(day)s起取消") % {"day": day(example.ended_on)}}
    if example.last < on:
        return {"kind": "na", "word": _("%(day)s到期") % {"day": day(example.last)}}
    return {"kind": "met", "word": _("有效到 %(day)s") % {"day": day(example.last)}}


def state_chip(member: Member, board: Board) -> dict[str, str]:
    """The chip of a member's state; of one left out, that it does not count."""
    if member.excluded_why:
        return {"kind": "na", "word": _("不算进应有数")}
    kind, word = STATES[board.state(member)]
    return {"kind": kind, "word": str(word)}

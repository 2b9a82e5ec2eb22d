"""The reminder of a place or a union: lines for a chat group, and letters (提醒函).

Lines are in the reader's language; letters are official Chinese and not in the catalogues.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from xingjia.access.rules import Actor
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import STEP
from xingjia.portal.queries.places import Place
from xingjia.portal.standing.deadlines import Deadline
from xingjia.portal.standing.matters import Matters, matters_of
from xingjia.registry.queries.unions import above
from xingjia.toolkit.calendar.rules import DAY
from xingjia.toolkit.papers.sheets import pdf
from xingjia.toolkit.ui.templatetags.ui import day

LETTER = Path(__file__).with_name("typst") / "reminder.typ"
NAMED = 20  # more unions than that are counted by place, not named: nobody reads on
MOST_LETTERS = 300  # of one file; a place with more prints them township by township
SHOWN = 6  # lines of standards named of one union; the others are counted
DAYS = "{0.year}年{0.month}月{0.day}日"


@dataclass(frozen=True)
class Reminder:
    """What a place is reminded of on a day."""

    at: Place
    matters: list[Matters]

    @property
    def title(self) -> str:
        """Its first line."""
        return _("%(place)s：达标提醒") % {"place": self.at.node.name}

    @property
    def addressed(self) -> list[Matters]:
        """The unions that get a letter: those with something to do themselves."""
        return [one for one in self.matters if one.own]

    @property
    def too_many(self) -> bool:
        """Whether the letters are printed township by township."""
        return len(self.addressed) > MOST_LETTERS

    def lines(self) -> list[str]:
        """The lines after the title: unions by name, many of them by place. No persons, no order
        of merit."""
        until = _("截至%(day)s") % {"day": day(self.at.on)}
        if not self.matters:
            return [until, _("没有要提醒的。")]
        if self.at.node.kind == Node.Kind.UNION:
            found = [line for one in self.matters for line in self._of_one(one)]
        elif len(self.matters) > NAMED:
            found = self._by_place()
        else:
            found = [self._of(one) for one in self.matters]
        return [
            until,
            *found,
            _("办好以后，在系统首页点“已换上”“已开会”，记为当天；上级走访时核实。"),
        ]

    def _of(self, one: Matters) -> str:
        on = self.at.on
        told = [f"{late.title}（{late.said(on)}）" for late in one.deadlines]
        told += [_("%(n)d 项未达标") % {"n": len(one.unmet)}] if one.unmet else []
        told += [_("%(n)d 项 90 天内到期") % {"n": len(one.lapsing)}] if one.lapsing else []
        told += [_rechecked(one)] if one.rechecks else []
        return f"{one.union.name}：{'；'.join(told)}"

    def _of_one(self, one: Matters) -> list[str]:
        """Of a union alone what there is to do, a line each: its name is in the title."""
        on = self.at.on
        told = [f"{late.title}（{late.said(on)}）" for late in one.deadlines]
        told += [_("%(what)s：未达标") % {"what": title} for title in one.unmet[:SHOWN]]
        told += [
            _("%(what)s：%(day)s到期") % {"what": title, "day": day(end - DAY)}
            for title, end in one.lapsing[:SHOWN]
        ]
        if more := max(0, len(one.unmet) - SHOWN) + max(0, len(one.lapsing) - SHOWN):
            told.append(_("另有 %(n)d 项，在“达标情况”里") % {"n": more})
        return [*told, *([_rechecked(one)] if one.rechecks else [])]

    def _by_place(self) -> list[str]:
        depth = len(self.at.branch) + STEP
        groups: dict[str, list[Matters]] = {}
        for one in self.matters:
            path = one.union.organisation.path
            # A union that hangs here itself has no place in between: those are counted together.
            groups.setdefault(path[:depth] if len(path) > depth else self.at.branch, []).append(one)
        names = dict(Node.objects.filter(path__in=groups).values_list("path", "name"))
        names[self.at.branch] = _("%(place)s直属") % {"place": self.at.node.name}
        return [_counted(names.get(path, ""), each, self.at.on) for path, each in groups.items()]


def _counted(place: str, matters: Sequence[Matters], on: date) -> str:
    late = sum(any(d.late(on) for d in one.deadlines) for one in matters)
    soon = sum(any(not d.late(on) for d in one.deadlines) for one in matters)
    parts = {
        _("超期 %(n)d 家"): late,
        _("快到期 %(n)d 家"): soon,
        _("未达标 %(n)d 家"): sum(bool(one.unmet) for one in matters),
        _("等复核 %(n)d 家"): sum(bool(one.rechecks) for one in matters),
    }
    told = [words % {"n": number} for words, number in parts.items() if number]
    head = _("%(place)s：%(n)d 家有事要办") % {"place": place, "n": len(matters)}
    return pgettext("between clauses", "，").join([head, *told])


def _rechecked(one: Matters) -> str:
    first = min(end for _title, end in one.rechecks)
    words = {"n": len(one.rechecks), "day": day(first - DAY)}
    return _("%(n)d 项的核实 %(day)s起到期，等上级复核") % words


def reminder_of(actor: Actor, at: Place) -> Reminder:
    """Of the unions of a place the actor may see."""
    return Reminder(at, matters_of(actor, at))


# ---- letters ------------------------------------------------------------------------------------


def letters(found: Reminder, *, demo: bool) -> bytes:
    """A letter to each union with something to do, as PDF, a page each; from the place that looks
    after it."""
    on = found.at.on
    over = above([one.union.organisation_id for one in found.addressed], on)
    said = [_letter(one, over.get(one.union.organisation_id), on) for one in found.addressed]
    data = {"letters": said, "day": DAYS.format(on), "demo": demo, "place": found.at.node.name}
    return pdf(LETTER, data)


def _letter(one: Matters, place: Node | None, on: date) -> dict[str, Any]:
    rows = [_of_deadline(late, on) for late in one.deadlines]
    rows += [[title, "未达标，请办好后填报", "尽快"] for title in one.unmet[:SHOWN]]
    rows += [
        [title, "快到期，请按期续办", DAYS.format(end - DAY)] for title, end in one.lapsing[:SHOWN]
    ]
    if one.rechecks:
        first = min(end for _title, end in one.rechecks)
        what = f"已核实的事项（{len(one.rechecks)}项）"
        rows.append([what, "核实将到期，请配合上级复核", DAYS.format(first - DAY)])
    more = max(0, len(one.unmet) - SHOWN) + max(0, len(one.lapsing) - SHOWN)
    return {
        "union": one.union.name,
        "rows": rows,
        "more": more,
        "from": f"{place.name}总工会" if place else "",
    }


def _of_deadline(one: Deadline, on: date) -> list[str]:
    act = {
        "election": "召开会员（代表）大会换届，先报上级",
        "certificate": "届满前三十日内办理换证",
        "contract": "协商续签，报劳动部门审查",
    }[one.kind]
    day_text = DAYS.format(one.last)
    return [one.title, act, f"{day_text}（已超期）" if one.late(on) else day_text]

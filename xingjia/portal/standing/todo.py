"""What is to be done, worked out from the standings: by a chair, and by those above her."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xingjia.access.rules import Actor, Right
from xingjia.campaigns.pages.tasks import Next, Task, of_union
from xingjia.evidence.words import act_of, attributes_in_words
from xingjia.facts.kinds import KINDS, Shape
from xingjia.orgtree.queries import under
from xingjia.portal.standing import words
from xingjia.portal.standing.addresses import Addresses
from xingjia.portal.standing.deadlines import NEAR, Deadline, deadlines_of, shown, working_days
from xingjia.portal.standing.steps import Step, minutes_of, read_token, steps, token_of
from xingjia.registry.models import Union
from xingjia.standards.rules.standings import Outcome
from xingjia.standards.standing.models import Spell
from xingjia.standards.standing.queries.counting import MET, NOT_MET, UNKNOWN, ends_anywhere
from xingjia.standards.standing.queries.followed import followed_at
from xingjia.standards.standing.queries.why import NotStanding, Told, Why, why_of
from xingjia.standards.standing.rules import WHOLE
from xingjia.standards.words import text as said
from xingjia.toolkit.calendar.rules import DAY

CARDS = 3  # the most useful first; the rest stands on the page of each standard
SOON = 8
TAPS = 3  # buttons on a card
BECAUSE = "the place was opened under the actor's own right; its unions are counted, not named"


@dataclass
class Todo:
    """What a union has to do: acts, days the register sets, what lapses soon, what waits for
    others, and the rest."""

    cards: list[dict[str, Any]] = field(default_factory=list)
    more: int = 0
    minutes: int = 0
    due: list[dict[str, Any]] = field(default_factory=list)
    soon: list[dict[str, Any]] = field(default_factory=list)
    waiting: int = 0
    met: int = 0
    away: int = 0
    campaigns: list[Task] = field(default_factory=list)


def todo_of(actor: Actor, union: Union, on: date) -> Todo | None:
    """The acts of a union over all standards: one card for all that it settles. None for a day
    on which there was no such union."""
    try:
        found = why_of(union, followed_at(union.organisation.path, on), on, also=False)
    except NotStanding:
        return None
    acts = [step for step in _together(found) if step.act != "verify"]
    told = [one for why in found for one in why.criteria]
    first = acts[:CARDS]
    due = deadlines_of([union.pk], on).get(union.pk, [])
    return Todo(
        [_card(step, union, actor) for step in first],
        len(acts) - len(first),
        minutes_of(first),
        shown(due, on),
        _soon(found, union, due, on),
        sum(one.waits for one in told),
        sum(one.reason.is_verified for one in told),
        sum(one.reason.outcome is Outcome.NOT_APPLICABLE for one in told),
        of_union(actor, union.pk, _next(found), on),
    )


def _next(found: Iterable[Why]) -> dict[tuple[str, str], Next]:
    """Per standard the first act of the union, how many there are, and their minutes."""
    told = {}
    for why in found:
        if acts := [step for step in steps(why) if step.act != "verify"]:
            first = Next(_title(acts[0]), len(acts), minutes_of(acts))
            told[why.standard.code, why.standard.version] = first
    return told


def _title(step: Step) -> str:
    """What an act is called."""
    first = step.settles[0]
    restore = said(first.reason.restore) if str(first.reason.restore) else ""
    return _("换上新的公示栏") if step.act == "board" else restore or said(first.line.title)


def _together(found: Iterable[Why]) -> list[Step]:
    """The same act for several standards is one act; what settles most comes first."""
    acts: dict[tuple[str, tuple[str, ...]], Step] = {}
    for why in found:
        for step in steps(why):
            one = acts.setdefault((step.act, step.kinds), Step(step.act, step.kinds))
            one.settles += step.settles
    return sorted(acts.values(), key=lambda one: (-len(one.settles), one.minutes, one.codes))


def _card(step: Step, union: Union, actor: Actor) -> dict[str, Any]:
    kinds = sorted({asked.kind for told in step.settles for asked in told.reason.missing})
    board = step.act == "board"
    may_keep = actor.may(Right.EDIT, union.organisation.path)
    where = {
        "board": reverse("publicity:shown", args=[union.pk]),
        "keep": reverse("registry:union", args=[union.pk]),
        "tell": reverse("evidence:claim", args=[union.pk, kinds[0]]) if kinds else "",
    }
    return {
        "chips": sorted({words.chip_of(told) for told in step.settles}),
        "codes": "、".join(dict.fromkeys(step.codes)),
        "title": _title(step),
        "text": "、".join(dict.fromkeys(said(told.line.title) for told in step.settles)),
        "minutes": step.minutes if step.act != "keep" else 0,
        "number": len(step.settles),
        "url": where[step.act],
        "button": {"board": _("打印公示栏"), "keep": _("去登记"), "tell": _("去填报")}[step.act],
        "kinds": kinds if board and may_keep else [],
        "taps": _taps(step) if step.act == "tell" and may_keep else [],
    }


def _taps(step: Step) -> list[dict[str, str]]:
    """A button for each thing that is told with no other answer than today; first what happens,
    then what stands, and few of them: the form has the rest."""
    asked = [one for told in step.settles for one in told.reason.missing]
    found = {token: one for one in asked if (token := token_of(one))}
    happens = {token for token, one in found.items() if KINDS[one.kind].shape is Shape.EVENT}
    shown = sorted(found, key=lambda token: token not in happens)[:TAPS]
    return [
        {"token": token, "act": act_of(KINDS[found[token].kind]), "what": _which(token)}
        for token in shown
    ]


def _which(token: str) -> str:
    """Which one is meant: 职工代表大会; "" where there is only one."""
    kind, attributes = read_token(token) or ("", {})
    return attributes_in_words(KINDS[kind], tuple(attributes.items()))


def _soon(
    found: Iterable[Why], union: Union, due: Iterable[Deadline], on: date
) -> list[dict[str, Any]]:
    """What ends within ninety days, the next first; the same thing once. What ends on a day that
    the register sets ends with it and is told there."""
    told_there = {one.last + DAY for one in due}
    ends: dict[str, tuple[date, Told, Why]] = {}
    for why in found:
        for told in why.criteria:
            days = [day for day in (told.reason.until, told.reason.verified_until) if day]
            if told.reason.outcome is not Outcome.MET or not days or min(days) > on + NEAR:
                continue
            if min(days) in told_there:
                continue
            name = said(told.line.title)
            ends[name] = min(
                ends.get(name, (date.max, told, why)), (min(days), told, why), key=_day
            )
    nearest = sorted(ends.items(), key=lambda item: item[1][0])[:SOON]
    return [
        {
            "title": name,
            "last": end - DAY,
            "days": (end - DAY - on).days,
            "working": working_days(on, end - DAY),
            "url": Addresses(why.standard, on).why(union.pk, told.line.code),
        }
        for name, (end, told, why) in nearest
    ]


def _day(one: tuple[date, Told, Why]) -> date:
    return one[0]


# ---- of those above ----------------------------------------------------------------------------


HEADS = {
    "claimed": gettext_lazy("去核实"),
    "aging": gettext_lazy("核实 90 天内到期"),
    "lapsing": gettext_lazy("90 天内到期"),
    "not_met": gettext_lazy("未达标"),
    "unknown": gettext_lazy("未填报"),
}


def todo_above(branch: str, path: str, code: str, on: date) -> list[dict[str, Any]]:
    """Per standard, how many unions of a branch wait for a visit, have to be looked at anew or
    lapse within ninety days, are not met or unknown; nothing where no union stands on the day.
    One query beside that for the standards."""
    rows = Spell.objects.everything(because=BECAUSE).filter(
        under("path", branch), criterion=WHOLE, start__lte=on, end__gt=on
    )
    asked = {
        "claimed": Count("pk", filter=Q(outcome=MET, verified=False)),
        "aging": Count("pk", filter=ends_anywhere(on, NEAR.days, verified=True)),
        "lapsing": Count("pk", filter=ends_anywhere(on, NEAR.days, verified=False)),
        "not_met": Count("pk", filter=Q(outcome=NOT_MET)),
        "unknown": Count("pk", filter=Q(outcome=UNKNOWN)),
    }
    grouped = rows.values_list("standard", "version").annotate(**asked).order_by()
    counted = {(row[0], row[1]): dict(zip(asked, row[2:], strict=True)) for row in grouped}
    found: list[dict[str, Any]] = []
    for one in followed_at(path, on) if counted else ():
        to, numbers = Addresses(one, on), counted.get((one.code, one.version), {})
        found.append(
            {
                "title": said(one.title),
                "url": to.figures(code),
                "cells": [
                    {
                        "count": numbers.get(show, 0),
                        "url": to.matrix(code, show=show),
                        "title": HEADS[show],
                    }
                    for show in asked
                ],
            }
        )
    return found

"""What the pages about standings are given."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import takewhile
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from xingjia.access.rules import Actor, Right
from xingjia.portal.standing import words
from xingjia.portal.standing.scores import mark_said, scores_page
from xingjia.portal.standing.steps import Step, steps
from xingjia.portal.standing.timeline import bars, share, ticks
from xingjia.registry.models import Union
from xingjia.registry.queries.unions import above
from xingjia.registry.views.shared import path_to
from xingjia.standards.rules.criteria import Criterion, Standard
from xingjia.standards.rules.standings import Outcome
from xingjia.standards.standing.queries.followed import followed_at
from xingjia.standards.standing.queries.why import Told, Why, why_of
from xingjia.standards.words import source_of
from xingjia.standards.words import text as said
from xingjia.visits.words import sources_of

SOON = timedelta(days=90)
LADDERS = frozenset({"stages"})  # standards whose criteria are stages, one after another


def why_page(actor: Actor, union: Union, standard: Standard, on: date) -> dict[str, Any]:
    """A union and a standard: how it stands, what to do, and each criterion with its history.

    Raises `NotStanding`.
    """
    (found,) = why_of(union, [standard], on)
    applying = found.applying
    acts = steps(found)
    sources = sources_of(actor, (fact.origin for one in found.lines for fact in one.reason.facts))
    place = above([union.organisation_id], on).get(union.organisation_id)
    return {
        "union": union,
        "on": on,
        "path": [
            *(path_to(actor, place, "registry:unions", on) if place else []),
            {"title": union.name, "url": reverse("registry:union", args=[union.pk])},
        ],
        "standard": standard,
        "standard_title": said(standard.title),
        "source": source_of(standard),
        "others": _others(union, standard, on),
        "met": found.outcome is Outcome.MET,
        "stage": _stage(found),
        "tags": [
            said(one.title)
            for one in standard.diagnoses
            if found.verdict.diagnoses[one.code].on(on) is Outcome.MET
        ],
        "whole": _whole(found),
        "short": sum(told.is_open for told in found.lines),
        "scores": scores_page(standard, found.scored),
        "base": len(applying),
        "verified": sum(told.reason.is_verified for told in applying),
        "claimed": sum(told.reason.outcome is Outcome.MET for told in applying),
        "soon": sum(_ends_soon(told, on) for told in applying),
        "acts": [_act(step, union, actor) for step in acts],
        "lines": [_line(told, on, sources) | _marks(found, told) for told in _in_order(found)],
        "ticks": ticks(on),
        "now": f"{share(on, on):.2f}%",
    }


def _stage(found: Why) -> dict[str, Any] | None:
    """Of stages, the highest that is reached: the last before the first that is not."""
    if found.standard.code not in LADDERS:
        return None
    reached = list(takewhile(lambda told: told.reason.outcome is Outcome.MET, found.criteria))
    ahead = found.criteria[len(reached) :]
    return {
        "now": said(reached[-1].line.title) if reached else "",
        "next": said(ahead[0].line.title) if ahead else "",
    }


def _others(union: Union, standard: Standard, on: date) -> list[dict[str, Any]]:
    return [
        {
            "title": said(one.title),
            "url": f"{reverse('portal:why', args=[union.pk, one.code])}?on={on.isoformat()}",
            "current": one.code == standard.code,
        }
        for one in followed_at(union.organisation.path, on)
    ]


def _whole(found: Why) -> dict[str, str]:
    if found.outcome is Outcome.MET and not found.is_verified:
        return {"chip": "info", "word": ""}
    return {"chip": words.CHIPS[found.outcome], "word": ""}


def _ends_soon(told: Told, on: date) -> bool:
    ends = [day for day in (told.reason.until, told.reason.verified_until) if day]
    return told.reason.outcome is Outcome.MET and bool(ends) and min(ends) <= on + SOON


def _in_order(found: Why) -> list[Told]:
    """What is open first, then what waits, lapses, is met; vetoes first within, then the order
    of the standard."""
    rank = {"unmet": 0, "unknown": 1, "info": 2, "lapsing": 3, "met": 4, "na": 5}
    return sorted(found.lines, key=lambda told: (rank[words.chip_of(told)], not told.is_veto))


def _line(told: Told, on: date, sources: Mapping[str, str]) -> dict[str, Any]:
    claimed, verified = words.claimed_said(told), words.verified_said(told)
    return {
        "code": told.line.code,
        "title": said(told.line.title),
        "chip": words.chip_of(told),
        "note": words.note_of(told, on, sources),
        "claimed": claimed,
        "verified": verified,
        "bars": bars(told.standing, on),
        "told": _("上报：%(claimed)s；核实：%(verified)s")
        % {"claimed": claimed, "verified": verified},
    }


def _marks(found: Why, told: Told) -> dict[str, str]:
    claimed, verified = found.marks.get(told.line.code, (None, None))
    required = isinstance(told.line, Criterion) and bool(found.marks) and told.line.required
    return {
        "claimed_points": mark_said(claimed),
        "verified_points": mark_said(verified),
        "tag": _("一票否决") if told.is_veto else _("必备") if required else "",
    }


def _act(step: Step, union: Union, actor: Actor) -> dict[str, Any]:
    titles = "、".join(said(told.line.title) for told in step.settles)
    first = step.settles[0]
    restore = said(first.reason.restore) if str(first.reason.restore) else ""
    path = union.organisation.path
    return {
        "title": {
            "board": _("打印新的公示栏并张贴"),
            "verify": _("上级走访时现场核实"),
        }.get(step.act, restore or titles),
        "text": titles,
        "codes": "、".join(step.codes),
        "minutes": step.minutes if step.act in ("board", "tell") else 0,
        "also": len(step.also),
        "who": _("上级工会") if step.act == "verify" else _("本会"),
        "url": _url(step, union) if actor.may(Right.EDIT, path) else "",
        "button": {"tell": _("去填报"), "board": _("去办"), "keep": _("去登记")}.get(step.act, ""),
    }


def _url(step: Step, union: Union) -> str:
    """Where the act is done."""
    if step.act == "tell" and len(step.kinds) == 1:
        return reverse("evidence:claim", args=[union.pk, step.kinds[0]])
    if step.act in ("tell", "board"):
        return reverse("evidence:union", args=[union.pk])
    return reverse("registry:union", args=[union.pk]) if step.act == "keep" else ""

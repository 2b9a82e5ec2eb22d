"""What campaigns ask, on the home page and in the to-do: the next step of each and its minutes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from xingjia.access.rules import Actor, Right
from xingjia.campaigns.queries.tasks import Running, running
from xingjia.toolkit.ui.templatetags.ui import day

PLEDGE, CLOSE, REMIND, DUTY = 2, 5, 1, 2  # minutes


@dataclass(frozen=True)
class Task:
    """One thing to do: `minutes` None where it is not the reader's own work."""

    title: str
    text: str
    url: str
    minutes: int | None
    reminded: str = ""


@dataclass(frozen=True)
class Next:
    """What a union is to do first for a standard, how many acts there are, and their minutes."""

    title: str
    number: int
    minutes: int


def of_union(
    actor: Actor, union: int, steps: Mapping[tuple[str, str], Next], on: date
) -> list[Task]:
    """What the campaigns that run ask of a union: nothing once it is verified."""
    found: list[Task] = []
    for one in running(actor, on):
        if one.tally.behind and one.campaign.standard:
            code = one.campaign.standard, one.campaign.version
            found.append(_own(one, union, steps.get(code)))
        found += _part(one, on)
    return found


def _own(one: Running, union: int, step: Next | None) -> Task:
    campaign = one.campaign
    until = _("%(stage)s到 %(day)s止") % {"stage": one.stage.name, "day": day(one.stage.last)}
    if one.tally.waiting or step is None:
        said = _("已上报，等上级来核实") if one.tally.waiting else _("看还差什么")
        minutes = None
    else:
        said = _("先办：%(title)s；还差 %(n)s 件") % {"title": step.title, "n": step.number}
        minutes = step.minutes
    address = reverse("portal:why", args=[union, campaign.standard])
    return Task(campaign.name, f"{until}，{said}", address, minutes, _reminded(one))


def of_federation(actor: Actor, on: date) -> list[Task]:
    """What the campaigns that run ask of a federation."""
    return [task for one in running(actor, on) for task in _tasks(actor, one, on)]


def _tasks(actor: Actor, one: Running, on: date) -> Iterable[Task]:
    keeps = actor.may(Right.EDIT, one.campaign.organisation.path)
    speaks = bool(actor.branches(Right.EDIT))
    name = one.campaign.name
    if keeps and one.countered:
        number = len(one.countered)
        said = _("报了另外的数、等您答复的 %(n)s 处")
        yield Task(name, said % {"n": number}, _of("pledges", one), PLEDGE * number)
    if keeps and one.vacant:
        said = _("责任人已不在岗的 %(n)s 家，要换人") % {"n": one.vacant}
        yield Task(name, said, _of("duty", one), DUTY)
    if keeps and one.stage.last <= on:
        said = _("%(stage)s到了最后一天：看一遍数字，关闭") % {"stage": one.stage.name}
        yield Task(name, said, _of("close", one), CLOSE)
    if speaks and not keeps and one.unanswered:
        said = _("目标责任书等您答复：认数，或者报另外的数")
        yield Task(name, said, _of("pledges", one), PLEDGE * len(one.unanswered))
    if one.tally.behind:
        yield _behind(one, keeps=keeps)
    yield from _part(one, on)


def _part(one: Running, on: date) -> list[Task]:
    """What runs now of a contest or a discussion, which asks nothing that is counted."""
    if one.campaign.counts:
        return []
    parts = [each for each in one.stage.dated if each["first"] <= on <= each["last"]]
    return [
        Task(
            one.campaign.name,
            _("现在：%(part)s，到 %(day)s止") % {"part": each["name"], "day": day(each["last"])},
            _of("campaign", one),
            None,
        )
        for each in parts
    ]


def _behind(one: Running, *, keeps: bool) -> Task:
    counts = {
        "n": one.tally.behind,
        "base": one.tally.base,
        "waiting": one.tally.waiting,
        "silent": one.tally.silent,
        "day": day(one.stage.last),
    }
    said = _(
        "%(n)s 家还没核实（应有 %(base)s），%(day)s止：去核实 %(waiting)s 家，催报 %(silent)s 家"
    )
    address = _of("reminder" if keeps else "behind", one)
    return Task(
        one.campaign.name, said % counts, address, REMIND if keeps else None, _reminded(one)
    )


def _of(name: str, one: Running) -> str:
    return reverse(f"campaigns:{name}", args=[one.campaign.pk])


def _reminded(one: Running) -> str:
    return _("%(day)s提醒") % {"day": day(one.reminded_on)} if one.reminded_on else ""

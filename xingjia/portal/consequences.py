"""What follows from a change in the register: figures of the county, and standings of unions."""

from collections.abc import Collection, Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from xingjia.access.rules import Actor, Right
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import county_over
from xingjia.registry.models import Cover, Employer, Union
from xingjia.standards.coverage.queries import NotInTheTree, count
from xingjia.standards.coverage.rules import ALL_THREE, OPERATING, OVERDUE, WITH_UNION
from xingjia.standards.standing.models import Spell
from xingjia.standards.standing.queries.followed import followed_at
from xingjia.standards.words import text as said

FIGURES = {
    OPERATING: lazy("投产企业"),
    WITH_UNION: lazy("已建会企业"),
    ALL_THREE: lazy("三项合同齐全的企业"),
    OVERDUE: lazy("换届已超期的企业"),
}
BECAUSE = "of an employer or union the reader is changing"


def measured(actor: Actor, of: Employer | Union, on: date) -> dict[str, str]:
    """The figures of the highest place up to the county that the actor may see, and how the
    union, or those of the employer, stand in each standard and line."""
    return dict([*_figures(actor, of.organisation, on), *_standings(of, on)])


def _figures(actor: Actor, at: Node, on: date) -> Iterator[tuple[str, str]]:
    county = county_over(at)
    node = county if actor.may(Right.SEE, county.path) else at
    if node.kind == Node.Kind.UNION:
        return
    try:
        total = count(actor, node, on).total
    except NotInTheTree:
        return
    for measure, name in FIGURES.items():
        number = total.figures[measure].count
        what = _("%(place)s%(figure)s") % {"place": node.name, "figure": name}
        yield what, _("未填报") if number is None else _("%(n)s 家") % {"n": number}


def _standings(of: Employer | Union, on: date) -> Iterator[tuple[str, str]]:
    unions = _unions(of, on)
    rows = Spell.objects.everything(because=BECAUSE).filter(
        union_id__in=unions, start__lte=on, end__gt=on
    )
    columns = ("union_id", "standard", "version", "criterion", "outcome")
    outcomes = {
        (union, standard, version, criterion): outcome
        for union, standard, version, criterion, outcome in rows.values_list(*columns)
    }
    words = dict(Spell.Outcome.choices)
    for one in followed_at(of.organisation.path, on):
        lines = {"": "", **{line.code: f"{line.code} {said(line.title)}" for line in one.criteria}}
        for union, name in unions.items():
            for code, title in lines.items():
                if outcome := outcomes.get((union, one.code, one.version, code)):
                    what = f"{said(one.title)} {title}".strip()
                    yield (what if isinstance(of, Union) else f"{name} {what}"), str(words[outcome])


def _unions(of: Employer | Union, on: date) -> dict[int, str]:
    """The unions whose standings may follow, by id; those of an employer cover it on the day."""
    if isinstance(of, Union):
        return {of.pk: of.name}
    covers: Collection[tuple[int, str]] = list(
        Cover.objects.everything(because=BECAUSE)
        .filter(employer=of, start__lte=on, end__gt=on)
        .values_list("union", "union__name")
    )
    return dict(covers)

"""Whom a campaign counts on a day, and who of them has what it asks."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from xingjia.campaigns.models import Campaign, Member
from xingjia.campaigns.rules.progress import Held
from xingjia.campaigns.rules.scopes import covers, ownerships_of
from xingjia.orgtree.queries import path_on, under
from xingjia.registry.models import Cover, Employer, Union
from xingjia.standards.coverage.models import Stretch
from xingjia.standards.coverage.rules import BASE_MEASURE, BASES, OPERATING, WITH_UNION, stored_base
from xingjia.standards.rules.standings import Outcome
from xingjia.standards.standing.models import Spell

BECAUSE = "the campaign was opened under the actor's own right, its rows are limited to his"
BATCH = 500
DAYS = ("verified", "start", "end")


@dataclass(frozen=True)
class Counted:
    """A union, or employer, in the base on a day, and where it then stood."""

    subject: int
    name: str
    path: str
    ownership: str


def roll(campaign: Campaign, on: date) -> list[Counted]:
    """Who is in the base of a campaign on a day, in the order of the tree."""
    branch = path_on(campaign.organisation, on)
    if branch is None or not campaign.counts:
        return []
    found = _unions(campaign, branch, on) if campaign.standard else _employers(campaign, branch, on)
    chosen = [one for one in found if covers(campaign.ownership, one.ownership)]
    return sorted(chosen, key=lambda one: (one.path, one.subject))


def held(campaign: Campaign, members: "QuerySet[Member]") -> list[Held]:
    """The days on which each of these members has what the campaign asks."""
    return [Held(*row) for row in held_rows(campaign, members)]


def held_rows(campaign: Campaign, members: "QuerySet[Member]") -> "QuerySet[Any, Any]":
    """The same as a query of subject, verified, start and end."""
    subjects = members.order_by().values("subject_id")
    if campaign.standard:
        rows = Spell.objects.everything(because=BECAUSE).filter(
            _of(campaign), union_id__in=subjects, outcome=Outcome.MET.value
        )
        return rows.values_list("union_id", *DAYS)
    stretches = Stretch.objects.everything(because=BECAUSE).filter(
        employer_id__in=subjects, measure=campaign.measure, base=_numerator(campaign.measure)
    )
    return stretches.values_list("employer_id", *DAYS)


def operating(branch: str, on: date, scope: str = "") -> list[tuple[int, str]]:
    """The employers in production in a branch on a day, of a scope if asked, and where each
    stood."""
    rows = _base(OPERATING, branch, on)
    rows = rows.filter(ownership__in=ownerships_of(scope)) if scope else rows
    return list(rows.values_list("employer_id", "path").order_by("path", "employer_id"))


def employers_named(keys: Collection[int]) -> dict[int, str]:
    """The names of these employers."""
    return _names(Employer, keys)


def base_measure(measure: str) -> str:
    """What the base of a measure of coverage is counted by."""
    bases = BASES[measure]
    return BASE_MEASURE[bases[0]] if bases else OPERATING


def _unions(campaign: Campaign, branch: str, on: date) -> Iterator[Counted]:
    spells = Spell.objects.everything(because=BECAUSE).filter(
        under("path", branch), _of(campaign), start__lte=on, end__gt=on
    )
    rows = dict(
        spells.exclude(outcome=Outcome.NOT_APPLICABLE.value).values_list("union_id", "path")
    )
    names = _names(Union, rows)
    owned = _ownership(branch, on)
    for pk, path in rows.items():
        yield Counted(pk, names.get(pk, ""), path, owned.get(pk, ""))


def _employers(campaign: Campaign, branch: str, on: date) -> Iterator[Counted]:
    base = _base(base_measure(campaign.measure), branch, on)
    rows = {
        pk: (path, own) for pk, path, own in base.values_list("employer_id", "path", "ownership")
    }
    names = _names(Employer, rows)
    for pk, (path, owned) in rows.items():
        yield Counted(pk, names.get(pk, ""), path, owned)


def _base(measure: str, branch: str, on: date) -> QuerySet[Stretch]:
    rows: QuerySet[Stretch] = Stretch.objects.everything(because=BECAUSE).filter(
        under("path", branch), measure=measure, base="", verified=False, start__lte=on, end__gt=on
    )
    return rows


def _ownership(branch: str, on: date) -> dict[int, str]:
    """Of each union on a day, the ownership of an employer it covers."""
    owned = dict(_base(WITH_UNION, branch, on).values_list("employer_id", "ownership"))
    covered = Cover.objects.everything(because=BECAUSE).filter(
        employer_id__in=_base(WITH_UNION, branch, on).values("employer_id"),
        start__lte=on,
        end__gt=on,
    )
    found: dict[int, str] = {}
    for union, employer in covered.order_by("-start").values_list("union_id", "employer_id"):
        found[union] = owned.get(employer) or found.get(union, "")
    return found


def _names(model: type[Union] | type[Employer], keys: Collection[int]) -> dict[int, str]:
    every, found = list(keys), dict[int, str]()
    for begin in range(0, len(every), BATCH):
        rows = model.objects.everything(because=BECAUSE).filter(pk__in=every[begin : begin + BATCH])
        found.update(rows.values_list("pk", "name"))
    return found


def _of(campaign: Campaign) -> Q:
    return Q(standard=campaign.standard, version=campaign.version, criterion="")


def _numerator(measure: str) -> str:
    bases = BASES[measure]
    return stored_base(measure, bases[0]) if bases else ""

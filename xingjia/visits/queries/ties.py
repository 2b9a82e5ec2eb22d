"""Whose family names ask visitors for a declaration: the leaders of the unions they go to."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Q

from xingjia.access.models import Account
from xingjia.registry.models import Officer, Union
from xingjia.visits.rules import Visitor, signs_of

BECAUSE = "only whether a visitor bears the same family name is told"
LEADERS = (Officer.Post.CHAIR, Officer.Post.VICE_CHAIR)


def leaders_of(unions: Collection[int], on: date) -> dict[int, list[str]]:
    """The chairs and vice-chairs of unions on a day, by name. One query."""
    rows = Officer.objects.everything(because=BECAUSE).filter(
        Q(elected_on__isnull=True) | Q(elected_on__lte=on),
        Q(left_on__isnull=True) | Q(left_on__gt=on),
        union__in=unions,
        post__in=LEADERS,
    )
    found: dict[int, list[str]] = {}
    for union, name in rows.values_list("union", "name"):
        found.setdefault(union, []).append(name)
    return found


def asked_of(
    unions: Iterable[Union], colleagues: Iterable[Account], on: date
) -> Mapping[int, list[str]]:
    """Per union the accounts of those who, had they gone, must say how they stand to it."""
    unions, people = (
        list(unions),
        [Visitor(f"account:{one.pk}", (), one.name) for one in colleagues],
    )
    leaders = leaders_of([one.pk for one in unions], on)
    return {
        union.pk: [
            one.account
            for one in people
            if signs_of(one, union.organisation.path, leaders.get(union.pk, ()))
        ]
        for union in unions
    }

"""Reading who holds which post in a union, and its elections."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, F, QuerySet, When

from xingjia.access.rules import Actor
from xingjia.registry.models import Election, Officer, Union
from xingjia.registry.rules.ballots import LEADERS, Count
from xingjia.registry.rules.committees import Sitting

BECAUSE = "of a union that the reader was given"
# A number of a count, and the field of the election that keeps it.
COUNTED = {
    "form": "form",
    "should_attend": "should_attend",
    "present": "present",
    "issued": "ballots_issued",
    "returned": "ballots_returned",
    "notice_from": "notice_from",
    "candidates": "candidates",
}
EARLIEST_FIRST = F("elected_on").asc(nulls_first=True)


def people_of(union: Union) -> list[Officer]:
    """Everybody who ever held a post in the union, who was elected first comes first. One query."""
    return list(people_rows(union))


def people_rows(union: Union) -> QuerySet[Officer]:
    """`people_of`, not read yet."""
    officers = Officer.objects.everything(because=BECAUSE).filter(union=union)
    found: QuerySet[Officer] = officers.select_related("election", "union")
    return found.order_by(EARLIEST_FIRST, "pk")


def seated_in(unions: Iterable[int], on: date) -> QuerySet[Officer]:
    """Who holds a post in one of these unions on a day, union by union, the chair first."""
    posts = [When(post=post, then=place) for place, post in enumerate(Officer.Post.values)]
    everybody: QuerySet[Officer] = Officer.objects.everything(because=BECAUSE)
    return (
        everybody.filter(union__in=unions)
        .exclude(left_on__lte=on)
        .exclude(elected_on__gt=on)
        .select_related("union")
        .order_by("union__name", "union", Case(*posts), "pk")
    )


def sittings(officers: Iterable[Officer]) -> list[Sitting]:
    """The same as the rules take them."""
    return [
        Sitting(
            one.pk,
            one.post,
            one.name,
            one.elected_on,
            one.term_ends_on,
            one.left_on,
            one.left_why,
            one.election is not None and one.election.kind == Election.Kind.BY,
        )
        for one in officers
    ]


def counted(election: Election) -> Count:
    """What was counted at an election, as the rules take it."""
    return Count(**{source: getattr(election, name) for source, name in COUNTED.items()})


def elected_by(election: Election) -> list[Officer]:
    """Who was elected by it, as entered."""
    officers = Officer.objects.everything(because=BECAUSE).filter(election=election)
    return list(officers.order_by("pk"))


@dataclass(frozen=True)
class Held:
    """An election, and everybody who was elected by it."""

    election: Election
    officers: list[Officer] = field(default_factory=list)


def elections_of(union: Union) -> list[Held]:
    """The elections of a union, the newest first, with whom each elected; those refused as well."""
    rows = Election.objects.everything(because=BECAUSE).filter(union=union)
    found = {one.pk: Held(one) for one in rows.order_by("-held_on", "-pk")}
    people = [Officer.objects.everything(because=BECAUSE)]
    if any(held.election.refused_on for held in found.values()):
        people.append(Officer.objects.refused(because=BECAUSE))
    for some in people:
        for one in some.filter(election__in=found).order_by("pk"):
            found[one.election_id].officers.append(one)
    return list(found.values())


def unrecorded(people: Iterable[Officer]) -> dict[date, list[Officer]]:
    """Who came by an election that nobody has entered: by its day, the newest first; only days
    on which a chair or organiser was elected."""
    found: dict[date, list[Officer]] = {}
    for one in people:
        if one.elected_on and one.election is None:
            found.setdefault(one.elected_on, []).append(one)
    return {
        day: some
        for day, some in sorted(found.items(), reverse=True)
        if any(one.post in LEADERS for one in some)
    }


def election_for(actor: Actor, pk: int) -> Election | None:
    """The election with this id, if its union is the actor's to see."""
    found: Election | None = (
        Election.objects.visible_to(actor)
        .select_related("union__organisation")
        .filter(pk=pk)
        .first()
    )
    return found


def officer_for(actor: Actor, pk: int) -> Officer | None:
    """The officer with this id, if the union is the actor's to see."""
    found: Officer | None = (
        Officer.objects.visible_to(actor)
        .select_related("union__organisation", "election")
        .filter(pk=pk)
        .first()
    )
    return found

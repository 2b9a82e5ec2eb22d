"""动员面: who of the employers in production was mobilised by a day, whatever they then did."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xingjia.access.rules import Actor, Right
from xingjia.campaigns.models import Campaign, Mobilised
from xingjia.campaigns.queries.roll import employers_named, operating
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import path_on
from xingjia.orgtree.rules import ancestors_of
from xingjia.standards.coverage.rules import rate

BECAUSE = "of employers in the reader's reach, wherever each stood when it was mobilised"


@dataclass(frozen=True)
class Reach:
    """One employer in production, where it stands, and how it was mobilised; None: not yet."""

    employer: int
    place: int
    said: Mobilised | None


@dataclass(frozen=True)
class Mobilisation:
    """Of the employers in production on a day, how many were mobilised by then."""

    rows: Sequence[Reach]

    @property
    def base(self) -> int:
        """In production."""
        return len(self.rows)

    @property
    def done(self) -> int:
        """Mobilised."""
        return sum(one.said is not None for one in self.rows)

    @property
    def missing(self) -> int:
        """In production, not mobilised."""
        return self.base - self.done

    @property
    def rate(self) -> Decimal | None:
        """Mobilised of those in production, as a fraction."""
        return rate(self.done, self.base)

    @property
    def occasions(self) -> list[tuple[date, str, int]]:
        """Each day and way with how many it reached, in the order of days."""
        reached = Counter((one.said.day, one.said.how) for one in self.rows if one.said)
        return [(day, how, number) for (day, how), number in sorted(reached.items())]


@dataclass(frozen=True)
class Place:
    """A place with its mobilisation."""

    node: Node
    mobilisation: Mobilisation


@dataclass(frozen=True)
class Named:
    """One employer by its name, for a list."""

    employer: int
    name: str
    place: Node
    said: Mobilised | None


def mobilisation(actor: Actor, campaign: Campaign, on: date) -> Mobilisation:
    """动员面 in the actor's reach: a figure of its own, whatever the employers then did."""
    branch = path_on(campaign.organisation, on)
    every = operating(branch, on, campaign.ownership) if branch else []
    mine = [(pk, path) for pk, path in every if actor.may(Right.SEE, path)]
    said = _said(campaign, on) if mine else {}
    return Mobilisation([Reach(pk, ancestors_of(path)[-1], said.get(pk)) for pk, path in mine])


def _said(campaign: Campaign, on: date) -> dict[int, Mobilised]:
    rows = Mobilised.objects.everything(because=BECAUSE).filter(campaign=campaign, day__lte=on)
    return {one.employer_id: one for one in rows}


def places_of(found: Mobilisation) -> list[Place]:
    """The same by place, in the order of the tree. One query."""
    at: dict[int, list[Reach]] = {}
    for one in found.rows:
        at.setdefault(one.place, []).append(one)
    nodes = Node.objects.filter(pk__in=at).order_by("path")
    return [Place(node, Mobilisation(at[node.pk])) for node in nodes]


def named(rows: Sequence[Reach]) -> list[Named]:
    """These employers with their names. Two queries for a page."""
    names = employers_named([one.employer for one in rows])
    nodes = Node.objects.in_bulk({one.place for one in rows})
    return [
        Named(one.employer, names.get(one.employer, ""), nodes[one.place], one.said) for one in rows
    ]

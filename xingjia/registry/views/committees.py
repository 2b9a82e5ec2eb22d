"""Who sits in a union, as its page and its sheet for the next chair show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from xingjia.registry.committee_words import BODIES, body_why
from xingjia.registry.models import Delay, Election, Officer, Union
from xingjia.registry.queries.committees import sittings
from xingjia.registry.queries.parameters import women_committee_from
from xingjia.registry.queries.sources import Source
from xingjia.registry.queries.terms import delayed_on
from xingjia.registry.rules.ballots import Body
from xingjia.registry.rules.committees import (
    BodyState,
    Membership,
    Vacancy,
    bodies_on,
    sitting_on,
    vacancies,
)
from xingjia.registry.rules.elections import NATIONAL
from xingjia.registry.rules.standing import Standing, of_term
from xingjia.registry.views.telling import Telling


@dataclass(frozen=True)
class Person:
    """Somebody in a post, with where that is written and how the term stands.

    `elsewhere` are other posts known to be of the same person.
    """

    officer: Officer
    source: Source | None
    term: Standing
    elsewhere: Sequence[Officer] = ()


@dataclass(frozen=True)
class BodyPart:
    """One body on a day: how it stands and why, and who sits in it."""

    state: BodyState
    people: list[Person]

    @property
    def name(self) -> str:
        """What it is called."""
        return str(BODIES[self.state.body])

    @property
    def why(self) -> str:
        """Why it stands as it does."""
        return body_why(self.state)


@dataclass(frozen=True)
class Empty:
    """A seat that stands empty; `over` says that the day to fill it is past."""

    vacancy: Vacancy
    post: str
    over: bool


def committees(
    union: Union,
    people: Sequence[Officer],
    said: dict[str, Any],
    telling: Telling,
    on: date,
    delays: Sequence[Delay] = (),
    elsewhere: Mapping[int, Sequence[Officer]] | None = None,
) -> dict[str, Any]:
    """The bodies of a union on a day, and the seats that stand empty. One query.

    `elsewhere`: the other posts of these people, `queries.persons.posts_elsewhere`.
    """
    here = sittings(people)
    line = women_committee_from(union.organisation, on)
    rules = replace(NATIONAL, women_committee_from=line)
    of = Membership(said.get("members"), said.get("women_members"))
    by_key = {one.pk: one for one in people}
    seated: dict[Body, list[Person]] = {body: [] for body in Body}
    for one in sitting_on(here, on):
        officer = by_key[one.key]
        last = officer.term_ends_on
        term = of_term(last, on, delayed_on(delays, last, on))
        others = (elsewhere or {}).get(one.key, ())
        seated[one.body].append(Person(officer, telling.source(officer), term, others))
    posts = dict(Officer.Post.choices)
    return {
        "bodies": [BodyPart(state, seated[state.body]) for state in bodies_on(here, of, on, rules)],
        "empty_seats": [
            Empty(one, str(posts[one.post]), one.due < on) for one in vacancies(here, on)
        ],
    }


def known_elections(people: Sequence[Officer]) -> list[Election]:
    """The elections by which these people came, each once."""
    found = {one.election.pk: one.election for one in people if one.election}
    return list(found.values())

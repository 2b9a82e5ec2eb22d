"""A campaign on a day: where it stands, how it came about, and what is to come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from xingjia.access.models import Account
from xingjia.access.rules import Actor, Right
from xingjia.campaigns import charts, words
from xingjia.campaigns.asking import asked_for
from xingjia.campaigns.models import Campaign, Result, Stage
from xingjia.campaigns.pages.ways import way
from xingjia.campaigns.queries import boards
from xingjia.campaigns.queries.boards import Board, Tally
from xingjia.campaigns.queries.examples import examples_on, results_by
from xingjia.campaigns.queries.mobilised import mobilisation
from xingjia.campaigns.queries.places import place_of
from xingjia.campaigns.queries.pledges import Row, days_by_place, held_by_person, pledges_of
from xingjia.campaigns.queries.story import story
from xingjia.campaigns.rules.plan import EVERYBODY, WHOLE, number_for
from xingjia.campaigns.rules.progress import (
    Held,
    forecast,
    month_ends,
    months_after,
    point,
    series,
)
from xingjia.campaigns.rules.scopes import GROUPS
from xingjia.orgtree.models import Node
from xingjia.standards.coverage.rules import ALL_THREE, WITH_UNION
from xingjia.toolkit.together import together

AHEAD = 9  # months the page looks ahead if nobody acts


def goal(stages: Sequence[Stage]) -> tuple[Stage, int]:
    """The stage with the last target, and its share; without any, all by the last day."""
    aimed = [one for one in stages if EVERYBODY in one.targets]
    return (aimed[-1], aimed[-1].targets[EVERYBODY]) if aimed else (stages[-1], WHOLE)


def campaign_page(
    actor: Actor, campaign: Campaign, stages: Sequence[Stage], on: date
) -> dict[str, Any]:
    """Everything on the page of a campaign."""
    running, stage = boards.current(stages), boards.stage_on(stages, on)
    results, examples = results_by(actor, stages, on), examples_on(actor, campaign, on)
    together(results, examples)
    shown: dict[str, Any] = {
        "campaign": campaign,
        "plan": _plan(stages, results),
        "stages": stages,
        "stage": stage,
        "running": running,
        "on": on,
        "may_keep": actor.may(Right.EDIT, campaign.organisation.path),
        "may_close": running.closed_on is None and running.last <= on,
        "what": words.what_counts(campaign),
        "path": way(),
        "asked": (asked := asked_for(actor, campaign, on)),
        "asked_came": sum(one.came for one in asked),
        "asked_sent": sum(one.sent for one in asked),
        "may_ask": stage.closed_on is None and bool(actor.branches(Right.IMPORT)),
    }
    if not campaign.counts:
        return shown
    board = boards.board(actor, campaign, stage, on)
    return shown | {
        "board": board,
        "story": _story(actor, campaign, on),
        "examples": examples,
        "slices": [(words.SCOPES[own], tally) for own, tally in board.slices.items()],
        "burn": _burn(campaign, board, stages),
        **_parts(actor, board, stages),
    }


def _plan(stages: Sequence[Stage], results: Iterable[Result]) -> list[dict[str, Any]]:
    """Each stage with its parts, and what came of each."""
    found: dict[tuple[int, str], list[Result]] = {}
    for one in results:
        found.setdefault((one.stage_id, one.part), []).append(one)
    return [
        {
            "stage": one,
            "parts": [(each, found.get((one.pk, each["name"]), [])) for each in one.dated],
        }
        for one in stages
    ]


def _story(actor: Actor, campaign: Campaign, on: date) -> dict[str, Any]:
    """Mobilised, with a union, with all three contracts: each a measure of its own, on any day;
    nothing for whoever looks at a union alone."""
    place = place_of(actor, campaign)
    if place is None:
        return {}
    found: dict[str, Any] = {"mobilised": mobilisation(actor, campaign, on)}
    told = story(place, campaign.ownership, on)
    if told is None:
        return found
    figures = {WITH_UNION: told.with_union, ALL_THREE: told.all_three}
    return found | {
        "with_union": told.with_union,
        "all_three": told.all_three,
        "urls": {
            measure: _missing(place, measure, one.code, campaign.ownership, on)
            for measure, one in figures.items()
        },
    }


def _missing(place: Node, measure: str, base: str, scope: str, on: date) -> str:
    """The list of who is missing from a figure; those lists know one ownership at a time."""
    if scope in GROUPS:
        return ""
    asked = {"on": on.isoformat(), "base": base, "missing": "on"}
    asked |= {"ownership": scope} if scope else {}
    address = reverse("portal:counted", args=[place.code, measure])
    return f"{address}?{urlencode(asked)}"


@dataclass(frozen=True)
class Part:
    """A place, or a person who answers, what is pledged and what the pace says."""

    title: str
    code: str
    people: tuple[Account, ...]
    tally: Tally
    pace: str
    pledge: Row | None = None

    @property
    def target(self) -> int | None:
        """What the bar is to reach: pledged or, without an agreement, the target."""
        if self.pledge and self.pledge.agreement.agreed_on:
            return self.pledge.quarters[-1].pledged
        return self.tally.target


def _parts(actor: Actor, board: Board, stages: Sequence[Stage]) -> dict[str, Any]:
    """Each place in the order of the tree, and each person who answers, unless every place has one
    of its own."""
    _aimed, percent = goal(stages)
    days, pledges = days_by_place(board), pledges_of(actor, board)
    own = held_by_person(board)

    def pace(held: Sequence[Held], tally: Tally) -> str:
        return words.pace(forecast(held, number_for(tally.base, percent), board.on))

    places = [
        Part(
            row.line.place.name,
            row.line.place.code,
            row.line.people,
            row.line.tally,
            pace(days.get(row.line.place.pk, []), row.line.tally),
            row if actor.may(Right.SEE, row.line.place.path) else None,
        )
        for row in pledges
    ]
    people = [
        Part(one.name, str(one.pk), (), tally, pace(own.get(one.pk, []), tally))
        for one, tally in board.people
    ]
    single = len(people) == len(places) and all(len(one.people) == 1 for one in places)
    return {"places": places, "people": [] if single else people}


def _burn(campaign: Campaign, board: Board, stages: Sequence[Stage]) -> dict[str, Any]:
    """The burn-up: points, option, and what it says in words."""
    aimed, percent = goal(stages)
    base, on = board.total.base, board.on
    if not base or on < stages[0].first:
        return {}
    target = number_for(base, percent)
    points = series(board.held, stages[0].first, on)
    found = forecast(board.held, target, on)
    known = [one for one in board.held if one.start <= on]  # what came later, nobody then knew
    ahead = [points[-1]] + [
        point(known, day) for day in month_ends(on, months_after(on, AHEAD)) if day > on
    ]
    line = [(stages[0].first, 0)]
    line += [
        (one.last, number_for(base, one.targets[EVERYBODY]))
        for one in stages
        if EVERYBODY in one.targets
    ]
    line += [] if len(line) > 1 else [(aimed.last, target)]
    return {
        "points": points,
        "ahead": ahead[1:],
        "option": charts.burn_up(points, ahead, found, line, stages),
        "missed": board.total.verified < target and on >= aimed.last,
        "headline": words.headline(campaign, board, aimed.last, target),
        "assumed": words.assumed(found, aimed.last),
    }

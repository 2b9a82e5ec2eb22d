"""A campaign on a day: where it stands, how it came about, and what is to come."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from xingjia.access.rules import Actor, Right
from xingjia.campaigns import charts, words
from xingjia.campaigns.models import Campaign, Stage
from xingjia.campaigns.pages.ways import way
from xingjia.campaigns.queries import boards
from xingjia.campaigns.queries.boards import Board
from xingjia.campaigns.rules.plan import EVERYBODY, WHOLE, number_for
from xingjia.campaigns.rules.progress import forecast, month_ends, months_after, point, series
from xingjia.registry.words import OWNERSHIP

AHEAD = 9  # months the page looks ahead if nobody acts


def goal(stages: Sequence[Stage]) -> tuple[Stage, int]:
    """The stage with the last target, and its share; without any, all by the last day."""
    aimed = [one for one in stages if EVERYBODY in one.targets]
    return (aimed[-1], aimed[-1].targets[EVERYBODY]) if aimed else (stages[-1], WHOLE)


def campaign_page(
    actor: Actor, campaign: Campaign, stages: Sequence[Stage], on: date
) -> dict[str, Any]:
    """Everything on the page of a campaign."""
    stage = boards.current(stages)
    shown: dict[str, Any] = {
        "campaign": campaign,
        "stages": stages,
        "stage": stage,
        "on": on,
        "may_keep": actor.may(Right.EDIT, campaign.organisation.path),
        "may_close": stage.closed_on is None and stage.last <= on,
        "what": words.what_counts(campaign),
        "path": way(),
    }
    if not campaign.counts:
        return shown
    board = boards.board(actor, campaign, stage, on)
    return shown | {
        "board": board,
        "mobilised": boards.mobilisation(actor, campaign, on),
        "examples": boards.examples_on(actor, campaign, on),
        "slices": [(OWNERSHIP[own], tally) for own, tally in board.slices.items()],
        "burn": _burn(campaign, board, stages),
    }


def _burn(campaign: Campaign, board: Board, stages: Sequence[Stage]) -> dict[str, Any]:
    """The burn-up: points, option, and what it says in words."""
    aimed, percent = goal(stages)
    base, on = board.total.base, board.on
    if not base or on < stages[0].first:
        return {}
    target = number_for(base, percent)
    points = series(board.held, stages[0].first, on)
    found = forecast(board.held, target, on)
    ahead = [points[-1]] + [
        point(board.held, day) for day in month_ends(on, months_after(on, AHEAD)) if day > on
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

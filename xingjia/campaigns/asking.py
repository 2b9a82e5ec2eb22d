"""What is asked of the places for a campaign, shown on its page.

Rooms above ask for values of the register; they tell here what they ask for a campaign.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from xingjia.access.rules import Actor
from xingjia.campaigns.models import Campaign


@dataclass(frozen=True)
class Asked:
    """One request: of `sent` workbooks, `came` are back without a fault."""

    name: str
    url: str
    due_on: date
    came: int
    sent: int
    closed: bool


Telling = Callable[[Actor, Campaign, date], list[Asked]]
_telling: dict[str, Telling] = {}


def register(room: str, telling: Telling) -> None:
    """Let `room` tell what it asks for a campaign, as far as the actor looks after it."""
    _telling[room] = telling


def asked_for(actor: Actor, campaign: Campaign, on: date) -> list[Asked]:
    """All that is asked for a campaign, the newest first."""
    return [one for telling in _telling.values() for one in telling(actor, campaign, on)]

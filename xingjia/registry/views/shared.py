"""What the pages of an employer and of a union tell alike."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from xingjia.access.rules import Actor
from xingjia.orgtree.models import Node
from xingjia.registry.models import (
    Officer,
)
from xingjia.registry.queries.places import way_for
from xingjia.registry.views.telling import share


def path_to(actor: Actor, node: Node, name: str, on: date) -> list[dict[str, str]]:
    """The way to a record: each place opens its list on the same day."""
    return [
        {"title": one.name, "url": f"{reverse(name)}?place={one.code}&on={on.isoformat()}"}
        for one in way_for(actor, node)
    ]


def shares(said: dict[str, Any], base: str, parts: Iterable[str]) -> dict[str, Any]:
    """What part of a number said others make; None where one is unknown."""
    return {part: share(said.get(part), said.get(base)) for part in parts}


def chair_of(officers: Iterable[Officer], union_key: int, on: date) -> Officer | None:
    """Who was chair on the day; `officers` are those elected last first."""
    for one in officers:
        begun = one.elected_on is None or one.elected_on <= on
        gone = one.left_on is not None and one.left_on <= on
        if one.union_id == union_key and begun and not gone:
            return one
    return None

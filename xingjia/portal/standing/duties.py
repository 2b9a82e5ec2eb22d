"""What the register's days ask of a place: re-elections, certificates, contracts."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from xingjia.access.rules import Actor
from xingjia.portal.queries.places import Place
from xingjia.portal.standing.deadlines import deadlines_of
from xingjia.registry.models import Union
from xingjia.registry.queries import contracts, unions
from xingjia.registry.queries.places import unions_under

NEAREST = 12
ENDED, LAPSING = "ended", "lapsing"


def of_place(actor: Actor, at: Place) -> dict[str, Any]:
    """Per kind of deadline how many are late and how many end within ninety days, as the lists of
    the register count them; and the nearest by name. Ten queries."""
    rows = unions.standing_on(actor, at.on).filter(unions_under(at.node, at.on))
    known: dict[int, Union] = {one.pk: one for one in rows}
    every = [one for each in deadlines_of(list(known), at.on).values() for one in each]
    ahead = sorted((one for one in every if not one.late(at.on)), key=lambda one: one.last)
    return {
        "kinds": [
            {"title": _("换届"), **_of_unions(actor, at, "term")},
            {"title": _("法人资格登记证"), **_of_unions(actor, at, "certificate")},
            {"title": _("合同"), "late": None, **_of_contracts(actor, at)},
        ],
        "nearest": [
            {
                "union": known[one.union].name,
                "title": one.title,
                "text": one.said(at.on),
                "url": one.url,
            }
            for one in ahead[:NEAREST]
        ],
    }


def _of_unions(actor: Actor, at: Place, name: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, state in (("late", ENDED), ("near", LAPSING)):
        asked = unions.Asked(at.on, place=at.node, **{name: state})
        found[key] = unions.unions_for(actor, asked).count()
        found[f"{key}_url"] = _address("registry:unions", at, **{name: state})
    return found


def _of_contracts(actor: Actor, at: Place) -> dict[str, Any]:
    """Only those that run: an expired contract is missing, not late."""
    asked = contracts.Asked(at.on, place=at.node, soon="yes")
    return {
        "near": contracts.contracts_for(actor, asked).count(),
        "near_url": _address("registry:contracts", at, soon="yes"),
    }


def _address(name: str, at: Place, **asked: str) -> str:
    query = {"on": at.on.isoformat(), "place": at.node.code} | asked
    return f"{reverse(name)}?{urlencode(query)}"

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
from xingjia.toolkit.together import number_of, together

NEAREST = 12
ENDED, LAPSING = "ended", "lapsing"


def of_place(actor: Actor, at: Place) -> dict[str, Any]:
    """Per kind of deadline how many are late and how many end within ninety days, as the lists of
    the register count them; and the nearest by name."""
    rows = unions.standing_on(actor, at.on).filter(unions_under(at.node, at.on))
    known: dict[int, Union] = {one.pk: one for one in rows}
    every = [one for each in deadlines_of(list(known), at.on).values() for one in each]
    ahead = sorted((one for one in every if not one.late(at.on)), key=lambda one: one.last)
    return {
        "kinds": _kinds(actor, at),
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


def _kinds(actor: Actor, at: Place) -> list[dict[str, Any]]:
    """The numbers of the lists of the register, read in one query."""
    states = [(name, state) for name in ("term", "certificate") for state in (ENDED, LAPSING)]
    rows = {
        (name, state): number_of(
            unions.unions_for(actor, unions.Asked(at.on, place=at.node, **{name: state}))
        )
        for name, state in states
    }
    soon = contracts.Asked(at.on, place=at.node, soon="yes")
    ending = number_of(contracts.contracts_for(actor, soon))
    together(*rows.values(), ending)
    number = {key: next(iter(one), 0) for key, one in rows.items()}

    def told(title: str, name: str) -> dict[str, Any]:
        return {
            "title": title,
            "late": number[name, ENDED],
            "late_url": _address("registry:unions", at, **{name: ENDED}),
            "near": number[name, LAPSING],
            "near_url": _address("registry:unions", at, **{name: LAPSING}),
        }

    return [
        told(_("换届"), "term"),
        told(_("法人资格登记证"), "certificate"),
        {
            # Only those that run: an expired contract is missing, not late.
            "title": _("合同"),
            "late": None,
            "near": next(iter(ending), 0),
            "near_url": _address("registry:contracts", at, soon="yes"),
        },
    ]


def _address(name: str, at: Place, **asked: str) -> str:
    query = {"on": at.on.isoformat(), "place": at.node.code} | asked
    return f"{reverse(name)}?{urlencode(query)}"

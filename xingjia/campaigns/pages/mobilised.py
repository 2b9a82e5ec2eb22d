"""The page of 动员面: by place, by occasion, and who is still to be mobilised."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from xingjia.access.rules import Actor, Right
from xingjia.campaigns.models import Campaign
from xingjia.campaigns.pages.ways import ROWS, way
from xingjia.campaigns.queries.mobilised import Mobilisation, Reach, named, places_of
from xingjia.campaigns.queries.places import place_of

SHOWS = ("", "done")  # still to be mobilised, and mobilised


def chosen(found: Mobilisation, show: str) -> list[Reach]:
    """The rows of a list: still to be mobilised or, with `done`, mobilised."""
    return [one for one in found.rows if (one.said is not None) == (show == "done")]


def mobilised_page(
    actor: Actor, campaign: Campaign, found: Mobilisation, show: str, number: str | None
) -> dict[str, Any]:
    """Figures, places and one page of the list."""
    titles = {"": (_("还没动员"), found.missing), "done": (_("已动员"), found.done)}
    page = Paginator(chosen(found, show), ROWS).get_page(number)
    places = places_of(found)
    return {
        "campaign": campaign,
        "mobilised": found,
        "places": places if len(places) > 1 else [],
        "page": page,
        "rows": named(list(page)),
        "show": show,
        "filters": [
            {"title": title, "count": count, "url": f"?show={kind}", "current": kind == show}
            for kind, (title, count) in titles.items()
        ],
        "may_say": place_of(actor, campaign, Right.EDIT) is not None,
        "path": way(campaign),
    }

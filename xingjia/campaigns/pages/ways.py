"""The way to a page, how many rows fit one, and the themes of the list."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from xingjia.campaigns.models import Campaign

ROWS = 50


def way(campaign: Campaign | None = None) -> list[dict[str, str]]:
    """The way to a page under the list of campaigns."""
    found = [{"title": _("专项活动"), "url": reverse("campaigns:list")}]
    if campaign:
        address = reverse("campaigns:campaign", args=[campaign.pk])
        found.append({"title": campaign.name, "url": address})
    return found


def tag_chips(every: QuerySet[Campaign], chosen: str) -> list[dict[str, Any]]:
    """The themes of these campaigns to choose from; none where nobody gave one. One query."""
    tags = every.exclude(tag="").order_by("tag").values_list("tag", flat=True).distinct()
    chips = [{"title": tag, "url": f"?{urlencode({'tag': tag})}", "tag": tag} for tag in tags]
    whole = [{"title": _("全部"), "url": "?", "tag": ""}] if chips else []
    return [one | {"current": one["tag"] == chosen} for one in whole + chips]

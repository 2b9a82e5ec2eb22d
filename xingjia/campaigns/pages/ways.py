"""The way to a page, and how many rows fit one."""

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

"""The pages of campaigns."""

from xingjia.campaigns.views.boards import behind, campaign, campaigns
from xingjia.campaigns.views.closing import close, stage
from xingjia.campaigns.views.keeping import duty, example, exclude
from xingjia.campaigns.views.mobilising import mobilise, mobilised
from xingjia.campaigns.views.papers import letter, picture, reminder
from xingjia.campaigns.views.pledging import pledge, pledge_papers, pledges
from xingjia.campaigns.views.starting import new

__all__ = [
    "behind",
    "campaign",
    "campaigns",
    "close",
    "duty",
    "example",
    "exclude",
    "letter",
    "mobilise",
    "mobilised",
    "new",
    "picture",
    "pledge",
    "pledge_papers",
    "pledges",
    "reminder",
    "stage",
]

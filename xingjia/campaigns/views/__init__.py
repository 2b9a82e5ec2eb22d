"""The pages of campaigns."""

from xingjia.campaigns.views.boards import behind, campaign, campaigns
from xingjia.campaigns.views.closing import close, stage
from xingjia.campaigns.views.examples import end, example, examples
from xingjia.campaigns.views.keeping import duty, exclude, hand_over, result
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
    "end",
    "example",
    "examples",
    "exclude",
    "hand_over",
    "letter",
    "mobilise",
    "mobilised",
    "new",
    "picture",
    "pledge",
    "pledge_papers",
    "pledges",
    "reminder",
    "result",
    "stage",
]

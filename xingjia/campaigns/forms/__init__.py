"""What a person says when starting, keeping and closing a campaign."""

from xingjia.campaigns.forms.keeping import (
    CloseForm,
    DutyForm,
    ExampleForm,
    ExcludeForm,
    MobiliseForm,
    PickForm,
)
from xingjia.campaigns.forms.pledging import PledgeForm
from xingjia.campaigns.forms.starting import StartForm

__all__ = [
    "CloseForm",
    "DutyForm",
    "ExampleForm",
    "ExcludeForm",
    "MobiliseForm",
    "PickForm",
    "PledgeForm",
    "StartForm",
]

"""What a person says when starting, keeping and closing a campaign."""

from xingjia.campaigns.forms.keeping import (
    CloseForm,
    DutyForm,
    EndForm,
    ExampleForm,
    ExcludeForm,
    MobiliseForm,
    PersonForm,
    PickForm,
    ResultForm,
)
from xingjia.campaigns.forms.pledging import PledgeForm
from xingjia.campaigns.forms.starting import StartForm

__all__ = [
    "CloseForm",
    "DutyForm",
    "EndForm",
    "ExampleForm",
    "ExcludeForm",
    "MobiliseForm",
    "PersonForm",
    "PickForm",
    "PledgeForm",
    "ResultForm",
    "StartForm",
]

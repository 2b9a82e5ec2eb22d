"""Reading what people enter by hand into the register."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xingjia.access.forms import day_field
from xingjia.registry.commands.contract_steps import DETAILS
from xingjia.registry.contract_words import STEPS
from xingjia.registry.models import Contract
from xingjia.registry.queries.contracts import dates_of
from xingjia.registry.rules.contract_steps import written

FULL_DAY = len("2013-04-10")


class StepForm(forms.Form):
    """The day of one step of a contract, with what belongs to it.

    `before` is the date that stood when the page was opened.
    """

    day = day_field(_("日期"))
    before = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, contract: Contract, step: str, *args: Any, **kwargs: Any) -> None:
        known = written(dates_of(contract), step)
        names = DETAILS.get(step, ())
        first = {name: getattr(contract, name) for name in names}
        first |= {"before": known, "day": known if len(known) == FULL_DAY else None}
        super().__init__(*args, **kwargs | {"initial": first})
        self.fields["day"].label = str(_("%(step)s日期")) % {"step": STEPS[step]}
        for name in names:
            self.fields[name] = _field(name)

    @property
    def details(self) -> dict[str, Any]:
        """What belongs to the step beside its day; None where nothing was entered."""
        named = set(self.cleaned_data) - {"day", "before"}
        values = {name: self.cleaned_data[name] for name in named}
        return {name: None if value == "" else value for name, value in values.items()}


def _field(name: str) -> Any:
    """The field of the model, as a form shows it; everything beside the day may stay open."""
    column: Any = Contract._meta.get_field(name)
    return column.formfield(required=name == "ended_why")

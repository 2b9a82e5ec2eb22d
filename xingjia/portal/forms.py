"""What an address asks for: the day, the slice, and which rows."""

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from xingjia.portal.queries.rows import Asked
from xingjia.portal.words import SIZES
from xingjia.registry.words import INDUSTRY, OWNERSHIP
from xingjia.standards.coverage.queries import Slice
from xingjia.standards.coverage.rules import BASES, LISTED

WINDOWS = (30, 90)  # days ahead in which a contract counts as about to lapse
# Days outside cannot be meant; within, every day can be shown.
FIRST, LAST = date(1900, 1, 1), date(2200, 12, 31)
LISTS = ("no_union", "contracts")


class View(forms.Form):
    """The day and the slice of a page of figures. A slice nobody offers is an error."""

    on = forms.DateField(
        required=False,
        input_formats=["%Y-%m-%d"],
        validators=[MinValueValidator(FIRST), MaxValueValidator(LAST)],
    )
    ownership = forms.ChoiceField(required=False, choices=list(OWNERSHIP.items()))
    industry = forms.ChoiceField(required=False, choices=list(INDUSTRY.items()))
    size = forms.ChoiceField(required=False, choices=list(SIZES.items()))
    format = forms.ChoiceField(required=False, choices=[("xlsx", "xlsx")])

    def astray(self) -> bool:
        """Whether the address asks for something that does not exist, apart from the day."""
        return bool(set(self.errors) - {"on"})

    def day(self, today: date) -> date:
        """The day asked for, or today."""
        return self.cleaned_data.get("on") or today

    def slice(self) -> Slice:
        """The slice asked for."""
        asked = self.cleaned_data
        return Slice(asked["ownership"], asked["industry"], asked["size"])


class CoverageView(View):
    """The page of a node; `list` says which of the two short lists is open."""

    list = forms.ChoiceField(required=False, choices=[(name, name) for name in LISTS])


class RowsView(View):
    """Which rows behind a figure."""

    base = forms.ChoiceField(
        required=False, choices=[("operating", "operating"), ("unionised", "unionised")]
    )
    missing = forms.BooleanField(required=False)
    direct = forms.BooleanField(required=False)
    within = forms.TypedChoiceField(
        required=False, choices=[(days, days) for days in WINDOWS], coerce=int, empty_value=None
    )

    def asked(self, measure: str) -> Asked | None:
        """The rows asked for; None where no such figure exists."""
        base, missing = self.cleaned_data["base"], self.cleaned_data["missing"]
        bases = (BASES | LISTED).get(measure)
        within, direct = self.cleaned_data["within"], self.cleaned_data["direct"]
        wrong = (base and base not in (bases or ())) or (missing and (within or not base))
        if bases is None or wrong:
            return None
        return Asked(measure, base, missing, within, direct)

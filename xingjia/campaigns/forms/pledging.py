"""What a place says to its figures, or those above it say to the place's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xingjia.campaigns.rules.pledges import fault
from xingjia.campaigns.words import FAULTS
from xingjia.toolkit.ui.templatetags.ui import day


class PledgeForm(forms.Form):
    """Figures by the end of each quarter, and why they are not those the other side named."""

    def __init__(self, *args: Any, offered: Mapping[date, int], base: int, **kwargs: Any) -> None:
        self.ends, self.base = list(offered), base
        super().__init__(*args, **kwargs)
        for end, number in offered.items():
            self.fields[f"by_{end.isoformat()}"] = forms.IntegerField(
                label=_("到%(day)s（家）") % {"day": day(end)},
                min_value=0,
                max_value=base,
                initial=number,
            )
        self.fields["why"] = forms.CharField(
            label=_("为什么是这些数"),
            max_length=200,
            required=False,
            help_text=_("改了数要写。例如：2 家停产待清算，年内办不成。"),
        )

    @property
    def figures(self) -> dict[date, int]:
        """The figures of a valid form."""
        return {end: self.cleaned_data[f"by_{end.isoformat()}"] for end in self.ends}

    def clean(self) -> dict[str, Any]:
        """No quarter is below the one before."""
        if not self.errors and (wrong := fault(self.figures, self.ends, self.base)):
            self.add_error(None, str(FAULTS[wrong]))
        return self.cleaned_data

    def numbers(self) -> list[forms.BoundField]:
        """The fields of the figures, for the page."""
        return [self[f"by_{end.isoformat()}"] for end in self.ends]

"""What a county chooses of a standard."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xingjia.access.forms import day_field
from xingjia.standards.library.pages import amount
from xingjia.standards.rules.criteria import Standard, Words
from xingjia.standards.rules.variants import Variant
from xingjia.standards.words import text

PREFIX = "value_"


class AdoptForm(forms.Form):
    """Selection and figures, from a day on, with what they rest on."""

    def __init__(self, parent: Standard, county: str, today: date, data: Any = None) -> None:
        title = f"{county}{text(parent.title)}"
        super().__init__(data, initial={"start": today, "title": title})
        self.parent = parent
        deciding = {one.code for one in parent.criteria if one.required}
        lines = [(one.code, f"{one.code} {text(one.title)}") for one in parent.criteria]
        vetoes = [(one.code, f"{one.code} {text(one.title)}") for one in parent.vetoes]
        self.fields["title"] = forms.CharField(label=_("名称"), max_length=60)
        for one in parent.parameters:
            self.fields[PREFIX + one.code] = forms.CharField(
                label=text(one.title),
                max_length=20,
                initial=one.value,
                help_text=_("原来是 %(value)s。") % {"value": amount(one.value)},
            )
        self.fields["optional"] = forms.MultipleChoiceField(
            label=_("只作参考的条目"),
            choices=[line for line in lines if line[0] in deciding],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("照样逐项显示，不影响整体达标。"),
        )
        self.fields["dropped"] = forms.MultipleChoiceField(
            label=_("不采用的条目"),
            choices=lines + vetoes,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["start"] = day_field(_("从哪天起"), help_text=_("这一天以前的照原来的标准。"))
        self.fields["source"] = forms.CharField(
            label=_("依据"), max_length=200, help_text=_("本县文件的名称和文号。")
        )

    @property
    def variant(self) -> Variant:
        """What is chosen, from a valid form; of the figures those that are other."""
        given = self.cleaned_data
        values = {one.code: given[PREFIX + one.code].strip() for one in self.parent.parameters}
        changed = [
            (one.code, values[one.code])
            for one in self.parent.parameters
            if values[one.code] != one.value
        ]
        return Variant(
            self.parent.code,
            self.parent.version,
            Words(given["title"]),
            (self.parent.code, self.parent.version),
            frozenset(given["dropped"]),
            frozenset(given["optional"]),
            tuple(changed),
            given["source"],
        )

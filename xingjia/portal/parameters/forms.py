"""Reading what a county decides."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xingjia.access.forms import day_field
from xingjia.portal.parameters.words import KINDS
from xingjia.registry.rules.parameters import LONGEST, Parameter, Sort

YEARS = range(1900, 2200)  # days beyond are slips of the keyboard


EXAMPLE = "建总工〔2013〕5号"  # a number is written so in every language


class DecisionForm(forms.Form):
    """A value, from a day on, with what it rests on. The field follows the parameter."""

    def __init__(self, one: Parameter, stands: Any, today: date, data: Any = None) -> None:
        super().__init__(data, initial={"start": today} | _initial(one, stands))
        self.one = one
        if one.sort is Sort.KINDS:
            self.fields["kinds"] = forms.MultipleChoiceField(
                label=_("包括哪几种"),
                choices=list(KINDS.items()),
                widget=forms.CheckboxSelectMultiple,
            )
        else:
            label = _("几日") if one.sort is Sort.TERM else _("改成多少")
            self.fields["number"] = forms.IntegerField(label=label, min_value=1, max_value=LONGEST)
        if one.sort is Sort.TERM:
            self.fields["working"] = forms.ChoiceField(
                label=_("怎么数"),
                choices=[("no", _("自然日")), ("yes", _("工作日"))],
                widget=forms.RadioSelect,
                help_text=_("从第二天开始数；文件写明工作日的才选工作日。"),
            )
        self.fields["start"] = day_field(
            _("从哪天起"), help_text=_("这一天以前的照原来的口径，数字和期限都不变。")
        )
        self.fields["source"] = forms.CharField(
            label=_("依据"),
            max_length=200,
            required=False,
            help_text=_("本县文件的名称和文号，例如 %(number)s。") % {"number": EXAMPLE},
        )

    def clean_start(self) -> date:
        """A day of our years."""
        start: date = self.cleaned_data["start"]
        if start.year not in YEARS:
            raise forms.ValidationError(_("年份不对，请核对。"))
        return start

    @property
    def value(self) -> Any:
        """What is decided, from a valid form, as the register keeps it."""
        given = self.cleaned_data
        if self.one.sort is Sort.KINDS:
            return [kind for kind in KINDS if kind in given["kinds"]]
        if self.one.sort is Sort.TERM:
            return {"days": given["number"], "working": given["working"] == "yes"}
        return given["number"]


def _initial(one: Parameter, stands: Any) -> dict[str, Any]:
    if one.sort is Sort.KINDS:
        return {"kinds": stands}
    if one.sort is Sort.TERM:
        return {"number": stands["days"], "working": "yes" if stands["working"] else "no"}
    return {"number": stands}

"""Reading what people enter about the end of an employer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from xingjia.access.forms import day_field
from xingjia.registry.forms import DatedForm
from xingjia.registry.models import EmployerClosing


class ClosingForm(DatedForm):
    """From which day, and why."""

    on = day_field(_("从哪天起"), help_text=_("它不再存在的第一天，以登记机关的日期为准。"))
    why = forms.ChoiceField(
        label=_("原因"), choices=EmployerClosing.Why.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("依据"),
        max_length=200,
        required=False,
        help_text=_("例如登记机关的文书和文号。"),
    )


class ReopenForm(DatedForm):
    """Why an end is taken back."""

    reason = forms.CharField(
        label=_("为什么撤回"), max_length=200, help_text=_("例如 登记错了一家，应为另一家。")
    )

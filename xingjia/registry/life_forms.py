"""Reading what is entered about the life of a union beyond its record."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReopenForm(forms.Form):
    """Why an end is taken back."""

    reason = forms.CharField(
        label=_("为什么撤回"), max_length=200, help_text=_("例如 登记错了一家，应为另一家工会。")
    )

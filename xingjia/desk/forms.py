"""Deciding about a thing to look into."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from xingjia.access.models import Account


class OwnerForm(forms.Form):
    """Who looks into it."""

    owner = forms.TypedChoiceField(
        label=_("谁来核对"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, people: Sequence[Account], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        offered = [(one.pk, one.name) for one in people]
        self.fields["owner"].choices = [("", _("还没有人")), *offered]  # type: ignore[attr-defined]


class SettleForm(forms.Form):
    """Why it is right as it is."""

    reason = forms.CharField(
        label=_("为什么这样是对的"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("例如：同一老板的两家厂，分别登记；当年按旧章程选举。"),
        error_messages={"required": _("请写一句为什么这样是对的。")},
    )

"""Forms for focus marks and rooms."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xingjia.access.forms import day_field
from xingjia.registry.forms import DatedForm
from xingjia.registry.models import FocusMark, Room


class MarkForm(DatedForm):
    """An employer or union that is to be looked after; `kinds` are those that fit it."""

    kind = forms.ChoiceField(label=_("重点类型"), widget=forms.RadioSelect)
    start = day_field(_("从哪天起"))
    source = forms.CharField(
        label=_("谁认定的"),
        max_length=100,
        help_text=_("写部门或文件，例如 县人社局通报。不写个人。"),
    )
    remedy = forms.CharField(
        label=_("帮扶措施"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("准备怎么帮，谁来办。不写职工个人的情况。"),
    )

    def __init__(self, kinds: Iterable[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = dict(FocusMark.Kind.choices)
        self.fields["kind"].choices = [(kind, words[kind]) for kind in kinds]  # type: ignore[attr-defined]


class LiftForm(DatedForm):
    """The end of a mark."""

    on = day_field(_("从哪天起不再是重点"))
    why = forms.CharField(
        label=_("解除理由"), max_length=200, help_text=_("怎么好起来的，例如 欠薪已付清。")
    )


class RoomForm(DatedForm):
    """A room that a union keeps."""

    kind = forms.ChoiceField(label=_("用途"), choices=Room.Kind.choices, widget=forms.RadioSelect)
    name = forms.CharField(label=_("名称"), max_length=60, help_text=_("门牌上写的名称。"))
    area = forms.IntegerField(
        label=_("面积（平方米）"), min_value=1, max_value=100_000, required=False
    )
    start = day_field(_("从哪天起"))


class CloseRoomForm(DatedForm):
    """A room that is kept no longer."""

    on = day_field(_("从哪天起不再使用"))

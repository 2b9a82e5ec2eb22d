"""Reading what people enter by hand: dated steps of chairs, covers and unions."""

import re
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from xingjia.access.forms import day_field
from xingjia.access.rules import Actor
from xingjia.registry.advice import advice
from xingjia.registry.models import Officer, Union
from xingjia.registry.queries.mending import employer_named
from xingjia.registry.rules.editing import TERM_YEARS, Level, Objected
from xingjia.toolkit.sheets.values.telephones import read_number
from xingjia.toolkit.sheets.words import half_width, squeezed

FIRST_YEAR = 1900


def telephones(text: str) -> str:
    """Telephone numbers as the register writes them; raises `ValidationError` for others."""
    parts = [squeezed(part) for part in re.split("[、,;/]", half_width(text))]
    readings = [read_number(part) for part in parts if part]
    if any(one.value is None for one in readings):
        raise ValidationError(_("号码不对：手机 11 位，座机 7 或 8 位，可带区号。"))
    return ";".join(str(one.value) for one in readings)


class DatedForm(forms.Form):
    """Something that is so from a day on, not later than today.

    `ahead` names the days that may lie ahead: the last valid ones.
    """

    ahead: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """No day lies ahead, or so far back that it is a slip."""
        cleaned = super().clean() or {}
        for name, field in self.fields.items():
            day: date | None = cleaned.get(name)
            if not isinstance(field, forms.DateField) or day is None:
                continue
            if day > self.today and name not in self.ahead:
                self.add_error(name, _("不能晚于今天。"))
            elif day.year < FIRST_YEAR:
                self.add_error(name, _("年份不对，请核对。"))
        return cleaned

    def object_to(self, objected: Objected, *, superior: bool) -> None:
        """Say at each field what stands in the way, and what can be done about it."""
        for one in objected.findings:
            if one.level is not Level.NOTED:
                self.add_error(one.field if one.field in self.fields else None, advice(one))
        if not objected.blocked:
            can = _("确实如此的，在“理由”里写明，再保存。")
            cannot = _("确实如此的，请上级工会来改。")
            self.add_error("reason" if superior else None, can if superior else cannot)


def reason_field() -> forms.CharField:
    """Why something stands against a warning."""
    return forms.CharField(
        label=_("理由"),
        max_length=200,
        required=False,
        help_text=_("有提醒还要保存的才填：写明缘由，有批准文号的写文号。"),
    )


# ---- chairs, covers, the end -----------------------------------------------------------------


class ElectedForm(DatedForm):
    """A newly elected chair."""

    name = forms.CharField(label=_("新主席姓名"), max_length=60)
    elected_on = day_field(_("当选日期"))
    term_years = forms.TypedChoiceField(
        label=_("任期"),
        coerce=int,
        choices=[(years, _("%(years)s 年") % {"years": years}) for years in TERM_YEARS],
        widget=forms.RadioSelect,
        help_text=_("每届三年或五年（工会法第十六条），届满日期自动算出。"),
    )
    phone = forms.CharField(label=_("办公电话"), max_length=60, required=False)
    reason = reason_field()

    def clean_phone(self) -> str:
        """Telephone numbers as the register writes them."""
        return telephones(self.cleaned_data["phone"])


class LeftForm(DatedForm):
    """A chair who is one no longer."""

    on = day_field(_("离任日期"), help_text=_("从这一天起不再担任。"))
    why = forms.ChoiceField(
        label=_("原因"),
        choices=[
            one
            for one in Officer.Left.choices
            if one[0] not in {Officer.Left.REPLACED, Officer.Left.CLOSED}
        ],
        widget=forms.RadioSelect,
    )
    reason = reason_field()


class CloseForm(DatedForm):
    """The end of a union."""

    on = day_field(_("撤销日期"))
    why = forms.ChoiceField(label=_("原因"), choices=Union.Closed.choices, widget=forms.RadioSelect)
    reason = reason_field()


class CoverForm(DatedForm):
    """One more employer under a union."""

    employer = forms.CharField(
        label=_("企业"), max_length=200, help_text=_("写企业全名或统一社会信用代码。")
    )
    start = day_field(_("从哪天起"))
    reason = reason_field()

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_employer(self) -> Any:
        """The employer meant, if the actor keeps it."""
        found = employer_named(self.actor, self.cleaned_data["employer"])
        if found is None:
            raise ValidationError(_("您管的范围里没有找到这一家，或者有几家同名：请写代码。"))
        return found


class UncoverForm(DatedForm):
    """The end of a cover."""

    on = day_field(_("从哪天起不再覆盖"))

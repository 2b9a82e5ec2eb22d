"""Reading what people enter and mend by hand."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from xingjia.access.forms import day_field
from xingjia.access.rules import Actor
from xingjia.registry.advice import advice
from xingjia.registry.models import EmployerStatement, Officer, Union, UnionStatement
from xingjia.registry.queries.mending import employer_named, places_to_keep
from xingjia.registry.rules.editing import FLAGS, NUMBERS, TERM_YEARS, Level, Objected
from xingjia.registry.rules.names import last_day
from xingjia.registry.words import CHOICES, TEN_THOUSAND, YES_NO
from xingjia.toolkit.sheets.values.codes import bare_code
from xingjia.toolkit.sheets.values.telephones import read_number
from xingjia.toolkit.sheets.words import half_width, squeezed

MONEY, PLACE, REGISTERED = "registered_capital", "place", "registered_on"
YES, NO = "yes", "no"
LARGEST = 10_000_000  # people; what is more is a slip of the keyboard
DAY_FORM = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
FIRST_YEAR = 1900
OF_EMPLOYER = (
    "name",
    "code",
    PLACE,
    "address",
    "ownership",
    "industry",
    "in_production",
    "staff",
    "women_staff",
    "migrant_staff",
    MONEY,
    REGISTERED,
    "remark",
)
OF_UNION = (
    "name",
    "code",
    "members",
    "women_members",
    "chair_phone",
    "office_place",
    "sign_displayed",
    "identity_displayed",
)
HELP: dict[str, Any] = {
    "code": _("18 位；没换码的写原来的登记号。"),
    "chair_phone": _("尽量留办公电话；几个号码用分号隔开。"),
    MONEY: _("以万元计。"),
    REGISTERED: _("例如 2013-04-18，只知道月份就写 2013-04。"),
}


def written(name: str, value: Any) -> Any:
    """A value of the register as a form shows it; None for an unknown one."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, dict):
        amount = Decimal(str(value["amount"])) / TEN_THOUSAND
        return Decimal(f"{amount.normalize():f}")  # never 4.5E+1
    return value


def telephones(text: str) -> str:
    """Telephone numbers as the register writes them; raises `ValidationError` for others."""
    parts = [squeezed(part) for part in re.split("[、,;/]", half_width(text))]
    readings = [read_number(part) for part in parts if part]
    if any(one.value is None for one in readings):
        raise ValidationError(_("号码不对：手机 11 位，座机 7 或 8 位，可带区号。"))
    return ";".join(str(one.value) for one in readings)


class DatedForm(forms.Form):
    """Something that is so from a day on, not later than today."""

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
            if day > self.today:
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


class RecordForm(DatedForm):
    """The values of an employer or a union, each with what is known of it."""

    def __init__(
        self,
        actor: Actor,
        names: Iterable[str],
        opened: Mapping[str, Any],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        initial = {name: written(name, value) for name, value in opened.items()}
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.names, self.opened = tuple(names), opened
        said = EmployerStatement if PLACE in self.names else UnionStatement
        labels = dict(said.Field.choices)
        for name in self.names:
            field = _field(name, actor, opened.get(name))
            field.label, field.required = labels[name], name in {"name", PLACE}
            field.help_text = HELP.get(name, "")
            self.fields[name] = field
        self.fields["day"] = day_field(_("从哪天起"), help_text=_("改过的内容从这一天起算。"))
        self.fields["reason"] = reason_field()

    def tell(self, known: Mapping[str, str]) -> None:
        """Show under each field what is on record of it."""
        for name in self.names:
            self.fields[name].help_text = known.get(name) or self.fields[name].help_text

    def ordered(self) -> list[forms.BoundField]:
        """The fields of the record, without day and reason."""
        return [self[name] for name in self.names]

    def clean_code(self) -> str:
        """A code without spaces and in capitals, as it is stored."""
        return bare_code(self.cleaned_data["code"])

    def clean_chair_phone(self) -> str:
        """Telephone numbers as the register writes them."""
        return telephones(self.cleaned_data["chair_phone"])

    def clean_registered_on(self) -> str:
        """A day as far as it is known."""
        text = half_width(self.cleaned_data["registered_on"])
        try:
            fits = not text or bool(DAY_FORM.fullmatch(text) and last_day(text))
        except ValueError:
            fits = False
        if not fits:
            raise ValidationError(_("请写成 2013-04-18 或 2013-04。"))
        return text

    def changed(self) -> dict[str, Any]:
        """What differs from what the form was opened with; None where it was emptied."""
        found = {name: self.value(name) for name in self.names if name in self.changed_data}
        return {
            name: value for name, value in found.items() if value is not None or name in self.opened
        }

    def value(self, name: str) -> Any:
        """One value of a valid form as the register keeps it; None for an empty one."""
        value: Any = self.cleaned_data.get(name)
        if value in (None, ""):
            return None
        if name in FLAGS:
            return value == YES
        if name == MONEY:
            before = self.opened.get(MONEY) or {"currency": "CNY"}
            full = value * TEN_THOUSAND
            amount = int(full) if full == int(full) else float(full)
            return {"amount": amount, "currency": before["currency"]}
        return value


def _field(name: str, actor: Actor, value: Any) -> Any:
    if name in NUMBERS:
        return forms.IntegerField(min_value=0, max_value=LARGEST)
    if name in FLAGS:
        yes, no = YES_NO[name]
        unsaid = [("", _("未填报"))] if value is None else []
        choices = [*unsaid, (YES, yes), (NO, no)]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect)
    if name == PLACE:
        places = places_to_keep(actor, str(value or ""))
        return forms.ChoiceField(choices=[("", _("请选择")), *((p.code, p.name) for p in places)])
    if name in CHOICES:
        offered = dict(CHOICES[name])
        if value and value not in offered:
            offered[value] = value
        return forms.ChoiceField(choices=[("", _("未填报")), *offered.items()])
    if name == MONEY:
        return forms.DecimalField(min_value=0, max_digits=14, decimal_places=6)
    return forms.CharField(max_length=500 if name in {"address", "remark"} else 200)


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

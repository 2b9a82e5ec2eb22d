"""The form in which the values of an employer or a union are entered and mended."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from xingjia.access.forms import day_field
from xingjia.access.rules import Actor
from xingjia.registry.forms import DatedForm, reason_field, telephones
from xingjia.registry.models import EmployerStatement, UnionStatement
from xingjia.registry.queries.mending import places_to_keep
from xingjia.registry.rules.editing import FLAGS, NUMBERS
from xingjia.registry.rules.names import last_day
from xingjia.registry.rules.values import DAYS, SECTIONS, industry_section
from xingjia.registry.words import CHOICES, HAS, TEN_THOUSAND, YES_NO
from xingjia.toolkit.sheets.values.codes import bare_code
from xingjia.toolkit.sheets.words import half_width

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

Section = tuple["StrOrPromise", tuple[str, ...]]
MONEY, PLACE, REGISTERED = "registered_capital", "place", "registered_on"
YES, NO = "yes", "no"
LARGEST = 10_000_000  # people; what is more is a slip of the keyboard
DAY_FORM = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
# The sections of a form, each with its fields; those of FOLDED open at a tap.
EMPLOYER_SECTIONS: tuple[Section, ...] = (
    (
        _("基本"),
        (
            "name",
            "code",
            "old_code",
            PLACE,
            "address",
            "ownership",
            "two_new",
            "industry",
            "industry_class",
            "in_production",
            MONEY,
            REGISTERED,
            "remark",
        ),
    ),
    (_("人数"), ("staff", "women_staff", "migrant_staff")),
    (
        _("三项合同（名册所报）"),
        ("contracts_collective", "contracts_wage", "contracts_women"),
    ),
    (_("党组织"), ("party_kind", "party_founded_on", "party_secretary")),
)
UNION_SECTIONS: tuple[Section, ...] = (
    (_("基本"), ("name", "code", "kind", "founded_on", "approval_no", "approved_on")),
    (_("人数"), ("members", "women_members", "migrant_members", "flexible_members")),
    (
        _("办公和双亮"),
        ("chair_phone", "office_place", "sign_displayed", "identity_displayed"),
    ),
    (_("法人登记证"), ("certificate_no", "certificate_from", "certificate_to")),
    (_("银行账户"), ("account_opened_on", "account_bank")),
)
OF_EMPLOYER = tuple(name for _title, names in EMPLOYER_SECTIONS for name in names)
OF_UNION = tuple(name for _title, names in UNION_SECTIONS for name in names)
FOLDED = frozenset(
    {"contracts_collective", "party_kind", "certificate_no", "account_opened_on"}
)  # by their first fields
PARTLY = _("例如 2013-04-18，只知道月份就写 2013-04。")
HELP: dict[str, Any] = {
    "code": _("18 位；没换码的写原来的登记号。"),
    "chair_phone": _("尽量留办公电话；几个号码用分号隔开。"),
    MONEY: _("以万元计。"),
    REGISTERED: PARTLY,
    "old_code": _("换码以前的工商登记号，15 位数字。"),
    "industry_class": _("国民经济行业分类，门类字母加 2 到 4 位数字，例如 C1761。"),
    "two_new": _("新经济组织或新社会组织。"),
    "party_founded_on": PARTLY,
    "founded_on": PARTLY,
    "approval_no": _("例如 建总工〔2010〕18号。"),
    "account_bank": _("写到网点。不收账号，请不要填。"),
    "flexible_members": _("货车司机、网约配送员这样的会员。"),
}


def written(name: str, value: Any) -> Any:
    """A value of the register as a form shows it; None for an unknown one."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, dict):
        amount = Decimal(str(value["amount"])) / TEN_THOUSAND
        return Decimal(f"{amount.normalize():f}")  # never 4.5E+1
    return value


class RecordForm(DatedForm):
    """The values of an employer or a union, each with what is known of it."""

    ahead = frozenset({"certificate_to"})

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

    def sections(self) -> list[dict[str, Any]]:
        """The fields of the record by section, without day and reason; which of them are open."""
        found = []
        for title, names in EMPLOYER_SECTIONS if PLACE in self.names else UNION_SECTIONS:
            fields = [self[name] for name in names if name in self.names]
            folded = names[0] in FOLDED and not any(field.errors for field in fields)
            filled = sum(field.name in self.opened for field in fields)
            if fields:
                found.append(
                    {"title": title, "fields": fields, "open": not folded, "filled": filled}
                )
        return found

    def clean_code(self) -> str:
        """A code without spaces and in capitals, as it is stored."""
        return bare_code(self.cleaned_data["code"])

    def clean_chair_phone(self) -> str:
        """Telephone numbers as the register writes them."""
        return telephones(self.cleaned_data["chair_phone"])

    def clean_old_code(self) -> str:
        """An old registration number without spaces, as it is stored."""
        return bare_code(self.cleaned_data["old_code"])

    def clean_industry_class(self) -> str:
        """A class of GB/T 4754 in capitals; 1761 alone is C1761."""
        text = bare_code(self.cleaned_data["industry_class"])
        lettered = (letter + text for letter in SECTIONS)
        return next((one for one in lettered if industry_section(one)), text)

    def clean_registered_on(self) -> str:
        """A day as far as it is known."""
        return self._partial_day("registered_on")

    def clean_party_founded_on(self) -> str:
        """A day as far as it is known."""
        return self._partial_day("party_founded_on")

    def clean_founded_on(self) -> str:
        """A day as far as it is known."""
        return self._partial_day("founded_on")

    def _partial_day(self, name: str) -> str:
        text = half_width(self.cleaned_data[name])
        try:
            fits = not text or bool(DAY_FORM.fullmatch(text) and last_day(text))
        except ValueError:
            fits = False
        if not fits:
            raise ValidationError(_("请写成 2013-04-18 或 2013-04。"))
        if text and text > self.today.isoformat():
            raise ValidationError(_("不能晚于今天。"))
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
        if isinstance(value, date):
            return value.isoformat()
        if name == MONEY:
            before = self.opened.get(MONEY) or {"currency": "CNY"}
            full = value * TEN_THOUSAND
            amount = int(full) if full == int(full) else float(full)
            return {"amount": amount, "currency": before["currency"]}
        return value


def _field(name: str, actor: Actor, value: Any) -> Any:
    if name in FLAGS:
        yes, no = YES_NO.get(name, HAS)
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
    return _written_field(name)


def _written_field(name: str) -> forms.Field:
    """A field that is typed: a number, a day or words."""
    if name in NUMBERS:
        return forms.IntegerField(min_value=0, max_value=LARGEST)
    if name == MONEY:
        return forms.DecimalField(min_value=0, max_digits=14, decimal_places=6)
    if name in DAYS:
        return day_field("")
    return forms.CharField(max_length=500 if name in {"address", "remark"} else 200)

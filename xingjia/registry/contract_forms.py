"""Reading what people enter of a contract by hand."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from xingjia.access.forms import day_field
from xingjia.access.rules import Actor
from xingjia.registry.forms import FIRST_YEAR, DatedForm, reason_field
from xingjia.registry.models import Contract, Employer
from xingjia.registry.queries.mending import employer_named
from xingjia.registry.record_forms import DAY_FORM, LARGEST
from xingjia.registry.rules.contract_editing import DAYS, FIELDS, NUMBERS
from xingjia.registry.rules.names import last_day
from xingjia.toolkit.sheets.words import half_width

MOST = 500  # employers under one contract
# The sections of the form, in the order in which a contract comes about.
SECTIONS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (
        _("合同"),
        (
            "kind",
            "reach",
            "employers",
            "number",
            "signed_on",
            "valid_from",
            "valid_to",
            "staff_covered",
            "women_covered",
        ),
    ),
    (
        _("要约和协商"),
        (
            "offered_on",
            "answered_on",
            "reps_union",
            "chief_union",
            "reps_employer",
            "chief_employer",
            "women_reps",
        ),
    ),
    (_("职代会审议"), ("congress_on", "should_attend", "present", "in_favour")),
    (
        _("报送、审查和公布"),
        (
            "filed_on",
            "received_on",
            "receipt_no",
            "effective_on",
            "opinion_no",
            "published_on",
            "remark",
        ),
    ),
)
HELP: dict[str, Any] = {
    "number": _("没有编号的空着。"),
    "valid_to": _("最后一天。工资专项一般一年，其他一般一至三年（集体合同规定第三十八条）。"),
    "reps_union": _("每方至少三人，双方对等（集体合同规定第十九条）。"),
    "in_favour": _("三分之二以上出席、全体过半数同意才算通过（集体合同规定第三十六条）。"),
    "filed_on": _("例如 2013-04-18，只知道月份就写 2013-04。"),
    "effective_on": _("审查意见书写明的日期；没有的空着，按受理日推算。"),
}


class ContractForm(DatedForm):
    """Everything a hand enters of a contract; whom it covers only when it is new."""

    def __init__(
        self, actor: Actor, opened: Mapping[str, Any], *args: Any, new: bool, **kwargs: Any
    ) -> None:
        initial = dict(opened) | kwargs.pop("initial", {})
        super().__init__(*args, initial=initial, **kwargs)
        self.actor = actor
        for _title, names in SECTIONS:
            for name in names:
                if name != "employers":
                    self.fields[name] = _field(name)
                elif new:
                    self.fields[name] = _employers()
        self.fields["reach"].required = new or "reach" in opened
        self.fields["reason"] = reason_field()

    def sections(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields under their headings."""
        return [
            (title, [self[name] for name in names if name in self.fields])
            for title, names in SECTIONS
        ]

    def clean(self) -> dict[str, Any]:
        """Days far from ours are slips; that steps do not lie ahead is for the rules."""
        cleaned = forms.Form.clean(self) or {}
        for name in DAYS & cleaned.keys():
            day: date | None = cleaned[name]
            if day and not FIRST_YEAR <= day.year < FIRST_YEAR + 300:
                self.add_error(name, _("年份不对，请核对。"))
        return cleaned

    def clean_filed_on(self) -> str:
        """A day as far as it is known."""
        text = half_width(self.cleaned_data["filed_on"])
        try:
            fits = not text or bool(DAY_FORM.fullmatch(text) and last_day(text))
        except ValueError:
            fits = False
        if not fits:
            raise ValidationError(_("请写成 2013-04-18 或 2013-04。"))
        return text

    def clean_employers(self) -> list[Employer]:
        """The employers meant, a line each; the lines that name none are told."""
        lines = [line.strip() for line in self.cleaned_data["employers"].splitlines()]
        return employers_named(self.actor, [line for line in lines if line])

    def changed(self) -> dict[str, Any]:
        """What differs from what the form was opened with; None where it was emptied."""
        names = [name for name in FIELDS if name in self.changed_data]
        return {name: self.value(name) for name in names}

    def given(self) -> dict[str, Any]:
        """What was filled in, as the register keeps it."""
        found = {name: self.value(name) for name in FIELDS}
        return {name: value for name, value in found.items() if value is not None}

    def value(self, name: str) -> Any:
        """One value of a valid form; None for an empty one."""
        value: Any = self.cleaned_data.get(name)
        if value in (None, ""):
            return None
        return value.isoformat() if isinstance(value, date) else value


def employers_named(actor: Actor, lines: Iterable[str]) -> list[Employer]:
    """The employers in the actor's keeping that these lines name, each once.

    Raises `ValidationError` with the lines that name none, or several.
    """
    found: dict[int, Employer] = {}
    unknown = []
    for line in list(lines)[:MOST]:
        one = employer_named(actor, line)
        if one is None:
            unknown.append(line)
        else:
            found[one.pk] = one
    if unknown:
        said = _("您管的范围里没有找到，或者有几家同名，请写代码：%(names)s")
        raise ValidationError(said, params={"names": "、".join(unknown)})
    return list(found.values())


def _employers() -> forms.CharField:
    return forms.CharField(
        label=_("覆盖企业"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("一行一家，写企业全名或统一社会信用代码。"),
    )


def _field(name: str) -> Any:
    column: Any = Contract._meta.get_field(name)
    about = {"label": column.verbose_name, "required": False, "help_text": HELP.get(name, "")}
    if name in ("kind", "reach"):
        return forms.ChoiceField(
            **about | {"required": True}, choices=column.choices, widget=forms.RadioSelect
        )
    if name in DAYS:
        return day_field(about["label"], required=False, help_text=about["help_text"])
    if name in NUMBERS:
        return forms.IntegerField(**about, min_value=0, max_value=LARGEST)
    return forms.CharField(**about, max_length=column.max_length)


class CoveredForm(DatedForm):
    """One more employer under a shared contract."""

    employer = forms.CharField(
        label=_("企业"), max_length=200, help_text=_("写企业全名或统一社会信用代码。")
    )
    start = day_field(_("从哪天起"), required=False, help_text=_("空着就是从合同开始那天起。"))

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_employer(self) -> Employer:
        """The employer meant, if the actor keeps it."""
        return employers_named(self.actor, [self.cleaned_data["employer"]])[0]


class LeavesForm(DatedForm):
    """An employer that leaves a shared contract."""

    on = day_field(_("从哪天起不再覆盖"))


class ClearForm(DatedForm):
    """Why the day of a step is taken away; `before` is the day the page showed."""

    reason = forms.CharField(
        label=_("理由"), max_length=200, help_text=_("例如：日期抄错，合同还没有报送。")
    )
    before = forms.CharField(required=False, widget=forms.HiddenInput)

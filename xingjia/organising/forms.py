"""Reading what people enter for a step."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xingjia.access.forms import day_field
from xingjia.organising.commands.recording import written
from xingjia.organising.models import Procedure, StepRecord
from xingjia.organising.queries.procedures import standing_of
from xingjia.organising.rules.steps import Done, Step
from xingjia.organising.words import FIELDS, sentence, step_word
from xingjia.registry.forms import DatedForm, reason_field
from xingjia.registry.models import Election, Officer
from xingjia.registry.rules.editing import TERM_YEARS, Level, Objected
from xingjia.toolkit.language.strokes import by_strokes

SPARE_ROWS = 3
FEWEST_ROWS = 5
MOST_NAMES, LONGEST_NAME = 100, 60
LARGEST = 10_000_000  # people; what is more is a slip of the keyboard
COUNTS = frozenset(
    {"members", "women_members", "seats", "should_attend", "present", "issued", "returned"}
)
NAMES = frozenset({"group", "candidates"})
BETWEEN = re.compile(r"[\s、，,;；]+")
# Where the register's findings speak of a field that is called otherwise here.
PLACES = {"held_on": "done_on", "approved_on": "done_on", "approval_no": "doc_no"}
DECLARED = "declared"


class StepForm(DatedForm):
    """The day of a step and what belongs to it. `before` is the day that stood when the page was
    opened."""

    def __init__(
        self,
        procedure: Procedure,
        step: Step,
        records: Mapping[str, StepRecord],
        *args: Any,
        superior: bool,
        **kwargs: Any,
    ) -> None:
        record = standing_of(records, step.code)
        self.procedure, self.step = procedure, step
        self.persons = _rows_of(records, record) if "elected" in step.asks else []
        inline = kwargs.pop("inline", False)
        super().__init__(*args, initial=_initial(procedure, step, record), **kwargs)
        if inline:  # several forms stand on one page; what objects is told on the step's own
            self.auto_id, superior = f"id_{step.code}_%s", False
        self.fields["done_on"] = day_field(FIELDS["done_on"])
        for name in step.asks:
            if name != "elected":
                self.fields[name] = _field(name, required=name in step.required)
        self._add_seats()
        self.fields["note"] = forms.CharField(label=_("备注"), max_length=500, required=False)
        if superior:
            self.fields["reason"] = reason_field()
        self.fields["before"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def _add_seats(self) -> None:
        if "elected" not in self.step.asks:
            return
        posts = [("", _("没有当选")), *Officer.Post.choices]
        for number, row in enumerate(self.persons):
            said = {"number": number + 1}
            made: dict[str, forms.Field] = {
                "name": forms.CharField(label=_("第 %(number)s 人姓名") % said, max_length=60),
                "post": forms.ChoiceField(label=_("第 %(number)s 人职务") % said, choices=posts),
                "votes": forms.IntegerField(
                    label=_("第 %(number)s 人得票") % said, min_value=0, max_value=LARGEST
                ),
            }
            for name, field in made.items():
                field.required, field.initial = False, row.get(name)
                field.widget.attrs["aria-label"] = field.label
                self.fields[f"seats-{number}-{name}"] = field
        self.fields[DECLARED] = forms.BooleanField(
            label=_("当选的人都声明过：不是行政主要负责人、合伙人，也不是他们的近亲属"),
            required=False,
        )

    def plain_fields(self) -> list[forms.BoundField]:
        """The fields before the persons, or all of them."""
        last = {"note", "reason", DECLARED}
        return [
            one
            for one in self.visible_fields()
            if not one.name.startswith("seats-") and one.name not in last
        ]

    def last_fields(self) -> list[forms.BoundField]:
        """The fields after the persons."""
        return [self[name] for name in (DECLARED, "note", "reason") if name in self.fields]

    def seat_fields(self) -> list[list[forms.BoundField]]:
        """One row of fields for each person."""
        names = ("name", "post", "votes")
        return [[self[f"seats-{n}-{one}"] for one in names] for n in range(len(self.persons))]

    @property
    def done(self) -> Done:
        """What was entered, as the command takes it."""
        given = self.cleaned_data
        details = {name: given[name] for name in self.step.asks if name in given}
        if details.get("until"):
            details["until"] = details["until"].isoformat()
        if "elected" in self.step.asks:
            details["elected"] = self._elected()
        details.pop("doc_no", None)
        return Done(given["done_on"], given.get("doc_no", ""), details)

    def _elected(self) -> list[dict[str, Any]]:
        declared: list[str] | None = [] if self.cleaned_data.get(DECLARED) else None
        found = []
        for number in range(len(self.persons)):
            row = {
                name: self.cleaned_data.get(f"seats-{number}-{name}")
                for name in ("name", "post", "votes")
            }
            if row["name"] and (row["post"] or row["votes"] is not None):
                found.append(row | ({"declared": declared} if row["post"] else {}))
        return found

    def refuse(self, objected: Objected) -> None:
        """Say at each field what stands in the way, and what can be done about it."""
        for one in objected.findings:
            if one.level is not Level.NOTED:
                field = PLACES.get(one.field, one.field)
                words = sentence(one, self.procedure)
                self.add_error(field if field in self.fields else None, words)
        if not objected.blocked:
            superior = "reason" in self.fields
            can = _("确实如此的，在“理由”里写明，再保存。")
            cannot = _("确实如此的，请上级工会来填。")
            self.add_error("reason" if superior else None, can if superior else cannot)

    def clean(self) -> dict[str, Any]:
        """No day lies ahead, except the end of a delay."""
        until = self.cleaned_data.pop("until", None)
        cleaned = super().clean()
        if until:
            cleaned["until"] = until
        return cleaned


class BackForm(forms.Form):
    """Why a step is taken back."""

    reason = forms.CharField(
        label=_("理由"), max_length=200, help_text=_("例如：日期填错了。原来填的会留着。")
    )


class EndForm(DatedForm):
    """Why a procedure is not carried through."""

    on = day_field(_("从哪天起不再办"))
    reason = forms.CharField(label=_("理由"), max_length=200)


class RefusalForm(DatedForm):
    """Why a superior refuses a result, by which paper."""

    on = day_field(_("批复日期"))
    doc_no = forms.CharField(label=FIELDS["doc_no"], max_length=60)
    text = forms.CharField(
        label=_("哪里不合规定"),
        max_length=200,
        help_text=_("例如：实到不足三分之二；候选人没有公示七天。重新选举照这一条改。"),
    )


class EarlyForm(forms.Form):
    """Why a committee is elected anew before its time."""

    reason = forms.CharField(
        label=_("理由"),
        max_length=200,
        required=False,
        help_text=_("提前换届才填：写明缘由和上级批准的文号。"),
    )


class NamesField(forms.CharField):
    """Names, one a line or with commas between them."""

    def to_python(self, value: Any) -> Any:
        """The names in the order given, each once."""
        return list(dict.fromkeys(one for one in BETWEEN.split(str(value or "")) if one))

    def prepare_value(self, value: Any) -> Any:
        """One name a line."""
        return "\n".join(value) if isinstance(value, list) else value

    def validate(self, value: Any) -> None:
        """At least one name where some are wanted; names, not sentences."""
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"])
        if len(value) > MOST_NAMES or any(len(one) > LONGEST_NAME for one in value):
            raise forms.ValidationError(_("只写姓名，不超过 60 个字一位、100 位。"))

    def run_validators(self, value: Any) -> None:
        """A list of names has no length of its own."""


def _field(name: str, *, required: bool) -> forms.Field:
    label = FIELDS[name]
    if name in COUNTS:
        return forms.IntegerField(label=label, required=required, min_value=0, max_value=LARGEST)
    if name in NAMES:
        rows = forms.Textarea(attrs={"rows": 4})
        help_text = _("一行一个名字，或用顿号隔开。")
        return NamesField(label=label, required=required, widget=rows, help_text=help_text)
    if name == "form":
        return forms.ChoiceField(
            label=label, choices=Election.Form.choices, widget=forms.RadioSelect
        )
    if name == "term_years":
        years = [(one, _("%(years)s 年") % {"years": one}) for one in TERM_YEARS]
        return forms.TypedChoiceField(
            label=label, choices=years, coerce=int, widget=forms.RadioSelect
        )
    if name == "until":
        return day_field(label, help_text=_("最后一天，最长到届满后六个月。"))
    return forms.CharField(
        label=label, max_length=60 if name == "doc_no" else 200, required=required
    )


def _initial(procedure: Procedure, step: Step, record: StepRecord | None) -> dict[str, Any]:
    """What stands, and what is already known from elsewhere."""
    first: dict[str, Any] = {"before": written(record), "form": Election.Form.MEMBERS.value}
    if step.code == "approve" and procedure.employer and not procedure.union_id:
        first["union_name"] = f"{procedure.employer.name}工会委员会"  # a name, not translated
    if record is None or record.done_on is None:
        return first
    told = dict(record.details)
    elected = [one for one in told.get("elected", []) if one.get("post")]
    said = {"done_on": record.done_on, "doc_no": record.doc_no, "note": record.note}
    declared = bool(elected) and all(one.get("declared") is not None for one in elected)
    return first | told | said | {DECLARED: declared}


def _rows_of(records: Mapping[str, StepRecord], record: StepRecord | None) -> list[dict[str, Any]]:
    """A row for each person known: those entered, else the candidates, and some to spare."""
    stands = record.details.get("elected", []) if record else []
    named = [
        one
        for code in ("call", "nominate")
        if code in records
        for one in records[code].details.get("candidates", [])
    ]
    rows = [dict(one) for one in stands] or [{"name": one} for one in by_strokes(named)]
    return rows + [{}] * max(SPARE_ROWS, FEWEST_ROWS - len(rows))


def label_of(procedure: Procedure, step: Step) -> str:
    """What the button of a step says."""
    return str(_("记下“%(step)s”")) % {"step": step_word(procedure, step.code)}

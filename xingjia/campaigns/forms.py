"""What a person says when starting and keeping a campaign."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xingjia.access.forms import day_field
from xingjia.access.models import Account
from xingjia.campaigns.commands.starting import Terms
from xingjia.campaigns.rules.plan import (
    EVERYBODY,
    WHOLE,
    StagePlan,
    Template,
    Window,
    WrongPlan,
    check,
)
from xingjia.campaigns.words import FAULTS, MEASURES
from xingjia.orgtree.models import Node
from xingjia.registry.words import OWNERSHIP
from xingjia.standards.presets import current, newest
from xingjia.standards.words import text

STATE_OWNED = "state_owned"


class StartForm(forms.Form):
    """A campaign from a template: everything is filled in, everything can be changed."""

    node = forms.ModelChoiceField(Node.objects.none(), label=_("哪一级发起"), empty_label=None)
    name = forms.CharField(label=_("名称"), max_length=60)
    purpose = forms.CharField(label=_("目的"), max_length=300, required=False)
    tag = forms.CharField(label=_("年度主题"), max_length=40, required=False)
    counts = forms.ChoiceField(label=_("按什么算"), required=False)
    ownership = forms.ChoiceField(
        label=_("只算哪一类"), required=False, choices=[("", _("全部")), *OWNERSHIP.items()]
    )

    def __init__(self, *args: Any, template: Template, places: list[Node], **kwargs: Any) -> None:
        self.template = template
        kwargs["initial"] = self._offered() | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        node: Any = self.fields["node"]
        node.queryset = Node.objects.filter(pk__in=[one.pk for one in places]).order_by("path")
        counts: Any = self.fields["counts"]
        counts.choices = _countable() if template.standard else [("", _("不算数，只记日程和结果"))]
        at = 0
        for number, stage in enumerate(template.stages, start=1):
            for _window in stage.windows:
                at += 1
                self.fields[f"name_{at}"] = forms.CharField(label=_("做什么"), max_length=20)
                self.fields[f"first_{at}"] = day_field(_("从哪天起"))
                self.fields[f"last_{at}"] = day_field(_("到哪天止"))
            if template.standard:
                self.fields[f"target_{number}"] = _percent(_("到期核实达标多少（%）"))
                self.fields[f"state_{number}"] = _percent(_("其中国有企业（%）"))

    def _offered(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "name": self.template.name,
            "purpose": self.template.purpose,
            "tag": self.template.tag,
            "counts": f"standard:{self.template.standard}" if self.template.standard else "",
        }
        windows = [one for stage in self.template.stages for one in stage.windows]
        for at, one in enumerate(windows, start=1):
            found |= {f"name_{at}": one.name, f"first_{at}": one.first, f"last_{at}": one.last}
        for number, stage in enumerate(self.template.stages, start=1):
            found[f"target_{number}"] = stage.targets.get(EVERYBODY)
            found[f"state_{number}"] = stage.targets.get(STATE_OWNED)
        return found

    def clean(self) -> dict[str, Any]:
        """The days in their order; a fault is told at its window."""
        if not self.errors:
            try:
                check(self.stages)
            except WrongPlan as wrong:
                self.add_error(f"first_{wrong.at}" if wrong.at else None, str(FAULTS[wrong.code]))
        return self.cleaned_data

    @property
    def stages(self) -> list[StagePlan]:
        """The stages of a valid form."""
        given, at, found = self.cleaned_data, 0, []
        for number, stage in enumerate(self.template.stages, start=1):
            windows = []
            for _window in stage.windows:
                at += 1
                parts = (given[f"{part}_{at}"] for part in ("name", "first", "last"))
                windows.append(Window(*parts))
            asked = {EVERYBODY: f"target_{number}", STATE_OWNED: f"state_{number}"}
            told = {own: given.get(name) for own, name in asked.items()}
            targets = {own: percent for own, percent in told.items() if percent is not None}
            found.append(replace(stage, windows=tuple(windows), targets=targets))
        return found

    @property
    def terms(self) -> Terms:
        """What a valid form says."""
        given = self.cleaned_data
        kind, _colon, code = given["counts"].partition(":")
        standard = code if kind == "standard" else ""
        return Terms(
            name=given["name"],
            stages=self.stages,
            purpose=given["purpose"],
            tag=given["tag"],
            standard=standard,
            version=newest(standard).version if standard else "",
            measure=code if kind == "measure" else "",
            ownership=given["ownership"],
        )

    def laid_out(self) -> list[dict[str, Any]]:
        """The fields of each stage, for the page."""
        at, found = 0, []
        for number, stage in enumerate(self.template.stages, start=1):
            windows = []
            for _window in stage.windows:
                at += 1
                windows.append([self[f"{part}_{at}"] for part in ("name", "first", "last")])
            names = [f"target_{number}", f"state_{number}"]
            targets = [self[name] for name in names if name in self.fields]
            found.append({"name": stage.name, "windows": windows, "targets": targets})
        return found


def _percent(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=WHOLE, required=False)


def _countable() -> list[tuple[str, Any]]:
    standards = [one for one in current() if not one.is_empty]
    found: list[tuple[str, Any]] = [
        (f"standard:{one.code}", f"{text(one.title)} {one.version}") for one in standards
    ]
    return found + [(f"measure:{code}", label) for code, label in MEASURES.items()]


class CloseForm(forms.Form):
    """The decision to close a stage: what was seen, and what came of it."""

    result = forms.CharField(
        label=_("结果"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    seen = forms.CharField(max_length=80, widget=forms.HiddenInput)


class ExcludeForm(forms.Form):
    """Why one does not count in this stage; empty takes it in again."""

    why = forms.CharField(
        label=_("为什么不算"),
        max_length=200,
        required=False,
        help_text=_("例如：7月起停产，县工信局证明。清空就重新算进来。"),
    )


class DutyForm(forms.Form):
    """Who answers for the unions of a place."""

    place = forms.ModelChoiceField(Node.objects.none(), label=_("哪里的"), empty_label=None)
    to = forms.ModelChoiceField(Account.objects.none(), label=_("谁负责"), empty_label=None)

    def __init__(self, *args: Any, places: list[Node], people: list[Account], **kw: Any) -> None:
        super().__init__(*args, **kw)
        place: Any = self.fields["place"]
        place.queryset = Node.objects.filter(pk__in=[one.pk for one in places]).order_by("path")
        to: Any = self.fields["to"]
        to.queryset = Account.objects.filter(pk__in=[one.pk for one in people]).order_by("name")


class MobiliseForm(forms.Form):
    """Which places were mobilised, on which day and how."""

    places = forms.ModelMultipleChoiceField(
        Node.objects.none(), label=_("动员了哪里的"), widget=forms.CheckboxSelectMultiple
    )
    day = day_field(_("哪天动员的"))
    how = forms.CharField(
        label=_("怎么动员的"), max_length=100, help_text=_("例如：镇动员会，发了实施方案。")
    )

    def __init__(self, *args: Any, places: list[Node], today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"day": today, "places": [one.pk for one in places]}
        super().__init__(*args, **kwargs)
        field: Any = self.fields["places"]
        field.queryset = Node.objects.filter(pk__in=[one.pk for one in places]).order_by("path")
        self.today = today

    def clean_day(self) -> date:
        """No day that is still to come."""
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(_("不能晚于今天。"))
        return day


class ExampleForm(forms.Form):
    """A demonstration unit: its class, by which criteria, until when."""

    kind = forms.CharField(
        label=_("类别"), max_length=40, help_text=_("例如：非公企业、园区企业、小微联合工会。")
    )
    criteria = forms.CharField(label=_("条件"), max_length=200)
    named_on = day_field(_("哪天确定"))
    last = day_field(_("有效到哪天"))

    def clean(self) -> dict[str, Any]:
        """It lasts at least a day."""
        given = self.cleaned_data
        if given.get("named_on") and given.get("last") and given["last"] < given["named_on"]:
            self.add_error("last", _("不能早于确定的那天。"))
        return given

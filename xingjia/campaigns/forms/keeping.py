"""What a person says when keeping and closing a campaign."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xingjia.access.forms import day_field
from xingjia.access.models import Account
from xingjia.campaigns.models import Stage
from xingjia.orgtree.models import Node
from xingjia.registry.forms import DatedForm


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


class PersonForm(forms.Form):
    """Who answers for one union."""

    to = forms.ModelChoiceField(Account.objects.none(), label=_("谁负责"), empty_label=None)

    def __init__(self, *args: Any, people: list[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.queryset = Account.objects.filter(pk__in=[one.pk for one in people]).order_by("name")


class DutyForm(PersonForm):
    """Who answers for the unions of a place."""

    place = forms.ModelChoiceField(Node.objects.none(), label=_("哪里的"), empty_label=None)
    field_order = ("place", "to")

    def __init__(self, *args: Any, places: list[Node], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place: Any = self.fields["place"]
        place.queryset = Node.objects.filter(pk__in=[one.pk for one in places]).order_by("path")


class ResultForm(DatedForm):
    """What came of a part of a stage, and on which day."""

    part = forms.ChoiceField(label=_("哪一步"))
    day = day_field(_("哪天"))
    text = forms.CharField(
        label=_("结果"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("例如：评出一等奖 3 家；交流 6 家，汇编材料 12 篇。只写单位，不写个人。"),
    )

    def __init__(self, *args: Any, stage: Stage, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"day": today}
        super().__init__(*args, today=today, **kwargs)
        part: Any = self.fields["part"]
        part.choices = [(one["name"], one["name"]) for one in stage.windows]


class PickForm(DatedForm):
    """On which day and how those picked on the page were mobilised."""

    day = day_field(_("哪天动员的"))
    how = forms.CharField(
        label=_("怎么动员的"), max_length=100, help_text=_("例如：镇动员会，发了实施方案。")
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"day": today} | kwargs.get("initial", {})
        super().__init__(*args, today=today, **kwargs)


class MobiliseForm(PickForm):
    """Which whole places were mobilised, on which day and how."""

    places = forms.ModelMultipleChoiceField(
        Node.objects.none(), label=_("动员了哪里的"), widget=forms.CheckboxSelectMultiple
    )
    field_order = ("places", "day", "how")

    def __init__(self, *args: Any, places: list[Node], today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"places": [one.pk for one in places]}
        super().__init__(*args, today=today, **kwargs)
        field: Any = self.fields["places"]
        field.queryset = Node.objects.filter(pk__in=[one.pk for one in places]).order_by("path")


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


class EndForm(forms.Form):
    """From which day one is a demonstration unit no more, and why."""

    day = day_field(_("从哪天起取消"))
    why = forms.CharField(label=_("理由"), max_length=200)

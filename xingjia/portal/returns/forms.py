"""What a person says when starting a collection, and the files that come back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from xingjia.access.forms import day_field
from xingjia.campaigns.models import Campaign
from xingjia.imports.forms import MOST_MEGABYTES, ManyFiles
from xingjia.orgtree.models import Node
from xingjia.portal.returns.columns import label_of
from xingjia.portal.returns.commands.starting import Terms
from xingjia.portal.returns.models import Collection
from xingjia.portal.returns.rules.asking import ASKABLE, USUAL
from xingjia.toolkit.calendar.rules import NotPublished, due_on

WORKING_DAYS = 5  # offered as the time to fill in
STAYS_OPEN = timedelta(days=30)
MONTHS = 12
MOST_MONTHS = 120


class StartForm(forms.Form):
    """A collection: what, of whom, until when, why."""

    name = forms.CharField(
        label=_("名称"), max_length=60, help_text=_("镇里看到的就是它，例如“一季度补报”。")
    )
    occasion = forms.ChoiceField(
        label=_("什么填报"), choices=Collection.Occasion.choices, widget=forms.RadioSelect
    )
    campaign: Any = forms.ModelChoiceField(
        None,  # given to `__init__`
        label=_("哪个专项活动"),
        required=False,
        empty_label=_("不是为专项"),
        help_text=_("选了“专项”才写；在那个活动的页上看得到谁已报送。"),
    )
    node = forms.ModelChoiceField(Node.objects.none(), label=_("问哪里的"), empty_label=None)
    per = forms.ChoiceField(
        label=_("怎么分"), choices=Collection.Per.choices, widget=forms.RadioSelect
    )
    columns = forms.MultipleChoiceField(
        label=_("问哪几项"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("只问缺的和可能变了的；已经知道的不问，任期届满的主席再问一次。"),
    )
    months = forms.IntegerField(
        label=_("几个月以前报的人数、电话、双亮再问一次"), min_value=1, max_value=MOST_MONTHS
    )
    day = day_field(_("数字截至哪天"))
    due_on = day_field(_("哪天前交"))
    ends_on = day_field(_("哪天后不再收"))
    reason = forms.CharField(
        label=_("依据"), max_length=200, help_text=_("哪个文件、谁要、做什么用。写在填表说明里。")
    )
    telephone = forms.CharField(label=_("有问题打哪个电话"), max_length=40)
    approval = forms.CharField(
        label=_("为什么超过还要问"),
        max_length=200,
        required=False,
        help_text=_("由县总工会写明，记入操作记录。"),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        places: list[Node],
        campaigns: QuerySet[Campaign],
        today: date,
        telephone: str = "",
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = _offered(today) | {"telephone": telephone} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.today = today
        field: Any = self.fields["node"]
        field.queryset = Node.objects.filter(pk__in=[one.pk for one in places]).order_by("path")
        running: Any = self.fields["campaign"]
        running.queryset = campaigns
        columns: Any = self.fields["columns"]
        columns.choices = [(name, label_of(name)) for name in ASKABLE]

    def clean(self) -> dict[str, Any]:
        """Days in their order; none that has passed is promised."""
        given = self.cleaned_data
        due, ends, day = (given.get(name) for name in ("due_on", "ends_on", "day"))
        if day and day > self.today:
            self.add_error("day", _("不能晚于今天。"))
        if due and due < self.today:
            self.add_error("due_on", _("这一天已经过了。"))
        if due and ends and ends < due:
            self.add_error("ends_on", _("不能早于交表的那天。"))
        self._clean_campaign(given)
        return given

    def _clean_campaign(self, given: dict[str, Any]) -> None:
        """A campaign is named if and only if the collection is for one."""
        for_one = given.get("occasion") == Collection.Occasion.CAMPAIGN
        if for_one and not given.get("campaign") and "campaign" not in self.errors:
            self.add_error(
                "campaign", _("请选是哪个专项活动。还没有开始的，先开始专项，或者选“临时”。")
            )
        elif not for_one and given.get("campaign"):
            self.add_error("occasion", _("写了专项活动的，这里选“专项”。"))

    @property
    def terms(self) -> Terms:
        """What a valid form says."""
        given = self.cleaned_data
        names = Terms.__dataclass_fields__
        kept = {name: given[name] for name in names if name != "columns"}
        columns = tuple(one for one in ASKABLE if one in given["columns"])
        return Terms(columns=columns, **kept)


def _offered(today: date) -> dict[str, Any]:
    try:
        due = due_on(today, WORKING_DAYS)
    except NotPublished:
        due = today + timedelta(days=7)
    return {
        "occasion": Collection.Occasion.QUARTER,
        "per": Collection.Per.TOWNSHIP,
        "columns": list(USUAL),
        "months": MONTHS,
        "day": today,
        "due_on": due,
        "ends_on": due + STAYS_OPEN,
    }


class HandInForm(forms.Form):
    """Workbooks that came back."""

    file = ManyFiles(
        label=_("交来的表"),
        widget=ManyFiles.widget(attrs={"accept": ".xlsx,.xls", "multiple": True}),
        allow_empty_file=True,  # the reader says it better
        max_length=400,
        error_messages={"required": _("还没有选文件。")},
    )

    def clean_file(self) -> list[UploadedFile[bytes]]:
        """Refuse what is too large before anything reads it."""
        files: list[UploadedFile[bytes]] = self.cleaned_data["file"]
        if any((file.size or 0) > MOST_MEGABYTES * 1024 * 1024 for file in files):
            raise forms.ValidationError(
                _("文件超过 %(most)s MB，没有读。"), params={"most": MOST_MEGABYTES}
            )
        return files


class SeenForm(forms.Form):
    """What the person was shown when deciding to merge: ids, one after the other."""

    seen = forms.RegexField(r"^\d+(,\d+)*$", max_length=100_000)

    def ids(self) -> set[int]:
        """Of a valid form."""
        return {int(one) for one in self.cleaned_data["seen"].split(",")}


class LeavingForm(forms.Form):
    """The decision to take back, with the number of rows seen to stay as they are."""

    leaving = forms.IntegerField(min_value=0)

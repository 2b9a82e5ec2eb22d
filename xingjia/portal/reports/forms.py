"""Reading what a person says of a form and of its cells."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from xingjia.access.forms import day_field
from xingjia.orgtree.models import Node
from xingjia.portal.reports.rules import LISTS, Meaning
from xingjia.portal.reports.words import COLUMN_WORDS, choices, worded


class KeepForm(forms.Form):
    """An empty form, what it is called, and whose figures it asks for."""

    file = forms.FileField(
        label=_("上级发来的空表"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        max_length=200,
        help_text=_("只收 .xlsx；.xls 请先用 Excel 或 WPS 另存为 .xlsx。原表不会被改动。"),
    )
    title = forms.CharField(
        label=_("报表名称"), max_length=100, required=False, help_text=_("不写就用文件名。")
    )
    node = forms.ModelChoiceField(
        Node.objects.none(), label=_("填哪里的数"), empty_label=None, required=True
    )

    def __init__(self, *args: Any, places: QuerySet[Node], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["node"].queryset = places  # type: ignore[attr-defined]

    def named(self) -> str:
        """The title, or the name of the file without its ending."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        return self.cleaned_data["title"].strip() or str(file.name).rpartition(".")[0][:100]


class CellForm(forms.Form):
    """What belongs into one cell."""

    figure = forms.ChoiceField(label=_("填哪个数"), required=False)
    place = forms.ChoiceField(label=_("哪里的数"), required=False)
    columns = forms.MultipleChoiceField(
        label=_("名单里放哪几列"),
        required=False,
        choices=list(COLUMN_WORDS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("只有选了名单才用：从这一格起往右放这几列，往下一家一行。"),
    )

    def __init__(self, *args: Any, own: Node, below: list[Node], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.menu = choices()
        self.fields["figure"].choices = [  # type: ignore[attr-defined]
            ("", _("不填")),
            *((name, worded(one)) for name, one in self.menu.items()),
        ]
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            ("", own.name),
            *((one.code, one.name) for one in below),
        ]

    def meaning(self) -> Meaning | None:
        """What a valid form says; None clears the cell."""
        chosen = self.menu.get(self.cleaned_data["figure"])
        if chosen is None:
            return None
        columns = tuple(self.cleaned_data["columns"]) if chosen.part in LISTS else ()
        place = self.cleaned_data["place"]
        return Meaning(chosen.measure, chosen.part, chosen.base, place, columns)

    def clean(self) -> dict[str, Any]:
        """A list has at least one column."""
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = self.menu.get(cleaned.get("figure", ""))
        if chosen and chosen.part in LISTS and not cleaned.get("columns"):
            self.add_error("columns", _("还没有选名单的列。请至少选一列。"))
        return cleaned


class FillForm(forms.Form):
    """The day for which a form is filled."""

    on = day_field(_("截止哪天"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        """Not a day that lies ahead."""
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("不能晚于今天。"))
        return on

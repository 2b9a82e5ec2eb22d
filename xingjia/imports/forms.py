"""What a person hands in: a workbook and its place, another day, the decision to write."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from xingjia.orgtree.models import Node

MOST_MEGABYTES = 20
LONGEST_NAME = 150  # characters; the table holds 200
FIRST_DAY = date(1925, 5, 1)  # the federation was founded; nothing counts from before
AHEAD = timedelta(days=366)


class UploadForm(forms.Form):
    """A workbook, and the place it is about."""

    file = forms.FileField(
        label=_("选一份表"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
        allow_empty_file=True,  # the reader says it better
        max_length=400,
        error_messages={
            "required": _("还没有选文件。请选一份表，再读。"),
            "max_length": _("文件名太长。请改短一些，再传一次。"),
        },
    )
    node = forms.ModelChoiceField(
        Node.objects.none(),
        label=_("这份表是哪里的"),
        empty_label=None,
        error_messages={"invalid_choice": _("请从列表里选一个地方。")},
    )

    def __init__(self, *args: Any, places: QuerySet[Node], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["node"].queryset = places  # type: ignore[attr-defined]

    def clean_file(self) -> UploadedFile[bytes]:
        """Refuse what is too large before anything reads it."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_MEGABYTES * 1024 * 1024:
            raise forms.ValidationError(
                _("文件超过 %(most)s MB，没有读。请删去图片或分成几个文件，再传一次。"),
                params={"most": MOST_MEGABYTES},
            )
        return file


class DayForm(forms.Form):
    """The day from which the rows count."""

    day = forms.DateField(
        label=_("从哪天起算"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("还没有选日期。请选一天。"),
            "invalid": _("没有这一天。请写成 2013-12-31 这样。"),
        },
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self) -> date:
        """A slip of the year would count everything from the wrong century."""
        chosen: date = self.cleaned_data["day"]
        if not FIRST_DAY <= chosen <= self.today + AHEAD:
            raise forms.ValidationError(_("这个日期不像是表里的日期。请核对年份。"))
        return chosen


class ConfirmForm(forms.Form):
    """The decision, with the day the person saw when deciding."""

    day = forms.DateField()


class UndoForm(forms.Form):
    """The decision to take a workbook back, with the number of rows seen to stay as they are."""

    leaving = forms.IntegerField(min_value=0)


def plain_name(name: str) -> str:
    """A file name without folders, control marks and marks that turn the direction of text."""
    bare = PurePath(name.replace("\\", "/")).name
    kept = "".join(one for one in bare if unicodedata.category(one)[0] != "C").strip()
    if len(kept) > LONGEST_NAME:
        suffix = PurePath(kept).suffix[:10]
        kept = kept[: LONGEST_NAME - len(suffix)] + suffix
    return kept or "workbook"

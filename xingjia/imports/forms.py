"""What a person hands in: a workbook and its place, another day, the decision to write."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from io import BytesIO
from pathlib import PurePath
from typing import IO, Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from xingjia.orgtree.models import Node

MOST_MEGABYTES = 20
MOST_FILES = 20  # in one run
MOST_TEXT = 500_000  # characters pasted
PASTED = _("粘贴的表格.txt")
LONGEST_NAME = 150  # characters; the table holds 200
FIRST_DAY = date(1925, 5, 1)  # the federation was founded; nothing counts from before
AHEAD = timedelta(days=366)


class ManyFiles(forms.FileField):
    """One file or several, each checked on its own."""

    widget = type("ManyFilesInput", (forms.FileInput,), {"allow_multiple_selected": True})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        """The files, in the order they were chosen."""
        given = data if isinstance(data, list | tuple) else [data]
        if len(given) > MOST_FILES:
            raise forms.ValidationError(
                _("一次最多选 %(most)s 份表，没有读。请分几次来。"), params={"most": MOST_FILES}
            )
        found = [super(ManyFiles, self).clean(one, initial) for one in given]
        return [one for one in found if one]


class UploadForm(forms.Form):
    """Workbooks or a pasted table, and the place they are about."""

    file = ManyFiles(
        label=_("选一份或几份表"),
        widget=ManyFiles.widget(attrs={"accept": ".xlsx,.xls,.csv,.txt", "multiple": True}),
        required=False,
        allow_empty_file=True,  # the reader says it better
        max_length=400,
        error_messages={"max_length": _("文件名太长。请改短一些，再传一次。")},
    )
    # Not stripped: what was pasted is kept byte for byte.
    text = forms.CharField(
        label=_("粘贴一段表格"),
        required=False,
        strip=False,
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"spellcheck": "false", "rows": 6}),
        error_messages={"max_length": _("粘贴的内容太长。请存成文件再选。")},
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

    def clean_file(self) -> list[UploadedFile[bytes]]:
        """Refuse what is too large before anything reads it."""
        files: list[UploadedFile[bytes]] = self.cleaned_data["file"]
        if any((file.size or 0) > MOST_MEGABYTES * 1024 * 1024 for file in files):
            raise forms.ValidationError(
                _("文件超过 %(most)s MB，没有读。请删去图片或分成几个文件，再传一次。"),
                params={"most": MOST_MEGABYTES},
            )
        return files

    def clean(self) -> dict[str, Any]:
        """Files or a text: one of the two."""
        cleaned = self.cleaned_data
        if not self.errors:
            files, text = bool(cleaned["file"]), bool(cleaned["text"].strip())
            if not files and not text:
                self.add_error("file", _("还没有选文件，也没有粘贴。请选一份表，再读。"))
            if files and text:
                self.add_error("text", _("选了文件，又粘贴了内容。请只留一样，再读。"))
        return cleaned

    def sources(self) -> list[tuple[str, IO[bytes], str]]:
        """What is to be read: the field it came by, its bytes, its name."""
        text = self.cleaned_data["text"]
        if text.strip():
            return [("text", BytesIO(text.encode()), str(PASTED))]
        return [("file", one, plain_name(one.name or "")) for one in self.cleaned_data["file"]]


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


class SeenForm(forms.Form):
    """The decision about several workbooks, with those and the days the person saw."""

    seen = forms.RegexField(r"^\d+:\d{4}-\d\d-\d\d(,\d+:\d{4}-\d\d-\d\d)*$", max_length=10_000)

    def clean_seen(self) -> dict[int, date]:
        """The days by the ids of the workbooks."""
        pairs = (one.split(":") for one in self.cleaned_data["seen"].split(","))
        try:
            return {int(pk): date.fromisoformat(day) for pk, day in pairs}
        except ValueError:
            raise forms.ValidationError("day") from None


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

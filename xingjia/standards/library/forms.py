"""What a county chooses of a standard."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xingjia.access.forms import day_field
from xingjia.orgtree.models import Node
from xingjia.standards.library.commands import Document
from xingjia.standards.library.models import Policy
from xingjia.standards.library.pages import amount
from xingjia.standards.rules.criteria import Standard, Words
from xingjia.standards.rules.variants import Variant
from xingjia.standards.words import text

PREFIX = "value_"
TYPES = frozenset({".pdf", ".doc", ".docx", ".wps", ".ofd", ".xls", ".xlsx", ".txt"})
MOST_BYTES = 20 * 1024 * 1024
MOST_TEXT = 400 * 1024  # bytes of a standard's file: more than its characters may be
UNNAMED = "standard.yaml"


class AdoptForm(forms.Form):
    """Selection and figures, from a day on, with what they rest on."""

    def __init__(self, parent: Standard, county: str, today: date, data: Any = None) -> None:
        title = f"{county}{text(parent.title)}"
        super().__init__(data, initial={"start": today, "title": title})
        self.parent = parent
        deciding = {one.code for one in parent.criteria if one.required}
        lines = [(one.code, f"{one.code} {text(one.title)}") for one in parent.criteria]
        scored = {one.code for one in parent.criteria if one.points}
        free = [line for line in lines if line[0] not in scored]
        vetoes = [(one.code, f"{one.code} {text(one.title)}") for one in parent.vetoes]
        self.fields["title"] = forms.CharField(label=_("名称"), max_length=60)
        for one in parent.parameters:
            self.fields[PREFIX + one.code] = forms.CharField(
                label=text(one.title),
                max_length=20,
                initial=one.value,
                help_text=_("原来是 %(value)s。") % {"value": amount(one.value)},
            )
        self.fields["optional"] = forms.MultipleChoiceField(
            label=_("只作参考的条目"),
            choices=[line for line in lines if line[0] in deciding],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("照样逐项显示，不影响整体达标。"),
        )
        self.fields["dropped"] = forms.MultipleChoiceField(
            label=_("不采用的条目"),
            choices=free + vetoes,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("计分的条目去不掉，分数会凑不满。") if scored else "",
        )
        self.fields["start"] = day_field(_("从哪天起"), help_text=_("这一天以前的照原来的标准。"))
        self.fields["source"] = forms.CharField(
            label=_("依据"), max_length=200, help_text=_("本县文件的名称和文号。")
        )

    @property
    def variant(self) -> Variant:
        """What is chosen, from a valid form; of the figures those that are other."""
        given = self.cleaned_data
        values = {one.code: given[PREFIX + one.code].strip() for one in self.parent.parameters}
        changed = [
            (one.code, values[one.code])
            for one in self.parent.parameters
            if values[one.code] != one.value
        ]
        return Variant(
            self.parent.code,
            self.parent.version,
            Words(given["title"]),
            (self.parent.code, self.parent.version),
            frozenset(given["dropped"]),
            frozenset(given["optional"]),
            tuple(changed),
            given["source"],
        )


class OwnForm(forms.Form):
    """A county's own standard: a file, or its text mended in the page, from a day on."""

    file = forms.FileField(
        label=_("文件"),
        required=False,
        max_length=200,
        help_text=_("YAML 文本，放进来就换掉下面的文字。"),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,.txt"}),
    )
    text = forms.CharField(
        label=_("标准的文字"),
        strip=False,
        widget=forms.Textarea(attrs={"spellcheck": "false", "wrap": "off"}),
    )
    filename = forms.CharField(
        max_length=200, initial=UNNAMED, required=False, widget=forms.HiddenInput
    )
    start = day_field(_("从哪天起"))
    against = forms.ChoiceField(
        label=_("和哪一份比"), required=False, help_text=_("看发布以后哪些工会的结果会变。")
    )

    def __init__(self, offered: list[Standard], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        choices = [(name_of(one), f"{text(one.title)} {one.version}") for one in offered]
        self.fields["against"].choices = [  # type: ignore[attr-defined]
            ("", _("同一份的上一版，没有就不比")),
            *choices,
        ]

    def clean_text(self) -> str:
        """The text with the line ends of a file."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")

    def clean_filename(self) -> str:
        """The name of the file the text came with."""
        return self.cleaned_data["filename"] or UNNAMED


def with_file(data: Any, file: Any) -> tuple[Any, str]:
    """What was sent, the text of the file in the place of the former text; or why not."""
    if not file:
        return data, ""
    if file.size > MOST_TEXT:
        return data, gettext("文件太大：最多 400 KB。下面还是原来的文字。")
    raw = file.read()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            found = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        data = data.copy()
        data["text"], data["filename"] = found, file.name
        return data, ""
    return data, gettext("这个文件不是文本。请另存为 UTF-8 文本再放进来。")


def name_of(standard: Standard) -> str:
    """By what a choice of standards names one."""
    return f"{standard.code} {standard.version}"


class PolicyForm(forms.Form):
    """A notice or plan, with its file where there is one."""

    title = forms.CharField(label=_("标题"), max_length=120)
    number = forms.CharField(label=_("文号"), max_length=60, required=False)
    issuer = forms.CharField(label=_("发文机关"), max_length=60)
    issued_on = day_field(_("发文日期"))
    file = forms.FileField(
        label=_("文件"),
        required=False,
        max_length=200,
        help_text=_("PDF、Word、Excel 或文本，20 MB 以内。"),
        widget=forms.FileInput(attrs={"accept": ",".join(sorted(TYPES))}),
    )

    def __init__(
        self, places: QuerySet[Node], former: QuerySet[Policy], data: Any = None, files: Any = None
    ) -> None:
        super().__init__(data, files)
        self.fields["place"] = forms.ModelChoiceField(
            places, label=_("哪里的"), empty_label=None, initial=places.first()
        )
        self.fields["replaces"] = forms.ModelChoiceField(
            former.filter(ended_on__isnull=True),
            label=_("代替哪一份"),
            required=False,
            empty_label=_("不代替"),
        )

    def clean_file(self) -> Any:
        """A kind of file that offices send, not too large."""
        file = self.cleaned_data["file"]
        if file and (Path(file.name).suffix.lower() not in TYPES or file.size > MOST_BYTES):
            raise forms.ValidationError(_("只收 PDF、Word、Excel 或文本，20 MB 以内。"))
        return file

    @property
    def document(self) -> Document:
        """What a valid form says."""
        given = self.cleaned_data
        file = given["file"]
        return Document(
            given["title"],
            given["issuer"],
            given["issued_on"],
            given["number"],
            file or None,
            file.name if file else "",
        )


class CiteForm(forms.Form):
    """A clause, and the line of a standard that rests on it."""

    place = forms.CharField(label=_("条款"), max_length=40)
    words = forms.CharField(label=_("原文"), max_length=500)
    standard = forms.ChoiceField(label=_("标准"))
    criterion = forms.CharField(
        label=_("条目代码"), max_length=20, required=False, help_text=_("整份标准的，不用写。")
    )

    def __init__(self, known: Iterable[Standard], data: Any = None) -> None:
        super().__init__(data)
        choices = [(name_of(one), f"{text(one.title)} {one.version}") for one in known]
        self.fields["standard"].choices = choices  # type: ignore[attr-defined]

"""Reading what is said of a union: which one, from which day, with which photos."""

from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from xingjia.access.forms import day_field
from xingjia.evidence.models import SamePhoto
from xingjia.evidence.rules import LASTS, MOST_PHOTOS, Saying
from xingjia.facts.kinds import Kind, Shape
from xingjia.registry.forms import DatedForm
from xingjia.toolkit.files.forms import PhotosForm

KEY = "client_key"
PHOTOS = tuple(f"photo_{n}" for n in range(1, MOST_PHOTOS + 1))


class ClaimForm(PhotosForm, DatedForm):
    """Something of one kind that is so from a day on. What the kind does not ask is not shown."""

    since = day_field(_("从哪天起"), help_text=_("写实际办好的那一天，不是上传的日子。"))
    last = day_field(_("有效到哪天"), required=False, help_text=_("最后一天。不填就按规定算。"))
    note = forms.CharField(
        label=_("说明"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("不写职工个人的情况。"),
    )
    client_key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    ahead: ClassVar[frozenset[str]] = frozenset({"last"})

    def __init__(self, kind: Kind, *args: Any, today: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"since": today, KEY: uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, today=today, **kwargs)
        self.kind = kind
        if kind.shape is Shape.EVENT:
            self.fields["since"].label = _("哪天办的")
        if kind.code not in LASTS:
            del self.fields["last"]
        for name, declared in kind.attributes.items():
            self.fields[name] = _attribute(declared)
        if kind.physical:
            for number, name in enumerate(PHOTOS, 1):
                self.ask_photo(name, _("照片 %(number)s") % {"number": number})
        self.order_fields([*kind.attributes, "since", *PHOTOS, "last", "note"])

    def details(self) -> dict[str, Any]:
        """What the command `claim` takes, from a valid form."""
        said = self.cleaned_data
        return {
            "said": Saying(
                self.kind.code,
                said["since"],
                {name: str(said[name]) for name in self.kind.attributes},
                last=said.get("last"),
                note=said["note"],
            ),
            "photos": self.photos(),
            "client_key": said.get(KEY),
        }


class EndForm(DatedForm):
    """Something that is not so, or not so any more."""

    since = day_field(_("从哪天起不是这样"))
    note = forms.CharField(
        label=_("说明"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, kind: Kind, *args: Any, today: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"since": today, **(kwargs.get("initial") or {})}
        super().__init__(*args, today=today, **kwargs)
        self.kind = kind
        for name, declared in kind.attributes.items():
            self.fields[name] = _attribute(declared)
        self.order_fields([*kind.attributes, "since", "note"])

    def details(self) -> dict[str, Any]:
        """What the command `claim` takes, from a valid form: that it is not so."""
        said = self.cleaned_data
        attributes = {name: str(said[name]) for name in self.kind.attributes}
        since, note = said["since"], said["note"]
        return {"said": Saying(self.kind.code, since, attributes, holds=False, note=note)}


class ReasonForm(forms.Form):
    """Why a record is taken back."""

    reason = forms.CharField(
        label=_("理由"), max_length=200, help_text=_("例如 填错了日期。原来的记录留着，可以查。")
    )


class VerdictForm(forms.Form):
    """What two photos are that look alike, and why."""

    verdict = forms.ChoiceField(
        label=_("怎么看"), choices=SamePhoto.Verdict.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("理由"),
        max_length=200,
        help_text=_("例如 两家工会共用一楼活动室，7月2日去看过。"),
    )


def _attribute(declared: Any) -> forms.Field:
    """The field that asks which one of a kind is meant."""
    if declared.number:
        return forms.DecimalField(label=declared.title, min_value=0, max_digits=7)
    if not declared.values:
        return forms.CharField(label=declared.title, max_length=60)
    choices = list(declared.values.items())
    widget = forms.RadioSelect if len(choices) <= 4 else forms.Select  # noqa: PLR2004
    return forms.ChoiceField(label=declared.title, choices=choices, widget=widget)

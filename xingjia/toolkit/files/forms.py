"""Photos in forms: decoded and re-encoded, and kept while another field is put right."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from xingjia.toolkit.files.aside import set_aside, take_up
from xingjia.toolkit.files.pictures.guard import Prepared, prepare
from xingjia.toolkit.files.pictures.refusal import Refused
from xingjia.toolkit.files.pictures.sentences import sentence_of

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

HELD = "held_"
ACCEPTED = {"accept": "image/*"}


class PhotoField(forms.FileField):
    """A photo, decoded and re-encoded, or a sentence why not."""

    widget = forms.FileInput(attrs=ACCEPTED)

    def clean(self, data: Any, initial: Any = None) -> Prepared | None:
        """The photo ready to be kept; None when none was chosen."""
        if not isinstance(data, UploadedFile):
            return None
        try:
            return prepare(data)
        except Refused as refused:
            raise ValidationError(sentence_of(refused), code=refused.code) from None


class PhotosForm(forms.Form):
    """A form with photos, which nobody has to choose again for a fault elsewhere in it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.photo_names: list[str] = []

    def ask_photo(self, name: str, label: "StrOrPromise", **more: Any) -> None:
        """Add the field of one photo, and the hidden one that names it while it is set aside."""
        self.photo_names.append(name)
        self.fields[name] = PhotoField(label=label, required=False, **more)
        self.fields[f"{HELD}{name}"] = forms.CharField(
            required=False, max_length=64, widget=forms.HiddenInput
        )

    def clean(self) -> dict[str, Any]:
        """A photo chosen goes before one that was set aside; both are one."""
        said = super().clean() or self.cleaned_data
        for name in self.photo_names:
            held = said.get(f"{HELD}{name}")
            if held and not said.get(name):
                said[name] = take_up(held)
        return said

    def hold_photos(self) -> None:
        """Set the photos aside, for the form shown again; nothing of one that was not sent."""
        for name in self.photo_names if self.is_bound else ():
            ready = self.cleaned_data.get(name)
            if ready is None:
                continue
            sent = QueryDict(mutable=True)
            sent.update(self.data)
            sent[self.add_prefix(f"{HELD}{name}")] = set_aside(ready)
            self.data = sent
            self[name].help_text = _("这一张已经收到，不用再选；要换就另选一张。")

    def photos(self) -> list[Prepared]:
        """The photos, in the order of their fields, from a valid form."""
        return [self.cleaned_data[n] for n in self.photo_names if self.cleaned_data.get(n)]

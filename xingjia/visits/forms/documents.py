"""Reading a document of another body: who put it out, its number and day, and its pages."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from xingjia.access.forms import day_field
from xingjia.orgtree.models import Node
from xingjia.registry.forms import DatedForm
from xingjia.toolkit.files.forms import PhotosForm
from xingjia.visits.commands import Paper
from xingjia.visits.models import Level

OTHER = "other"


class DocumentForm(PhotosForm, DatedForm):
    """A document somebody else has put out."""

    body = forms.ChoiceField(label=_("发文单位"))
    issuer = forms.CharField(
        label=_("其他单位的名称"),
        max_length=100,
        required=False,
        help_text=_("上面没有的，写文件落款的全称。"),
    )
    level = forms.ChoiceField(
        label=_("级别"),
        choices=[("", _("按发文单位")), *Level.choices],
        required=False,
        help_text=_("上面选得到的单位不用选。"),
    )
    number = forms.CharField(
        label=_("文号"), max_length=60, help_text=_("例如 盐工发〔2014〕12号。没有文号的写文件名。")
    )
    title = forms.CharField(label=_("标题"), max_length=200, required=False)
    issued_on = day_field(_("落款日期"), help_text=_("从这一天起算核实。"))
    client_key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, bodies: Iterable[Node], places: Iterable[Node], *args: Any, **more: Any):
        more["initial"] = {"client_key": uuid4(), **(more.get("initial") or {})}
        super().__init__(*args, **more)
        self.bodies = {one.code: one for one in bodies}
        self.places = {one.code: one for one in places}
        named = [(code, one.name) for code, one in self.bodies.items()]
        self.fields["body"].choices = [*named, (OTHER, _("其他单位"))]  # type: ignore[attr-defined]
        for number in (1, 2):
            label = _("扫描件 %(number)s") % {"number": number}
            help_text = _("盖章的那一页、有名单的那一页，拍照或截图。PDF 先截图。")
            self.ask_photo(f"scan_{number}", label, help_text=help_text if number == 1 else "")
        if len(self.places) > 1:
            choices = [(code, one.name) for code, one in self.places.items()]
            self.fields["at"] = forms.ChoiceField(label=_("在哪里留存"), choices=choices)

    def details(self) -> dict[str, Any]:
        """What the command `record_document` takes beside the actor, from a valid form."""
        said = self.cleaned_data
        body = self.bodies.get(said["body"])
        paper = Paper(
            body.name if body else said["issuer"],
            said["number"],
            said["issued_on"],
            said["level"],
            said["title"],
            body,
        )
        at = self.places[said.get("at") or next(iter(self.places))]
        return {
            "at": at,
            "paper": paper,
            "scans": self.photos(),
            "client_key": said.get("client_key"),
        }


class BackForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(
        label=_("为什么撤回"),
        max_length=200,
        help_text=_("例如 文号录错了、名单里没有这家。原来的留着，可以查。"),
    )

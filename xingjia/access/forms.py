"""Reading what people type about accounts and posts."""

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xingjia.access.checks import Unacceptable
from xingjia.access.models import Appointment
from xingjia.access.queries import free_username, open_roles, places_for, places_named
from xingjia.access.rules import (
    SLIP_DAYS_AT_MOST,
    Actor,
    Role,
    name_fault,
    plain_name,
    plain_username,
    username_fault,
)
from xingjia.access.words import sentence
from xingjia.orgtree.models import Node

OFFERED = 5  # places listed when what was typed could mean several
LINK = re.compile(r"(?:.*/)?([A-Za-z0-9_-]{20,64})/?")


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day, picked from the browser's calendar or typed as 2026-03-01."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class PostForm(forms.Form):
    """A role at a place, from a day to a day; only what the actor may give is offered."""

    role = forms.ChoiceField(label=_("职责"), widget=forms.RadioSelect)
    place = forms.CharField(
        label=_("在哪里"),
        max_length=200,
        help_text=_("镇、街道、园区或基层工会的名称，写一部分也行；重名的写代码。"),
        widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"}),
    )
    start = day_field(_("从哪天起"))
    last = day_field(_("到哪天止"), required=False, help_text=_("最后一天。不定期的不用填。"))

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        roles = [(str(role), Appointment.Role(role).label) for role in open_roles(actor)]
        field = self.fields["role"]
        field.choices = roles  # type: ignore[attr-defined]
        if len(roles) == 1:
            field.initial = roles[0][0]

    def clean(self) -> dict[str, Any]:
        """Find the place that is meant, among those where this role can be given."""
        cleaned = super().clean() or {}
        if "role" in cleaned and "place" in cleaned:
            cleaned["node"] = self._node(Role(cleaned["role"]), cleaned["place"].strip())
        start, last = cleaned.get("start"), cleaned.get("last")
        if start and last and last < start:
            self.add_error("last", sentence(Unacceptable("ends_before_start")))
        return cleaned

    def _node(self, role: Role, text: str) -> Node | None:
        found = list(places_named(places_for(self.actor, role), text)[: OFFERED + 1])
        if len(found) == 1:
            return found[0]
        names = "、".join(f"{node.name}（{node.code}）" for node in found[:OFFERED])
        if found:
            said = gettext("可能是这几处，请写全名或代码：%(names)s") % {"names": names}
        else:
            label = Appointment.Role(role).label
            said = gettext("您管的范围里没有能任“%(role)s”的这个地方。") % {"role": label}
        self.add_error("place", said)
        return None

    def post_details(self) -> dict[str, Any]:
        """What the commands `invite` and `appoint` take, from a valid form."""
        last: date | None = self.cleaned_data["last"]
        return {
            "role": Role(self.cleaned_data["role"]),
            "start": self.cleaned_data["start"],
            "end": last + timedelta(days=1) if last else None,
        }


class InviteForm(PostForm):
    """A named person, and the post he begins with."""

    name = forms.CharField(label=_("姓名"), max_length=60, help_text=_("本人真实姓名，不写部门"))
    username = forms.CharField(
        label=_("账号"),
        max_length=60,
        required=False,
        help_text=_("手机号或姓名拼音；不填就用姓名拼音。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off"}),
    )
    post = forms.CharField(
        label=_("部门、职务"), max_length=100, required=False, help_text=_("例如 基层组织部 干事")
    )
    field_order = ["name", "username", "post", "role", "place", "start", "last"]

    def clean_name(self) -> str:
        """A person's name, never an office's."""
        name = plain_name(self.cleaned_data["name"])
        return _unless(name_fault(name), name)

    def clean_username(self) -> str:
        """A user name in its one spelling; empty when none was typed."""
        username = plain_username(self.cleaned_data["username"])
        return _unless(username_fault(username) if username else None, username)

    def person_details(self) -> dict[str, Any]:
        """What the command `invite` takes besides the post, from a valid form."""
        name = self.cleaned_data["name"]
        username = self.cleaned_data["username"] or free_username(name)
        return {"name": name, "username": username, "post": self.cleaned_data["post"]}


class EndForm(forms.Form):
    """The first day without the post."""

    on = day_field(
        _("从哪天起不再任职"), help_text=_("填今天，马上不能再用；填以后的日子，用到前一天。")
    )


class RecoverForm(forms.Form):
    """Whether the way back also removes the second factor."""

    drop_second_factor = forms.BooleanField(
        label=_("手机也丢了或换了：同时取消第二步验证"), required=False
    )


class SlipForm(forms.Form):
    """For how many days a slip holds."""

    days = forms.IntegerField(
        label=_("几天内有效"),
        min_value=1,
        max_value=SLIP_DAYS_AT_MOST,
        help_text=_("到下次他要来办事为止。越短越稳妥，最多 31 天；用过一次就作废。"),
    )


class LinkForm(forms.Form):
    """The code of a link, read out or copied; the whole link will do as well."""

    code = forms.CharField(
        label=_("链接或代码"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off"}),
    )

    def clean_code(self) -> str:
        """The secret alone."""
        match = LINK.fullmatch(self.cleaned_data["code"].strip())
        if match is None:
            raise ValidationError(_("这不像上级工会发的链接。请整段复制过来。"), code="unfit")
        return match[1]


class AcceptForm(forms.Form):
    """A password, twice."""

    password1 = forms.CharField(
        label=_("密码"),
        strip=False,
        help_text=_("至少 8 位，不要只用数字，不要和姓名、账号相近。"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("再输一次密码"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Both the same."""
        cleaned = super().clean() or {}
        if len(cleaned) == len(self.fields) and len(set(cleaned.values())) > 1:
            self.add_error("password2", _("两次输的不一样，请再输一次。"))
        return cleaned


def _unless(fault: str | None, value: str) -> str:
    if fault:
        raise ValidationError(sentence(Unacceptable(fault)), code=fault)
    return value

"""Reading what is entered about the life of a union beyond its record."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from xingjia.access.forms import day_field
from xingjia.access.rules import Actor
from xingjia.registry.forms import DatedForm, reason_field
from xingjia.registry.queries.federations import union_named


class MemberForm(DatedForm):
    """One more union in a federation."""

    member = forms.CharField(
        label=_("工会"), max_length=200, help_text=_("写工会全名或统一社会信用代码。")
    )
    start = day_field(_("从哪天起"))
    reason = reason_field()

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_member(self) -> Any:
        """The union meant, if the actor keeps it."""
        found = union_named(self.actor, self.cleaned_data["member"])
        if found is None:
            raise ValidationError(_("您管的范围里没有找到这一家，或者有几家同名：请写代码。"))
        return found


class LeaveForm(DatedForm):
    """The end of belonging to a federation."""

    on = day_field(_("从哪天起不再是成员"))


class GroupForm(DatedForm):
    """A group of a union, or another leader of one."""

    name = forms.CharField(label=_("小组名称"), max_length=100, help_text=_("例如 织布车间小组。"))
    leader = forms.CharField(label=_("组长"), max_length=60, required=False)
    start = day_field(
        _("从哪天起"), help_text=_("换组长的，写原来的小组名称和换的那一天，原组长到前一天为止。")
    )


class EndGroupForm(DatedForm):
    """The end of a group."""

    on = day_field(_("从哪天起没有这个小组"))

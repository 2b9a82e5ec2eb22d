"""Reading what an officer wants to change about a place, from a day on."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xingjia.access.checks import Refused
from xingjia.access.forms import OFFERED, day_field
from xingjia.access.queries import places_named
from xingjia.access.rules import Actor
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import standing_of, standings_of
from xingjia.orgtree.rules import TreeFault, change_fault, merge_fault, move_fault
from xingjia.portal.tree import commands, queries
from xingjia.portal.tree.queries import Effects, Share
from xingjia.portal.tree.words import FAULTS, sentence


class Change(forms.Form):
    """A change of one place; `effects` is what it would do, `carry_out` does it."""

    on = day_field(_("从哪天起"), help_text=_("这一天以前的台账和数字不变。"))

    def __init__(self, actor: Actor, node: Node, today: date, data: Any = None) -> None:
        super().__init__(data, initial={"on": today})
        self.actor, self.node, self.today = actor, node, today

    def clean(self) -> dict[str, Any]:
        """Say what stands in the way before anybody confirms."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        fault = "ahead" if cleaned["on"] > self.today else self.fault(cleaned["on"])
        if fault:
            self.add_error(None, str(FAULTS[fault]))
        return cleaned

    def fault(self, on: date) -> str | None:
        """A code for what stands in the way; None when nothing is known to."""
        return None

    def effects(self) -> Effects | None:
        """What would follow, for a valid form; None when only a name is touched."""
        return None

    def share(self) -> Share | None:
        """What a split would hand over; None for every other change."""
        return None

    def candidates(self) -> QuerySet[Node]:
        """The places to choose from."""
        return Node.objects.none()

    def carry_out(self) -> Node | None:
        """Do it; returns the place to show next, or None with an error on the form."""
        try:
            return self.run({"on": self.cleaned_data["on"], "today": self.today})
        except (TreeFault, Refused) as error:
            self.add_error(None, sentence(error))
            return None

    def run(self, days: dict[str, date]) -> Node:
        """Call the command."""
        raise NotImplementedError


class Rename(Change):
    """Another name."""

    name = forms.CharField(label=_("新名称"), max_length=200)
    field_order = ["name", "on"]

    def run(self, days: dict[str, date]) -> Node:
        """Call the command."""
        return commands.rename_place(self.actor, self.node, name=self.cleaned_data["name"], **days)


class Elsewhere(Change):
    """A place that is meant by its name or code, among those that will do."""

    to = forms.CharField(
        label=_("移到哪里下面"),
        max_length=200,
        help_text=_("名称或代码，写一部分也行。"),
        widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"}),
    )
    field_order = ["to", "on"]

    def clean_to(self) -> Node | None:
        """Find the only place that is meant."""
        text = self.cleaned_data["to"].strip()
        found = list(places_named(self.candidates(), text)[: OFFERED + 1])
        if len(found) == 1:
            return found[0]
        names = "、".join(f"{node.name}（{node.code}）" for node in found[:OFFERED])
        none = gettext("您管的范围里没有合适的这个地方。")
        many = gettext("可能是这几处，请写全名或代码：%(names)s") % {"names": names}
        self.add_error("to", many if found else none)
        return None

    def effects(self) -> Effects:
        """What would follow."""
        to, on = self.cleaned_data["to"], self.cleaned_data["on"]
        return queries.what_would_change(self.node, to, on, today=self.today)


class Move(Elsewhere):
    """Under another parent."""

    def candidates(self) -> QuerySet[Node]:
        """Open places of higher rank."""
        return queries.parents_for(self.actor, self.node)

    def fault(self, on: date) -> str | None:
        """What stands in the way."""
        to = self.cleaned_data["to"]
        return move_fault(standing_of(self.node), standing_of(to), on)

    def run(self, days: dict[str, date]) -> Node:
        """Call the command."""
        return commands.move_place(self.actor, self.node, to=self.cleaned_data["to"], **days)


class Merge(Elsewhere):
    """Into another place of the same rank."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].label = _("并入哪里")

    def candidates(self) -> QuerySet[Node]:
        """Open places of the same rank."""
        return queries.heirs_for(self.actor, self.node)

    def fault(self, on: date) -> str | None:
        """What stands in the way."""
        to = self.cleaned_data["to"]
        return merge_fault(standing_of(self.node), standing_of(to), on)

    def effects(self) -> Effects:
        """What would follow."""
        to, on = self.cleaned_data["to"], self.cleaned_data["on"]
        return queries.what_would_change(self.node, to, on, today=self.today, ends=True)

    def run(self, days: dict[str, date]) -> Node:
        """Call the command; the heir is shown next."""
        heir: Node = self.cleaned_data["to"]
        commands.merge_place(self.actor, self.node, into=heir, **days)
        return heir


class Split(Change):
    """A new place beside this one, and what of this one goes to it."""

    name = forms.CharField(label=_("新地方的名称"), max_length=200)
    code = forms.RegexField(
        r"[0-9]{9}|[0-9]{6}",
        label=_("区划代码"),
        required=False,
        help_text=_("民政部门公布的代码；还没有公布的不填，先编一个带 L 的。"),
        error_messages={"invalid": _("区划代码是 9 位数字（镇、街道）或 6 位数字（县）。")},
    )
    children = forms.MultipleChoiceField(
        label=_("划给新地方的"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("只由这些工会覆盖的企业跟着走；没有工会的企业留下，以后可以逐家改。"),
    )
    field_order = ["name", "code", "children", "on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.below = {str(one.pk): one for one in queries.children_to_hand_over(self.node)}
        offered = [(key, one.name) for key, one in self.below.items()]
        self.fields["children"].choices = offered  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        """A code nobody has."""
        code: str = self.cleaned_data["code"]
        if code and Node.objects.filter(code=code).exists():
            self.add_error("code", str(FAULTS["code_taken"]))
        return code

    def chosen(self) -> list[Node]:
        """What goes to the new place."""
        return [self.below[key] for key in self.cleaned_data["children"]]

    def fault(self, on: date) -> str | None:
        """What stands in the way."""
        own = change_fault(standing_of(self.node), on)
        faults = (change_fault(one, on) for one in standings_of(self.chosen()))
        child = next((fault for fault in faults if fault), None)
        return own or (f"child_{child}" if child else None)

    def share(self) -> Share:
        """What would follow."""
        on = self.cleaned_data["on"]
        return queries.what_would_split(self.node, self.chosen(), on, today=self.today)

    def run(self, days: dict[str, date]) -> Node:
        """Call the command; the new place is shown next."""
        given: dict[str, Any] = {name: self.cleaned_data[name] for name in ("name", "code")}
        given |= days
        return commands.split_place(self.actor, self.node, children=self.chosen(), **given)


class Close(Change):
    """The end of a place at which nothing stands any more."""

    def fault(self, on: date) -> str | None:
        """What stands in the way."""
        standing = change_fault(standing_of(self.node), on)
        return standing or ("still_there" if queries.still_there(self.node, on) else None)

    def effects(self) -> Effects:
        """What would follow."""
        on = self.cleaned_data["on"]
        return queries.what_would_change(self.node, None, on, today=self.today, ends=True)

    def run(self, days: dict[str, date]) -> Node:
        """Call the command."""
        return commands.close_place(self.actor, self.node, **days)


class OpenZone(Change):
    """A park or zone that is in no list of the state."""

    name = forms.CharField(
        label=_("名称"), max_length=200, help_text=_("国标没有代码的开发区、园区，例如 高新区。")
    )
    field_order = ["name", "on"]

    def run(self, days: dict[str, date]) -> Node:
        """Call the command."""
        return commands.open_place(self.actor, self.node, name=self.cleaned_data["name"], **days)

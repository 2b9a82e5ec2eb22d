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
from xingjia.orgtree.queries import standing_of
from xingjia.orgtree.rules import TreeFault, change_fault, merge_fault, move_fault
from xingjia.portal.tree import commands, queries
from xingjia.portal.tree.queries import Effects
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

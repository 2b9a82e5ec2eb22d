"""Reading a visit: who went, when, and for each place what was right, found and promised."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from xingjia.access.forms import day_field
from xingjia.access.models import Account
from xingjia.facts.kinds import Shape
from xingjia.registry.forms import DatedForm
from xingjia.registry.models import Union
from xingjia.visits.commands import Person, Said, Tick, Trip

RIGHT, WRONG = "right", "wrong"
ANSWERS = [(RIGHT, _("对")), (WRONG, _("不对")), ("", _("没看"))]


class Colleagues(forms.MultipleChoiceField):
    """Those who went; nobody, where only guests did: that somebody went is asked of both."""

    def validate(self, value: Any) -> None:
        """Every one of those offered."""
        if value:
            super().validate(value)


class TripForm(DatedForm):
    """Who went and when."""

    visited_on = day_field(_("哪天去的"))
    at = forms.TimeField(
        label=_("几点"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    colleagues = Colleagues(label=_("谁去的"), widget=forms.CheckboxSelectMultiple)
    guests = forms.CharField(
        label=_("同去的人"),
        max_length=200,
        required=False,
        help_text=_("没有账号的，写姓名，用顿号隔开。"),
    )
    client_key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, colleagues: Iterable[Account], *args: Any, today: date, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {
            "visited_on": today,
            "client_key": uuid4(),
            **(kwargs.get("initial") or {}),
        }
        super().__init__(*args, today=today, **kwargs)
        self.names = {str(one.pk): one.name for one in colleagues}
        self.fields["colleagues"].choices = list(self.names.items())  # type: ignore[attr-defined]
        if not self.names:
            del self.fields["colleagues"]

    def visitors(self) -> tuple[Person, ...]:
        """Everybody who went, colleagues first."""
        said = self.cleaned_data
        guests = said["guests"].replace(",", "、").replace("，", "、").split("、")
        return (
            *(Person(self.names[key], int(key)) for key in said.get("colleagues", ())),
            *(Person(name.strip()) for name in guests if name.strip()),
        )


class PlaceForm(DatedForm):
    """One union of the trip: each known thing right or wrong, whom they met, what was found."""

    met = forms.CharField(
        label=_("见了谁"),
        max_length=200,
        required=False,
        help_text=_("例如 主席姚国平；职工 3 人。职工不记姓名。"),
    )
    findings = forms.CharField(
        label=_("发现的情况"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    promises = forms.CharField(label=_("答应的事"), max_length=300, required=False)
    promised_by = day_field(_("哪天前办好"), required=False)
    tied = forms.MultipleChoiceField(
        label=_("和这家有关系的走访人"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "是主席、副主席或企业负责人的近亲属，或者在这家任职的，勾上：这一家由别人核实。"
        ),
    )
    untied = forms.BooleanField(label=_("问过了，其余走访人和这家没有这样的关系"), required=False)
    ahead: ClassVar[frozenset[str]] = frozenset({"promised_by"})

    def __init__(
        self,
        union: Union,
        lines: Sequence[Mapping[str, Any]],
        colleagues: Iterable[Account],
        *args: Any,
        asked: Iterable[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, prefix=f"u{union.pk}", **kwargs)
        self.union, self.lines, self.asked = union, lines, frozenset(asked)
        self.names = {str(one.pk): one.name for one in colleagues}
        self.fields["tied"].choices = list(self.names.items())  # type: ignore[attr-defined]
        if not self.asked:
            del self.fields["untied"]
        if not self.names:
            del self.fields["tied"]
        for number, line in enumerate(lines):
            self.fields[f"t{number}"] = forms.ChoiceField(
                label=line["title"],
                choices=ANSWERS,
                required=False,
                initial="",
                widget=forms.RadioSelect,
            )

    def rows(self) -> list[tuple[Mapping[str, Any], forms.BoundField]]:
        """Each thing to look at with its answer."""
        return [(line, self[f"t{number}"]) for number, line in enumerate(self.lines)]

    def others(self) -> list[forms.BoundField]:
        """The fields beside the answers."""
        names = ("met", "findings", "promises", "promised_by", "tied", "untied")
        return [self[name] for name in names if name in self.fields]

    def clean(self) -> dict[str, Any]:
        """Who bears the family name of a leader says whether he is a relative."""
        said = super().clean() or self.cleaned_data
        open_to_ask = (self._went() & self.asked) - set(said.get("tied", ()))
        if open_to_ask and not said.get("untied"):
            names = "、".join(sorted(self.names[key] for key in open_to_ask))
            text = _(
                "%(names)s和主席或副主席同姓，问一下是不是近亲属：是的勾在上面，不是的勾这里。"
            )
            self.add_error("untied", str(text) % {"names": names})
        return said

    def _went(self) -> set[str]:
        """The accounts of those who went, from the head of the same page."""
        data = self.data
        chosen = data.getlist("colleagues") if hasattr(data, "getlist") else ()
        return set(chosen) & self.names.keys()

    def said(self) -> Said:
        """What is said of this place, from a valid form."""
        clean = self.cleaned_data
        return Said(
            self.union,
            tuple(self._ticks()),
            met=clean["met"],
            findings=clean["findings"],
            promises=clean["promises"],
            promised_by=clean["promised_by"],
            ties=self._ties(),
        )

    def _ties(self) -> dict[int, bool]:
        """What each of those who went has said of himself; nothing of those nobody asked."""
        tied = set(self.cleaned_data.get("tied", ()))
        told = tied | (self._went() if self.cleaned_data.get("untied") else set())
        return {int(key): key in tied for key in told}

    def _ticks(self) -> Iterable[Tick]:
        for number, line in enumerate(self.lines):
            answer = self.cleaned_data[f"t{number}"]
            told = line["told"]
            if answer:
                day = told.since if told.kind.shape is Shape.EVENT else None
                yield Tick(told.kind.code, answer == RIGHT, told.attributes, day)


class WhyForm(forms.Form):
    """Why a visit is corrected."""

    reason = forms.CharField(
        label=_("为什么更正"), max_length=200, help_text=_("原来的一版留着，可以查。")
    )


def trip_of(head: TripForm, places: Iterable[PlaceForm]) -> Trip:
    """The trip, from valid forms."""
    clean = head.cleaned_data
    said = tuple(one.said() for one in places)
    return Trip(clean["visited_on"], head.visitors(), said, clean["at"])


def answers_of(ticks: Iterable[Any], lines: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The answers of a former version, by the fields of the form."""
    said = {(one.kind, tuple(sorted(one.attributes.items()))): one.holds for one in ticks}
    found = {}
    for number, line in enumerate(lines):
        key = (line["told"].kind.code, tuple(sorted(line["told"].attributes)))
        if key in said:
            found[f"t{number}"] = RIGHT if said[key] else WRONG
    return found

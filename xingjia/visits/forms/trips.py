"""Reading a visit: who went, when, and for each place what was right, found and promised."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from xingjia.access.forms import day_field
from xingjia.access.models import Account
from xingjia.evidence.models import EvidencePhoto
from xingjia.evidence.rules import MOST_PHOTOS
from xingjia.facts.kinds import Shape
from xingjia.registry.forms import DatedForm
from xingjia.registry.models import Union
from xingjia.toolkit.files.forms import HELD, PhotosForm
from xingjia.visits.commands import Person, Said, Shown, Tick, Trip

RIGHT, WRONG = "right", "wrong"
FOUND = "found"  # the photos of what was found
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


class PlaceForm(PhotosForm, DatedForm):
    """One union of the trip: each known thing right or wrong, whom they met, what was found; with
    photos of things and of what was found. `taken` are those of a visit that is corrected."""

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
        taken: Iterable[EvidencePhoto] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, prefix=f"u{union.pk}", **kwargs)
        self.union, self.lines, self.asked = union, lines, frozenset(asked)
        self.taken = list(taken)
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
            if line["told"].kind.physical:
                self._ask_photos(f"p{number}")
        self._ask_photos(FOUND)
        for photo in self.taken:
            self.fields[f"drop{photo.pk}"] = forms.BooleanField(
                label=_("去掉这张照片"), required=False
            )

    def _ask_photos(self, name: str) -> None:
        for n in range(1, MOST_PHOTOS + 1):
            self.ask_photo(f"{name}_{n}", _("照片 %(number)s") % {"number": n})

    def rows(self) -> list[dict[str, Any]]:
        """Each thing to look at with its answer and its photos."""
        return [
            {"line": line, "field": self[f"t{number}"], **self._photos_of(f"p{number}", line)}
            for number, line in enumerate(self.lines)
        ]

    def found_photos(self) -> dict[str, Any]:
        """The photos of what was found."""
        return self._photos_of(FOUND, None)

    def _photos_of(self, name: str, line: Mapping[str, Any] | None) -> dict[str, Any]:
        """The fields of photos of one thing, those taken before with the field that drops each,
        and whether there is anything to see of them."""
        fields = [self[n] for n in self.photo_names if n.rpartition("_")[0] == name]
        taken = [
            {"photo": one, "drop": self[f"drop{one.pk}"]}
            for one in self.taken
            if _thing(one) == (_key(line) if line else ("", ()))
        ]
        held = any(self[f"{HELD}{field.name}"].value() for field in fields)
        is_open = bool(taken) or held or any(field.errors for field in fields)
        return {"photos": fields, "taken": taken, "is_open": is_open}

    def others(self) -> list[forms.BoundField]:
        """The fields beside the answers."""
        names = ("promises", "promised_by", "tied", "untied")
        return [self[name] for name in names if name in self.fields]

    def clean(self) -> dict[str, Any]:
        """Who bears the family name of a leader says whether he is a relative."""
        said = super().clean() or self.cleaned_data
        for number in range(len(self.lines)):
            shown = any(said.get(f"p{number}_{n}") for n in range(1, MOST_PHOTOS + 1))
            if shown and not said.get(f"t{number}"):
                self.add_error(f"t{number}", _("拍了照片的，点对或者不对。"))
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
            photos=tuple(self._shown()),
            kept=tuple(one.pk for one in self.taken if not clean[f"drop{one.pk}"]),
        )

    def _shown(self) -> Iterable[Shown]:
        for name in self.photo_names:
            ready = self.cleaned_data.get(name)
            of = name.rpartition("_")[0]
            if ready and of == FOUND:
                yield Shown(ready)
            elif ready:
                told = self.lines[int(of.removeprefix("p"))]["told"]
                yield Shown(ready, told.kind.code, told.attributes)

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


def _key(line: Mapping[str, Any]) -> tuple[str, tuple[tuple[str, str], ...]]:
    return line["told"].kind.code, tuple(sorted(line["told"].attributes))


def _thing(photo: EvidencePhoto) -> tuple[str, tuple[tuple[str, str], ...]]:
    return photo.kind, tuple(sorted(photo.attributes.items()))


def answers_of(ticks: Iterable[Any], lines: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The answers of a former version, by the fields of the form."""
    said = {(one.kind, tuple(sorted(one.attributes.items()))): one.holds for one in ticks}
    found = {}
    for number, line in enumerate(lines):
        if _key(line) in said:
            found[f"t{number}"] = RIGHT if said[_key(line)] else WRONG
    return found

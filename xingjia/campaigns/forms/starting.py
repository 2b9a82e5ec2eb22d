"""What a person says when starting a campaign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xingjia.access.forms import day_field
from xingjia.campaigns.commands.starting import Terms
from xingjia.campaigns.rules.plan import (
    EVERYBODY,
    WHOLE,
    StagePlan,
    Template,
    Window,
    WrongPlan,
    check,
)
from xingjia.campaigns.words import FAULTS, MEASURES, SCOPES
from xingjia.orgtree.models import Node
from xingjia.standards.presets import newest
from xingjia.standards.rules.criteria import Standard
from xingjia.standards.standing.queries.followed import followed_at
from xingjia.standards.words import text

PARTS = ("name", "first", "last")
# The share to reach of everybody, and of each ownership by itself.
SHARES: dict[str, Any] = {EVERYBODY: _("到期核实达标多少（%）"), **SCOPES}


@dataclass(frozen=True)
class Asked:
    """A stage of the form: the numbers of its rows, the last of which may stay empty."""

    number: int
    plan: StagePlan
    windows: Sequence[int]

    def spare(self, row: int) -> bool:
        """Whether a row is beyond those of the template."""
        return self.windows.index(row) >= len(self.plan.windows)


def _asked(template: Template) -> Iterator[Asked]:
    """The stages of a template, each with a spare row, and a spare stage."""
    at = 0
    for number, plan in enumerate([*template.stages, template.another], start=1):
        rows = range(at + 1, at + len(plan.windows) + 2)
        at = rows[-1]
        yield Asked(number, plan, rows)


class StartForm(forms.Form):
    """A campaign from a template: everything is filled in, everything can be changed."""

    node = forms.ModelChoiceField(Node.objects.none(), label=_("哪一级发起"), empty_label=None)
    name = forms.CharField(label=_("名称"), max_length=60)
    purpose = forms.CharField(label=_("目的"), max_length=300, required=False)
    tag = forms.CharField(label=_("年度主题"), max_length=40, required=False)
    counts = forms.ChoiceField(label=_("按什么算"), required=False)
    ownership = forms.ChoiceField(
        label=_("只算哪一类"), required=False, choices=[("", _("全部")), *SCOPES.items()]
    )

    def __init__(
        self, *args: Any, template: Template, places: list[Node], on: date, **kwargs: Any
    ) -> None:
        self.template, self.asked = template, list(_asked(template))
        kwargs["initial"] = self._offered() | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        node: Any = self.fields["node"]
        node.queryset = Node.objects.filter(pk__in=[one.pk for one in places]).order_by("path")
        counts: Any = self.fields["counts"]
        counts.choices = [("", _("不算数，只记日程和结果"))]
        if template.counts:
            counts.choices = _countable(places, on)
        for one in self.asked:
            for row in one.windows:
                self._add_row(row, needed=not one.spare(row))
            for own, label in SHARES.items() if template.counts else ():
                self.fields[_share(one.number, own)] = _percent(label)

    def _add_row(self, row: int, *, needed: bool) -> None:
        self.fields[f"name_{row}"] = forms.CharField(label=_("做什么"), max_length=20)
        self.fields[f"first_{row}"] = day_field(_("从哪天起"))
        self.fields[f"last_{row}"] = day_field(_("到哪天止"))
        for part in PARTS:
            self.fields[f"{part}_{row}"].required = needed

    def _offered(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "name": self.template.name,
            "purpose": self.template.purpose,
            "tag": self.template.tag,
            "counts": _name_of(newest(self.template.standard)) if self.template.standard else "",
        }
        for one in self.asked:
            for row, window in zip(one.windows, one.plan.windows, strict=False):
                found |= {f"{part}_{row}": getattr(window, part) for part in PARTS}
            shares = one.plan.targets.items()
            found |= {_share(one.number, own): percent for own, percent in shares}
        return found

    def clean(self) -> dict[str, Any]:
        """Each row whole or empty, the days in their order; a fault is told at its row."""
        for row in (row for one in self.asked for row in one.windows):
            given = [self.cleaned_data.get(f"{part}_{row}") for part in PARTS]
            if any(given) and not all(given) and not self._is_faulty(row):
                self.add_error(f"name_{row}", _("做什么、起、止三格都填，或者都空着。"))
        if not self.errors:
            try:
                check(self.stages)
            except WrongPlan as wrong:
                told = [row for one in self.asked for row in one.windows if self._window(row)]
                at = f"first_{told[wrong.at - 1]}" if wrong.at else None
                self.add_error(at, str(FAULTS[wrong.code]))
        return self.cleaned_data

    def _is_faulty(self, row: int) -> bool:
        return any(f"{part}_{row}" in self.errors for part in PARTS)

    def _window(self, row: int) -> Window | None:
        given: list[Any] = [self.cleaned_data.get(f"{part}_{row}") for part in PARTS]
        return Window(*given) if all(given) else None

    @property
    def stages(self) -> list[StagePlan]:
        """The stages of a valid form; one without any row is none."""
        found = []
        for one in self.asked:
            windows = tuple(window for row in one.windows if (window := self._window(row)))
            told = {own: self.cleaned_data.get(_share(one.number, own)) for own in SHARES}
            targets = {own: percent for own, percent in told.items() if percent is not None}
            if windows:
                found.append(StagePlan(one.plan.name, windows, targets))
        return found

    @property
    def terms(self) -> Terms:
        """What a valid form says."""
        given = self.cleaned_data
        kind, _colon, code = given["counts"].partition(":")
        standard, _space, version = code.partition(" ") if kind == "standard" else ("", "", "")
        return Terms(
            name=given["name"],
            stages=self.stages,
            purpose=given["purpose"],
            tag=given["tag"],
            standard=standard,
            version=version,
            measure=code if kind == "measure" else "",
            ownership=given["ownership"],
        )

    def laid_out(self) -> list[dict[str, Any]]:
        """The fields of each stage, for the page: rows, those to spare, and shares."""
        return [
            {
                "name": one.plan.name,
                "windows": [self._row(row) for row in one.windows if not one.spare(row)],
                "spare": [self._row(row) for row in one.windows if one.spare(row)],
                "target": self[_share(one.number, EVERYBODY)] if self.template.counts else None,
                "slices": self._slices(one) if self.template.counts else [],
                "told": self._told(one),
            }
            for one in self.asked
        ]

    def _row(self, row: int) -> list[forms.BoundField]:
        return [self[f"{part}_{row}"] for part in PARTS]

    def _slices(self, one: Asked) -> list[forms.BoundField]:
        return [self[_share(one.number, own)] for own in SHARES if own != EVERYBODY]

    def _told(self, one: Asked) -> dict[str, bool]:
        """Which of the folded parts hold something."""
        spare = [field for row in one.windows if one.spare(row) for field in self._row(row)]
        shares = self._slices(one) if self.template.counts else []
        parts = {"spare": spare, "slices": shares}
        return {part: any(field.value() for field in fields) for part, fields in parts.items()}


def _share(number: int, own: str) -> str:
    """The name of the field of a stage's target."""
    return f"target_{number}_{own}" if own else f"target_{number}"


def _percent(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=WHOLE, required=False)


def _name_of(standard: Standard) -> str:
    return f"standard:{standard.code} {standard.version}"


def _countable(places: list[Node], on: date) -> list[tuple[str, Any]]:
    """The standards that hold at these places on the day, and the measures."""
    standards = [one for place in places for one in followed_at(place.path, on)]
    found: list[tuple[str, Any]] = list(
        {_name_of(one): f"{text(one.title)} {one.version}" for one in standards}.items()
    )
    return found + [(f"measure:{code}", label) for code, label in MEASURES.items()]

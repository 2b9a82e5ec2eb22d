"""Reading what people enter about elections, officers and the superior's answer."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from xingjia.access.forms import day_field
from xingjia.registry.advice import advice
from xingjia.registry.committee_words import RELATIONS
from xingjia.registry.forms import DatedForm, reason_field
from xingjia.registry.models import Election, Officer
from xingjia.registry.queries.committees import COUNTED
from xingjia.registry.rules.ballots import Count, Elected, place_of
from xingjia.registry.rules.editing import TERM_YEARS, Level, Objected
from xingjia.registry.rules.elections import Relation

MORE, MOST = 5, 60  # rows of persons: more at a time, and where it ends
NONE = "none"  # declared: none of them
LARGEST = 1_000_000
# The posts that the first rows of a whole election are for.
USUAL = (
    Officer.Post.CHAIR,
    Officer.Post.VICE_CHAIR,
    Officer.Post.MEMBER,
    Officer.Post.MEMBER,
    Officer.Post.MEMBER,
    Officer.Post.AUDIT_CHAIR,
    Officer.Post.AUDIT_MEMBER,
    Officer.Post.AUDIT_MEMBER,
    Officer.Post.WOMEN_CHAIR,
)


def _number(label: Any, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=LARGEST, help_text=help_text
    )


class SeatForm(forms.Form):
    """One person elected. A row without a name says nothing."""

    post = forms.ChoiceField(label=_("职务"), choices=Officer.Post.choices)
    name = forms.CharField(label=_("姓名"), max_length=60, required=False)
    votes = _number(_("得票"))
    declared = forms.ChoiceField(
        label=_("本人声明"),
        required=False,
        choices=[("", _("没有问")), (NONE, _("都不属于")), *RELATIONS.items()],
    )

    def clean(self) -> dict[str, Any]:
        """Votes belong to somebody."""
        cleaned = super().clean() or {}
        if cleaned.get("votes") is not None and not cleaned.get("name"):
            self.add_error("name", _("填了得票，请写姓名。"))
        return cleaned

    @property
    def seat(self) -> Elected | None:
        """Who was elected; None for an empty row."""
        given = self.cleaned_data
        if not given.get("name"):
            return None
        return Elected(given["post"], given["name"], given["votes"], relations(given["declared"]))


def relations(declared: str) -> frozenset[Relation] | None:
    """What was declared; None where nobody asked."""
    if not declared:
        return None
    return frozenset() if declared == NONE else frozenset({Relation(declared)})


class ElectionForm(DatedForm):
    """An election with what was counted, and a row for each person elected.

    `rows` are the posts the rows begin with. A form that is not bound keeps what was typed in
    `initial`, so that rows can be added without judging what is not finished yet.
    """

    held_on = day_field(_("选举日期"))
    form = forms.ChoiceField(
        label=_("谁来选"),
        choices=Election.Form.choices,
        widget=forms.RadioSelect,
        help_text=_("会员不足 100 人的开会员大会。"),
    )
    should_attend = _number(_("应到人数"))
    present = _number(_("实到人数"), _("应到的三分之二以上才能选。"))
    issued = _number(_("发出选票"))
    returned = _number(_("收回选票"))
    candidates = _number(_("委员候选人数"), _("比应选的多 5% 以上，至少多一名。"))
    notice_from = day_field(
        _("候选人公示第一天"), required=False, help_text=_("主席候选人公示七天以上。")
    )
    reported_on = day_field(
        _("报上级日期"), required=False, help_text=_("上级在 15 天内批复，从这一天算。")
    )
    approved_on = day_field(_("批复日期"), required=False)
    approval_no = forms.CharField(label=_("批复文号"), max_length=60, required=False)
    office = forms.BooleanField(label=_("这是机关、事业单位的工会，不是企业的"), required=False)
    reason = reason_field()

    def __init__(self, posts: Iterable[str], *args: Any, years: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if years:
            self.fields["term_years"] = forms.TypedChoiceField(
                label=_("任期"),
                coerce=int,
                choices=[(n, _("%(years)s 年") % {"years": n}) for n in TERM_YEARS],
                widget=forms.RadioSelect,
                help_text=_("每届三年或五年（工会法第十六条），届满日期自动算出。"),
            )
        typed = self.data if self.is_bound else None
        self.rows = [
            SeatForm(
                typed,
                prefix=f"s{index}",
                initial={"post": post} | _typed(f"s{index}-", self.initial),
                use_required_attribute=False,
            )
            for index, post in enumerate(posts)
        ]

    def is_valid(self) -> bool:
        """Whether the election and every row hold."""
        if super().is_valid():
            self._point_at_rows()
        return super().is_valid()

    def clean_approval_no(self) -> str:
        """A number without its day says nothing."""
        number: str = self.cleaned_data["approval_no"].strip()
        if number and not self.data.get("approved_on"):
            raise ValidationError(_("写了文号，请填批复日期。"))
        return number

    @property
    def filled(self) -> list[SeatForm]:
        """The rows with somebody in them."""
        return [row for row in self.rows if row.seat]

    @property
    def seats(self) -> list[Elected]:
        """Who was elected, in the order of the rows."""
        return [row.seat for row in self.rows if row.seat]

    @property
    def details(self) -> dict[str, Any]:
        """What the commands take."""
        given = self.cleaned_data
        count = Count(
            given["form"],
            given["should_attend"],
            given["present"],
            given["issued"],
            given["returned"],
            given["notice_from"],
            given["candidates"],
        )
        plain = ("held_on", "term_years", "reason", "reported_on", "approved_on", "approval_no")
        return {name: given[name] for name in plain if name in given} | {
            "count": count,
            "seats": self.seats,
            "enterprise": not given["office"],
        }

    def object_to(self, objected: Objected, *, superior: bool) -> None:
        """Say what stands in the way, at the row where it stands."""
        filled = {place_of(index): row for index, row in enumerate(self.filled)}
        for one in objected.findings:
            if one.level is Level.NOTED:
                continue
            if one.field in filled:
                filled[one.field].add_error("name", advice(one))
            else:
                self.add_error(one.field if one.field in self.fields else None, advice(one))
        self._point_at_rows()
        if not objected.blocked and superior:
            self.add_error("reason", _("确实如此的，在“理由”里写明，再保存。"))

    def _point_at_rows(self) -> None:
        if any(row.errors for row in self.rows):
            self.add_error(None, _("当选的人里有要改的，看下面标红的几行。"))


def _typed(prefix: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed into one row."""
    return {name[len(prefix) :]: value for name, value in given.items() if name.startswith(prefix)}


class CompletingForm(DatedForm):
    """What is not known yet of an election: its counts, its days, the votes of each."""

    OPEN = ("form", "should_attend", "present", "issued", "returned", "candidates", "notice_from")

    def __init__(
        self, election: Election, officers: Iterable[Officer], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        declared = ElectionForm.base_fields
        for name in self.OPEN:
            if getattr(election, COUNTED[name]) in (None, ""):
                self.fields[name] = deepcopy(declared[name])
                self.fields[name].required = False
        self.voters = {f"votes_{one.pk}": one.pk for one in officers if one.votes is None}
        for one in officers:
            if one.votes is None:
                self.fields[f"votes_{one.pk}"] = _number(
                    _("%(name)s得票") % {"name": f"{one.name}（{one.get_post_display()}）"}
                )
        if election.reported_on is None:
            self.fields["reported_on"] = deepcopy(declared["reported_on"])
        self.fields["reason"] = reason_field()

    @property
    def details(self) -> dict[str, Any]:
        """What the command takes."""
        given = self.cleaned_data
        votes = {key: given[name] for name, key in self.voters.items()}
        return {
            "count": Count(**{name: given[name] for name in self.OPEN if name in given}),
            "votes": {key: number for key, number in votes.items() if number is not None},
            "reported_on": given.get("reported_on"),
            "reason": given["reason"],
        }


class AnswerForm(DatedForm):
    """The superior's answer to a reported election."""

    approved_on = day_field(_("批复日期"))
    approval_no = forms.CharField(label=_("批复文号"), max_length=60)
    answer = forms.CharField(label=_("批复意见"), max_length=200, required=False)


class RefusalForm(DatedForm):
    """The superior refuses a reported election, and says why."""

    refused_on = day_field(_("批复日期"))
    number = forms.CharField(label=_("批复文号"), max_length=60)
    text = forms.CharField(
        label=_("哪里不合规定"),
        max_length=200,
        help_text=_("例如：实到不足三分之二；候选人没有公示七天。重新选举照这一条改。"),
    )

    def object_to(self, objected: Objected, *, superior: bool) -> None:
        """The day and number are called otherwise where an answer is judged."""
        places = {"approved_on": "refused_on", "approval_no": "number"}
        found = [replace(one, field=places.get(one.field, one.field)) for one in objected.findings]
        super().object_to(Objected(found), superior=superior)


class DelayForm(DatedForm):
    """The superior allows the next election to be late."""

    ahead = frozenset({"until"})

    until = day_field(_("延期到哪天"), help_text=_("最后一天，最长到届满后六个月。"))
    approved_on = day_field(_("批复日期"))
    number = forms.CharField(label=_("批复文号"), max_length=60)


class UndoForm(DatedForm):
    """Why something entered is taken back."""

    reason = forms.CharField(label=_("为什么撤回"), max_length=200)


class DeclarationForm(DatedForm):
    """What an officer declares of herself."""

    relations = forms.MultipleChoiceField(
        label=_("本人属于下面哪一种"),
        required=False,
        choices=list(RELATIONS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("都不属于的，一个也不选。"),
    )
    on = day_field(_("声明日期"))
    office = forms.BooleanField(label=_("这是机关、事业单位的工会，不是企业的"), required=False)

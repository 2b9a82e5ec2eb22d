"""The reader's words for what a row of a workbook changes: which value, and how it is written."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xingjia.imports.kinds import Counts, Setting
from xingjia.imports.rules import Change, Plan
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import standing_now
from xingjia.registry.models import Contract, EmployerStatement, Officer, Union, UnionStatement
from xingjia.registry.words import shown
from xingjia.toolkit.ui.templatetags.ui import count, day

# Contract: its choices. Values of the register are worded by `words.shown`.
CHOICES: dict[str, Mapping[str, Any]] = {
    "kind": dict(Contract.Kind.choices),
    "reach": dict(Contract.Reach.choices),
    "post": dict(Officer.Post.choices),
}
FOLLOWS = {
    ("union", "chair_phone"): gettext_lazy("印着旧号码的公示栏、联系卡随即失效，要换新的"),
    ("union", "office_place"): gettext_lazy("印着旧地点的公示栏随即失效，要换新的"),
    ("chair", "name"): gettext_lazy("印着原主席的公示栏随即失效，要换新的；亮身份要新主席本人同意"),
    ("employer", "place"): gettext_lazy("从那天起算到新的镇、街道"),
}
FULL_DAY = len("2013-12-31")


def label(subject: str, field: str) -> str:
    """The reader's word for one value of an employer, union, chair or contract."""
    if subject == "chair":
        return _("主席姓名") if field == "name" else _column(Officer, field)
    if subject == "officer":
        return _column(Officer, field)
    if subject == "contract":
        return _("覆盖企业名单") if field == "employers" else _column(Contract, field)
    if subject == "union" and field == "founded_on":
        return _column(Union, field)
    model = EmployerStatement if subject == "employer" else UnionStatement
    return str(dict(model.Field.choices).get(field, field))


def show(field: str, value: Any) -> str:
    """A value as the reader writes it; "" for an unknown one."""
    if isinstance(value, list):
        return "、".join(str(one) for one in value)
    if field in CHOICES:
        return str(CHOICES[field].get(str(value), value))
    if field == "place":
        return _place(str(value))
    if isinstance(value, str) and (written := _day(value)):
        return day(written)
    return shown(field, value)


def follows(change: Change) -> str:
    """What follows from a value of a known record; what was not known before makes nothing untrue.

    What is printed with a number, a chair or a room is made anew: see `publicity.rules.prints`.
    """
    if change.before in (None, ""):
        return ""
    if (change.subject, change.field) == ("employer", "in_production"):
        return _("投产企业多 1 家") if change.after else _("投产企业少 1 家")
    return str(FOLLOWS.get((change.subject, change.field), ""))


def production(counts: Mapping[str, int | None]) -> str:
    """What an import does to the enterprises in production; "" when they stay as they are."""
    before, joining = counts.get("before"), counts.get("joining") or 0
    leaving = counts.get("leaving") or 0
    after = (before or 0) + joining - leaving
    if not joining and not leaving:
        return ""
    if before is None:
        return _("写入后有投产企业 %(after)s 家") % {"after": count(after)}
    return _("投产企业 %(before)s → %(after)s 家（增加 %(joining)s，减少 %(leaving)s）") % {
        "before": count(before),
        "after": count(after),
        "joining": count(joining),
        "leaving": count(leaving),
    }


def _place(code: str) -> str:
    """A place by its name, and where a row that names it goes when it is no more."""
    node = Node.objects.filter(code=code).first()
    if node is None:
        return code
    heir = standing_now([code]).get(code) if node.closed_on else None
    if heir is None or heir == node:
        return node.name
    return _("%(place)s（已并入%(heir)s）") % {"place": node.name, "heir": heir.name}


def _column(model: type[Contract] | type[Officer] | type[Union], field: str) -> str:
    return str(model._meta.get_field(field).verbose_name)  # type: ignore[union-attr]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == FULL_DAY else None
    except ValueError:
        return None


class Worded:
    """What the kinds of rows of the register have in common: the words of a changed value; and no
    figure is touched, unless a kind says otherwise."""

    def counted(self, setting: Setting, plans: Sequence[Plan], so_far: Counts) -> Counts:
        """What writing these rows would do to the figures of the place, in numbers."""
        return so_far

    def effect(self, counts: Counts) -> str:
        """The same in words; "" for nothing."""
        return ""

    def label(self, subject: str, field: str) -> str:
        """The reader's word for a changed value."""
        return label(subject, field)

    def show(self, field: str, value: Any) -> str:
        """A value as the reader writes it."""
        return show(field, value)

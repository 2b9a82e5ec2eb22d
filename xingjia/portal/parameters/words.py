"""The words for what a county decides, and for its values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xingjia.registry.models import Contract
from xingjia.registry.rules.parameters import Group, Parameter, Sort, Unit

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

GROUPS: dict[Group, StrOrPromise] = {
    Group.COUNTING: gettext_lazy("统计口径"),
    Group.CLOCK: gettext_lazy("合同期限"),
    Group.BURDEN: gettext_lazy("填报"),
    Group.EVIDENCE: gettext_lazy("实物和制度"),
}
KINDS = dict(Contract.Kind.choices)


def title(one: Parameter) -> str:
    """What it is, in words."""
    return _(one.words)


def value_words(one: Parameter, value: Any) -> str:
    """A value in words."""
    if one.sort is Sort.KINDS:
        return "、".join(str(KINDS[kind]) for kind in KINDS if kind in value)
    if one.sort is Sort.TERM:
        number = value["days"]
        if value["working"]:
            return _("%(n)s 个工作日") % {"n": number}
        return _("%(n)s 日") % {"n": number}
    return _measured(one.unit, value)


def _measured(unit: Unit, number: int) -> str:
    words = {
        Unit.DAYS: _("%(n)s 日"),
        Unit.MONTHS: _("%(n)s 个月"),
        Unit.PEOPLE: _("%(n)s 人"),
        Unit.SECONDS: _("%(n)s 秒"),
        Unit.MINUTES: _("%(n)s 分钟"),
    }
    return words.get(unit, "%(n)s") % {"n": number}

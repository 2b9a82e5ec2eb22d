"""Standards and policies as workbooks: their columns."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from xingjia.standards.library.models import Policy
from xingjia.standards.library.pages import Beside, Line, Listed
from xingjia.toolkit.sheets.writing import Value

POLICIES: dict[Any, Callable[[Policy], Value]] = {
    _("文件"): lambda one: one.title,
    _("文号"): lambda one: one.number or None,
    _("发文机关"): lambda one: one.issuer,
    _("发文日期"): lambda one: one.issued_on.isoformat(),
    _("废止日期"): lambda one: one.ended_on.isoformat() if one.ended_on else None,
    _("哪里的"): lambda one: one.organisation.name,
}
STANDARDS: dict[Any, Callable[[Listed], Value]] = {
    _("标准"): lambda one: one.title,
    _("版本"): lambda one: one.standard.version,
    _("条目"): lambda one: len(one.standard.criteria),
    _("一票否决"): lambda one: len(one.standard.vetoes),
    _("出处"): lambda one: one.source,
    _("第一年约几分钟"): lambda one: one.first_year,
    _("以后每年约几分钟"): lambda one: one.each_year,
}
LINES: dict[Any, Callable[[Line], Value]] = {
    _("编号"): lambda one: one.code,
    _("项目"): lambda one: one.title,
    _("分值"): lambda one: one.points or None,
    _("凭什么算达标"): lambda one: one.asks,
    _("适用于"): lambda one: one.applies or None,
    _("怎么办"): lambda one: one.restore,
    _("出处"): lambda one: one.source or None,
}


def beside(ours: str, theirs: str) -> dict[Any, Callable[[Beside], Value]]:
    """The columns of two standards side by side, under their names."""
    return {
        ours: lambda row: row.first.title if row.first else None,
        _("%(title)s：凭什么算达标") % {"title": ours}: lambda row: _asks(row.first),
        theirs: lambda row: row.second.title if row.second else None,
        _("%(title)s：凭什么算达标") % {"title": theirs}: lambda row: _asks(row.second),
    }


def _asks(line: Line | None) -> Value:
    return line.asks if line else None

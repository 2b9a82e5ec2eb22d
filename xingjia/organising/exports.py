"""The list of foundings and re-elections, and of those overdue and not begun, as workbooks: their
columns."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from xingjia.organising.queries.lists import Line, Unbegun
from xingjia.organising.words import STATES, WAITING, step_word
from xingjia.toolkit.sheets.writing import Value


def _step(line: Line) -> str | None:
    now = line.position.now
    return str(step_word(line.procedure, now.step.code)) if now else None


def _waiting(line: Line) -> str | None:
    now = line.position.now
    return str(WAITING[now.step.who]) if now else None


def _due(line: Line) -> str | None:
    now = line.position.now
    return now.due.isoformat() if now and now.due else None


COLUMNS: dict[Any, Callable[[Line], Value]] = {
    _("企业、工会"): lambda line: line.name,
    _("种类"): lambda line: line.procedure.get_kind_display(),
    _("镇、街道"): lambda line: line.place.name if line.place else None,
    _("状态"): lambda line: str(STATES[line.position.state][2]),
    _("现在这一步"): _step,
    _("等谁"): _waiting,
    _("期限"): _due,
    _("已办"): lambda line: line.position.done,
    _("共几步"): lambda line: line.position.steps,
}
OVERDUE: dict[Any, Callable[[Unbegun], Value]] = {
    _("工会名称"): lambda line: line.union.name,
    _("镇、街道"): lambda line: line.place.name if line.place else None,
    _("届满日期"): lambda line: line.last.isoformat(),
}

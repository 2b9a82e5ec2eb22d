"""The elections of a union as a workbook: its columns. What nobody gave stays empty."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from xingjia.toolkit.sheets.writing import Value


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


# Of `views.elections.Line`.
COLUMNS: dict[Any, Callable[[Any], Value]] = {
    _("选举日期"): lambda line: _day(line.election.held_on),
    _("选举种类"): lambda line: line.election.get_kind_display(),
    _("选举方式"): lambda line: line.election.get_form_display() or None,
    _("任期"): lambda line: line.election.term_years,
    _("应到人数"): lambda line: line.election.should_attend,
    _("实到人数"): lambda line: line.election.present,
    _("发出选票"): lambda line: line.election.ballots_issued,
    _("收回选票"): lambda line: line.election.ballots_returned,
    _("当选的人"): lambda line: (
        "、".join(f"{one.name}（{one.get_post_display()}）" for one in line.officers) or None
    ),
    _("批复日期"): lambda line: _day(line.election.approved_on),
    _("批复文号"): lambda line: line.election.approval_no or None,
    _("不予批准日期"): lambda line: _day(line.election.refused_on),
    _("理由"): lambda line: line.election.reason or None,
}

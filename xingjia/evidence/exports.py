"""What was said of one union, as a workbook: its columns."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from xingjia.evidence.models import Evidence
from xingjia.toolkit.sheets.writing import Value

# A record as its page shows it: `record`, `title`, `photos`, `who`, `withdrawn_who`.
Shown = Mapping[str, Any]
RECORDS: dict[Any, Callable[[Shown], Value]] = {
    lazy("事项"): lambda one: one["title"],
    lazy("情况"): lambda one: state_of(one["record"]),
    lazy("从哪天起"): lambda one: one["record"].since.isoformat(),
    lazy("有效至"): lambda one: one["record"].last.isoformat() if one["record"].last else None,
    lazy("说明"): lambda one: one["record"].note or None,
    lazy("谁填的"): lambda one: one["who"],
    lazy("哪天收到"): lambda one: one["record"].received_on.isoformat(),
    lazy("照片"): lambda one: len(one["photos"]),
    lazy("撤回理由"): lambda one: one["record"].withdrawn_reason or None,
}


def state_of(record: Evidence) -> str:
    """Whether what was said holds, does not, or was taken back."""
    if record.withdrawn_on:
        return _("已撤回")
    return _("是这样") if record.holds else _("不再这样")

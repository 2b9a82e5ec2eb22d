"""The history of imports as a workbook: its columns."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xingjia.imports.queries.batches import Entry
from xingjia.toolkit.sheets.writing import Value


def _unwritten(entry: Entry) -> int | None:
    return None if entry.batch.written_at else entry.tally.writable


COLUMNS: dict[Any, Callable[[Entry], Value]] = {
    _("文件"): lambda entry: entry.batch.filename,
    _("状态"): lambda entry: entry.batch.get_state_display(),
    _("可写入行数"): _unwritten,
    _("已写入行数"): lambda entry: entry.tally.written if entry.batch.written_at else None,
    _("暂缓行数"): lambda entry: entry.tally.held,
    _("不收行数"): lambda entry: entry.tally.rejected,
    _("已撤回行数"): lambda entry: entry.tally.undone,
    _("哪里的"): lambda entry: entry.batch.organisation.name,
    _("从哪天起算"): lambda entry: entry.batch.as_of.isoformat(),
    _("谁导入"): lambda entry: str(entry.who),
    _("导入日"): lambda entry: timezone.localdate(entry.batch.asked_at).isoformat(),
    _("文件指纹"): lambda entry: entry.batch.blob.sha256,
}

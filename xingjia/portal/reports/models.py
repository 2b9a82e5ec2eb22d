from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xingjia.access.scoping import Scoped, ScopedManager
from xingjia.orgtree.models import Node
from xingjia.toolkit.files.models import Blob


class Report(Scoped):
    """An empty form of a superior, kept byte for byte, that is filled again and again."""

    organisation = models.ForeignKey(Node, models.PROTECT, related_name="+")
    title = models.CharField(_("报表名称"), max_length=100)
    filename = models.CharField(max_length=200)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    sheets = models.JSONField(default=list)  # per sheet: name, rows of texts, merges
    kept_by = models.CharField(max_length=60)
    kept_at = models.DateTimeField(_("上传时间"), auto_now_add=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class Pointer(Scoped):
    """What belongs into one cell of a form: a part of a figure of a place."""

    class Part(models.TextChoices):
        COUNT = "count", _("数量")
        RATE = "rate", _("占比")
        MISSING = "missing", _("还差多少")
        BASE = "base", _("基数")
        LIST = "list", _("名单")
        REST = "rest", _("还差的名单")

    scope: ClassVar[str] = "report__organisation__path"

    report = models.ForeignKey(Report, models.PROTECT, related_name="+")
    sheet = models.CharField(max_length=100)
    cell = models.CharField(_("单元格"), max_length=10)
    measure = models.CharField(_("指标"), max_length=40)
    part = models.CharField(_("取哪个数"), max_length=10, choices=Part, default=Part.COUNT)
    base = models.CharField(max_length=20, blank=True)
    # Code of a place under the report's own; "" is its own.
    place = models.CharField(_("哪里的"), max_length=20, blank=True)
    # Of a list: what stands in its columns, from this cell to the right; of `rules.COLUMNS`.
    columns = models.JSONField(_("名单的列"), default=list, blank=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        ordering = ["report", "sheet", "pk"]
        constraints = [
            models.UniqueConstraint(name="cell_points_once", fields=["report", "sheet", "cell"])
        ]

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}"

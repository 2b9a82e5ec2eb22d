from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xingjia.access.scoping import Scoped, ScopedManager
from xingjia.imports import rules
from xingjia.orgtree.models import Node
from xingjia.toolkit.files.models import Blob


class Import(Scoped):
    """A workbook somebody brought in, from the upload to the last row written."""

    class State(models.TextChoices):
        READING = "reading", _("正在读")
        READY = "ready", _("等您核对")
        WRITING = "writing", _("正在写入")
        WRITTEN = "written", _("已写入")
        FAILED = "failed", _("没有读成")
        UNDOING = "undoing", _("正在撤回")
        UNDONE = "undone", _("已撤回")

    organisation = models.ForeignKey(Node, models.PROTECT, related_name="+")
    filename = models.CharField(_("文件名"), max_length=200)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    kind = models.CharField(_("种类"), max_length=20, blank=True)
    as_of = models.DateField(_("从哪天起算"))
    as_of_source = models.CharField(max_length=200, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.READING)
    tables = models.JSONField(default=list)  # per table: sheet, kind, title, columns, counts
    error = models.JSONField(default=dict)  # code and params of a refused file
    asked_by = models.CharField(max_length=60)
    asked_at = models.DateTimeField(_("导入时间"), auto_now_add=True)
    written_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    run = models.UUIDField(null=True, db_index=True)  # files that were chosen together
    asked_undo_by = models.CharField(max_length=60, blank=True)
    job_id = models.UUIDField(null=True)
    prospect = models.JSONField(null=True)  # what writing would bring about: values, kinds
    # Up to which entry of the log nothing but this workbook touched the register since its rows
    # were compared with it, and the version that read them; None: not known, or no longer so.
    compared = models.BigIntegerField(null=True)
    read_by = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return self.filename


class ImportRow(Scoped):
    """One record of a workbook: what was read, what it would do, and when it was done."""

    class Outcome(models.TextChoices):
        HELD = rules.Outcome.HELD.value, _("暂缓")
        REJECTED = rules.Outcome.REJECTED.value, _("不收")
        CHANGED = rules.Outcome.CHANGED.value, _("更新")
        NEW = rules.Outcome.NEW.value, _("新增")
        SAME = rules.Outcome.SAME.value, _("相同")

    scope: ClassVar[str] = "batch__organisation__path"

    batch = models.ForeignKey(Import, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    sheet = models.CharField(max_length=100, blank=True)
    row = models.PositiveIntegerField(_("行"))
    values = models.JSONField()
    issues = models.JSONField(default=list)
    outcome = models.CharField(_("结果"), max_length=10, choices=Outcome)
    plan = models.JSONField(default=dict)
    # What a person decided about it, of `rules.Choice`; "": nothing, what waits is not written.
    choice = models.CharField(max_length=10, blank=True)
    chosen_by = models.CharField(max_length=60, blank=True)
    chosen_at = models.DateTimeField(null=True)
    written_at = models.DateTimeField(null=True)
    # What writing it touched, as `rules.Touch`; None for rows written before this was kept.
    trace = models.JSONField(null=True)
    # Its plan should the row come again while nothing was edited; None: it is to be planned.
    again = models.JSONField(null=True)
    undone_at = models.DateTimeField(null=True)
    stays = models.JSONField(default=list)  # why it was not taken back, as `rules.Stay`

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["batch", "outcome"])]

    def __str__(self) -> str:
        return f"{self.sheet} {self.row}"


class HeadChoice(Scoped):
    """What a person said a head means, for workbooks brought in here and below."""

    organisation = models.ForeignKey(Node, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    head = models.CharField(_("表里写的"), max_length=300)  # see `toolkit.sheets.headers.head_key`
    field = models.CharField(_("写到哪一项"), max_length=40, blank=True)  # "": not kept
    said_by = models.CharField(max_length=60)
    said_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["organisation", "kind", "head"]
        constraints = [
            models.UniqueConstraint(
                name="one_meaning_of_a_head_here", fields=["organisation", "kind", "head"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.head} → {self.field}"

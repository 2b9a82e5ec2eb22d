"""A job: work in slices that outlives the process that does it."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """Rows 0 to `total` of some work; `cursor` is the first row that is not done yet.

    `payload` names what to work on by ids only: it is shown to operators.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("等待处理")
        RUNNING = "running", _("正在处理")
        DONE = "done", _("已完成")
        FAILED = "failed", _("已停止")

    UNFINISHED = (State.WAITING, State.RUNNING)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("种类"), max_length=80)
    payload = models.JSONField(_("内容"), default=dict)
    asked_by = models.CharField(_("发起人"), max_length=60)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.WAITING)
    cursor = models.PositiveIntegerField(_("已处理"), default=0)
    total = models.PositiveIntegerField(_("总数"), null=True, blank=True)
    # Counts every try of every slice. It is also the fence: a wake-up names the try it is for,
    # and does nothing when that try is past.
    attempts = models.PositiveIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)  # of the current slice
    error_class = models.CharField(max_length=80, blank=True)
    error_code = models.CharField(_("支持码"), max_length=20, blank=True)
    wakeup = models.BigIntegerField(null=True, blank=True)  # its number in the queue, if any
    due_at = models.DateTimeField(default=timezone.now)  # when the sweep looks at it
    created_at = models.DateTimeField(_("提交时间"), auto_now_add=True)
    started_at = models.DateTimeField(_("开始时间"), null=True, blank=True)
    heartbeat = models.DateTimeField(_("最近进展"), null=True, blank=True)
    finished_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "due_at"], name="job_state_due")]
        constraints = [
            models.CheckConstraint(
                name="job_cursor_within_total",
                condition=Q(total__isnull=True) | Q(cursor__lte=F("total")),
            ),
            models.CheckConstraint(
                name="job_finished_has_time",
                condition=Q(state__in=("waiting", "running"), finished_at__isnull=True)
                | Q(state__in=("done", "failed"), finished_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.cursor}/{self.total} {self.state}"

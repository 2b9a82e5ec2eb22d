from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xingjia.access.scoping import Scoped
from xingjia.registry.models.employers import Employer
from xingjia.registry.models.unions import Union


class EmployerClosing(Scoped):
    """An employer that ceased to exist, and everything that ended with it (domain.md §11, 17).

    `ended` keeps of each row that was changed what stood before and after, as
    `{"table", "pk", "before", "after"}`, so that a closing entered wrongly can be taken back
    exactly. One that was taken back stays, with who did it and why.
    """

    class Why(models.TextChoices):
        CANCELLED = "cancelled", _("注销登记")
        BANKRUPT = "bankrupt", _("破产")
        REVOKED = "revoked", _("被吊销营业执照、责令关闭")
        SHUT = "shut", _("停业、解散")

    scope: ClassVar[str] = "employer__organisation__path"

    employer = models.ForeignKey(Employer, models.PROTECT, related_name="+")
    on = models.DateField(_("从哪天起"))
    why = models.CharField(_("原因"), max_length=20, choices=Why)
    reason = models.CharField(_("依据"), max_length=200, blank=True)
    said_by = models.CharField(_("谁填的"), max_length=60)
    entered_at = models.DateTimeField(_("录入时间"), auto_now_add=True)
    ended = models.JSONField(default=list, editable=False)
    undone_at = models.DateTimeField(null=True, blank=True, editable=False)
    undone_by = models.CharField(max_length=60, blank=True)
    undone_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["employer", "on"]
        constraints = [
            models.UniqueConstraint(
                name="employer_closes_once",
                fields=["employer"],
                condition=Q(undone_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.employer_id} {self.on}"


class Closing(Scoped):
    """What ended with a union on a day, so that a mistaken end can be taken back exactly.

    `ended` names covers, officers and posts by key with what they were before, and the day on
    which the leaf ended. One that was taken back says when, by whom and why.
    """

    scope: ClassVar[str] = "union__organisation__path"

    union = models.ForeignKey(Union, models.PROTECT, related_name="+")
    on = models.DateField(_("撤销日期"))
    why = models.CharField(_("撤销原因"), max_length=20, choices=Union.Closed)
    reason = models.CharField(_("理由"), max_length=200, blank=True)
    said_by = models.CharField(max_length=60)
    ended = models.JSONField(default=dict)
    undone_on = models.DateField(_("撤回日期"), null=True)
    undone_by = models.CharField(max_length=60, blank=True)
    undone_reason = models.CharField(_("撤回的理由"), max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.union_id} {self.on}"

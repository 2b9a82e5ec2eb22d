from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xingjia.access.scoping import Scoped
from xingjia.registry.models.unions import Union


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

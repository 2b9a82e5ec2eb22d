from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xingjia.access.scoping import Scoped, ScopedManager
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import STEP


class PublishedManager(ScopedManager[Any]):
    """What a place publishes is for all below it: open to whoever stands there or under it."""

    def condition(self, branches: tuple[str, ...]) -> Q:
        """Rows of one's branches, and of the places above them."""
        above = {branch[:end] for branch in branches for end in range(STEP, len(branch), STEP)}
        return super().condition(branches) | Q(**{f"{self.model.scope}__in": above})


class Adopted(Scoped):
    """A county's variant of a shipped standard: parent, selection and figures, from a day on.

    A published one never changes: the next decision is a version of its own, and the former one
    ends the day it begins. `dropped` and `optional` are codes, `values` figures by parameter.
    """

    organisation = models.ForeignKey(Node, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    title = models.CharField(_("名称"), max_length=60)
    parent = models.CharField(max_length=40)
    parent_version = models.CharField(max_length=20)
    dropped = models.JSONField(default=list, blank=True)
    optional = models.JSONField(default=list, blank=True)
    values = models.JSONField(default=dict, blank=True)
    source = models.CharField(_("依据"), max_length=200)
    start = models.DateField(_("从哪天起"))
    end = models.DateField(_("到哪天止"), null=True, blank=True)
    said_by = models.CharField(max_length=60)
    said_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PublishedManager] = PublishedManager()

    class Meta:
        ordering = ["organisation", "code", "-start"]
        constraints = [
            models.UniqueConstraint(name="adopted_version_once", fields=["code", "version"]),
            models.CheckConstraint(
                name="adopted_lasts", condition=Q(end__isnull=True) | Q(start__lt=F("end"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.version}"

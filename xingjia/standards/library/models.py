from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xingjia.access.scoping import Scoped, ScopedManager
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import STEP
from xingjia.toolkit.files.models import Blob


class PublishedManager(ScopedManager[Any]):
    """What a place publishes is for all below it: open to whoever stands there or under it."""

    def condition(self, branches: tuple[str, ...]) -> Q:
        """Rows of one's branches, and of the places above them."""
        above = {branch[:end] for branch in branches for end in range(STEP, len(branch), STEP)}
        return super().condition(branches) | Q(**{f"{self.model.scope}__in": above})


class Adopted(Scoped):
    """A county's own standard, from a day on: a variant of a shipped one, or a file of its own.

    A variant is parent, selection and figures: `dropped` and `optional` are codes, `values`
    figures by parameter. A file is kept as `text`. A published one never changes, which `digest`
    proves: the next decision is a version of its own, and the former one ends the day it begins.
    """

    organisation = models.ForeignKey(Node, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    title = models.CharField(_("名称"), max_length=60)
    parent = models.CharField(max_length=40, blank=True)
    parent_version = models.CharField(max_length=20, blank=True)
    dropped = models.JSONField(default=list, blank=True)
    optional = models.JSONField(default=list, blank=True)
    values = models.JSONField(default=dict, blank=True)
    text = models.TextField(blank=True)
    filename = models.CharField(max_length=200, blank=True)
    source = models.CharField(_("依据"), max_length=200)
    digest = models.CharField(max_length=64)
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
            models.CheckConstraint(name="a_variant_or_a_file", condition=Q(parent="") ^ Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.version}"


class Policy(Scoped):
    """A notice or plan behind a standard or a programme, as its place published it.

    A new version names the one it `replaces`, which then ends on the day of the new one.
    """

    organisation = models.ForeignKey(Node, models.PROTECT, related_name="+")
    title = models.CharField(_("标题"), max_length=120)
    number = models.CharField(_("文号"), max_length=60, blank=True)
    issuer = models.CharField(_("发文机关"), max_length=60)
    issued_on = models.DateField(_("发文日期"))
    ended_on = models.DateField(_("废止日期"), null=True, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("代替")
    )
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+", null=True, blank=True)
    filename = models.CharField(max_length=200, blank=True)
    kept_by = models.CharField(max_length=60)
    kept_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PublishedManager] = PublishedManager()

    class Meta:
        ordering = ["-issued_on", "title"]
        constraints = [
            models.CheckConstraint(
                name="policy_ends_after_it_began",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("issued_on")),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Clause(Scoped):
    """A clause of a policy, and the line of a standard that rests on it."""

    scope: ClassVar[str] = "policy__organisation__path"

    policy = models.ForeignKey(Policy, models.PROTECT, related_name="+")
    place = models.CharField(_("条款"), max_length=40)
    words = models.CharField(_("原文"), max_length=500)
    standard = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    criterion = models.CharField(max_length=20, blank=True)  # "": the standard as a whole
    said_by = models.CharField(max_length=60)

    objects: ClassVar[PublishedManager] = PublishedManager()

    class Meta:
        ordering = ["policy", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="clause_rests_once",
                fields=["policy", "place", "standard", "version", "criterion"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.standard} {self.criterion}"

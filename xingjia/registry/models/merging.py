from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xingjia.access.scoping import Scoped
from xingjia.orgtree.models import Node
from xingjia.registry.models.employers import Employer
from xingjia.registry.models.unions import Union


class MergeRecord(Scoped):
    """Two rows that were one and the same, made one; and all that is needed to undo it.

    `kept` and `dropped` are ids of the kind. `steps` are what was done to which rows, in order;
    `left` holds a digest of each row the kept one owned afterwards, so that an undoing can tell
    what was changed since. Names of persons stand in `steps` as they stood in their rows.
    """

    class Kind(models.TextChoices):
        EMPLOYER = "employer", _("企业")
        UNION = "union", _("工会")
        PERSON = "person", _("主席")

    organisation = models.ForeignKey(Node, models.PROTECT, related_name="+")
    kind = models.CharField(_("种类"), max_length=10, choices=Kind)
    kept = models.BigIntegerField()
    dropped = models.BigIntegerField()
    kept_name = models.CharField(_("保留的"), max_length=200)
    dropped_name = models.CharField(_("并入的"), max_length=200)
    on = models.DateField(_("哪天合并"))
    choices = models.JSONField(default=dict)
    reason = models.CharField(_("理由"), max_length=200, blank=True)
    steps = models.JSONField(default=list, editable=False)
    left = models.JSONField(default=dict, editable=False)
    done_by = models.CharField(max_length=60)
    done_at = models.DateTimeField(_("合并时间"), auto_now_add=True)
    undone_by = models.CharField(max_length=60, blank=True)
    undone_at = models.DateTimeField(_("撤销时间"), null=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["kind", "kept"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.dropped} → {self.kept}"


class Alias(Scoped):
    """A name or code that one of two merged rows bore and the kept one does not.

    Workbooks and searches that use it mean the kept one.
    """

    name = models.CharField(max_length=200, blank=True)
    name_key = models.CharField(max_length=200, blank=True, db_index=True)
    code = models.CharField(max_length=18, blank=True, db_index=True)
    search = models.CharField(max_length=600, blank=True)

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name or self.code


class EmployerAlias(Alias):
    """What an employer is called besides."""

    scope: ClassVar[str] = "employer__organisation__path"

    employer = models.ForeignKey(Employer, models.PROTECT, related_name="+")


class UnionAlias(Alias):
    """What a union is called besides."""

    scope: ClassVar[str] = "union__organisation__path"

    union = models.ForeignKey(Union, models.PROTECT, related_name="+")

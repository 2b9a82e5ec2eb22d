from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from xingjia.access.scoping import Scoped, ScopedManager
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import under_any
from xingjia.orgtree.rules import OPEN
from xingjia.registry.models.tombstones import StandingManager


class Union(Scoped):
    """A grass-roots union: a leaf of the tree (its `organisation` is that leaf)."""

    class Closed(models.TextChoices):
        UNIT_ENDED = "unit_ended", _("所在单位终止或撤销")
        MERGED = "merged", _("合并到其他工会")

    organisation = models.OneToOneField(Node, models.PROTECT, related_name="+")
    name = models.CharField(_("工会名称"), max_length=200)
    code = models.CharField(_("工会统一社会信用代码"), max_length=18, blank=True)
    search = models.TextField(blank=True, editable=False)
    founded_on = models.DateField(_("成立日期"), null=True, blank=True)
    closed_on = models.DateField(_("撤销日期"), null=True, blank=True)
    closed_why = models.CharField(_("撤销原因"), max_length=20, choices=Closed, blank=True)
    closed_reason = models.CharField(_("理由"), max_length=200, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects: ClassVar[StandingManager[Any]] = StandingManager()

    class Meta:
        ordering = ["organisation__path"]
        constraints = [
            models.UniqueConstraint(
                name="union_code_is_unique", fields=["code"], condition=~Q(code="")
            )
        ]

    def __str__(self) -> str:
        return self.name


class CoverManager(ScopedManager["Cover"]):
    """Covers are seen with their union; an employer asks which unions in reach cover it."""

    def within(self, branches: tuple[str, ...]) -> QuerySet["Cover"]:
        """Covers by unions in these branches; only for building another room's condition."""
        return self._open().filter(under_any("union__organisation__path", branches))


class Cover(Scoped):
    """A union covers an employer from `start` up to, not including, `end`."""

    scope: ClassVar[str] = "union__organisation__path"

    union = models.ForeignKey(Union, models.PROTECT, related_name="+")
    employer = models.ForeignKey("registry.Employer", models.PROTECT, related_name="+")
    start = models.DateField(_("从哪天起"))
    end = models.DateField(_("到哪天止"), default=OPEN)
    origin = models.CharField(max_length=60, blank=True)

    objects: ClassVar[CoverManager] = CoverManager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="cover_lasts", condition=Q(start__lt=F("end"))),
            models.UniqueConstraint(name="cover_once", fields=["union", "employer", "start"]),
        ]

    def __str__(self) -> str:
        return f"{self.union_id} → {self.employer_id}"


class Person(models.Model):
    """Somebody who is known to hold, or have held, more than one post; they point here.

    Nothing else is kept of her: what is known of a person stands with each post.
    """

    def __str__(self) -> str:
        return f"person {self.pk}"


class OfficerManager(StandingManager[Any]):
    """Officers without tombstones, and without whom only an election seated that the superior
    refused: she never held the post."""

    def refused(self, *, because: str) -> QuerySet[Any]:
        """Only those whose election was refused; `because` tells the reader why."""
        return super()._open().filter(left_why=Officer.Left.REFUSED)

    def _open(self) -> QuerySet[Any]:
        return super()._open().exclude(left_why=Officer.Left.REFUSED)


class Officer(Scoped):
    """A person holds a post in a union, or in its audit or women's committee, for a term.

    `term_ends_on` is the last valid day, as it is written in sheets and on boards. `declared` are
    relations of `rules.elections.Relation` that the person said of herself before standing: []
    none of them, None nobody asked; `declared_by` is who entered that. `person` is set once other
    posts are known to be of the same person.
    """

    class Post(models.TextChoices):
        CHAIR = "chair", _("主席")
        VICE_CHAIR = "vice_chair", _("副主席")
        MEMBER = "member", _("委员")
        ORGANISER = "organiser", _("组织员")
        AUDIT_CHAIR = "audit_chair", _("经审委主任")
        AUDIT_MEMBER = "audit_member", _("经审委委员")
        WOMEN_CHAIR = "women_chair", _("女职工委主任")
        WOMEN_MEMBER = "women_member", _("女职工委委员")

    class Left(models.TextChoices):
        REPLACED = "replaced", _("换届")
        RESIGNED = "resigned", _("辞职")
        MOVED = "moved", _("工作调动")
        LEFT_UNIT = "left_unit", _("离开本单位")
        REMOVED = "removed", _("罢免")
        DIED = "died", _("去世")
        CLOSED = "closed", _("工会撤销")
        REFUSED = "refused", _("选举结果不予批准")

    scope: ClassVar[str] = "union__organisation__path"

    union = models.ForeignKey(Union, models.PROTECT, related_name="+")
    post = models.CharField(_("职务"), max_length=20, choices=Post)
    name = models.CharField(_("姓名"), max_length=60)
    elected_on = models.DateField(_("当选日期"), null=True, blank=True)
    term_ends_on = models.DateField(_("任期届满"), null=True, blank=True)
    left_on = models.DateField(_("离任日期"), null=True, blank=True)
    left_why = models.CharField(_("离任原因"), max_length=20, choices=Left, blank=True)
    reason = models.CharField(_("理由"), max_length=200, blank=True)
    origin = models.CharField(max_length=60, blank=True)
    election = models.ForeignKey(
        "registry.Election", models.PROTECT, related_name="+", null=True, blank=True
    )
    votes = models.PositiveIntegerField(_("得票"), null=True, blank=True)
    declared = models.JSONField(_("候选人声明"), null=True, blank=True)
    declared_on = models.DateField(_("声明日期"), null=True, blank=True)
    declared_by = models.CharField(_("谁填的"), max_length=60, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, editable=False, related_name="+")
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects: ClassVar[OfficerManager] = OfficerManager()

    class Meta:
        ordering = ["union", "-elected_on"]

    def __str__(self) -> str:
        return self.name

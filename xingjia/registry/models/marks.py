"""What is dated of an employer or union beside its values: focus marks, and rooms of a union."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xingjia.access.scoping import Scoped, ScopedManager
from xingjia.orgtree.queries import under_any
from xingjia.orgtree.rules import OPEN
from xingjia.registry.models.employers import Employer
from xingjia.registry.models.unions import Union


class FocusManager(ScopedManager["FocusMark"]):
    """A mark is seen from the place of the employer or of the union it is set on."""

    def condition(self, branches: tuple[str, ...]) -> Q:
        of_employers = under_any("employer__organisation__path", branches)
        return of_employers | under_any("union__organisation__path", branches)


class FocusMark(Scoped):
    """An employer or union that needs help, from `start` up to, not including, `end`.

    Holds nothing about persons: who says so is an office or a register, the way out a measure.
    """

    class Kind(models.TextChoices):
        DIFFICULT = "difficult", _("困难企业")
        DISPUTES = "disputes", _("有劳动争议")
        HARDSHIP = "hardship", _("困难职工多")
        WEAK = "weak", _("薄弱工会")

    employer = models.ForeignKey(Employer, models.PROTECT, null=True, blank=True, related_name="+")
    union = models.ForeignKey(Union, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(_("重点类型"), max_length=20, choices=Kind)
    start = models.DateField(_("从哪天起"))
    end = models.DateField(_("到哪天止"), default=OPEN)
    source = models.CharField(_("谁认定的"), max_length=100)
    remedy = models.CharField(_("帮扶措施"), max_length=300)
    lifted_why = models.CharField(_("解除理由"), max_length=200, blank=True)
    said_by = models.CharField(_("谁填的"), max_length=60)
    origin = models.CharField(_("来自"), max_length=60, blank=True)

    objects: ClassVar[ScopedManager[Any]] = FocusManager()

    class Meta:
        ordering = ["-start", "kind"]
        constraints = [
            models.CheckConstraint(name="focus_lasts", condition=Q(start__lt=F("end"))),
            models.CheckConstraint(
                name="focus_is_of_one",
                condition=Q(employer__isnull=False, union__isnull=True)
                | Q(employer__isnull=True, union__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.start}"


class Room(Scoped):
    """A room that a union keeps for its members (职工之家), from `start` until `end`."""

    class Kind(models.TextChoices):
        OFFICE = "office", _("工会办公室")
        ACTIVITY = "activity", _("活动室")
        READING = "reading", _("图书室、职工书屋")
        MEDIATION = "mediation", _("劳动争议调解室")
        COMFORT = "comfort", _("心灵驿站")
        MOTHERS = "mothers", _("母婴室")
        OTHER = "other", _("其他")

    scope: ClassVar[str] = "union__organisation__path"

    union = models.ForeignKey(Union, models.PROTECT, related_name="+")
    kind = models.CharField(_("用途"), max_length=20, choices=Kind)
    name = models.CharField(_("名称"), max_length=60)
    area = models.PositiveIntegerField(_("面积（平方米）"), null=True, blank=True)
    start = models.DateField(_("从哪天起"))
    end = models.DateField(_("到哪天止"), default=OPEN)
    said_by = models.CharField(_("谁填的"), max_length=60)
    origin = models.CharField(_("来自"), max_length=60, blank=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        ordering = ["kind", "start", "pk"]
        constraints = [
            models.CheckConstraint(name="room_lasts", condition=Q(start__lt=F("end"))),
        ]

    def __str__(self) -> str:
        return self.name

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xingjia.access.scoping import Scoped
from xingjia.orgtree.rules import OPEN
from xingjia.registry.models.unions import Union


class Affiliation(Scoped):
    """A union belongs to a federation of an industry or a region, from `start` up to `end`.

    The federation is a union itself. The tree and the place of figures are not touched; see
    docs/decisions/0015.
    """

    scope: ClassVar[str] = "member__organisation__path"

    member = models.ForeignKey(Union, models.PROTECT, related_name="+")
    federation = models.ForeignKey(Union, models.PROTECT, related_name="+")
    start = models.DateField(_("从哪天起"))
    end = models.DateField(_("到哪天止"), default=OPEN)
    origin = models.CharField(max_length=60, blank=True)
    reason = models.CharField(_("理由"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="affiliation_lasts", condition=Q(start__lt=F("end"))),
            models.UniqueConstraint(
                name="affiliation_once", fields=["member", "federation", "start"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} → {self.federation_id}"


class Group(Scoped):
    """A part of one union (工会小组) under a leader, from `start` up to `end`.

    Another leader is another row of the same name.
    """

    scope: ClassVar[str] = "union__organisation__path"

    union = models.ForeignKey(Union, models.PROTECT, related_name="+")
    name = models.CharField(_("小组名称"), max_length=100)
    leader = models.CharField(_("组长"), max_length=60, blank=True)
    start = models.DateField(_("从哪天起"))
    end = models.DateField(_("到哪天止"), default=OPEN)
    origin = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["union", "name", "start"]
        constraints = [
            models.CheckConstraint(name="group_lasts", condition=Q(start__lt=F("end"))),
            models.UniqueConstraint(name="one_group_a_day", fields=["union", "name", "start"]),
        ]

    def __str__(self) -> str:
        return self.name

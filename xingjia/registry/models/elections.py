from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xingjia.access.scoping import Scoped, ScopedManager
from xingjia.registry.models.unions import Union


class Election(Scoped):
    """An election of a union's committee as it was held, with what was counted.

    A count that nobody gave is None, never 0. Who was elected is in `Officer.election`; whether
    the election holds is told by `rules.ballots`. One that the superior refused (`refused_on`, with
    his reason in `Answer`) elected nobody.
    """

    class Kind(models.TextChoices):
        WHOLE = "whole", _("换届选举")
        BY = "by", _("补选")

    class Form(models.TextChoices):
        MEMBERS = "members", _("会员大会")
        REPRESENTATIVES = "representatives", _("会员代表大会")

    scope: ClassVar[str] = "union__organisation__path"

    union = models.ForeignKey(Union, models.PROTECT, related_name="+")
    kind = models.CharField(_("选举种类"), max_length=20, choices=Kind, default=Kind.WHOLE)
    held_on = models.DateField(_("选举日期"))
    # Of the whole committee; a by-election only fills a seat to the term's end.
    term_years = models.PositiveSmallIntegerField(_("任期"), null=True, blank=True)
    form = models.CharField(_("选举方式"), max_length=20, choices=Form, blank=True)
    should_attend = models.PositiveIntegerField(_("应到人数"), null=True, blank=True)
    present = models.PositiveIntegerField(_("实到人数"), null=True, blank=True)
    ballots_issued = models.PositiveIntegerField(_("发出选票"), null=True, blank=True)
    ballots_returned = models.PositiveIntegerField(_("收回选票"), null=True, blank=True)
    candidates = models.PositiveIntegerField(_("委员候选人数"), null=True, blank=True)
    notice_from = models.DateField(_("候选人公示第一天"), null=True, blank=True)
    reported_on = models.DateField(_("报上级日期"), null=True, blank=True)
    approved_on = models.DateField(_("批复日期"), null=True, blank=True)
    approval_no = models.CharField(_("批复文号"), max_length=60, blank=True)
    answer = models.CharField(_("批复意见"), max_length=200, blank=True)
    refused_on = models.DateField(_("不予批准日期"), null=True, blank=True, editable=False)
    reason = models.CharField(_("理由"), max_length=200, blank=True)
    said_by = models.CharField(_("谁填的"), max_length=60)
    origin = models.CharField(max_length=60, blank=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        ordering = ["union", "-held_on"]
        constraints = [
            models.UniqueConstraint(
                name="one_whole_election_a_day",
                fields=["union", "held_on"],
                condition=Q(kind="whole", refused_on__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.union_id} {self.held_on}"

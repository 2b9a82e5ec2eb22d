from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xingjia.access.scoping import Scoped
from xingjia.registry.models.elections import Election
from xingjia.registry.models.unions import Union


class Answer(Scoped):
    """What the superior answered to a reported election, approved or refused.

    `changed` keeps of each officer whom a refusal touched what stood before and after, so that an
    answer entered wrongly can be taken back exactly. One that was taken back stays.
    """

    class Given(models.TextChoices):
        APPROVED = "approved", _("批准")
        REFUSED = "refused", _("不予批准")

    scope: ClassVar[str] = "election__union__organisation__path"

    election = models.ForeignKey(Election, models.PROTECT, related_name="+")
    given = models.CharField(_("批复"), max_length=10, choices=Given)
    on = models.DateField(_("批复日期"))
    number = models.CharField(_("批复文号"), max_length=60)
    text = models.CharField(_("批复意见"), max_length=200, blank=True)
    said_by = models.CharField(_("谁填的"), max_length=60)
    entered_at = models.DateTimeField(_("录入时间"), auto_now_add=True)
    changed = models.JSONField(default=list, editable=False)
    undone_on = models.DateField(_("撤回日期"), null=True, blank=True, editable=False)
    undone_by = models.CharField(max_length=60, blank=True, editable=False)
    undone_reason = models.CharField(max_length=200, blank=True, editable=False)

    class Meta:
        ordering = ["election", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_answer_stands",
                fields=["election"],
                condition=Q(undone_on__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.election_id} {self.given}"


class Delay(Scoped):
    """A delay of the next election that the superior allowed for a term: at most six months.

    It belongs to the term of the union whose last valid day is `term_ends_on`, whoever is chair of
    it. `until` is its own last valid day. One that was taken back stays.
    """

    scope: ClassVar[str] = "union__organisation__path"

    union = models.ForeignKey(Union, models.PROTECT, related_name="+")
    term_ends_on = models.DateField(_("本届届满"))
    until = models.DateField(_("延期到哪天"))
    approved_on = models.DateField(_("批复日期"))
    number = models.CharField(_("批复文号"), max_length=60)
    said_by = models.CharField(_("谁填的"), max_length=60)
    entered_at = models.DateTimeField(_("录入时间"), auto_now_add=True)
    origin = models.CharField(max_length=60, blank=True)
    undone_on = models.DateField(_("撤回日期"), null=True, blank=True, editable=False)
    undone_by = models.CharField(max_length=60, blank=True, editable=False)
    undone_reason = models.CharField(max_length=200, blank=True, editable=False)

    class Meta:
        ordering = ["union", "pk"]
        constraints = [
            models.CheckConstraint(name="delay_lasts", condition=Q(until__gt=F("term_ends_on")))
        ]

    def __str__(self) -> str:
        return f"{self.union_id} {self.until}"

from django.db import models
from django.utils.translation import gettext_lazy as _

from xingjia.access.scoping import Scoped
from xingjia.orgtree.models import Node


class CountyParameter(Scoped):
    """What a county decides for itself, from `start` until it decides otherwise.

    Days before its first decision follow the default, so figures of past days stay.
    """

    class Name(models.TextChoices):
        THREE = "three_contracts", _("三项合同包括")
        WOMEN_COMMITTEE_FROM = "women_committee_from", _("女会员满几人设女职工委员会")

    organisation = models.ForeignKey(Node, models.PROTECT, related_name="+")
    name = models.CharField(max_length=40, choices=Name)
    value = models.JSONField()
    start = models.DateField(_("从哪天起"))

    class Meta:
        ordering = ["organisation", "name", "start"]
        constraints = [
            models.UniqueConstraint(
                name="county_decides_once_a_day", fields=["organisation", "name", "start"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.name} {self.start}"

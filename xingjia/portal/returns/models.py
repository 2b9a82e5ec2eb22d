from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xingjia.access.scoping import Scoped, ScopedManager
from xingjia.campaigns.models import Campaign
from xingjia.imports.models import Import
from xingjia.orgtree.models import Node
from xingjia.toolkit.files.models import Blob


class Collection(Scoped):
    """Values of the register asked from the places below, once, for a reason, until a day."""

    class Occasion(models.TextChoices):
        QUARTER = "quarter", _("季度")
        CAMPAIGN = "campaign", _("专项")
        ONCE = "once", _("临时")

    class Per(models.TextChoices):
        TOWNSHIP = "township", _("一个镇、街道一份")
        UNION = "union", _("一家工会一份")

    organisation = models.ForeignKey(Node, models.PROTECT, related_name="+")
    name = models.CharField(_("名称"), max_length=60)
    occasion = models.CharField(_("什么填报"), max_length=10, choices=Occasion)
    # None for a campaign from before it could be named.
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="+", null=True, verbose_name=_("哪个专项活动")
    )
    per = models.CharField(_("怎么分"), max_length=10, choices=Per)
    day = models.DateField(_("数字截至哪天"))
    due_on = models.DateField(_("哪天前交"))
    ends_on = models.DateField(_("哪天后不再收"))
    columns = models.JSONField(default=list)
    months = models.PositiveSmallIntegerField(_("几个月以前的数再问一次"))
    reason = models.CharField(_("依据"), max_length=200)
    telephone = models.CharField(_("有问题打哪个电话"), max_length=40)
    seconds = models.PositiveSmallIntegerField()  # assumed for one cell when it was sent
    approval = models.CharField(_("为什么超过还要问"), max_length=200, blank=True)
    started_by = models.CharField(max_length=60)
    started_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="collection_ends_after_it_is_due",
                condition=models.Q(ends_on__gte=models.F("due_on")),
            ),
            models.CheckConstraint(
                name="collection_names_a_campaign_if_for_one",
                condition=models.Q(campaign__isnull=True) | models.Q(occasion="campaign"),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Return(Scoped):
    """One workbook of a collection: for a township or a union, with the rows it was sent with."""

    collection = models.ForeignKey(Collection, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Node, models.PROTECT, related_name="+")
    token = models.CharField(max_length=16, unique=True)  # in the hidden key of each row
    lines = models.JSONField(default=list)  # as `rules.asking.Row`
    units = models.PositiveIntegerField()
    cells = models.PositiveIntegerField()

    class Meta:
        ordering = ["organisation__code", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_return_of_a_place", fields=["collection", "organisation"]
            )
        ]

    def __str__(self) -> str:
        return self.token


class HandIn(Scoped):
    """A workbook that came back. A later one takes the place of the former, which is kept."""

    scope: ClassVar[str] = "sent__organisation__path"

    sent = models.ForeignKey(Return, models.PROTECT, related_name="+")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    filename = models.CharField(max_length=200)
    lines = models.JSONField(default=list)  # as `rules.binding.Bound`
    table = models.JSONField(default=dict)  # how the table was understood, as an import keeps it
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    faulty = models.PositiveIntegerField(default=0)
    blank = models.PositiveIntegerField(default=0)  # asked cells that came back empty
    handed_by = models.CharField(max_length=60)
    handed_at = models.DateTimeField(auto_now_add=True)
    current = models.BooleanField(default=True)
    batch = models.ForeignKey(Import, models.PROTECT, related_name="+", null=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        ordering = ["-handed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_current_hand_in",
                fields=["sent"],
                condition=models.Q(current=True),
            )
        ]

    def __str__(self) -> str:
        return self.filename

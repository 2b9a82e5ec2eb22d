from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xingjia.orgtree.rules import EVER, OPEN


class Division(models.Model):
    """A code of the administrative divisions (GB/T 2260 and the statistics codes) and its years.

    A code can appear more than once: 320902 was 城区 to 2002 and is 亭湖区 from 2003.
    """

    class Level(models.TextChoices):
        PROVINCE = "province", _("省级")
        CITY = "city", _("地级")
        COUNTY = "county", _("县级")
        TOWNSHIP = "township", _("乡级")

    code = models.CharField(_("区划代码"), max_length=12)
    name = models.CharField(_("名称"), max_length=100)
    level = models.CharField(_("层级"), max_length=10, choices=Level)
    parent_code = models.CharField(_("上级代码"), max_length=12, blank=True)
    valid_from = models.PositiveSmallIntegerField(_("启用年份"), null=True)
    valid_to = models.PositiveSmallIntegerField(_("停用年份"), null=True)
    is_zone = models.BooleanField(_("国标外功能区"), default=False)

    class Meta:
        ordering = ["code", "valid_from"]
        indexes = [models.Index(fields=["code"])]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Node(models.Model):
    """One place in the federation: from the national federation down to a union.

    `path` is where it stands now; where it stood on another day is in `Placement`. `name` is its
    name now; what it was called before is in `NodeName`.
    """

    class Kind(models.TextChoices):
        NATION = "nation", _("全国")
        PROVINCE = "province", _("省级")
        CITY = "city", _("市级")
        COUNTY = "county", _("县级")
        TOWNSHIP = "township", _("镇、街道")
        PARK = "park", _("园区")
        UNION = "union", _("基层工会")

    kind = models.CharField(_("类别"), max_length=10, choices=Kind)
    code = models.CharField(_("代码"), max_length=20, unique=True)
    name = models.CharField(_("名称"), max_length=200)
    path = models.CharField(max_length=120, unique=True, editable=False)
    closed_on = models.DateField(_("撤销日期"), null=True, blank=True)
    # The place it was merged into; it hangs there, closed, with all that was under it.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("并入")
    )
    # The invented federation of a demonstration, and the day it is shown on.
    demo_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Placement(models.Model):
    """A node hung under `parent` from `start` up to, not including, `end`."""

    node = models.ForeignKey(Node, models.PROTECT, related_name="placements")
    parent = models.ForeignKey(Node, models.PROTECT, null=True, related_name="+")
    path = models.CharField(max_length=120, editable=False)
    start = models.DateField(default=EVER)
    end = models.DateField(default=OPEN)

    class Meta:
        ordering = ["node", "start"]
        indexes = [models.Index(fields=["path", "start", "end"])]
        constraints = [
            models.CheckConstraint(name="placement_lasts", condition=Q(start__lt=F("end"))),
            models.UniqueConstraint(name="one_placement_a_day", fields=["node", "start"]),
        ]

    def __str__(self) -> str:
        return f"{self.node} {self.start}–{self.end}"


class NodeName(models.Model):
    """A name a node no longer has: from `start` up to, not including, `end`."""

    node = models.ForeignKey(Node, models.PROTECT, related_name="former_names")
    name = models.CharField(_("曾用名"), max_length=200)
    start = models.DateField(default=EVER)
    end = models.DateField()

    class Meta:
        ordering = ["node", "start"]
        constraints = [
            models.CheckConstraint(name="node_name_lasts", condition=Q(start__lt=F("end"))),
            models.UniqueConstraint(name="one_former_name_a_day", fields=["node", "start"]),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.start}–{self.end}"


class Successor(models.Model):
    """A person's answer, kept for a county: rows that name a place which is no more mean `to`.

    `asked` is the code or name as rows write it.
    """

    county = models.ForeignKey(Node, models.PROTECT, related_name="+")
    asked = models.CharField(_("原来的代码或名称"), max_length=100)
    to = models.ForeignKey(Node, models.PROTECT, related_name="+", verbose_name=_("现在归"))
    said_by = models.CharField(max_length=60)
    said_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_successor_a_county", fields=["county", "asked"])
        ]

    def __str__(self) -> str:
        return f"{self.asked} → {self.to_id}"

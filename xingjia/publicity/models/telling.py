"""What a union promises, where it made itself known, and how workers answered."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xingjia.access.scoping import Scoped
from xingjia.orgtree.models import Node
from xingjia.registry.models import Union


class Promise(Scoped):
    """A measurable promise 服务承诺 with the day by which it is to be kept; at 评诺 somebody says
    whether it was. What was said first stays; a promise is never reworded, only ended."""

    scope: ClassVar[str] = "union__organisation__path"

    union = models.ForeignKey(Union, models.PROTECT, related_name="+")
    text = models.CharField(_("承诺做什么，做到多少"), max_length=60)
    made_on = models.DateField(_("哪天承诺"))
    due_on = models.DateField(_("哪天前做到"))
    kept = models.BooleanField(_("做到了吗"), null=True)
    judged_on = models.DateField(_("哪天评诺"), null=True, blank=True)
    judged_by = models.CharField(max_length=60, blank=True)
    note = models.CharField(_("说明"), max_length=120, blank=True)
    said_by = models.CharField(max_length=60)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(name="promise_has_time", condition=Q(due_on__gte=F("made_on"))),
            models.CheckConstraint(
                name="promise_judged_with_day",
                condition=Q(kept__isnull=True, judged_on__isnull=True)
                | Q(kept__isnull=False, judged_on__isnull=False),
            ),
            models.UniqueConstraint(name="promise_once", fields=["union", "text", "due_on"]),
        ]

    def __str__(self) -> str:
        return self.text


class Notice(Scoped):
    """Where a place or union made 双亮 known: a channel, a day, a title and where to read it."""

    class Channel(models.TextChoices):
        WEBSITE = "website", _("网站")
        BULLETIN = "bulletin", _("简报、通报")
        WINDOW = "window", _("橱窗、公开栏")
        OFFICE = "office", _("办公系统")
        WECHAT = "wechat", _("微信文章")
        BRIEFING = "briefing", _("会议")

    organisation = models.ForeignKey(Node, models.PROTECT, related_name="+")
    channel = models.CharField(_("在哪里宣传"), max_length=20, choices=Channel)
    on = models.DateField(_("哪天"))
    title = models.CharField(_("标题"), max_length=80)
    link = models.URLField(_("链接"), blank=True, max_length=300)
    said_by = models.CharField(max_length=60)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="notice_once", fields=["organisation", "channel", "on", "title"]
            )
        ]

    def __str__(self) -> str:
        return self.title


class Pulse(Scoped):
    """认知度: how workers of a union answered three questions in a quarter, counted only.

    Nobody's answers are kept together, no time and nothing of who answered. `day` is the last day
    on which somebody did, `on_day` how many were counted on it: more than there is room for on
    one day are not counted, only how many they were (`turned_away`).
    """

    scope: ClassVar[str] = "union__organisation__path"

    union = models.ForeignKey(Union, models.PROTECT, related_name="+")
    quarter = models.DateField(_("季度的第一天"))
    answers = models.PositiveIntegerField(default=0)
    know_union = models.PositiveIntegerField(_("知道本单位有工会"), default=0)
    know_chair = models.PositiveIntegerField(_("认识主席"), default=0)
    helped = models.PositiveIntegerField(_("得到过帮助"), default=0)
    day = models.DateField(null=True)
    on_day = models.PositiveIntegerField(default=0)
    turned_away = models.PositiveIntegerField(_("没有计入"), default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="pulse_of_a_quarter", fields=["union", "quarter"])
        ]

    def __str__(self) -> str:
        return f"{self.union_id} {self.quarter}"

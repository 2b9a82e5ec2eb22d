"""Campaigns: a plan with stages, whom it counts, and what was frozen when a stage was closed."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xingjia.access.models import Account
from xingjia.access.scoping import Scoped, ScopedManager
from xingjia.campaigns.rules.progress import Reached
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import under_any
from xingjia.orgtree.rules import ancestors_of


class FromAbove(ScopedManager[Any]):
    """Seen in its branch, and by those below it, whom it is about. Their rows stay scoped."""

    def condition(self, branches: tuple[str, ...]) -> Q:
        scope: str = self.model.scope
        above = {pk for branch in branches for pk in ancestors_of(branch)}
        at = scope.replace("__path", "__in")
        return under_any(scope, branches) | Q(**{at: above})


class Campaign(Scoped):
    """Something a federation wants of its unions by a day, or without standard: an activity.

    Counted is a published `standard` in a `version` (of unions), or a `measure` of coverage (of
    employers); with neither it is a contest or a discussion, which only has parts and results.
    `ownership` narrows whom it is about: one, or a group of `rules.scopes`.
    """

    organisation = models.ForeignKey(Node, models.PROTECT, related_name="+")
    name = models.CharField(_("名称"), max_length=60)
    purpose = models.CharField(_("目的"), max_length=300, blank=True)
    tag = models.CharField(_("年度主题"), max_length=40, blank=True)
    standard = models.CharField(max_length=40, blank=True)
    version = models.CharField(max_length=20, blank=True)
    measure = models.CharField(max_length=30, blank=True)
    ownership = models.CharField(_("所有制"), max_length=20, blank=True)
    started_by = models.CharField(max_length=60)
    started_on = models.DateField()

    objects: ClassVar[ScopedManager[Any]] = FromAbove()

    class Meta:
        ordering = ["-started_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="campaign_counts_one_thing", condition=Q(standard="") | Q(measure="")
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def counts(self) -> bool:
        """Whether anything is counted."""
        return bool(self.standard or self.measure)


class Stage(Scoped):
    """A stage. `opened_on` is the day its base was frozen; a closed one never changes again:
    `figures`, the rows' `digest` and the standard's are kept with the day they are of."""

    scope: ClassVar[str] = "campaign__organisation__path"

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    first = models.DateField()
    last = models.DateField()
    windows = models.JSONField(default=list)  # name, first, last
    targets = models.JSONField(default=dict)  # percent by ownership, "" for everybody
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    closed_by = models.CharField(max_length=60, blank=True)
    closed_at = models.DateTimeField(null=True)
    figures = models.JSONField(default=dict)  # base, claimed, verified, target, excluded
    result = models.TextField(blank=True)
    standard_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    objects: ClassVar[ScopedManager[Any]] = FromAbove()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="stage_number_once", fields=["campaign", "number"]),
            models.CheckConstraint(name="stage_lasts", condition=Q(first__lte=F("last"))),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def dated(self) -> list[dict[str, Any]]:
        """Its windows with their days."""
        edges = ("first", "last")
        return [
            one | {name: date.fromisoformat(one[name]) for name in edges} for one in self.windows
        ]


class Member(Scoped):
    """One union, or employer, in the frozen base of a stage, and the one person who answers for
    it (谁主管谁负责). `subject_id` is the union where a standard is counted, else the employer.
    Left out with a reason, it stays in the list and counts no more."""

    class Reached(models.TextChoices):
        VERIFIED = Reached.VERIFIED.value, _("核实达标")
        CLAIMED = Reached.CLAIMED.value, _("待核实")
        MISSING = Reached.MISSING.value, _("未上报")

    scope: ClassVar[str] = "at__path"

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="+")
    subject_id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    at = models.ForeignKey(Node, models.PROTECT, related_name="+")  # its leaf, or where it stood
    place = models.ForeignKey(Node, models.PROTECT, related_name="+")
    responsible = models.ForeignKey(Account, models.PROTECT, related_name="+")
    ownership = models.CharField(max_length=20, blank=True)
    excluded_why = models.CharField(_("理由"), max_length=200, blank=True)
    excluded_by = models.CharField(max_length=60, blank=True)
    excluded_on = models.DateField(null=True)
    closed_as = models.CharField(max_length=10, choices=Reached, blank=True)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        ordering = ["at__path", "pk"]
        constraints = [
            models.UniqueConstraint(name="member_once_a_stage", fields=["stage", "subject_id"])
        ]

    def __str__(self) -> str:
        return self.name


class Pledge(Scoped):
    """One saying about what a place pledges for a stage (目标责任书): the figures by each quarter's
    end, said by the place or by those above it. Sayings are added and never changed; what holds is
    worked out by `rules.pledges.agreement`."""

    scope: ClassVar[str] = "place__path"

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="+")
    place = models.ForeignKey(Node, models.PROTECT, related_name="+")
    by_place = models.BooleanField()
    figures = models.JSONField()  # number by the quarter's last day
    agrees = models.BooleanField()  # to what the other side said last
    why = models.CharField(_("理由"), max_length=200, blank=True)
    said_on = models.DateField()
    said_by = models.CharField(max_length=60)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.place_id} {self.said_on}"

    @property
    def dated(self) -> dict[date, int]:
        """Its figures by day, in their order."""
        return {date.fromisoformat(day): number for day, number in sorted(self.figures.items())}


class Mobilised(Scoped):
    """An employer was mobilised (动员) on a day: a figure of its own, whatever it then did."""

    scope: ClassVar[str] = "at__path"

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+")
    employer_id = models.BigIntegerField()
    at = models.ForeignKey(Node, models.PROTECT, related_name="+")  # its leaf, or where it stood
    day = models.DateField(_("哪天"))
    how = models.CharField(_("怎么动员的"), max_length=100)
    said_by = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="mobilised_once", fields=["campaign", "employer_id"])
        ]

    def __str__(self) -> str:
        return f"{self.employer_id} {self.day}"


class Reminder(Scoped):
    """Those above reminded everybody who is behind in a stage on a day (提醒进要办)."""

    scope: ClassVar[str] = "stage__campaign__organisation__path"

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="+")
    day = models.DateField()
    said_by = models.CharField(max_length=60)

    objects: ClassVar[ScopedManager[Any]] = FromAbove()

    class Meta:
        constraints = [models.UniqueConstraint(name="reminded_once", fields=["stage", "day"])]

    def __str__(self) -> str:
        return f"{self.stage_id} {self.day}"


class Result(Scoped):
    """What came of a part of a stage, on a day: who won, what was decided. Added, never changed."""

    scope: ClassVar[str] = "stage__campaign__organisation__path"

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="+")
    part = models.CharField(_("哪一步"), max_length=20)
    day = models.DateField(_("哪天"))
    text = models.CharField(_("结果"), max_length=500)
    said_by = models.CharField(max_length=60)

    objects: ClassVar[ScopedManager[Any]] = FromAbove()

    class Meta:
        ordering = ["day", "pk"]

    def __str__(self) -> str:
        return f"{self.part} {self.day}"


class Example(Scoped):
    """A demonstration unit (示范单位) of a class: by which criteria, from which day, until when."""

    scope: ClassVar[str] = "at__path"

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+")
    subject_id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    at = models.ForeignKey(Node, models.PROTECT, related_name="+")  # its leaf, or where it stood
    kind = models.CharField(_("类别"), max_length=40)
    criteria = models.CharField(_("条件"), max_length=200)
    named_on = models.DateField(_("哪天确定"))
    last = models.DateField(_("有效到哪天"))
    said_by = models.CharField(max_length=60)
    ended_on = models.DateField(_("从哪天起取消"), null=True)  # before its time
    ended_why = models.CharField(_("理由"), max_length=200, blank=True)
    ended_by = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["kind", "at__path"]
        constraints = [
            models.CheckConstraint(name="example_lasts", condition=Q(named_on__lte=F("last")))
        ]

    def __str__(self) -> str:
        return self.name

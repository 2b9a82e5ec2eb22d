"""One record a trip: who went, where, when, whom they met; what was right, found, promised."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from xingjia.access.scoping import Scoped, ScopedManager
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import under_any
from xingjia.registry.models import Employer, Union


class StopManager(ScopedManager["Stop"]):
    """A stop is seen by whoever sees the union or employer that was visited."""

    def condition(self, branches: tuple[str, ...]) -> Q:
        at_union = under_any("union__organisation__path", branches)
        return at_union | under_any("employer__organisation__path", branches)

    def within(self, branches: tuple[str, ...]) -> QuerySet["Stop"]:
        """Stops in these branches; only for building another room's condition."""
        return self._open().filter(self.condition(branches))


class VisitManager(ScopedManager["Visit"]):
    """A trip is seen by whoever sees one of its stops; of the others he reads nothing."""

    def condition(self, branches: tuple[str, ...]) -> Q:
        return Q(pk__in=Stop.objects.within(branches).values("visit"))


class Visit(Scoped):
    """A trip. `visitors` are [{"name", "account"}], the account None for a guest.

    `keyed_by` entered it, who need not have been there. A correction keeps in `replaced` the
    whole former version.
    """

    made_from = models.ForeignKey(
        Node, models.PROTECT, null=True, related_name="+", verbose_name=_("走访单位")
    )
    visited_on = models.DateField(_("哪天去的"))
    at = models.TimeField(_("几点"), null=True, blank=True)
    visitors = models.JSONField(_("谁去的"), default=list)
    keyed_by = models.CharField(_("谁录入的"), max_length=60)
    keyed_on = models.DateField(_("哪天录入"))
    entered_at = models.DateTimeField(_("录入时间"), auto_now_add=True)
    # What a telephone calls its record, so that sending it again makes no second one.
    client_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    reason = models.CharField(_("更正理由"), max_length=200, blank=True)
    replaced = models.JSONField(default=list, blank=True, editable=False)

    objects: ClassVar[ScopedManager[Any]] = VisitManager()

    class Meta:
        ordering = ["-visited_on", "-pk"]
        indexes = [models.Index(fields=["visited_on"])]

    def __str__(self) -> str:
        return f"{self.visited_on} {self.pk}"


class Stop(Scoped):
    """One union or employer visited on the trip: whom they met, what was found and promised."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="+")
    union = models.ForeignKey(Union, models.PROTECT, null=True, blank=True, related_name="+")
    employer = models.ForeignKey(Employer, models.PROTECT, null=True, blank=True, related_name="+")
    met = models.CharField(_("见了谁"), max_length=200, blank=True)
    findings = models.TextField(_("发现的情况"), max_length=1000, blank=True)
    promises = models.CharField(_("答应的事"), max_length=300, blank=True)
    promised_by = models.DateField(_("哪天前办好"), null=True, blank=True)
    # By account of a visitor, whether he said that he is tied to this union (rules.ties).
    ties = models.JSONField(_("走访人和这家的关系"), default=dict, blank=True)

    objects: ClassVar[StopManager] = StopManager()

    class Meta:
        ordering = ["visit", "pk"]
        constraints = [
            models.CheckConstraint(
                name="stop_is_at_one",
                condition=Q(union__isnull=False, employer__isnull=True)
                | Q(union__isnull=True, employer__isnull=False),
            ),
            models.UniqueConstraint(name="union_once_a_trip", fields=["visit", "union"]),
            models.UniqueConstraint(name="employer_once_a_trip", fields=["visit", "employer"]),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.union_id or self.employer_id}"


class Confirmation(Scoped):
    """A known thing looked at on the spot: right (`holds`) or not.

    `day` is that of an event. `level` says how the visitors stand above the union; "" means that
    they verify nothing here: it is their own claim, or their place's, or they hold no such post.
    """

    class Level(models.TextChoices):
        TOWNSHIP = "township", _("镇级核实")
        COUNTY = "county", _("县级抽查")
        CITY = "city", _("市级复核")

    scope: ClassVar[str] = "stop__union__organisation__path"

    stop = models.ForeignKey(Stop, models.PROTECT, related_name="+")
    kind = models.CharField(_("事项"), max_length=40)
    attributes = models.JSONField(default=dict, blank=True)
    holds = models.BooleanField(_("对不对"))
    day = models.DateField(_("哪天办的"), null=True, blank=True)
    level = models.CharField(_("核实级别"), max_length=10, choices=Level, blank=True)

    class Meta:
        ordering = ["stop", "pk"]
        indexes = [models.Index(fields=["stop", "kind"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.holds}"

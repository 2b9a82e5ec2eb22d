"""One record a trip: who went, where, when, whom they met; what was right, found, promised. And
documents of other bodies, which confirm what unions have claimed."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from xingjia.access.scoping import Scoped, ScopedManager
from xingjia.evidence.models import EvidencePhoto
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import under_any
from xingjia.registry.models import Employer, Union
from xingjia.toolkit.files.models import Picture


class Level(models.TextChoices):
    """How a thing is verified: how far above the union stands who saw it or says so."""

    TOWNSHIP = "township", _("镇级核实")
    COUNTY = "county", _("县级抽查")
    CITY = "city", _("市级复核")


class TakenBack(models.Model):
    """Something that can be taken back as a mistake: it counts no more and stays to be read."""

    withdrawn_on = models.DateField(_("哪天撤回"), null=True, blank=True)
    withdrawn_by = models.CharField(max_length=60, blank=True)
    withdrawn_reason = models.CharField(_("撤回理由"), max_length=200, blank=True)

    class Meta:
        abstract = True


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


class DocumentManager(ScopedManager["Document"]):
    """A document is seen where it was filed, and by whoever sees a union it confirms something
    of; of the others he reads nothing."""

    def condition(self, branches: tuple[str, ...]) -> Q:
        stops = Stop.objects.within(branches).filter(document__isnull=False)
        return under_any("filed_from__path", branches) | Q(pk__in=stops.values("document"))

    def filed_under(self, branches: tuple[str, ...]) -> QuerySet["Document"]:
        """Documents filed in these branches; only for building a query for an actor."""
        return self._open().filter(under_any("filed_from__path", branches))


class Document(TakenBack, Scoped):
    """What another body has put on paper about unions, such as a notice of acceptance.

    `issuer` put it out on `issued_on`; `body` is that place where it stands in the tree.
    `filed_from` is the place by whose post it was recorded: like its issuer it confirms nothing
    that it has claimed itself.
    """

    issuer = models.CharField(_("发文单位"), max_length=100)
    body = models.ForeignKey(Node, models.PROTECT, null=True, blank=True, related_name="+")
    level = models.CharField(_("核实级别"), max_length=10, choices=Level)
    number = models.CharField(_("文号"), max_length=60)
    title = models.CharField(_("标题"), max_length=200, blank=True)
    issued_on = models.DateField(_("落款日期"))
    filed_from = models.ForeignKey(Node, models.PROTECT, related_name="+")
    recorded_by = models.CharField(_("谁录入的"), max_length=60)
    recorded_on = models.DateField(_("哪天录入"))
    entered_at = models.DateTimeField(_("录入时间"), auto_now_add=True)
    client_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects: ClassVar[DocumentManager] = DocumentManager()

    class Meta:
        ordering = ["-issued_on", "-pk"]
        indexes = [models.Index(fields=["issuer", "number"])]
        constraints = [
            models.CheckConstraint(
                name="document_is_not_ahead", condition=Q(issued_on__lte=F("recorded_on"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.issuer} {self.number}"


class Scan(Scoped):
    """A page of a document as a picture; open where the document was filed, since it may name
    many unions."""

    scope: ClassVar[str] = "document__filed_from__path"

    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["document", "pk"]
        constraints = [
            models.UniqueConstraint(name="page_once_a_document", fields=["document", "picture"])
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.picture_id}"


class Stop(TakenBack, Scoped):
    """One union or employer visited on the trip: whom they met, what was found and promised.

    Or a union of which a document says something; only such a stop is ever taken back, a visit
    is said anew.
    """

    visit = models.ForeignKey(Visit, models.PROTECT, null=True, blank=True, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
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
                name="stop_is_of_a_trip_or_a_document",
                condition=Q(visit__isnull=False, document__isnull=True)
                | Q(visit__isnull=True, document__isnull=False, union__isnull=False),
            ),
            models.CheckConstraint(
                name="stop_is_at_one",
                condition=Q(union__isnull=False, employer__isnull=True)
                | Q(union__isnull=True, employer__isnull=False),
            ),
            models.UniqueConstraint(name="union_once_a_trip", fields=["visit", "union"]),
            models.UniqueConstraint(name="employer_once_a_trip", fields=["visit", "employer"]),
            models.UniqueConstraint(
                name="union_once_a_document",
                fields=["document", "union"],
                condition=Q(withdrawn_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id or self.document_id} {self.union_id or self.employer_id}"


class StopPhoto(Scoped):
    """A photo taken at a stop: of a thing looked at, or of what was found."""

    scope: ClassVar[str] = "stop__union__organisation__path"

    stop = models.ForeignKey(Stop, models.PROTECT, related_name="+")
    photo = models.OneToOneField(EvidencePhoto, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["stop", "pk"]

    def __str__(self) -> str:
        return f"{self.stop_id} {self.photo_id}"


class Confirmation(Scoped):
    """A known thing looked at on the spot, or spoken of in a document: right (`holds`) or not.

    `day` is that of an event. `level` says how who looked stands above the union; "" means that
    nothing is verified here: it is their own claim, or their place's, or they hold no such post.
    """

    Level = Level
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

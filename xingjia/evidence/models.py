"""What only a person or a photo can tell of a union: dated, by whom, with at most two photos."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xingjia.access.scoping import Scoped, ScopedManager
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import under_any
from xingjia.registry.models import Union
from xingjia.toolkit.files.models import Picture


class Evidence(Scoped):
    """A thing said of a union: that it is so, or with `holds` false not so, from `since` on.

    `kind` and `attributes` are words of `facts.kinds`. `since` is the day it became true,
    `received_on` the day it came in. `last` is the last day it is good for. `filed_from` is the
    place whose post gave the right to say it: that place does not verify it. Nothing is
    overwritten: what was wrong is withdrawn with a reason and stays to be read.
    """

    scope: ClassVar[str] = "union__organisation__path"

    union = models.ForeignKey(Union, models.PROTECT, related_name="+")
    kind = models.CharField(_("事项"), max_length=40)
    attributes = models.JSONField(default=dict, blank=True)
    holds = models.BooleanField(_("是这样"), default=True)
    since = models.DateField(_("从哪天起"))
    last = models.DateField(_("有效到哪天"), null=True, blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    said_by = models.CharField(_("谁填的"), max_length=60)
    filed_from = models.ForeignKey(Node, models.PROTECT, null=True, blank=True, related_name="+")
    received_on = models.DateField(_("哪天收到"))
    entered_at = models.DateTimeField(_("录入时间"), auto_now_add=True)
    # What a telephone calls its record, so that sending it again makes no second one.
    client_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    withdrawn_on = models.DateField(_("哪天撤回"), null=True, blank=True)
    withdrawn_by = models.CharField(max_length=60, blank=True)
    withdrawn_reason = models.CharField(_("撤回理由"), max_length=200, blank=True)

    class Meta:
        ordering = ["-since", "-pk"]
        indexes = [models.Index(fields=["union", "kind"])]
        constraints = [
            models.CheckConstraint(
                name="evidence_lasts", condition=Q(last__isnull=True) | Q(last__gte=F("since"))
            ),
            models.CheckConstraint(
                name="evidence_is_not_ahead", condition=Q(since__lte=F("received_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.since}"


class EvidencePhoto(Scoped):
    """A photo of a thing at a union, seen by whoever sees the union.

    It shows something of `kind` ("": what was found on a visit) from `since` on; `evidence` is
    the record it was handed in with, none for one taken on a visit. `dropped_on`: taken off.
    """

    scope: ClassVar[str] = "union__organisation__path"

    union = models.ForeignKey(Union, models.PROTECT, related_name="+")
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="+")
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(_("事项"), max_length=40, blank=True)
    attributes = models.JSONField(default=dict, blank=True)
    since = models.DateField(_("从哪天起"))
    said_by = models.CharField(_("谁填的"), max_length=60)
    received_on = models.DateField(_("哪天收到"))
    dropped_on = models.DateField(_("哪天去掉"), null=True, blank=True)

    class Meta:
        ordering = ["evidence", "pk"]
        constraints = [
            models.UniqueConstraint(name="photo_once_a_record", fields=["evidence", "picture"])
        ]

    def __str__(self) -> str:
        return f"{self.union_id} {self.picture_id}"


class SamePhotoManager(ScopedManager["SamePhoto"]):
    """Open to who sees both unions: nobody learns of another's photo here."""

    def condition(self, branches: tuple[str, ...]) -> Q:
        path = "union__organisation__path"
        return under_any(f"one__{path}", branches) & under_any(f"other__{path}", branches)


class SamePhoto(Scoped):
    """Photos of two unions that look alike: 待核, until a person says what they are and why."""

    class Verdict(models.TextChoices):
        SHARED = "shared", _("是同一处实物，两家共用，可以")
        DIFFERENT = "different", _("只是看着像，不是同一处")
        WITHDRAW_ONE = "withdraw_one", _("左边这张不作数，撤回那一条")
        WITHDRAW_OTHER = "withdraw_other", _("右边这张不作数，撤回那一条")

    one = models.ForeignKey(EvidencePhoto, models.PROTECT, related_name="+")
    other = models.ForeignKey(EvidencePhoto, models.PROTECT, related_name="+")
    found_on = models.DateField(_("哪天发现"))
    verdict = models.CharField(_("怎么看"), max_length=20, choices=Verdict, blank=True)
    reason = models.CharField(_("理由"), max_length=200, blank=True)
    decided_by = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True, blank=True)

    objects: ClassVar[ScopedManager[Any]] = SamePhotoManager()

    class Meta:
        ordering = ["found_on", "pk"]
        constraints = [
            models.UniqueConstraint(name="two_photos_once", fields=["one", "other"]),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id}"

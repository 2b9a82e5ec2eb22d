"""What was printed, with its version, and what hangs where since when."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xingjia.access.scoping import Scoped
from xingjia.orgtree.models import Node
from xingjia.publicity.models.people import Face
from xingjia.registry.models import Union
from xingjia.toolkit.files.models import Blob


class Print(Scoped):
    """A sheet as it was printed on a day: versions of one union count up from 1.

    `shown` holds, of each thing the sheet says, a mark and not the thing itself: enough to know
    since when it is untrue, and nothing that would outlive a withdrawn consent. `faces` are the
    people on it. A sign somebody else made is one as well, under the sheet `sign_own`.
    """

    scope: ClassVar[str] = "union__organisation__path"

    union = models.ForeignKey(Union, models.PROTECT, related_name="+")
    sheet = models.CharField(_("印的是什么"), max_length=20)
    version = models.PositiveIntegerField(_("第几版"))
    printed_on = models.DateField(_("哪天印的"))
    printed_by = models.CharField(max_length=60)
    shown = models.JSONField()
    digest = models.CharField(max_length=64)
    faces = models.ManyToManyField(Face, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="print_has_its_version", fields=["union", "version"])
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.version}"


class Hanging(Scoped):
    """A print hangs at a spot (or is worn, or given out) since a day, until it was taken down."""

    scope: ClassVar[str] = "print__union__organisation__path"

    print = models.ForeignKey(Print, models.PROTECT, related_name="+")
    spot = models.CharField(_("在哪里"), max_length=40, blank=True)
    since = models.DateField(_("哪天换上"))
    until = models.DateField(_("哪天取下"), null=True, blank=True)
    said_by = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="taken_down_after_put_up",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
            models.UniqueConstraint(
                name="print_hangs_once_at_a_spot",
                fields=["print", "spot"],
                condition=Q(until__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.print_id} {self.spot}"


class Emblem(Scoped):
    """The office's own official file of the emblem 会徽: placed as it is, never drawn by us."""

    organisation = models.OneToOneField(Node, models.PROTECT, related_name="+")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    kept_by = models.CharField(max_length=60)

    def __str__(self) -> str:
        return str(self.organisation_id)

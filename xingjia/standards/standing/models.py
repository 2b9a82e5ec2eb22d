from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xingjia.access.scoping import Scoped
from xingjia.standards.rules.standings import Outcome


class Spell(Scoped):
    """Days during which one union has one outcome in one criterion, where it then stood.

    Worked out from facts and never edited: `standing.commands.refresh` rewrites them in the
    transaction that changes a record. The spells of a union in a criterion lie end to end over
    all days on which the union stands, so a count of them is a base. `criterion` is "" for the
    standard as a whole; `path` is the branch in which the union stood on these days.
    """

    class Outcome(models.TextChoices):
        MET = Outcome.MET.value, _("达标")
        NOT_MET = Outcome.NOT_MET.value, _("未达标")
        UNKNOWN = Outcome.UNKNOWN.value, _("未填报")
        NOT_APPLICABLE = Outcome.NOT_APPLICABLE.value, _("不适用")

    scope: ClassVar[str] = "path"

    union_id = models.BigIntegerField()
    standard = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    criterion = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome)
    verified = models.BooleanField(default=False)
    start = models.DateField()
    end = models.DateField()
    path = models.CharField(max_length=120)

    class Meta:
        indexes = [
            models.Index(fields=["standard", "version", "criterion", "path"]),
            models.Index(fields=["union_id"]),
        ]
        constraints = [
            models.CheckConstraint(name="spell_lasts", condition=Q(start__lt=F("end"))),
            models.CheckConstraint(
                name="only_what_is_met_is_verified",
                condition=Q(verified=False) | Q(outcome=Outcome.MET.value),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.union_id} {self.standard} {self.criterion} {self.outcome} {self.start}"


class Due(models.Model):
    """A union whose spells are older than its records: to be worked out in the background."""

    union_id = models.BigIntegerField(unique=True)

    def __str__(self) -> str:
        return str(self.union_id)


class Rewritten(models.Model):
    """A union whose spells changed since the last snapshot of them; written with the change.

    `taken` are those that the snapshot being made accounts for: what changes meanwhile gets a
    row of its own and outlives it.
    """

    union_id = models.BigIntegerField()
    taken = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(name="rewritten_once", fields=["union_id", "taken"])]

    def __str__(self) -> str:
        return str(self.union_id)

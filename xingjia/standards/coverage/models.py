from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from xingjia.access.scoping import Scoped


class Stretch(Scoped):
    """Days on which one employer counts for one measure, where it then stood.

    Computed from the register's facts and never edited: `coverage.commands.refresh` rewrites an
    employer's stretches in the transaction that changes its records. `path` is the branch of
    the tree in which it stood on these days, so a move keeps the history of its day.
    """

    scope: ClassVar[str] = "path"

    employer_id = models.BigIntegerField()
    measure = models.CharField(max_length=30)
    base = models.CharField(max_length=20, blank=True)
    verified = models.BooleanField(default=False)
    start = models.DateField()
    end = models.DateField()
    path = models.CharField(max_length=120)
    ownership = models.CharField(max_length=20, blank=True)
    industry = models.CharField(max_length=2, blank=True)
    size = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["path", "start", "end"]),
            models.Index(fields=["employer_id"]),
        ]
        constraints = [
            models.CheckConstraint(name="stretch_lasts", condition=Q(start__lt=F("end")))
        ]

    def __str__(self) -> str:
        return f"{self.employer_id} {self.measure} {self.start}–{self.end}"

"""Rows that were merged into another of their kind: they stay, and are met nowhere."""

from typing import Any, TypeVar

from django.db import models
from django.db.models import QuerySet

from xingjia.access.scoping import ScopedManager

Row = TypeVar("Row", bound=models.Model)


class StandingManager(ScopedManager[Row]):
    """Opens a table without its tombstones, so that no list, figure or import meets one.

    A model with this manager has `merged_into`, None while the row stands for itself.
    """

    def tombstones(self, *, because: str) -> QuerySet[Row]:
        """Only the rows merged into another, whoever is asking; `because` tells the reader why."""
        return super()._open().filter(merged_into__isnull=False)

    def _open(self) -> QuerySet[Row]:
        return super()._open().filter(merged_into__isnull=True)


def tombstone_of(model: Any, pk: int, because: str) -> Any:
    """The tombstone with this id; None when there is none, or the row stands for itself."""
    return model.objects.tombstones(because=because).filter(pk=pk).first()

"""What is in the store."""

from django.db import models
from django.db.models import Q


class Blob(models.Model):
    """One content, kept once however often it is handed in. Who may see it is said elsewhere."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()  # bytes
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(name="blob_has_a_size", condition=Q(size__gte=0))]

    def __str__(self) -> str:
        return self.sha256


class Picture(models.Model):
    """One photo, re-encoded: what is kept holds its pixels and nothing else of the original.

    `sha256` is of the file handed in, which is not kept; the same file gives the same row.
    `grid` and its three bands are `rules.grid_of` the upright picture; `taken_on` is the day the
    camera wrote, which proves nothing. Who may see it is said elsewhere.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    view = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    thumbnail = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    taken_on = models.DateField(null=True)
    grid = models.BigIntegerField()
    band_0 = models.PositiveIntegerField(db_index=True)
    band_1 = models.PositiveIntegerField(db_index=True)
    band_2 = models.PositiveIntegerField(db_index=True)
    received_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.sha256

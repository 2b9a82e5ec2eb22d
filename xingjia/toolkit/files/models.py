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

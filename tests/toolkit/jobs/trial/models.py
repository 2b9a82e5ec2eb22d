"""What the trial's jobs leave behind."""

from django.db import models


class Mark(models.Model):
    """One slice was done. Nothing here forbids a second one, so that doubles show."""

    job = models.UUIDField()
    number = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.number}"

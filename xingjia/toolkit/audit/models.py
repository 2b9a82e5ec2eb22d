"""The log of everything somebody did. Entries are only ever added (see also `triggers`)."""

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.db.models import Q

from xingjia.toolkit.audit.rules import START


class Unchangeable(TypeError):
    """Somebody tried to change or remove an entry of the log."""


def refuse(*args: Any, **kwargs: Any) -> NoReturn:
    """Stand in for every method that would change an entry."""
    raise Unchangeable("audit entries are only ever added")


class EntryRows(models.QuerySet["Entry"]):
    """Rows that can be read. Adding is the work of `commands.record`."""

    update = update_or_create = delete = bulk_update = refuse


class Entry(models.Model):
    """One thing somebody did, holding the digest of the entry before it."""

    seq = models.BigIntegerField(primary_key=True)  # 1, 2, 3 … without a gap
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)  # "account:12", "system:seed_demo"
    action = models.CharField(max_length=60)  # "inspection.signed_off"
    subject = models.CharField(max_length=120, db_index=True)  # "registry.employer:3"
    details = models.JSONField(default=dict)  # ids, codes, counts and field names only
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects: ClassVar[models.Manager["Entry"]] = models.Manager.from_queryset(EntryRows)()

    class Meta:
        ordering = ["seq"]
        constraints = [models.CheckConstraint(name="entry_seq_from_one", condition=Q(seq__gte=1))]

    def __str__(self) -> str:
        return f"{self.seq} {self.action} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the entry. Raises `Unchangeable` for one that is stored already."""
        if not self._state.adding:
            refuse()
        super().save(*args, **{**kwargs, "force_insert": True})

    delete = refuse


class Head(models.Model):
    """The last entry written: one row, locked by whoever writes the next entry."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default=START)

    class Meta:
        constraints = [models.CheckConstraint(name="one_audit_head", condition=Q(id=1))]

    def __str__(self) -> str:
        return f"{self.seq} {self.digest}"

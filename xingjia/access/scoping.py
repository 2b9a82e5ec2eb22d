"""Tables that open only to a named actor.

Every scoped model says in `scope` which path column tells where its rows lie. There is no way
in from the other side of a relation (`related_name="+"`), so no query can go around it.
"""

from typing import Any, ClassVar, TypeVar

from django.db import models
from django.db.models import Q, QuerySet

from xingjia.access.rules import Actor, Right
from xingjia.orgtree.queries import under_any

Row = TypeVar("Row", bound=models.Model)


class Unscoped(Exception):
    """A scoped table was read without saying on whose behalf."""


class ScopedManager(models.Manager[Row]):
    """Opens a table only to a named actor: `.all()`, `.filter()`, `.get()` ... raise."""

    def visible_to(self, actor: Actor, right: Right = Right.SEE) -> QuerySet[Row]:
        """Rows in the branches where the actor holds `right`."""
        return self._open().filter(self.condition(actor.branches(right)))

    def everything(self, *, because: str) -> QuerySet[Row]:
        """All rows, for work nobody in particular asked for; `because` tells the reader why."""
        return self._open()

    def condition(self, branches: tuple[str, ...]) -> Q:
        """Which rows lie in the branches; a model with a second way in overrides this."""
        scope: str = self.model.scope  # type: ignore[attr-defined]
        return under_any(scope, branches)

    def _open(self) -> QuerySet[Row]:
        return super().get_queryset()

    def get_queryset(self) -> QuerySet[Row]:
        raise Unscoped(f"{self.model.__name__}.objects: start with .visible_to(actor)")


class Scoped(models.Model):
    """A row that belongs to a place in the tree.

    Django itself (uniqueness checks, cascades) uses the first manager, `rows`; our own code
    only ever uses `objects`.
    """

    scope: ClassVar[str] = "organisation__path"

    rows = models.Manager()
    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        abstract = True

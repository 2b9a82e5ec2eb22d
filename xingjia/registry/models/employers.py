from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from xingjia.access.scoping import Scoped
from xingjia.orgtree.models import Node
from xingjia.registry.models.tombstones import StandingManager
from xingjia.registry.models.unions import Cover


class EmployerManager(StandingManager["Employer"]):
    """An employer is seen from the township responsible for it, and by the union covering it."""

    def condition(self, branches: tuple[str, ...]) -> Q:
        covered = Cover.objects.within(branches).filter(employer=OuterRef("pk"))
        return super().condition(branches) | Q(Exists(covered))


class Employer(Scoped):
    """An enterprise or other unit that employs workers, under the township responsible for it.

    Name, code and place are as they stand now; what was said of it, and when, is in
    `EmployerStatement`.
    """

    organisation = models.ForeignKey(
        Node, models.PROTECT, related_name="+", verbose_name=_("镇、街道")
    )
    name = models.CharField(_("企业名称"), max_length=200)
    name_key = models.CharField(max_length=200, editable=False)
    code = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    search = models.TextField(blank=True, editable=False)

    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="+"
    )

    # Names (as keys) and codes given up in merges; filled where rows are matched.
    called_besides: frozenset[str] = frozenset()

    objects: ClassVar[StandingManager[Any]] = EmployerManager()

    class Meta:
        ordering = ["organisation__code", "name"]
        indexes = [models.Index(fields=["name_key"])]
        constraints = [
            models.UniqueConstraint(
                name="employer_code_is_unique", fields=["code"], condition=~Q(code="")
            )
        ]

    def __str__(self) -> str:
        return self.name

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xingjia.access.scoping import Scoped, ScopedManager
from xingjia.orgtree.models import Node
from xingjia.registry.models.employers import Employer


class Contract(Scoped):
    """A collective contract, signed for one employer or for many (domain.md §5).

    In force on a day D: `valid_from` ≤ D ≤ `valid_to`; both are valid days, as in sheets.
    """

    class Kind(models.TextChoices):
        COLLECTIVE = "collective", _("集体合同")
        WAGE = "wage", _("工资专项集体合同")
        WOMEN = "women", _("女职工权益保护专项集体合同")

    class Reach(models.TextChoices):
        OWN = "own", _("单独签订")
        REGIONAL = "regional", _("区域性")
        INDUSTRY = "industry", _("行业性")

    organisation = models.ForeignKey(Node, models.PROTECT, related_name="+")
    kind = models.CharField(_("合同种类"), max_length=20, choices=Kind)
    reach = models.CharField(_("签订方式"), max_length=20, choices=Reach)
    number = models.CharField(_("合同编号"), max_length=100, blank=True)
    signed_on = models.DateField(_("签订日期"), null=True, blank=True)
    valid_from = models.DateField(_("生效日期"), null=True, blank=True)
    valid_to = models.DateField(_("到期日期"), null=True, blank=True)
    # As written: offices often know only the month of filing, "2013-04".
    filed_on = models.CharField(_("报送审查日期"), max_length=10, blank=True)
    review_opinion = models.BooleanField(_("有审查意见书"), null=True, blank=True)
    staff_covered = models.PositiveIntegerField(_("覆盖职工"), null=True, blank=True)
    women_covered = models.PositiveIntegerField(_("覆盖女职工"), null=True, blank=True)
    employers_stated = models.PositiveIntegerField(_("表中所写覆盖企业数"), null=True, blank=True)
    remark = models.CharField(_("备注"), max_length=500, blank=True)
    origin = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["number", "valid_from"]
        indexes = [models.Index(fields=["number"])]
        constraints = [
            models.CheckConstraint(
                name="contract_ends_after_it_starts",
                condition=Q(valid_to__gte=F("valid_from"))
                | Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.number or f"{self.kind} {self.pk}"


class ContractEmployer(Scoped):
    """An employer covered by a contract. An employer under two contracts counts once."""

    scope: ClassVar[str] = "contract__organisation__path"

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="+")
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="+")

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="covered_once", fields=["contract", "employer"])
        ]

    def __str__(self) -> str:
        return f"{self.contract_id} → {self.employer_id}"

from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from xingjia.access.scoping import Scoped, ScopedManager
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import EVER, OPEN
from xingjia.registry.models.employers import Employer
from xingjia.registry.models.unions import Cover


class ContractManager(ScopedManager["Contract"]):
    """A contract is seen from its place, and by the unions whose employers it covers."""

    def condition(self, branches: tuple[str, ...]) -> Q:
        covered = ContractEmployer.objects.by_union(branches).filter(contract=OuterRef("pk"))
        return super().condition(branches) | Q(Exists(covered))


class Contract(Scoped):
    """A collective contract, signed for one employer or for many (domain.md §5).

    `valid_from` and `valid_to` are both valid days, as in sheets. The dates of its clock and
    what follows from them are told by `rules.contract_clock`; so is whether it is in force.
    """

    class Kind(models.TextChoices):
        COLLECTIVE = "collective", _("集体合同")
        WAGE = "wage", _("工资专项集体合同")
        WOMEN = "women", _("女职工权益保护专项集体合同")
        SAFETY = "safety", _("劳动安全卫生专项集体合同")

    class Reach(models.TextChoices):
        OWN = "own", _("单独签订")
        REGIONAL = "regional", _("区域性")
        INDUSTRY = "industry", _("行业性")

    class EndReason(models.TextChoices):
        RENEWED = "renewed", _("已续签")
        AGREED = "agreed", _("双方协商解除")
        CLOSED = "closed", _("用人单位注销、关闭")
        OTHER = "other", _("其他约定的终止条件出现")

    organisation = models.ForeignKey(Node, models.PROTECT, related_name="+")
    kind = models.CharField(_("合同种类"), max_length=20, choices=Kind)
    reach = models.CharField(_("签订方式"), max_length=20, choices=Reach)
    number = models.CharField(_("合同编号"), max_length=100, blank=True)
    offered_on = models.DateField(_("要约日期"), null=True, blank=True)
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)
    congress_on = models.DateField(_("职代会审议日期"), null=True, blank=True)
    should_attend = models.PositiveIntegerField(_("应到人数"), null=True, blank=True)
    present = models.PositiveIntegerField(_("实到人数"), null=True, blank=True)
    in_favour = models.PositiveIntegerField(_("同意人数"), null=True, blank=True)
    signed_on = models.DateField(_("签订日期"), null=True, blank=True)
    valid_from = models.DateField(_("生效日期"), null=True, blank=True)
    valid_to = models.DateField(_("到期日期"), null=True, blank=True)
    # As written: offices often know only the month of filing, "2013-04".
    filed_on = models.CharField(_("报送审查日期"), max_length=10, blank=True)
    receipt_no = models.CharField(_("受理回执号"), max_length=60, blank=True)
    received_on = models.DateField(_("受理日期"), null=True, blank=True)
    review_opinion = models.BooleanField(_("有审查意见书"), null=True, blank=True)
    opinion_no = models.CharField(_("审查意见书文号"), max_length=60, blank=True)
    objected_on = models.DateField(_("提出异议日期"), null=True, blank=True)
    effective_on = models.DateField(_("审查通过生效日期"), null=True, blank=True)
    published_on = models.DateField(_("公布日期"), null=True, blank=True)
    ended_on = models.DateField(_("终止日期"), null=True, blank=True)
    ended_why = models.CharField(_("终止原因"), max_length=20, choices=EndReason, blank=True)
    staff_covered = models.PositiveIntegerField(_("覆盖职工"), null=True, blank=True)
    women_covered = models.PositiveIntegerField(_("覆盖女职工"), null=True, blank=True)
    employers_stated = models.PositiveIntegerField(_("表中所写覆盖企业数"), null=True, blank=True)
    remark = models.CharField(_("备注"), max_length=500, blank=True)
    origin = models.CharField(max_length=60, blank=True)
    reps_union = models.PositiveIntegerField(_("职工方代表人数"), null=True, blank=True)
    chief_union = models.CharField(_("职工方首席代表"), max_length=60, blank=True)
    reps_employer = models.PositiveIntegerField(_("企业方代表人数"), null=True, blank=True)
    chief_employer = models.CharField(_("企业方首席代表"), max_length=60, blank=True)
    women_reps = models.PositiveIntegerField(_("职工方女代表人数"), null=True, blank=True)
    renews = models.ForeignKey("self", models.PROTECT, related_name="+", null=True, blank=True)

    objects: ClassVar[ScopedManager[Any]] = ContractManager()

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


class ContractEmployerManager(ScopedManager["ContractEmployer"]):
    """Rows are seen with their contract; a contract asks which unions in reach it concerns."""

    def by_union(self, branches: tuple[str, ...]) -> QuerySet["ContractEmployer"]:
        """Rows whose employer a union in these branches covers; only for building conditions."""
        covered = Cover.objects.within(branches).filter(employer=OuterRef("employer"))
        return self._open().filter(Exists(covered))


class ContractEmployer(Scoped):
    """An employer covered by a contract from `start` up to, not including, `end`.

    An employer under two contracts counts once. EVER and OPEN: as long as the contract itself.
    """

    scope: ClassVar[str] = "contract__organisation__path"

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="+")
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="+")
    start = models.DateField(_("从哪天起"), default=EVER)
    end = models.DateField(_("到哪天止"), default=OPEN)

    objects: ClassVar[ContractEmployerManager] = ContractEmployerManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="covered_once", fields=["contract", "employer", "start"]),
            models.CheckConstraint(name="covered_lasts", condition=Q(start__lt=F("end"))),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id} → {self.employer_id}"


class ContractChange(Scoped):
    """What a hand changed of a contract: before and after by field, who, and why.

    A field missing in `before` was not known, one missing in `after` was cleared.
    """

    scope: ClassVar[str] = "contract__organisation__path"

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="+")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    said_by = models.CharField(_("谁填的"), max_length=60)
    entered_at = models.DateTimeField(_("录入时间"), auto_now_add=True)
    reason = models.CharField(_("理由"), max_length=200, blank=True)

    class Meta:
        ordering = ["contract", "-pk"]

    def __str__(self) -> str:
        return f"{self.contract_id} {self.entered_at}"

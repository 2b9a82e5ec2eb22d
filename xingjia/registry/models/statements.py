"""What somebody said of an employer or a union on a day.

A register is a dated claim for each value in it. The value holds from its day until a newer
statement about the same thing; nothing is overwritten, so every past day can be shown, and every
value says who gave it, when, and from which file and row.
"""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from xingjia.access.scoping import Scoped, ScopedManager
from xingjia.registry.models.employers import Employer
from xingjia.registry.models.unions import Union


class Statement(Scoped):
    """`value` is JSON: text, number, true or false; never null, for unknown is no statement."""

    value = models.JSONField(_("内容"))
    day = models.DateField(_("从哪天起"))
    said_by = models.CharField(_("谁填的"), max_length=60)
    origin = models.CharField(_("来自"), max_length=60, blank=True)  # "imports.importrow:12"
    entered_at = models.DateTimeField(_("录入时间"), auto_now_add=True)
    # Why a superior let it stand against a warning.
    reason = models.CharField(_("理由"), max_length=200, blank=True)
    # What was said before for the same day, oldest first: {value, said_by, origin, reason?}.
    replaced = models.JSONField(default=list, blank=True, editable=False)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        abstract = True
        ordering = ["day"]


class EmployerStatement(Statement):
    """One value of an employer from a day on."""

    class Field(models.TextChoices):
        NAME = "name", _("企业名称")
        CODE = "code", _("统一社会信用代码")
        PLACE = "place", _("镇、街道")  # value: code of the node
        ADDRESS = "address", _("地址")
        OWNERSHIP = "ownership", _("登记注册类型")
        INDUSTRY = "industry", _("行业门类")
        IN_PRODUCTION = "in_production", _("是否投产")
        STAFF = "staff", _("职工人数")
        WOMEN_STAFF = "women_staff", _("女职工人数")
        MIGRANT_STAFF = "migrant_staff", _("农民工人数")
        COLLECTIVE = "contracts_collective", _("集体合同有效")
        WAGE = "contracts_wage", _("工资专项集体合同有效")
        WOMEN = "contracts_women", _("女职工权益保护专项集体合同有效")
        CAPITAL = "registered_capital", _("注册资本")
        REGISTERED = "registered_on", _("登记日期")
        REMARK = "remark", _("备注")
        OLD_CODE = "old_code", _("老登记号（15 位）")
        TWO_NEW = "two_new", _("两新组织")
        INDUSTRY_CLASS = "industry_class", _("行业代码")  # GB/T 4754, under the section
        PARTY = "party_kind", _("党组织")
        PARTY_ON = "party_founded_on", _("党组织成立日期")
        PARTY_SECRETARY = "party_secretary", _("党组织书记")

    scope: ClassVar[str] = "employer__organisation__path"

    employer = models.ForeignKey(Employer, models.PROTECT, related_name="+")
    field = models.CharField(_("项目"), max_length=30, choices=Field)

    class Meta(Statement.Meta):
        constraints = [
            models.UniqueConstraint(
                name="one_employer_statement_a_day", fields=["employer", "field", "day"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.employer_id} {self.field} {self.day}"


class UnionStatement(Statement):
    """One value of a union from a day on."""

    class Field(models.TextChoices):
        NAME = "name", _("工会名称")
        CODE = "code", _("工会统一社会信用代码")
        MEMBERS = "members", _("会员人数")
        WOMEN_MEMBERS = "women_members", _("女会员人数")
        CHAIR_PHONE = "chair_phone", _("主席办公电话")
        OFFICE = "office_place", _("工会办公场所")
        SIGN = "sign_displayed", _("已亮牌子")
        IDENTITY = "identity_displayed", _("已亮主席身份")
        FOUNDED = "founded_on", _("成立日期")
        KIND = "kind", _("工会类型")
        MIGRANT_MEMBERS = "migrant_members", _("农民工会员人数")
        FLEXIBLE_MEMBERS = "flexible_members", _("灵活就业、新就业形态会员人数")
        APPROVAL_NO = "approval_no", _("上级批复文号")
        APPROVED_ON = "approved_on", _("上级批复日期")
        CERTIFICATE_NO = "certificate_no", _("法人登记证号")
        CERTIFICATE_FROM = "certificate_from", _("法人登记证有效期起")
        CERTIFICATE_TO = "certificate_to", _("法人登记证有效期止")
        ACCOUNT_ON = "account_opened_on", _("开户日期")
        ACCOUNT_BANK = "account_bank", _("开户银行")

    scope: ClassVar[str] = "union__organisation__path"

    union = models.ForeignKey(Union, models.PROTECT, related_name="+")
    field = models.CharField(_("项目"), max_length=30, choices=Field)

    class Meta(Statement.Meta):
        constraints = [
            models.UniqueConstraint(
                name="one_union_statement_a_day", fields=["union", "field", "day"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.union_id} {self.field} {self.day}"

from django.db import models
from django.utils.translation import gettext_lazy as _

from xingjia.access.scoping import Scoped
from xingjia.orgtree.models import Node


class CountyParameter(Scoped):
    """What a county decides for itself, from `start` until it decides otherwise.

    What can be decided is declared in `rules.parameters`. A second decision for one day takes
    the place of the first, which is kept in `replaced`: {value, source, said_by}. Days before
    its first decision follow the default, so figures of past days stay.
    """

    class Name(models.TextChoices):
        THREE = "three_contracts", _("三项合同包括")
        WOMEN_COMMITTEE_FROM = "women_committee_from", _("女会员满几人设女职工委员会")
        ANSWER = "answer_days", _("要约后几日内答复")
        RESUBMIT = "resubmit_days", _("未通过后几日内重新提交")
        FILE = "file_days", _("签字后几日内报送审查")
        FILE_WAGE = "file_wage_days", _("工资专项签字后几日内报送审查")
        REVIEW = "review_days", _("受理后几日没有异议即生效")
        PUBLISH = "publish_days", _("生效后几日内公布")
        PUBLISH_WAGE = "publish_wage_days", _("工资专项生效后几日内公布")
        RENEW = "renew_months", _("到期前几个月可以续签")
        RENEW_WAGE = "renew_wage_days", _("工资专项到期前几日可以续签")
        SECONDS = "seconds_per_cell", _("填一格大约几秒")
        BURDEN = "burden_minutes", _("一次填报一家最多几分钟")
        ROOMS_MARKED = "rooms_marked_months", _("活动场所标识几个月后再说一次")
        PROMISES = "promises_months", _("服务承诺几个月后再说一次")
        FLOW = "flow_months", _("工作流程图几个月后再说一次")

    organisation = models.ForeignKey(Node, models.PROTECT, related_name="+")
    name = models.CharField(max_length=40, choices=Name)
    value = models.JSONField()
    start = models.DateField(_("从哪天起"))
    source = models.CharField(_("依据"), max_length=200, blank=True)
    said_by = models.CharField(_("谁定的"), max_length=60, blank=True)
    entered_at = models.DateTimeField(_("录入时间"), auto_now_add=True, null=True)
    replaced = models.JSONField(default=list, blank=True, editable=False)

    class Meta:
        ordering = ["organisation", "name", "start"]
        constraints = [
            models.UniqueConstraint(
                name="county_decides_once_a_day", fields=["organisation", "name", "start"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.name} {self.start}"

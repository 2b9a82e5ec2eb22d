"""The sentences for what is found about a record entered by hand, each with its article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from xingjia.registry.rules.editing import Finding

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

SENTENCES: dict[str, StrOrPromise] = {
    "cannot_be_emptied": _("已有的内容不能改成空的。不知道现在的情况，就照原样留着。"),
    "unfit_value": _("填的内容不合格式，请重新填。"),
    "not_yours": _("这一项由上级工会来改。"),
    "place_unfit": _("这里要选您管的镇、街道或园区。"),
    "code_taken": _("这个代码已经有别的单位在用，请核对。"),
    "code_length": _("位数不对：统一社会信用代码是 18 位，老登记号是 9、13 或 15 位。"),
    "code_check_digit": _("校验位不对，多半抄错了一位（GB 32100-2015）。"),
    "code_of_no_union": _("工会的代码以 81 或 89 开头（GB 32100-2015，总工办发〔2020〕20号）。"),
    "code_body": _("主体标识码的校验位不符（GB 11714），少数老代码是这样，请核对证书。"),
    "old_code": _("这是老登记号，照原样记下，换了 18 位的再改。"),
    "name_known": _("这个县已经有同名企业，请先看看是不是同一家。"),
    "women_staff_over_staff": _("女职工不能比职工总数还多。"),
    "migrant_staff_over_staff": _("农民工不能比职工总数还多。"),
    "women_members_over_members": _("女会员不能比会员总数还多。"),
    "members_over_staff": _("会员比覆盖企业的职工还多，请核对两个数。"),
    "below_25": _(
        "会员不足 25 人：可以单独建基层委员会，可以和别的单位联合，"
        "也可以选组织员一人（工会法第十一条）。"
    ),
    "term_years": _("基层工会每届任期三年或五年（工会法第十六条）。"),
    "name_unfit": _("请写本人真实姓名，两个字以上，不写部门。"),
    "elected_before_founding": _("当选日期早于工会成立日期。"),
    "elected_before_last": _("上一任主席的当选日期不早于这一天，请核对。"),
    "elected_early": _(
        "上一届还有三个月以上才届满，提前换届要经上级工会批准（工会基层组织选举工作条例）。"
    ),
    "elected_late": _(
        "比上一届届满晚了六个月以上，延期一般不超过半年，要经上级工会批准（工会基层组织选举工作条例）。"
    ),
    "no_chair": _("现在没有登记在任的主席。"),
    "left_before_elected": _("离任日期要晚于当选日期。"),
    "why_unfit": _("请选一个原因。"),
    "moved_in_term": _(
        "任期未满不得随意调动主席；确需调动，要征得本级工会委员会和上级工会同意（工会法第十八条）。"
    ),
    "removed": _(
        "罢免主席须召开会员大会或会员代表大会，全体会员或代表过半数通过（工会法第十八条）。"
    ),
    "closed_at_will": _(
        "不得随意撤销工会；所在单位终止或被撤销的，工会才相应撤销，并报告上级工会（工会法第十三条）。"
    ),
    "merged": _("不得随意合并工会；合并要报上级工会批准，请写批准文号（工会法第十三条）。"),
    "units_still_work": _(
        "它覆盖的企业登记为投产，看起来没有终止；单位终止的工会才相应撤销（工会法第十三条）。"
    ),
    "closed_before_founding": _("撤销日期要晚于成立日期。"),
    "closed_already": _("这家工会已经撤销。"),
    "elected_after_end": _("这一天以后还有当选登记，工会不会在那以前撤销，请核对。"),
    "not_closed": _("这家工会没有撤销，不用撤回。"),
    "reason_needed": _("请写明理由，会留在记录里。"),
    "federation_circle": _("它是这家联合会的上一层，不能反过来做成员。"),
    "no_federation": _("登记的类别不是行业或区域工会联合会，不能有成员工会。请先核对类别。"),
    "belongs_already": _("它已经是这家联合会的成员。"),
    "group_known": _("这个小组已经登记过。换组长的，填新组长和换的那一天。"),
    "span_over": _("这一天不在登记的时间里。"),
    "belongs_ahead": _("还有以后才开始的小组或联合会成员关系，请先核对。"),
    "covers_ahead": _("还有以后才开始的覆盖企业，请先核对。"),
    "covered_already": _("这段时间已经覆盖这家企业。"),
    "cover_before_founding": _("不能早于工会成立日期。"),
    "cover_over": _("这一天不在覆盖的时间里。"),
}


def advice(finding: Finding) -> str:
    """The sentence for a finding."""
    return str(SENTENCES[finding.code])

"""The sentences for what is found about a record entered by hand, each with its article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from xingjia.registry import election_words
from xingjia.registry.contract_words import sentence
from xingjia.registry.rules import contract_steps
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
    "old_number_kept": _(
        "这是 15 位老登记号，已记在“老登记号”里；换了 18 位的，再填统一社会信用代码。"
    ),
    "old_number_length": _("老登记号是 15 位数字。"),
    "old_number_check": _("老登记号的校验位不符（GS 15-2006），请对照营业执照核对。"),
    "industry_class_unfit": _(
        "行业代码是门类字母加 2 到 4 位数字，例如 C1761；字母和数字要对得上（GB/T 4754-2017）。"
    ),
    "industry_class_apart": _("和登记的行业代码对不上，请连行业代码一起改。"),
    "no_party": _("党组织选的是“无”，这一项不用填。"),
    "migrant_members_over_members": _("农民工会员不能比会员总数还多。"),
    "flexible_members_over_members": _("灵活就业、新就业形态会员不能比会员总数还多。"),
    "certificate_before_founding": _("法人登记证的有效期早于工会成立日期。"),
    "certificate_ends_first": _("有效期止要晚于有效期起。"),
    "certificate_years": _(
        "法人登记证有效期为三至五年，和工会委员会任期一致（总工办发〔2020〕20号第二十六条）。"
    ),
    "certificate_not_term": _(
        "法人登记证有效期止和主席任期届满日期不一致，应当和任期一致"
        "（总工办发〔2020〕20号第二十六条）。"
    ),
    "account_number": _("这里只写开户银行和网点，不写账号。"),
    "founded_after_cover": _("有的企业在这一天以前就已覆盖，请先核对。"),
    "founded_after_election": _("有的主席在这一天以前就已当选，请先核对。"),
    "room_already": _("这间已经登记过。"),
    "mobile": _("这里不写个人手机号，可以写办公电话。"),
    "focus_unfit": _("这一类不适用于它。"),
    "focus_already": _("这段时间已经列为这一类重点，不用再列。"),
    "not_running": _("要晚于开始的那天，而且还没有结束过。"),
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
        "任期未满不得随意调动主席、副主席；确需调动，要征得本级工会委员会和上级工会同意（工会法第十八条）。"
    ),
    "removed": _("罢免须召开会员大会或会员代表大会，全体会员或代表过半数通过（工会法第十八条）。"),
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
    "employer_closed_already": _("这家企业已经登记注销、关闭。"),
    "ending_changed": _("您打开以后又有变动，请看过下面的新清单再确认。"),
    "union_has_others": _("这家工会还覆盖别的企业，不随这一家撤销（工会法第十三条）。"),
    "ends_before_cover": _("有工会从这一天或以后才开始覆盖它，请核对日期。"),
    "ends_before_contract": _("有合同在这一天以后才签订或才把它加进去，请核对日期。"),
    "works_later": _("这一天以后还有人报它投产，请核对日期，或先把那一条改正。"),
    "reopen_reason": _("请写明为什么撤回。"),
    "reopen_statement": _("投产情况后来又改过，不能原样恢复，请先核对。"),
    "reopen_cover": _("覆盖它的工会后来又变过，不能原样恢复，请先核对。"),
    "reopen_contract": _("随它终止的合同后来又改过，不能原样恢复，请先核对。"),
    "reopen_covered": _("它退出的合同后来又改过，不能原样恢复，请先核对。"),
    "reopen_union": _("随它撤销的工会后来又改过，不能原样恢复，请先核对。"),
    "reopen_officer": _("随它离任的工会干部后来又改过，不能原样恢复，请先核对。"),
}


def advice(finding: Finding) -> str:
    """The sentence for a finding."""
    words = SENTENCES | election_words.SENTENCES
    if finding.code not in words:
        return sentence(contract_steps.Finding(finding.code, getattr(finding, "about", "")))
    said = str(words[finding.code])
    return said % dict(finding.said) if finding.said else said

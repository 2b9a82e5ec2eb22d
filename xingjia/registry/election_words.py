"""The sentences about elections and committees, each with its article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

SENTENCES: dict[str, StrOrPromise] = {
    "present_over": _("实到人数不能比应到人数还多。"),
    "issued_over": _("发出的选票不能比实到人数还多。"),
    "returned_over": _("收回的选票比发出的还多，选举无效，要重新选（总工发〔2016〕27号）。"),
    "no_quorum": _(
        "应到 %(should)s 人，到会 %(needed)s 人以上才能选举，实到 %(present)s 人不够三分之二"
        "（总工发〔2016〕27号）。"
    ),
    "all_members_meet": _("会员不足 100 人的，开会员大会选举（总工发〔2016〕27号）。"),
    "notice_after": _("公示的第一天晚于选举日期，请核对。"),
    "notice_short": _(
        "候选人公示只有 %(days)s 天，主席候选人要公示七天以上（企业工会主席产生办法）。"
    ),
    "votes_over": _("%(name)s得 %(votes)s 票，比选票 %(cast)s 张还多，请核对。"),
    "not_elected": _(
        "%(name)s得 %(votes)s 票，没有当选：应到 %(should)s 人，要 %(needed)s 票以上，"
        "按应到人数过半数算，不按到会人数算（总工发〔2016〕27号）。"
    ),
    "fewer_candidates": _("候选人 %(candidates)s 名，比选出的委员 %(seats)s 名还少，请核对。"),
    "no_contest": _(
        "选 %(seats)s 名委员，候选人要有 %(needed)s 名以上，只有 %(candidates)s 名："
        "差额不低于 5%%（总工发〔2016〕27号）。"
    ),
    "count_unknown": _("应到、实到或得票没有填全，不能判断选举是否有效，请补上会议记录里的数。"),
    "not_declared": _("还有人没有声明是否属于不得作候选人的情形，请补问本人。"),
    "nobody_leads": _("换届选举要选出主席；会员不足 25 人的，可以只选组织员一人。"),
    "nobody_elected": _("请至少填一位当选的人。"),
    "only_the_chair": _("只登记了主席。会员 25 人以上要有委员会，请把其他委员也补上。"),
    "committee_size": _(
        "会员 %(members)s 人，委员会一般 %(fewest)s 到 %(most)s 人，登记了 %(seats)s 人"
        "（总工发〔2016〕27号）。"
    ),
    "organiser_from_25": _(
        "会员 %(members)s 人，25 人以上要建基层委员会，不能只设组织员（工会法第十一条）。"
    ),
    "two_chair": _("主席只能有一位。"),
    "two_organiser": _("组织员只选一人（工会法第十一条）。"),
    "two_audit_chair": _("经审委主任只能有一位。"),
    "two_women_chair": _("女职工委主任只能有一位。"),
    "twice": _("%(name)s在同一个委员会里写了两次。"),
    "barred_legal_representative": _(
        "%(name)s是法定代表人，不得作本单位工会委员会候选人（总工发〔2016〕27号）。"
    ),
    "barred_administrative_head": _(
        "%(name)s是行政主要负责人，不得作本单位工会委员会候选人（总工发〔2016〕27号）。"
    ),
    "barred_partner": _("%(name)s是合伙人，不得作本单位工会委员会候选人（总工发〔2016〕27号）。"),
    "barred_relative_of_head": _(
        "%(name)s是单位主要负责人的近亲属，不得作本单位工会委员会的人选（工会法第十条）。"
    ),
    "barred_deputy_head": _(
        "%(name)s是行政副职，不得作本企业工会主席候选人（企业工会主席产生办法第六条）。"
    ),
    "barred_hr_head": _(
        "%(name)s是人力资源部门负责人，不得作本企业工会主席候选人（企业工会主席产生办法第六条）。"
    ),
    "barred_foreign_staff": _(
        "%(name)s是外籍职工，不得作本企业工会主席候选人（企业工会主席产生办法第六条）。"
    ),
    "barred_membership_kept": _(
        "%(name)s是保留会籍的会员，没有选举权和被选举权（总工发〔2016〕27号）。"
    ),
    "barred_finance_staff": _("%(name)s管工会财务，不得担任经审委员。"),
    "chair_audits": _("%(name)s是主席，不得同时担任经审委员。"),
    "vice_chair_audits": _("%(name)s是副主席，分管财务的不得担任经审委员，请核对分工。"),
    "audit_size": _("经审委一般 %(fewest)s 到 %(most)s 人，登记了 %(number)s 人。"),
    "election_known": _("这一天的换届选举已经登记过。"),
    "approved_before_held": _("批复日期早于选举或报送日期，请核对。"),
    "approved_on_missing": _("请填批复日期。"),
    "approval_no_missing": _("请写批复文号。"),
    "approved_already": _("这次选举已经有批复。"),
    "refusal_reason": _("请写明哪里不合规定，要据此重新选举（总工发〔2016〕27号）。"),
    "elected_since": _("这次选举以后又登记了当选的人，请先核对那一次。"),
    "not_answered": _("这次选举还没有批复。"),
    "answer_changed": _("这次选举涉及的人后来又改过，不能原样恢复，请先核对。"),
    "extension_too_long": _("延期最长六个月（工会基层组织选举工作条例）。"),
    "extension_within_term": _("要晚于本届届满的那一天。"),
    "extension_of_unknown": _("没有登记本届哪天届满，先补登主席任期。"),
    "extension_approved_late": _("批复的日期晚于延期的最后一天，请核对。"),
    "delay_undone": _("这次延期已经撤回。"),
    "answered_late": _("上级应在 15 天内批复，这次晚了（总工发〔2016〕27号）。"),
    "seat_taken": _("这个职务现在由%(name)s担任，先登记离任，再登记补选。"),
    "sits_already": _("%(name)s已经在这个委员会里。"),
    "by_before_term": _("补选日期早于本届当选日期，请核对。"),
    "by_after_term": _("本届任期已经届满，应当换届，不再补选（工会法第十六条）。"),
    "term_unknown": _("不知道本届哪天届满，补选的人任期到哪天也就算不出来。"),
    "left_already": _("这位已经登记离任。"),
    "declared_already": _("这位已经有声明，不重复登记。"),
    "nothing_new": _("没有填新的内容。"),
}

"""What the pages of an import say: names of columns, and a sentence for every reason.

The codes are the closed list of issues a reader finds in a workbook, and the few reasons the
rooms add when they compare a row with what is stored.
"""

import re
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xingjia.imports.kinds import compared_only
from xingjia.toolkit.ui.templatetags.ui import day as day_in_words

Text = str | Promise

# Columns of a workbook, whatever they are called in it.
FIELDS: dict[str, Text] = {
    "employer_name": _("企业名称"),
    "employer_code": _("统一社会信用代码"),
    "division_name": _("镇、街道"),
    "division_code": _("镇、街道"),
    "address": _("地址"),
    "ownership": _("登记注册类型"),
    "industry": _("行业门类"),
    "in_production": _("是否投产"),
    "staff": _("职工人数"),
    "women_staff": _("女职工人数"),
    "migrant_staff": _("农民工人数"),
    "union_name": _("工会名称"),
    "union_code": _("工会统一社会信用代码"),
    "union_founded": _("成立日期"),
    "members": _("会员人数"),
    "women_members": _("女会员人数"),
    "chair_name": _("主席姓名"),
    "chair_elected_on": _("当选日期"),
    "term_ends_on": _("任期届满"),
    "chair_phone": _("主席办公电话"),
    "office_place": _("工会办公场所"),
    "sign_displayed": _("已亮牌子"),
    "identity_displayed": _("已亮主席身份"),
    "contracts_collective": _("集体合同"),
    "contracts_wage": _("工资专项集体合同"),
    "contracts_women": _("女职工权益保护专项集体合同"),
    "contracts_three": _("三项合同"),
    "registered_capital": _("注册资本"),
    "registered_on": _("登记日期"),
    "remark": _("备注"),
    "row_key": _("行号"),
    "enterprises": _("投产企业"),
    "unions": _("建会企业"),
    "signs_displayed": _("已亮牌子"),
    "identities_displayed": _("已亮主席身份"),
    "sign_rate": _("亮牌率"),
    "three_contracts": _("三项合同齐全"),
    "person_name": _("姓名"),
    "post": _("职务"),
    "elected_on": _("当选日期"),
    "votes": _("得票"),
    "contract_no": _("合同编号"),
    "contract_kind": _("合同种类"),
    "coverage_scope": _("签订方式"),
    "employers_covered": _("覆盖企业数"),
    "covered_employers": _("覆盖企业名单"),
    "signed_on": _("签订日期"),
    "valid_from": _("生效日期"),
    "valid_to": _("到期日期"),
    "validity": _("有效期"),
    "filed_on": _("报送审查日期"),
    "reviewed_on": _("审查日期"),
    "review_opinion": _("有审查意见书"),
    "staff_covered": _("覆盖职工"),
    "women_covered": _("覆盖女职工"),
}

# Kinds that are recognised before any room can apply them; the others are named by their room.
KINDS: dict[str, Text] = {
    "pairings": _("联手单位名单"),
    "honours": _("荣誉名单"),
    "assessment": _("考评表"),
    "appeals": _("诉求台账"),
    "members": _("会员名册"),
}

# How the outcomes of rows that are only compared are called.
COMPARED: dict[str, Text] = {"held": _("对不上"), "same": _("对得上")}
SKIPPED: dict[str, Text] = {
    "title": _("标题、重复表头"),
    "total": _("小计、合计"),
    "note": _("附注"),
    "blank": _("空行"),
    "placeholder": _("没有写真实单位的行"),
}

# Most particular first: code:level:field, code:field, code:level, code.
SENTENCES: dict[str, Text] = {
    "check_digit": _("校验位不对，多半抄错了一位。请照证书核对"),
    "wrong_length": _("位数不对，应为 18 位。请照证书核对"),
    "wrong_length:chair_phone": _("位数不对，手机应为 11 位，座机应为 7 或 8 位"),
    "letter_for_digit": _("数字里混进了字母，如 O、I。请照证书改成数字"),
    "letter_for_digit:offer": _("数字里混进了字母，多半是 %(value)s。请照证书核对"),
    "old_code": _("是旧的登记号，按企业名称对照。有 18 位代码时请补上"),
    "not_a_union_code": _("工会代码应以 8 开头，这是企业代码的写法"),
    "damaged_by_spreadsheet:error": _(
        "被 Excel 改成了科学计数法，已读不出原数。请把这一列设为文本后重填"
    ),
    "damaged_by_spreadsheet:warning": _("被 Excel 存成了数字，已换算成日期，请看一眼"),
    "missing": _("没有写代码，按企业名称对照"),
    "duplicate:warning": _("与前面一行相同，只算一次"),
    "duplicate:error": _("同一个代码前面已有一行，内容不同，以前面那行为准"),
    "conflict": _("代码是一家的，名称是另一家的。请核对是哪一家"),
    "conflict:name": _("代码是“%(value)s”的，名称是另一家的。请核对是哪一家"),
    "conflict:code": _("名册里同名企业的代码是 %(value)s。请核对是不是同一家"),
    "name_changed": _("代码已在名册里，名称变了，按更名办理"),
    "unknown_division:error": _("本地没有这个镇、街道，请核对原表"),
    "unknown_division:warning": _("这个标题不是镇、街道，没有当作地点"),
    "retired_division": _("是已撤并的镇、街道，已换成现在的"),
    "zone_division": _("是国家区划表以外的园区，照收"),
    "out_of_scope": _("属于别的县（市、区），请交那里的总工会"),
    "ambiguous_date:error": _("数字连写，分不清月和日。请写成 2012年3月5日 这样"),
    "ambiguous_date:warning": _("年份只有两位，或写的是月底，已按常理取一天，请看一眼"),
    "invalid_date": _("没有这一天。请写成 2018年5月7日 这样"),
    "date_order": _("结束早于开始，请核对原表"),
    "unreadable": _("看不懂写的是什么，请核对原表"),
    "approximate_number:error": _("写的不是准数，如“50余人”。请填准数"),
    "approximate_number:warning": _("写的是约数，照所写的数收下"),
    "placeholder:error": _("没有写真实的单位"),
    "placeholder:warning": _("填的是 × 一类的记号，算未填报"),
    "inferred": _("表里没有直接写，由别处推出，请看一眼"),
    "sums_do_not_match": _("写的合计与各行加起来不符，照各行收下"),
    "sums_do_not_match:employers_covered": _("写的家数与名单不符，照名单收下"),
    "exceeds_total": _("比总数还大，请核对"),
    "exceeds_total:members": _("会员比职工还多，请核对"),
    "exceeds_total:women_members": _("女会员比会员还多，请核对"),
    "exceeds_total:women_staff": _("女职工比职工还多，请核对"),
    "exceeds_total:migrant_staff": _("农民工比职工还多，请核对"),
    "self_pair": _("结对的双方是同一个单位"),
    "already_paired": _("前面已同另一家结对"),
    "joined_lines": _("名称折成了两行，已接成一个"),
    "ambiguous_deadline": _("没有写明工作日，按自然日算"),
    "calendar_not_published": _("那年的放假安排还没有公布，算不出期限"),
    "name_not_unique": _("不止一家叫“%(value)s”。请在原表写上代码"),
    "no_name": _("没有写企业名称，代码也对不上任何一家"),
    "nowhere": _("没有写工会名称，这一项没有收"),
    "nowhere:chair_elected_on": _("没有写主席姓名，这一项没有收"),
    "nowhere:term_ends_on": _("没有写主席姓名，这一项没有收"),
    "no_contract_kind": _("没有写是哪一种合同"),
    "election_refused": _("上级没有批准选出这位主席的那次选举。批了的，先到历次选举里撤回"),
    "union_closed": _("这个代码的工会已经撤销。撤错了，请先在它的页上撤回"),
    "place_closed": _("这个地方已经撤销，要先说明它现在归哪里"),
    "outside": _("已登记在别处。要迁过来，请按全县导入，或请上一级总工会导入"),
    "employer_not_registered:warning": _("名册里没有“%(value)s”，先不算它"),
    "employer_not_registered": _("名册里没有“%(value)s”。请先导入它的名册"),
    "employer_not_registered:nobody": _("没有写是哪家企业的合同"),
    "union_not_registered": _("名册里没有“%(value)s”这家工会。请先导入它的名册"),
    "no_post": _("没有写在工会里担任什么职务"),
    "person_unfit": _("“%(value)s”不像本人姓名，请写真实姓名"),
    "seat_taken": _("名册里这个职务是%(value)s。请先登记离任或换届，再导入"),
    "left_before": _("已登记 %(value)s 离任。仍在任的，请登记补选"),
    "edited": _("表里这一天以后，有人在这里手工改过"),
    "tally_more": _("表里多 %(value)s"),
    "tally_less": _("表里少 %(value)s"),
    "tally_unknown": _("台账里还没有这个数，没法对照"),
    "tally_elsewhere": _("不在这次导入的地方里，没有对照"),
    "no_room": _("先原样存着，等有了能写入这一类的功能再写"),
    "further_term": _("连任：另记一届，上一届的日期留着"),
    "term_mended": _("按改正上次写错的日期办理。是换届连任的，请到工会页上登记"),
    "older_list": _("%(value)s 已换届，这一行是上一届的"),
    "edited_since": _("表发出以后，台账里这一项又改过。请核对以哪个为准"),
    "not_asked": _("这一格没有要您填，改动没有采用"),
    "no_row_key": _("这一行不是表里原有的，没有采用。要加企业，请另交一份名册"),
    "other_workbook": _("这一行是从别的表里抄来的，没有采用"),
    "employer_gone": _("名册里已经没有这家企业"),
    "sent_out": _("这是填报发出的表，请在“填报”里交"),
}
# What may be decided about a row that waits: choice:reason:field, choice:reason, choice.
CHOICES: dict[str, Text] = {
    "": _("先放着，不写"),
    "stored": _("有疑问的几项不动，其余照写"),
    "stored:duplicate": _("以前面那一行为准"),
    "stored:edited": _("保留手工改的，其余照写"),
    "stored:edited_since": _("保留台账里的，其余照写"),
    "stored:conflict:employer_code": _("是同一家，代码不改"),
    "stored:conflict:union_code": _("工会几项不写，其余照写"),
    "stored:outside:union_code": _("工会几项不写，其余照写"),
    "stored:union_closed": _("工会几项不写，其余照写"),
    "row": _("现在没有疑问了，写入"),
    "row:duplicate": _("以本行为准"),
    "row:edited": _("以这份表为准"),
    "row:edited_since": _("以交来的为准"),
    "row:conflict:employer_code": _("是同一家，改用这个代码"),
    "new:conflict:employer_code": _("是另一家，新增"),
    "code": _("照代码，是“%(value)s”"),
    "name": _("照名称，是“%(value)s”"),
}
# Why a row stays when its workbook is taken back: why:table, else why.
STAYS: dict[str, Text] = {
    "changed": _("后来改过"),
    "used": _("后来有别的登记用到它"),
    "used:registry.employerstatement": _("后来又填过这家企业"),
    "used:registry.unionstatement": _("后来又填过它的工会"),
    "used:registry.cover": _("它的工会后来又覆盖了别的企业"),
    "used:registry.contractemployer": _("后来有合同覆盖它"),
    "used:registry.officer": _("它的工会后来又选了人"),
    "used:access.appointment": _("它的工会已经有人登录使用"),
    "used:access.invitation": _("已经请它的工会主席来登录"),
    "tied": _("与留下的另一行写的是同一份登记"),
    "outside": _("现在归别处管"),
    "code_taken": _("原来的代码现在是另一家的"),
}
STRAY_FAULT = _("这一行写不进去，请核对原表")
STAYS_UNKNOWN = _("%(sentence)s。这一项先空着，其余照写")

CODE = re.compile(r"[0-9A-Z]{9,18}")
PARTIAL_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


def outcome(kind: str, outcome: str) -> str:
    """What the outcome of a row is called where rows are only compared; "" elsewhere."""
    return str(COMPARED.get(outcome, "")) if kind in compared_only() else ""


def field_name(field: str | None) -> str:
    """The reader's word for a column of a workbook; its own code where we have none."""
    return str(FIELDS.get(field or "", field or ""))


def sentence(code: str, level: str, field: str = "", value: str = "") -> str:
    """What is wrong, and what to do about it."""
    shade = _shade(code, value)
    for key in (f"{code}:{shade}", f"{code}:{field}", f"{code}:{level}", code):
        if key in SENTENCES:
            return str(SENTENCES[key]) % {"value": value}
    return str(STRAY_FAULT)


def choice(option: str, code: str = "", field: str = "", value: str = "") -> str:
    """What a choice about a row does, where `code` and `field` say why it waits."""
    keys = (f"{option}:{code}:{field}", f"{option}:{code}", option)
    return str(next(CHOICES[key] for key in keys if key in CHOICES)) % {"value": value}


def stays_because(why: str, table: str) -> str:
    """Why a row is left as it is when its workbook is taken back."""
    return str(STAYS.get(f"{why}:{table}", STAYS.get(why, why)))


def _shade(code: str, value: str) -> str:
    """The same reason reads differently when it names a code, a name, or nobody."""
    if code == "conflict" and value:
        return "code" if CODE.fullmatch(value) else "name"
    if code == "letter_for_digit" and value:
        return "offer"
    return "nobody" if code == "employer_not_registered" and not value else ""


def stays_unknown(said: str) -> str:
    """A fault in a row that is written all the same."""
    return str(STAYS_UNKNOWN) % {"sentence": said}


def written_out(value: Any) -> str:
    """A value of a workbook as people write it, where no room knows it better."""
    if isinstance(value, bool):
        return gettext("是") if value else gettext("否")
    if isinstance(value, list):
        return "、".join(written_out(one) for one in value)
    if isinstance(value, dict):
        return " ".join(written_out(one) for one in value.values())
    if isinstance(value, str):
        return _day(value) or value
    return "" if value is None else str(value)


def _day(text: str) -> str:
    """A day or a month in words; "" for any other text."""
    match = PARTIAL_DAY.fullmatch(text)
    if not match:
        return ""
    year, month, number = match.groups()
    if number is None:
        return gettext("%(year)s年%(month)s月") % {"year": year, "month": int(month)}
    try:
        return day_in_words(date(int(year), int(month), int(number)))
    except ValueError:
        return ""

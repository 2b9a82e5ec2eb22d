"""The words of the desk: kinds of doubts, a plain sentence for each, and where it is put right."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext

from xingjia.desk.rules import Item, Kind
from xingjia.imports import words as row_words
from xingjia.registry.models import Contract, Officer
from xingjia.toolkit.ui.templatetags.ui import day

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

KINDS: dict[str, StrOrPromise] = {
    Kind.TWINS: lazy("可能重复"),
    Kind.DAYS: lazy("日期不对"),
    Kind.CLAIMS: lazy("报的和合同对不上"),
    Kind.HELD: lazy("导入时暂缓"),
    Kind.CODES: lazy("缺代码"),
}
ICONS: dict[str, str] = {
    Kind.TWINS: "copy",
    Kind.DAYS: "calendar-x",
    Kind.CLAIMS: "scale",
    Kind.HELD: "player-pause",
    Kind.CODES: "barcode",
}
STRENGTHS: dict[str, tuple[str, StrOrPromise]] = {
    "strong": ("unmet", lazy("很可能重复")),
    "likely": ("lapsing", lazy("可能重复")),
    "possible": ("unknown", lazy("也许重复")),
}
REASONS: dict[str, StrOrPromise] = {
    "same_name": lazy("名称相同"),
    "former_name": lazy("一家的曾用名是另一家的名称"),
    "same_body": lazy("代码里的主体标识码相同"),
    "alike": lazy("去掉地名和公司字样后名称相同"),
    "same_address": lazy("地址相同"),
    "same_phone": lazy("电话相同"),
    "same_employer": lazy("覆盖同一家企业"),
    "old_and_new": lazy("一个是老登记号，一个是 18 位代码"),
    "codes_differ": lazy("但两个 18 位代码不同，也可能是两家"),
    "same_union": lazy("在同一家工会"),
    "same_account": lazy("用的是同一个账号"),
    "terms_overlap": lazy("任期重叠"),
}
SENTENCES: dict[str, StrOrPromise] = {
    "twin_employer": lazy("“%(first)s”和“%(second)s”可能是同一家企业。"),
    "twin_union": lazy("“%(first)s”和“%(second)s”可能是同一家工会。"),
    "twin_person": lazy("%(union)s的%(post)s%(first)s可能登记了两次。"),
    "twin_person_apart": lazy(
        "%(union)s的%(post)s%(first)s和%(other)s的%(other_post)s%(second)s可能是同一个人。"
    ),
    "no_code": lazy("%(name)s没有统一社会信用代码。"),
    "old_code": lazy("%(name)s登记的还是老登记号 %(code)s。"),
    "closed_before_founding": lazy("%(name)s的撤销日期 %(closed)s不晚于成立日期 %(founded)s。"),
    "founded_far_ahead": lazy("%(name)s的成立日期 %(founded)s还在一年以后。"),
    "ends_before_election": lazy(
        "%(name)s主席%(person)s的任期 %(term_ends_on)s届满，却在 %(elected_on)s才当选。"
    ),
    "left_before_election": lazy(
        "%(name)s主席%(person)s %(left_on)s离任，却在 %(elected_on)s才当选。"
    ),
    "elected_before_founding": lazy(
        "%(name)s %(founded)s才成立，主席%(person)s却在 %(elected_on)s当选。"
    ),
    "elected_far_ahead": lazy("%(name)s主席%(person)s的当选日期 %(elected_on)s还在一年以后。"),
    "cover_before_founding": lazy(
        "%(name)s %(founded)s才成立，却从 %(start)s起就覆盖%(employer)s。"
    ),
    "ends_before_start": lazy("合同 %(name)s的到期日期早于生效日期。"),
    "signed_after_end": lazy("合同 %(name)s %(signed_on)s才签订，却在 %(valid_to)s就到期。"),
    "ended_before_start": lazy("合同 %(name)s %(ended_on)s终止，却在 %(valid_from)s才生效。"),
    "held_row": lazy("“%(filename)s”第 %(row)s 行：%(name)s导入时暂缓，还没有处理。"),
    "tally_row": lazy("“%(filename)s”第 %(row)s 行：%(name)s的数和台账对不上。"),
    "claimed": lazy("%(name)s：名册报%(kind)s有效，没有查到当天有效的合同。"),
    "disputed": lazy("%(name)s：名册报没有%(kind)s，登记的合同却还在期内。"),
}
ACTS: dict[str, StrOrPromise] = {
    Kind.TWINS: lazy("对照"),
    Kind.DAYS: lazy("去改"),
    Kind.CLAIMS: lazy("去看"),
    Kind.HELD: lazy("去看"),
    Kind.CODES: lazy("去补"),
}
FIGURES: dict[str, StrOrPromise] = {
    "operating": lazy("投产企业"),
    "unionised": lazy("已建会"),
    "unions": lazy("工会"),
    "covered": lazy("覆盖企业"),
    **{kind.value: kind.label for kind in Contract.Kind},
}
FAULTS: dict[str, StrOrPromise] = {
    "same_row": lazy("这是同一条登记，不用合并。"),
    "merged_already": lazy("其中一条已经合并过了。"),
    "stale": lazy("您打开这一页以后，其中一条被人改过。下面是现在的内容，请再看一遍。"),
    "no_choice": lazy("选的内容对不上，请再看一遍。"),
    "other_name": lazy("两边姓名不一样。确实是同一个人的，先到工会的页上改正姓名。"),
    "beyond_reach": lazy("其中一人还有别处的任职，不归您管。请上级总工会来合并。"),
    "kept_closed": lazy("要保留的工会已经撤销，另一家还在。请换一条保留。"),
    "leaf_stays": lazy("这家工会在组织里的位置现在改不了，请先到“组织”里核对。"),
    "undone_already": lazy("这次合并已经撤销过了。"),
    "merged_since": lazy("后来又合并过，请先撤销后来的那一次。"),
    "changed_since": lazy("合并以后又改过%(what)s，撤销会丢掉这些，所以不能撤销。"),
    "no_reason": lazy("请写一句为什么这样是对的。"),
    "settled_already": lazy("已经有人认可过了。"),
    "open_already": lazy("已经在清单里了。"),
    "owner_unfit": lazy("请选管这个地方的人。"),
    "gone": lazy("这一条已经改好了，不在清单里了。"),
}
TABLES: dict[str, StrOrPromise] = {
    "employer": lazy("企业本身"),
    "union": lazy("工会本身"),
    "officer": lazy("主席任期"),
    "employerstatement": lazy("登记内容"),
    "unionstatement": lazy("登记内容"),
    "cover": lazy("覆盖关系"),
    "contractemployer": lazy("合同"),
    "employeralias": lazy("曾用名"),
    "unionalias": lazy("曾用名"),
}


def sentence(item: Item) -> str:
    """What is doubtful, in one plain sentence."""
    told: dict[str, Any] = {
        name: day(value) if isinstance(value, date) else value
        for name, value in item.params.items()
    }
    told |= {"name": item.names[0], "first": item.names[0], "second": item.names[-1]}
    code = item.code
    if item.code == "twin_person":
        posts = dict(Officer.Post.choices)
        (_key, told["union"], post), (_other, told["other"], other) = item.params["posts"]
        told |= {"post": posts[post], "other_post": posts[other]}
        code = code if item.params["same"] else "twin_person_apart"
    if item.kind is Kind.CLAIMS:
        told["kind"] = Contract.Kind(told["kind"]).label
    return str(SENTENCES[code]) % told


def reasons(item: Item) -> str:
    """Why two rows are suspected, or one waits, in one line."""
    if why := item.params.get("why"):
        said = row_words.sentence(why.code, "error", why.field, why.value)
        words = {"name": row_words.field_name(why.field), "said": said}
        return _("%(name)s：%(said)s") % words if why.field else said
    return pgettext("between items", "、").join(str(REASONS[name]) for name in item.reasons)


def ways(item: Item) -> list[tuple[str, str]]:
    """Of one name in two unions, what it can mean, and where that is settled: text and address.
    That they are two people is for the owner to accept."""
    if item.code != "twin_person" or item.params["same"]:
        return []
    first, second = item.params["posts"]
    return [
        (
            _("是同一个人，两处都任过职：对照以后合并，两段任职都留着。"),
            reverse("desk:merge", args=["person", *item.pks]),
        ),
        (
            _("两家其实是同一家工会：对照以后合并，人和任期跟着合成一条。"),
            reverse("desk:merge", args=["union", first[0], second[0]]),
        ),
        *(
            (
                _("不在%(union)s任职：到它的页上登记离任或改正。") % {"union": name},
                reverse("registry:union", args=[key]),
            )
            for key, name, _post in (first, second)
        ),
    ]


def mended_at(item: Item) -> str:
    """The address where an item is put right."""
    if item.kind is Kind.TWINS:
        return reverse("desk:merge", args=[item.subject, *item.pks])
    if item.subject == "person":
        return reverse("registry:union", args=[item.params["posts"][0][0]])
    if item.subject == "batch":
        return reverse("imports:batch", args=item.pks) + f"?row={item.params['key']}"
    name = f"change_{item.subject}" if item.kind is Kind.CODES else item.subject
    return reverse(f"registry:{name}", args=item.pks)


def act(item: Item) -> str:
    """What the button of an item says."""
    return str(ACTS[item.kind])


def fault(code: str, changed: dict[str, int] | None = None) -> str:
    """Why something was refused; `changed`: how many rows of which table changed since."""
    what = pgettext("between items", "、").join(
        _("%(table)s %(n)s 项") % {"table": TABLES.get(table, _("其他记录")), "n": number}
        for table, number in (changed or {}).items()
    )
    return str(FAULTS[code]) % {"what": what}

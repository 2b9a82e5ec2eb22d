"""How a union is founded: eleven steps. Pure.

They map to docs/domain.md §4.5 (fourteen there): 摸底 is its 1–2 · 筹备申请 3 · 批复 4 · 入会 5–6 ·
候选人公示和大会请示 7 · 会员大会 8 · 报批 and 批复 both sides of 9 · 印章和牌子 10 · 法人登记 11 ·
开户和经费 12–13. Entering members into the national real-name platform, its 14, is done there.

Steps of the superior are kept apart from what is asked of him, for that is where one waits. The
union exists from the superior's approval on (工会法 art. 12).
"""

from xingjia.organising.rules.steps import Clock, Step, Who
from xingjia.registry.rules.elections import CHAIRS, ELECTIONS, NATIONAL
from xingjia.registry.rules.terms import CERTIFICATES

MEETING = ("form", "should_attend", "present", "issued", "returned", "term_years", "elected")
NOTICE_DAYS = NATIONAL.notice_days
ANSWER_DAYS = NATIONAL.answer_days
REGISTER_DAYS = 60  # after the founding; docs/domain.md §4.6, recollected and not certain

PLAN: tuple[Step, ...] = (
    Step("survey", Who.TOWNSHIP, asks=("contact",)),
    Step(
        "apply",
        Who.GROUP,
        needs=("survey",),
        asks=("doc_no", "group"),
        letters=("prepare_request",),
    ),
    Step(
        "permit",
        Who.SUPERIOR,
        needs=("apply",),
        asks=("doc_no",),
        required=frozenset({"doc_no"}),
        letters=("prepare_reply",),
    ),
    Step(
        "join",
        Who.GROUP,
        needs=("permit",),
        asks=("members", "women_members"),
        required=frozenset({"members"}),
    ),
    Step(
        "call",
        Who.GROUP,
        needs=("join",),
        asks=("candidates", "seats", "doc_no"),
        required=frozenset({"candidates"}),
        letters=("candidates_notice", "meeting_request", "meeting_reply"),
    ),
    Step(
        "meet",
        Who.GROUP,
        needs=("call",),
        asks=MEETING,
        required=frozenset({"should_attend", "present", "elected", "term_years"}),
        letters=("ballot", "minutes"),
        earliest=Clock("notice", "call", CHAIRS, days=NOTICE_DAYS),
    ),
    Step("report", Who.GROUP, needs=("meet",), asks=("doc_no",), letters=("result_report",)),
    Step(
        "approve",
        Who.SUPERIOR,
        needs=("report",),
        asks=("doc_no", "union_name"),
        required=frozenset({"doc_no", "union_name"}),
        letters=("result_reply", "result_refusal"),
        due=Clock("answer", "report", ELECTIONS, days=ANSWER_DAYS),
    ),
    Step("sign", Who.UNION, needs=("approve",)),
    Step(
        "register",
        Who.UNION,
        needs=("approve",),
        asks=("doc_no",),
        due=Clock("register", "approve", CERTIFICATES, days=REGISTER_DAYS),
    ),
    Step("account", Who.UNION, needs=("sign", "register")),
)

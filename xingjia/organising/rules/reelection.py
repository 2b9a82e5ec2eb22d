"""How a committee is elected anew: ten steps around the end of its term, and a delay. Pure.

The times before the term's end are practice, the others rules; docs/domain.md §4.2 and §4.6 tell
which. A delay is the superior's to allow, at most six months (总工发〔2016〕27号).
"""

from xingjia.organising.rules.founding import ANSWER_DAYS, MEETING, NOTICE_DAYS
from xingjia.organising.rules.steps import TERM, Clock, Step, Who
from xingjia.registry.rules.elections import CHAIRS, ELECTIONS, LAW
from xingjia.registry.rules.terms import CERTIFICATES, NATIONAL, PRACTICE

CHANGE_DAYS = 30  # 总工办发〔2020〕20号: a change of the legal representative is registered so soon
BEFORE = -NATIONAL.submit_months

PLAN: tuple[Step, ...] = (
    Step(
        "prepare",
        Who.UNION,
        asks=("group",),
        due=Clock("submit", TERM, PRACTICE, months=BEFORE),
    ),
    Step(
        "request",
        Who.UNION,
        needs=("prepare",),
        asks=("doc_no",),
        letters=("reelection_request",),
        due=Clock("submit", TERM, PRACTICE, months=BEFORE),
    ),
    Step(
        "permit",
        Who.SUPERIOR,
        needs=("request",),
        asks=("doc_no",),
        required=frozenset({"doc_no"}),
        letters=("reelection_reply",),
    ),
    Step(
        "nominate",
        Who.UNION,
        needs=("permit",),
        asks=("candidates", "seats"),
        required=frozenset({"candidates"}),
    ),
    Step("notice", Who.UNION, needs=("nominate",), letters=("candidates_notice",)),
    Step(
        "meet",
        Who.UNION,
        needs=("notice",),
        asks=MEETING,
        required=frozenset({"should_attend", "present", "elected", "term_years"}),
        letters=("ballot", "minutes"),
        due=Clock("term_over", TERM, LAW, days=-1),
        earliest=Clock("notice", "notice", CHAIRS, days=NOTICE_DAYS),
    ),
    Step("report", Who.UNION, needs=("meet",), asks=("doc_no",), letters=("result_report",)),
    Step(
        "approve",
        Who.SUPERIOR,
        needs=("report",),
        asks=("doc_no",),
        required=frozenset({"doc_no"}),
        letters=("result_reply", "result_refusal"),
        due=Clock("answer", "report", ELECTIONS, days=ANSWER_DAYS),
    ),
    Step(
        "change",
        Who.UNION,
        needs=("approve",),
        asks=("doc_no",),
        due=Clock("change", "approve", CERTIFICATES, days=CHANGE_DAYS),
    ),
    Step("show", Who.UNION, needs=("approve",)),
    Step(
        "extend",
        Who.SUPERIOR,
        asks=("until", "doc_no"),
        required=frozenset({"until", "doc_no"}),
        letters=("extension_request", "extension_reply"),
        aside=True,
    ),
)

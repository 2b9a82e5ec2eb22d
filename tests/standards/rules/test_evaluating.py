"""Standing in the cases a cadre would put: what is met, since when, until when, and verified."""

from datetime import date
from fractions import Fraction

from tests.standards.rules.saying import claim, event, record
from xingjia.facts.rules import EVER, OPEN, Span
from xingjia.standards.rules.criteria import (
    All,
    AnyOf,
    CountAtLeast,
    Criterion,
    CriterionMet,
    FactIs,
    Finding,
    HeldFor,
    Not,
    Standard,
    StandardMet,
    Where,
    Words,
)
from xingjia.standards.rules.evaluating import Outcome, all_kinds, evaluate, kinds_needed
from xingjia.standards.rules.history import History
from xingjia.standards.rules.periods import Period

YEAR, THREE_YEARS, HALF_YEAR = Period(12), Period(36), Period(6)
SIGN = FactIs("sign_shown")
CHAIR = FactIs(
    "officer",
    (Where("post", frozenset({"chair"})), Where("elected", frozenset({"true"}), decides=True)),
)
TEN_WOMEN = FactIs("membership", (Where("women", at_least=Fraction(10), decides=True),))
WOMENS_BODY = FactIs("committee", (Where("kind", frozenset({"women"})),))
MEETING = FactIs("system_used", (Where("name", frozenset({"workers_congress"})),), YEAR)


def criterion(met, code="A-1", **more) -> Criterion:
    return Criterion(code, Words("条目"), met, **more)


def standard(*criteria, code="trial", **more) -> Standard:
    return Standard(code, "2013", Words("试行标准"), "test", False, tuple(criteria), **more)


def standing(met, facts, **more):
    return evaluate(standard(criterion(met, **more)), facts).criteria["A-1"]


def test_what_nobody_has_said_is_unknown_and_passes_nothing():
    verdict = evaluate(standard(criterion(SIGN)), [])

    assert verdict.criteria["A-1"].on(date(2013, 6, 1)) is Outcome.UNKNOWN
    assert verdict.whole.on(date(2013, 6, 1)) is Outcome.UNKNOWN


def test_a_register_claims_and_a_later_not_so_ends_it():
    found = standing(
        SIGN,
        [
            claim("sign_shown", date(2013, 6, 30)),
            claim("sign_shown", date(2013, 12, 31), holds=False),
        ],
    )

    assert found.met.items == (Span(date(2013, 6, 30), date(2013, 12, 31)),)
    assert found.unmet.items == (Span(date(2013, 12, 31), OPEN),)
    assert not found.verified


def test_a_term_that_ends_ends_the_standing_by_itself():
    found = standing(
        CHAIR,
        [
            record(
                "officer",
                date(2011, 3, 8),
                date(2016, 3, 8),
                post="chair",
                elected="true",
                name="甲",
            )
        ],
    )

    assert found.on(date(2016, 3, 7)) is Outcome.MET
    assert found.on(date(2016, 3, 8)) is Outcome.NOT_MET
    assert found.on(date(2011, 3, 7)) is Outcome.UNKNOWN


def test_a_chair_who_was_not_elected_fails_and_one_of_whom_nobody_says_stays_unknown():
    appointed = record("officer", date(2011, 3, 8), post="chair", elected="false", name="甲")
    unsaid = record("officer", date(2011, 3, 8), post="chair", name="甲")

    assert standing(CHAIR, [appointed]).on(date(2012, 1, 1)) is Outcome.NOT_MET
    assert standing(CHAIR, [unsaid]).on(date(2012, 1, 1)) is Outcome.UNKNOWN


def test_between_two_chairs_the_post_is_vacant():
    found = standing(
        CHAIR,
        [
            record(
                "officer",
                date(2008, 1, 1),
                date(2011, 1, 1),
                post="chair",
                elected="true",
                name="甲",
            ),
            record(
                "officer",
                date(2011, 5, 1),
                date(2016, 5, 1),
                post="chair",
                elected="true",
                name="乙",
            ),
        ],
    )

    assert found.on(date(2011, 3, 1)) is Outcome.NOT_MET
    assert found.on(date(2011, 5, 1)) is Outcome.MET


def test_a_window_is_half_open_and_clips_to_the_months_end():
    found = standing(MEETING, [event("system_used", date(2012, 2, 29), name="workers_congress")])

    assert found.met.items == (Span(date(2012, 2, 29), date(2013, 2, 28)),)
    assert found.unmet.items == (Span(date(2013, 2, 28), OPEN),)
    assert found.on(date(2012, 2, 28)) is Outcome.UNKNOWN


def test_an_event_seen_later_is_verified_from_then_on():
    found = standing(
        MEETING,
        [event("system_used", date(2012, 3, 1), seen=date(2012, 9, 1), name="workers_congress")],
    )

    assert found.met.items == (Span(date(2012, 3, 1), date(2013, 3, 1)),)
    assert found.verified.items == (Span(date(2012, 9, 1), date(2013, 3, 1)),)


def test_so_many_events_in_a_window():
    quarterly = FactIs("activity", (), YEAR, at_least=2)
    found = standing(
        quarterly, [event("activity", date(2012, 1, 10)), event("activity", date(2012, 7, 1))]
    )

    assert found.met.items == (Span(date(2012, 7, 1), date(2013, 1, 10)),)
    assert found.on(date(2012, 3, 1)) is Outcome.NOT_MET
    assert found.on(date(2012, 1, 9)) is Outcome.UNKNOWN


def test_a_verification_counts_for_its_time_only():
    signs = [
        claim("sign_shown", date(2012, 9, 12)),
        claim("sign_shown", date(2013, 6, 20), seen=date(2013, 6, 20)),
    ]
    found = standing(SIGN, signs, reverify=YEAR)

    assert found.met.items == (Span(date(2012, 9, 12), OPEN),)
    assert found.verified.items == (Span(date(2013, 6, 20), date(2014, 6, 20)),)


def test_trap_4_twelve_women_members_need_a_committee_and_eight_do_not():
    few = [claim("membership", date(2012, 1, 1), members="60", women="8")]
    many = [claim("membership", date(2012, 1, 1), members="60", women="12")]
    day = date(2013, 1, 1)

    assert standing(WOMENS_BODY, few, applies=TEN_WOMEN).on(day) is Outcome.NOT_APPLICABLE
    assert standing(WOMENS_BODY, many, applies=TEN_WOMEN).on(day) is Outcome.UNKNOWN
    no_body = claim("committee", date(2012, 1, 1), holds=False, kind="women")
    assert standing(WOMENS_BODY, [*many, no_body], applies=TEN_WOMEN).on(day) is Outcome.NOT_MET


def test_who_may_not_need_it_has_not_failed_it():
    unsaid = [claim("membership", date(2012, 1, 1), members="60")]
    no_body = claim("committee", date(2012, 1, 1), holds=False, kind="women")

    found = standing(WOMENS_BODY, [*unsaid, no_body], applies=TEN_WOMEN)

    assert found.on(date(2013, 1, 1)) is Outcome.UNKNOWN


def test_what_does_not_apply_stands_in_nobodys_way():
    whole = evaluate(
        standard(criterion(SIGN), criterion(WOMENS_BODY, "A-2", applies=TEN_WOMEN)),
        [claim("sign_shown", date(2012, 1, 1)), claim("membership", date(2012, 1, 1), women="8")],
    ).whole

    assert whole.on(date(2013, 1, 1)) is Outcome.MET


def test_any_all_not_and_count_keep_the_unknown_unknown():
    day, yes = date(2013, 1, 1), claim("sign_shown", date(2012, 1, 1))
    no = claim("account", date(2012, 1, 1), holds=False)
    account, office = FactIs("account"), FactIs("office")

    def outcome(condition):
        return standing(condition, [yes, no]).on(day)

    assert outcome(All((SIGN, office))) is Outcome.UNKNOWN
    assert outcome(All((account, office))) is Outcome.NOT_MET
    assert outcome(AnyOf((SIGN, office))) is Outcome.MET
    assert outcome(AnyOf((account, office))) is Outcome.UNKNOWN
    assert outcome(Not(office)) is Outcome.UNKNOWN
    assert outcome(Not(account)) is Outcome.MET
    assert outcome(CountAtLeast((SIGN, account, office), 1)) is Outcome.MET
    assert outcome(CountAtLeast((SIGN, account, office), 2)) is Outcome.UNKNOWN
    assert outcome(CountAtLeast((SIGN, account, office), 3)) is Outcome.NOT_MET


def test_held_for_half_a_year():
    found = standing(HeldFor(SIGN, HALF_YEAR), [claim("sign_shown", date(2012, 1, 1))])

    assert found.met.items == (Span(date(2012, 7, 1), OPEN),)
    assert found.on(date(2012, 3, 1)) is Outcome.UNKNOWN


def test_a_veto_goes_before_and_says_when_it_clears():
    accident = Finding("V5", Words("事故"), FactIs("accident", (), THREE_YEARS))
    verdict = evaluate(
        standard(criterion(SIGN), vetoes=(accident,)),
        [claim("sign_shown", date(2010, 1, 1)), event("accident", date(2012, 5, 1))],
    )

    assert verdict.vetoes["V5"].unmet.items == (Span(date(2012, 5, 1), date(2015, 5, 1)),)
    assert verdict.whole.met.items == (Span(date(2015, 5, 1), OPEN),)
    assert verdict.whole.on(date(2011, 1, 1)) is Outcome.UNKNOWN


def test_a_criterion_of_another_standard_is_not_asked_twice():
    shown = standard(criterion(SIGN, "SL-1"), code="shuangliang")
    both = standard(
        criterion(CriterionMet("shuangliang", shown.criterion("SL-1"))),
        criterion(StandardMet(shown), "A-2"),
    )
    facts = [claim("sign_shown", date(2012, 1, 1), seen=date(2012, 1, 1))]

    verdict = evaluate(both, facts)

    assert {one.verified.items for one in verdict.criteria.values()} == {
        (Span(date(2012, 1, 1), OPEN),)
    }
    assert kinds_needed(both) == {"A-1": {"sign_shown"}, "A-2": {"sign_shown"}}


def test_an_empty_frame_refuses_to_judge():
    verdict = evaluate(standard(), [claim("sign_shown", date(2012, 1, 1))])

    assert verdict.whole.on(date(2013, 1, 1)) is Outcome.UNKNOWN
    assert verdict.whole.on(EVER) is Outcome.UNKNOWN


def test_optional_criteria_are_judged_and_do_not_decide():
    verdict = evaluate(
        standard(criterion(SIGN), criterion(FactIs("account"), "A-2", required=False)),
        [claim("sign_shown", date(2012, 1, 1)), claim("account", date(2012, 1, 1), holds=False)],
    )

    assert verdict.criteria["A-2"].on(date(2013, 1, 1)) is Outcome.NOT_MET
    assert verdict.whole.on(date(2013, 1, 1)) is Outcome.MET


def test_what_a_standard_depends_on():
    accident = Finding("V5", Words("事故"), FactIs("accident", (), THREE_YEARS))
    asked = standard(criterion(WOMENS_BODY, applies=TEN_WOMEN), vetoes=(accident,))

    assert kinds_needed(asked) == {"A-1": {"committee", "membership"}, "V5": {"accident"}}
    assert all_kinds(asked) == {"committee", "membership", "accident"}


def test_an_event_that_measured_less_than_asked_is_not_met_ever_after():
    enough = Where("rate", at_least=Fraction(80), decides=True)
    asked = FactIs("evaluation", (enough,), within=Period(months=12))
    poor = event("evaluation", date(2013, 1, 1), rate="60", seen=date(2013, 1, 1))

    found = History([poor]).truth(asked)

    assert not found.false.hold(date(2012, 12, 31))
    assert [found.false.hold(day) for day in (date(2013, 1, 2), date(2015, 1, 1))] == [True, True]
    assert found.denied.hold(date(2013, 6, 1))

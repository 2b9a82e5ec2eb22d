"""What a standard costs a union: each thing once, in minutes of a year."""

from fractions import Fraction

from xingjia.standards import presets
from xingjia.standards.costs import COSTS
from xingjia.standards.rules.burden import Cost, burden
from xingjia.standards.rules.criteria import Criterion, FactIs, Standard, Where, Words
from xingjia.standards.rules.periods import Period

TRIAL = {"activity": Cost(3), "office": Cost(1, known=True), "seal": Cost(1), "evaluation": Cost(3)}


def standard(*met: FactIs, code: str = "a") -> Standard:
    criteria = tuple(Criterion(f"A-{n}", Words("条"), one) for n, one in enumerate(met, 1))
    return Standard(code, "1", Words("试"), "test", False, criteria)


def test_what_records_tell_costs_nothing():
    found = burden([standard(FactIs("office"))], TRIAL)

    assert (found.asks, found.known) == ((), ("office",))
    assert (found.first_year, found.each_year) == (0, 0)


def test_a_state_is_told_once_and_an_event_as_often_as_it_is_asked():
    half_year = FactIs("activity", (), Period(6))
    found = burden([standard(FactIs("seal"), half_year)], TRIAL)

    assert [(one.question[0], one.times, one.minutes) for one in found.asks] == [
        ("seal", 0, 1),
        ("activity", 2, 3),
    ]
    assert (found.first_year, found.each_year, found.fields) == (7, 6, 2)


def test_six_activities_a_year_are_six():
    often = FactIs("activity", (), Period(12), at_least=6)

    assert burden([standard(often)], TRIAL).each_year == 18


def test_a_number_is_one_field_more():
    rate = FactIs("evaluation", (Where("rate", at_least=Fraction(80), decides=True),), Period(12))

    assert burden([standard(rate)], TRIAL).asks[0].fields == 2


def test_what_two_standards_ask_is_paid_once():
    seal = FactIs("seal")
    both = burden([standard(seal), standard(seal, code="b")], TRIAL)

    assert [one.lines for one in both.asks] == [(("a", "A-1"), ("b", "A-1"))]
    assert both.first_year == 1


def test_together_the_shipped_standards_cost_less_than_each_alone():
    shipped = presets.current()
    together = burden(shipped, COSTS).first_year
    alone = sum(burden([one], COSTS).first_year for one in shipped)

    assert 0 < together < alone

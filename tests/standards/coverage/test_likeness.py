"""What is worked out for the first of a like is what each would get by itself."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from xingjia.facts.rules import EVER, OPEN, Fact, Span, Spans, Weight
from xingjia.standards.coverage import rules
from xingjia.standards.coverage.rules import Cell, least_of_size, size_band, worked_out

DAYS = st.one_of(
    st.sampled_from([EVER, OPEN]),
    st.integers(0, 12).map(lambda n: date(2013, 1, 1) + timedelta(days=97 * n)),
)
SPANS = (
    st.tuples(DAYS, DAYS)
    .filter(lambda pair: pair[0] != pair[1])
    .map(lambda pair: Span(min(pair), max(pair)))
)
VALUES = {
    "place": ["320925001", "320925108", "0"],
    "ownership": ["private", "collective"],
    "industry": ["C", "F"],
    "staff": ["24", "25", "199", "5000"],
}


@st.composite
def facts(draw):
    kind = draw(st.sampled_from(sorted(rules.CONCERNED - {"stands"} | {"else"})))
    attributes = ()
    if kind in VALUES:
        attributes = (("value", draw(st.sampled_from(VALUES[kind]))),)
    elif kind == "contract":
        attributes = (("kind", draw(st.sampled_from(rules.CONTRACT_KINDS))),)
    span = draw(SPANS)
    return Fact(
        ("employer", draw(st.integers(1, 3))),
        kind,
        span,
        attributes,
        holds=kind in VALUES or draw(st.booleans()),
        weight=draw(st.sampled_from(list(Weight))),
        verified=Spans((span,)) if draw(st.booleans()) else Spans(),
        origin=draw(st.sampled_from(["a", "b"])),
    )


def counted(told: list[Fact], place: str, *, alone: bool = False) -> set[Cell]:
    """The cells; `alone`, as where a county has decided something and nobody is alike."""
    home = Fact(("employer", 1), "stands", Span(EVER), (("value", place),))
    decided = dict.fromkeys([place, *VALUES["place"]], ()) if alone else {}
    return worked_out([*told, home], lambda code: [(code, Span(EVER))], decided)


@given(st.lists(facts(), max_size=8), st.sampled_from(["320925001", "320900"]))
def test_an_employer_counts_as_if_it_were_the_only_one(told, place):
    assert counted(told, place) == counted(told, place, alone=True)


@given(st.integers(0, 3000))
def test_the_least_of_a_size_is_of_that_size(staff):
    assert size_band(least_of_size(staff)) == size_band(staff)


def test_days_in_another_order_are_not_alike():
    def told(claimed, denied):
        return [
            Fact(("employer", 1), "operating", Span(claimed)),
            Fact(("employer", 1), "operating", Span(denied), holds=False),
        ]

    early, late = date(2012, 1, 1), date(2013, 1, 1)

    assert counted(told(early, late), "a") != counted(told(late, early), "a")

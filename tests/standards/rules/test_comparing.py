"""What standards ask for together, each thing once; how two of them differ."""

from dataclasses import replace

from xingjia.standards import presets
from xingjia.standards.costs import KNOWN
from xingjia.standards.library.pages import beside
from xingjia.standards.rules.comparing import (
    Difference,
    asked_of,
    asked_twice,
    difference,
    questions,
)
from xingjia.standards.rules.criteria import Criterion, FactIs, Standard, Where, Words
from xingjia.standards.rules.periods import Period

ALL = list(presets.shipped().values())
SEAL = FactIs("seal")
SEAL_OF_COMMITTEE = FactIs("seal", (Where("kind", frozenset({"committee"})),))


def standard(code: str, *met) -> Standard:
    criteria = tuple(Criterion(f"A-{n}", Words("条"), one) for n, one in enumerate(met, 1))
    return Standard(code, "1", Words("试"), "test", False, criteria)


def test_over_all_shipped_standards_nothing_is_asked_twice():
    assert asked_twice(questions(ALL, KNOWN)) == []


def test_criterion_by_criterion_the_same_would_be_asked_again_and_again():
    """The control: without joining, the shipped standards do ask twice."""
    one_by_one = [
        question
        for one in ALL
        for criterion in one.criteria
        for question in asked_of(criterion)
        if question[0] not in KNOWN
    ]

    assert len(one_by_one) > len(questions(ALL, KNOWN))
    assert ((("sign_shown", ()), ("sign_shown", ()))) in asked_twice(one_by_one)


def test_one_sign_serves_every_standard_that_wants_it():
    lines = questions(ALL, KNOWN)["sign_shown", ()]

    assert {("shuangliang", "SL-01"), ("liuyou", "LY-2S"), ("jiuyou", "JY-1")} <= set(lines)


def test_what_the_register_tells_is_asked_of_nobody():
    kinds = {kind for kind, _ in questions(ALL, KNOWN)}

    assert kinds & KNOWN == set()
    assert {"officer", "term", "contract"} <= {kind for kind, _ in questions(ALL)}


def test_a_narrower_question_answers_the_wider_one():
    found = questions([standard("a", SEAL), standard("b", SEAL_OF_COMMITTEE)])

    assert found == {("seal", (("kind", "committee"),)): (("b", "A-1"), ("a", "A-1"))}


def test_two_versions_differ_in_what_was_changed():
    first = standard("a", FactIs("office"), FactIs("room"), FactIs("party"))
    kept, changed = first.criteria[0], replace(first.criteria[1], reverify=Period(12))
    new = Criterion("A-9", Words("条"), FactIs("party"))
    second = replace(first, version="2", criteria=(kept, changed, new))

    assert difference(first, second) == Difference(
        ("A-3",), ("A-9",), ("A-2",), ("A-1",), (("A-3", "A-9"),)
    )


def test_sign_and_identity_share_their_facts_with_the_three_disclosures():
    shared = difference(presets.newest("shuangliang"), presets.newest("liuyou")).shared

    assert {("SL-07", "GK-1"), ("SL-04", "GK-2"), ("SL-05", "GK-2"), ("SL-08", "GK-3")} <= set(
        shared
    )


def test_a_changed_version_is_told_from_the_same_fact():
    old = presets.newest("jiuyou")
    line = replace(old.criteria[0], required=not old.criteria[0].required)
    new = replace(old, version="2099", criteria=(line, *old.criteria[1:]))

    rows = beside(old, new)

    assert [row.code for row in rows if row.changed] == [line.code]
    assert all(row.same for row in rows if not row.changed)

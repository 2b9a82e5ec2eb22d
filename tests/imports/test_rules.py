"""What a row touched is kept short, and read back whole."""

from hypothesis import given
from hypothesis import strategies as st

from xingjia.imports.rules import Reason, Touch, holding, packed, unpacked

TABLES = st.sampled_from(["registry.employer", "registry.unionstatement"])
MARKS = st.sampled_from(["", "9f86d081884c7d65"])
BEFORE = st.one_of(st.none(), st.just({}), st.just({"name": "上冈纺织厂"}))
TOUCHES = st.lists(st.builds(Touch, TABLES, st.integers(1, 99), MARKS, BEFORE), max_size=9)


@given(TOUCHES)
def test_touches_come_back_as_they_were(touches):
    kept = packed(touches)

    assert sorted(map(repr, unpacked(kept))) == sorted(map(repr, touches))


def test_records_without_a_mark_share_one_entry():
    said = [Touch("registry.unionstatement", key, "") for key in (3, 4, 5)]

    assert packed(said) == [{"table": "registry.unionstatement", "made": [3, 4, 5]}]


def test_what_an_earlier_release_kept_is_read_too():
    kept = [{"table": "registry.employer", "pk": 3, "mark": "ab", "before": None}]

    assert list(unpacked(kept)) == [Touch("registry.employer", 3, "ab")]


def test_a_row_waits_for_what_is_wrong_and_not_for_what_to_look_at():
    reasons = [Reason("inferred", "staff")._asdict(), Reason("outside")._asdict()]
    issues = [{"code": "inferred", "field": "staff", "level": "warning"}]

    assert holding(reasons, issues) == Reason("outside")
    assert holding(reasons[:1], issues) is None
    assert holding(None, []) is None

"""A title is broken where it may be, into lines as equal as can be."""

from hypothesis import given
from hypothesis import strategies as st

from xingjia.toolkit.papers.titles import JOINT, balanced, width_of

titles = st.text("甲乙丙1 " + JOINT, max_size=90)


def test_a_short_title_is_one_line():
    assert balanced(f"关于{JOINT}换届选举的请示", 20) == ["关于换届选举的请示"]


def test_a_long_title_is_broken_at_its_joints():
    name = f"盐城银杏湖纺织机械制造有限公司{JOINT}工会委员会"

    assert balanced(f"关于同意{JOINT}{name}{JOINT}延期换届的批复", 20) == [
        "关于同意盐城银杏湖纺织机械制造有限公司",
        "工会委员会延期换届的批复",
    ]


def test_what_has_no_joint_is_cut_in_equal_parts():
    assert balanced("甲" * 30, 20) == ["甲" * 15, "甲" * 15]


@given(titles)
def test_nothing_is_lost_and_no_line_is_too_long(title):
    lines = balanced(title, 20)

    assert "".join(lines) == title.replace(JOINT, "")
    assert all(width_of(line) <= 20 for line in lines)

"""Candidates stand by the strokes of their surname."""

from hypothesis import given
from hypothesis import strategies as st

from xingjia.toolkit.language.strokes import STROKES, SURNAMES, by_strokes, not_ranked


def test_fewer_strokes_come_first():
    names = ["魏东来", "王小满", "丁一", "陈立", "于海", "欧阳晴"]

    # 2, 3, 4, 7, 8, 17
    assert by_strokes(names) == ["丁一", "于海", "王小满", "陈立", "欧阳晴", "魏东来"]


def test_equal_surnames_go_by_pinyin_and_unknown_ones_stand_last():
    assert by_strokes(["䶮龘", "王二", "王安"]) == ["王安", "王二", "䶮龘"]
    assert not_ranked(["䶮龘", "王二"]) == ["䶮龘"]


def test_no_surname_stands_twice():
    assert sum(len(several) for several in SURNAMES.values()) == len(STROKES) > 400


def test_strokes_are_counted_as_on_the_mainland():
    counted = {"丁": 2, "马": 3, "邓": 4, "边": 5, "苏": 7, "陈": 7, "郑": 8, "荣": 9, "黄": 11}

    assert {surname: STROKES[surname] for surname in counted} == counted


@given(st.lists(st.text(min_size=1, max_size=4)))
def test_nobody_is_lost_and_the_order_of_entry_does_not_matter(names):
    assert sorted(by_strokes(names)) == sorted(names)
    assert by_strokes(names) == by_strokes(names[::-1])

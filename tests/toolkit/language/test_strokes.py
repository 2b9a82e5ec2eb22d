"""Candidates stand by the strokes of their surname."""

from hypothesis import given
from hypothesis import strategies as st

from xingjia.toolkit.language.strokes import by_strokes, not_ranked, strokes


def test_fewer_strokes_come_first():
    names = ["魏东来", "王小满", "丁一", "陈立", "于海", "欧阳晴"]

    # 2, 3, 4, 7, 8, 17
    assert by_strokes(names) == ["丁一", "于海", "王小满", "陈立", "欧阳晴", "魏东来"]


def test_of_as_many_strokes_the_first_one_decides():
    """Seven strokes each: 李 begins with 横, 吴 with 竖, 何 with 撇, 沈 with 点, 张 with 折."""
    names = ["张一", "沈一", "何一", "吴一", "李一"]

    assert by_strokes(names) == ["李一", "吴一", "何一", "沈一", "张一"]


def test_of_one_surname_the_given_name_decides():
    assert by_strokes(["王清", "王一", "王大力", "王大"]) == ["王一", "王大", "王大力", "王清"]


def test_a_surname_that_is_not_known_stands_last():
    assert by_strokes(["䶮龘", "王二", "王安"]) == ["王二", "王安", "䶮龘"]
    assert not_ranked(["䶮龘", "王二"]) == ["䶮龘"]


def test_strokes_are_counted_as_on_the_mainland():
    counted = {"丁": 2, "马": 3, "邓": 4, "边": 5, "苏": 7, "陈": 7, "郑": 8, "荣": 9, "黄": 11}
    counted |= {"长": 4, "甄": 13, "蓬": 13, "德": 15}

    assert {one: len(strokes()[one]) for one in counted} == counted


def test_the_table_holds_single_characters_and_the_five_kinds():
    assert len(strokes()) == 6938
    assert {len(one) for one in strokes()} == {1}
    assert set("".join(strokes().values())) == set("12345")


@given(st.lists(st.text(min_size=1, max_size=4)))
def test_nobody_is_lost_and_the_order_of_entry_does_not_matter(names):
    assert sorted(by_strokes(names)) == sorted(names)
    assert by_strokes(names) == by_strokes(names[::-1])

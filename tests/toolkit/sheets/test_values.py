"""Each value type against the table of values, case by case and over everything writable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from tests.toolkit.sheets.writing import HERE, chinese, reads, wide
from xingjia.imports.words import SENTENCES
from xingjia.toolkit.sheets.numerals import chinese_number
from xingjia.toolkit.sheets.values import codes
from xingjia.toolkit.sheets.values.base import Around
from xingjia.toolkit.sheets.values.choices import Boolean, Choice, Several
from xingjia.toolkit.sheets.values.codes import Code, IdentityNumber
from xingjia.toolkit.sheets.values.dates import Date
from xingjia.toolkit.sheets.values.deadlines import Deadline
from xingjia.toolkit.sheets.values.numbers import Money, Number, Rate, Score
from xingjia.toolkit.sheets.values.spans import Validity
from xingjia.toolkit.sheets.values.telephones import Telephone
from xingjia.toolkit.sheets.values.text import Label, Name, Names, Text

THREE = Several({"女": "w", "工资": "p", "集体": "c"}, ("c", "p", "w"), "齐全")
VALIDITY = Validity("start", "end", "signed")
UNION = Code(begins="8", otherwise="not_a_union_code")
ALL_TYPES = [
    Boolean(),
    Choice({"甲": "a"}),
    THREE,
    Code(),
    UNION,
    IdentityNumber(),
    Date(),
    Deadline("days", "due", "received"),
    Money(),
    Number(),
    Rate(),
    Score("most"),
    VALIDITY,
    Telephone(),
    Label(),
    Name(),
    Names(),
    Text(),
]


NUMBERS = {
    "1,632": (1632,),
    "185.0": (185,),
    " 324 ": (324,),
    "２６２人": (262,),
    "二十一": (21,),
    "一千二百家": (1200,),
    "0": (0,),
    0: (0,),
    13.5: (13.5,),
    "约20人": (20, "approximate_number"),
    "40多": (None, "approximate_number!"),
    "近百": (None, "approximate_number!"),
    "三十余人": (None, "approximate_number!"),
    "50+": (None, "approximate_number!"),
    "X": (None, "placeholder"),
    "×人": (None, "placeholder"),
    "X家": (None, "placeholder"),
    "7X家": (None, "unreadable!"),
    "无": (None, "unreadable!"),
    "少量": (None, "unreadable!"),
    "-5": (None, "unreadable!"),
    "—": (None,),
}


@pytest.mark.parametrize(("cell", "answer"), NUMBERS.items(), ids=map(repr, NUMBERS))
def test_a_number_is_read_as_the_table_says(cell, answer):
    assert reads(Number(), cell) == answer


@given(
    st.integers(0, 10_000_000),
    st.sampled_from(["{}", "{:,}", "{}人", "{}.0", " {} ", "{}家"]),
    st.booleans(),
)
def test_any_count_written_in_any_accepted_way_reads_back_silently(number, way, full_width):
    text = way.format(number)
    assert reads(Number(), wide(text) if full_width else text) == (number,)


@given(st.integers(1, 99))
def test_chinese_numerals_read_back(number):
    assert chinese_number(chinese(number)) == number


def test_all_of_them_is_the_whole_of_the_row():
    part = Around("women", row={"staff": 97}, whole="staff")
    assert reads(Number(), "全部", part) == (97, "inferred")
    assert reads(Number(), "全部") == (None, "unreadable!")


def test_points_taken_off_are_worked_out_from_the_maximum():
    ten = Around("score", row={"most": 10})
    assert reads(Score("most"), "扣1.5", ten) == (8.5, "inferred")
    assert reads(Score("most"), "满分", ten) == (10, "inferred")
    assert reads(Score("most"), "8分", ten) == (8,)
    assert reads(Score("most"), "扣11分", ten) == (None, "unreadable!")


MONEY = {
    "300(万元人民币)": (3_000_000, "CNY"),
    "1,000(万元人民币)": (10_000_000, "CNY"),
    "45万": (450_000, "CNY"),
    "0万人民币": (0, "CNY"),
    "50(万美元)": (500_000, "USD"),
    "450000": (450_000, "CNY"),
}


@pytest.mark.parametrize(("cell", "answer"), MONEY.items())
def test_money_is_in_full_units_of_its_currency(cell, answer):
    assert reads(Money(), cell) == ({"amount": answer[0], "currency": answer[1]},)


def test_money_takes_its_unit_from_the_header_and_knows_no_blank_words():
    assert reads(Money(), "30", Around("m", header="注册资金（万元）"))[0]["amount"] == 300_000
    assert reads(Money(), "N/A") == (None,)
    assert reads(Money(), "若干") == (None, "unreadable!")


@pytest.mark.parametrize(
    ("cell", "rate"), [("85.4%", 0.854), (0.87, 0.87), ("0.87", 0.87), ("100％", 1.0)]
)
def test_a_rate_is_a_fraction(cell, rate):
    assert reads(Rate(), cell) == (rate,)


PHONES = {
    "（0515）80001234": ("0515-80001234",),
    "0515 80004090": ("0515-80004090",),
    "051580007651": ("0515-80007651",),
    "０５１５－８０００９８６９": ("0515-80009869",),
    "0515-80001594转806": ("0515-80001594-806",),
    "0515-1234 5678转801": ("0515-12345678-801",),
    "0515-80000258（办）": ("0515-80000258",),
    "138 0013 8000": ("13800138000",),
    13800138000.0: ("13800138000",),
    "010-12345678": ("010-12345678",),
    "8888888(办)": ("8888888",),
    "13800138000、0515-80001234": ("13800138000;0515-80001234",),
    "0515-800012": (None, "wrong_length!"),
    "138001380001": (None, "wrong_length!"),
    "找门卫": (None, "unreadable!"),
}


@pytest.mark.parametrize(("cell", "answer"), PHONES.items(), ids=map(repr, PHONES))
def test_a_telephone_number_is_read_as_the_table_says(cell, answer):
    assert reads(Telephone(), cell) == answer


CODES = {
    "'91320925135596614K": ("91320925135596614K",),
    "９１３２０９２５１９５５３４５２ＸＵ": ("9132092519553452XU",),
    "913209 25-3693538855": ("913209253693538855",),
    "91320925794563090t": ("91320925794563090T",),
    "91320925787181017K": (None, "check_digit!"),
    "9I320925552542289Y": (None, "letter_for_digit!"),
    "91320925135596614": (None, "wrong_length!"),
    "320925029233270": ("320925029233270", "old_code"),
    320925029233270.0: ("320925029233270", "old_code"),
    "12345678-9": ("123456789", "old_code"),
    "9.1320925E+17": (None, "damaged_by_spreadsheet!"),
    9.13209251355966e17: (None, "damaged_by_spreadsheet!"),
    "办理中": (None, "unreadable!"),
}


@pytest.mark.parametrize(("cell", "answer"), CODES.items(), ids=map(repr, CODES))
def test_a_code_is_checked_and_never_corrected(cell, answer):
    assert reads(Code(), cell) == answer


def test_a_code_that_begins_otherwise_is_not_of_this_column():
    assert reads(UNION, "913209253693538855") == (None, "not_a_union_code!")
    assert reads(UNION, "813209256286033926") == ("813209256286033926",)


def test_a_correction_is_offered_only_when_it_would_hold():
    (fault,) = Code().read("9I320925552542289Y", HERE).faults
    assert fault.offer == "91320925552542289Y"
    assert uscc.is_valid(fault.offer)
    (fault,) = Code().read("9I320925552542280Y", HERE).faults
    assert fault.offer is None


@given(st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"), st.integers(0, 17))
def test_one_changed_character_never_passes(character, place):
    right = "913209253693538855"
    wrong = right[:place] + character + right[place + 1 :]
    assert (reads(Code(), wrong)[0] is None) == (wrong != right)


BOOLEANS = {
    **dict.fromkeys(["√", "✓", "✔", "是", "有", "已", "1", "Y", 1, 1.0, True], True),
    **dict.fromkeys(["×", "否", "无", "未", "0", "N", 0.0], False),
}


@pytest.mark.parametrize(("cell", "answer"), BOOLEANS.items(), ids=map(repr, BOOLEANS))
def test_a_mark_is_yes_or_no(cell, answer):
    assert reads(Boolean(), cell) == (answer,)


def test_any_other_mark_is_neither():
    assert reads(Boolean(), "大概") == (None, "unreadable!")
    assert reads(Boolean(true="投产"), "投产") == (True,)
    assert reads(Boolean(), "投产") == (None, "unreadable!")


SLOTS = {
    "√|√|√": (True, True, True),
    "√| |√": (True, False, True),
    "集体合同+工资": (True, True, False),
    "女工": (False, False, True),
    "三项齐全": (True, True, True),
    "/": (None, None, None),
}


@pytest.mark.parametrize(("cell", "answer"), SLOTS.items())
def test_three_slots_are_read_from_one_cell(cell, answer):
    assert reads(THREE, cell) == (dict(zip("cpw", answer, strict=True)),)


def test_names_lose_breaks_and_spaces_and_widen_their_brackets():
    assert reads(Name(), "建湖\u3000县菱昇(江苏)橡塑\n有限公司") == (
        "建湖县菱昇（江苏）橡塑有限公司",
    )
    assert reads(Name(nothing=["未建会"]), "未建会") == (None,)
    assert reads(Name(), "王\u3000㛃") == ("王㛃",)


def test_a_list_of_names_may_be_cut_in_several_ways():
    for mark in ("、", "；", "\n", "，"):
        assert reads(Names(), f"1.甲厂{mark}2.乙厂") == (["甲厂", "乙厂"],)
    assert reads(Names(), "名单见附件") == (None, "unreadable!")


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.text(),
    st.text("〇一二十百千万0123456789.-/年月日约余XO×√()（）转至止底前E+:%元人 \n", max_size=24),
)


@pytest.mark.parametrize("kind", ALL_TYPES, ids=lambda kind: type(kind).__name__)
@given(cell=CELLS, before=CELLS)
def test_no_cell_ever_raises(kind, cell, before):
    around = Around("here", "（万元）", {"received": "2025-03-03", "most": 10}, {"here": before})
    value, faults = kind.read(cell, around)
    assert set(value) >= set(kind.gives("here")) if len(kind.gives("here")) > 1 else True
    assert all(fault.code in {key.split(":")[0] for key in SENTENCES} for fault in faults)


@given(st.text(codes.ALPHABET, min_size=17, max_size=17), st.sampled_from(codes.ALPHABET))
def test_a_code_holds_exactly_when_the_library_says_so(first: str, other: str):
    right = first + uscc.calc_check_digit(first)

    assert codes.holds(right) == uscc.is_valid(right)
    assert codes.holds(first + other) == uscc.is_valid(first + other)
    assert codes.holds(f"91320925{right[8:17]}{other}") == uscc.is_valid(
        f"91320925{right[8:17]}{other}"
    )

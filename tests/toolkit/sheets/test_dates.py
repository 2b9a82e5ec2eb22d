"""Days and terms against the table of values."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.toolkit.sheets.writing import HERE, chinese, reads, wide
from xingjia.toolkit.sheets.days import as_of
from xingjia.toolkit.sheets.values.base import Around
from xingjia.toolkit.sheets.values.dates import Date, first_day, last_day
from xingjia.toolkit.sheets.values.spans import Validity

VALIDITY = Validity("start", "end", "signed")

DATES = {
    "2012.6.30": ("2012-06-30",),
    "２０１３．２．２０": ("2013-02-20",),
    "2012年6月": ("2012-06",),
    "2014年": ("2014",),
    "二○一二年十二月十八日": ("2012-12-18",),
    "二OO七年一月十七日": ("2007-01-17",),
    "二00六年九月五日": ("2006-09-05",),
    "20110206": ("2011-02-06",),
    "2014-01-08 09:12": ("2014-01-08",),
    "07.9.23": ("2007-09-23", "ambiguous_date"),
    "99.9.24": ("1999-09-24", "ambiguous_date"),
    "2013年12月底": ("2013-12", "ambiguous_date"),
    "2013年12底": ("2013-12", "ambiguous_date"),
    "2016125": (None, "ambiguous_date!"),
    "201431": (None, "ambiguous_date!"),
    "41090": ("2012-06-30", "damaged_by_spreadsheet"),
    41090.0: ("2012-06-30", "damaged_by_spreadsheet"),
    2013.1: ("2013-01", "ambiguous_date"),
    "2017-02-30": (None, "invalid_date!"),
    "2017年13月": (None, "invalid_date!"),
    "二月二十日": (None, "unreadable!"),
    "2006年月12底前": (None, "unreadable!"),
    "长期": (None, "unreadable!"),
    "X": (None, "placeholder"),
    "—": (None,),
    "/": (None,),
    "": (None,),
    None: (None,),
}


@pytest.mark.parametrize(("cell", "answer"), DATES.items(), ids=map(repr, DATES))
def test_a_date_is_read_as_the_table_says(cell, answer):
    assert reads(Date(), cell) == answer


WAYS = [
    lambda d: d.isoformat(),
    lambda d: f"{d.year}.{d.month}.{d.day}",
    lambda d: f"{d.year}/{d.month:02}/{d.day:02}",
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: wide(f"{d.year}.{d.month}.{d.day}"),
    lambda d: f" {d.year} 年 {d.month} 月 {d.day} 日 ",
    lambda d: f"{d:%Y%m%d}",
    lambda d: (
        "".join("〇一二三四五六七八九"[int(c)] for c in str(d.year))
        + f"年{chinese(d.month)}月{chinese(d.day)}日"
    ),
    lambda d: d,
]


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(WAYS))
def test_any_day_written_in_any_accepted_way_reads_back_silently(day, way):
    assert reads(Date(), way(day)) == (day.isoformat(),)


@given(st.dates(date(1940, 1, 1), date(2039, 12, 31)))
def test_a_year_of_two_digits_reads_back_with_a_warning(day):
    written = f"{day.year % 100:02}.{day.month}.{day.day}"
    assert reads(Date(), written) == (day.isoformat(), "ambiguous_date")


@given(st.integers(10_000, 99_999))
def test_a_serial_number_is_the_day_a_spreadsheet_means(serial):
    day = (date(1899, 12, 30) + timedelta(serial)).isoformat()
    assert reads(Date(), float(serial)) == (day, "damaged_by_spreadsheet")


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from([4, 7, 10]))
def test_a_value_of_any_precision_spans_the_days_it_may_mean(day, length):
    value = day.isoformat()[:length]
    assert first_day(value) <= day <= last_day(value)
    assert (last_day(value) + timedelta(1)).isoformat()[:length] != value


def test_the_same_as_above_is_the_value_before_with_a_warning():
    after = Around("here", before={"here": "2021-05"})
    assert reads(Date(), "同上", after) == ("2021-05", "inferred")
    assert reads(Date(), "同上") == (None, "unreadable!")


SPANS = {
    "2013年2月1日至2014年1月31日": ("2013-02-01", "2014-01-31"),
    "2013.3.1-2014.2.28": ("2013-03-01", "2014-02-28"),
    "2013-03-01-2014-02-28": ("2013-03-01", "2014-02-28"),
    "2013/4/1—2014/3/31": ("2013-04-01", "2014-03-31"),
    "2014年5月—2016年4月": ("2014-05", "2016-04"),
    "到2015.12.31止": (None, "2015-12-31"),
    "2015年6月1日前": (None, "2015-06-01"),
    "三年": ("2014-05-06", "2017-05-05", "inferred"),
    "自签字之日起三年": ("2014-05-06", "2017-05-05", "inferred"),
    "长期": (None, None, "unreadable!"),
}


@pytest.mark.parametrize(("cell", "answer"), SPANS.items())
def test_a_term_has_two_ends(cell, answer):
    around = Around("validity", row={"signed": "2014-05-06"})
    value, *marks = reads(VALIDITY, cell, around)
    assert (value["start"], value["end"], *marks) == answer


def test_years_without_a_day_of_signing_cannot_be_counted():
    reading = VALIDITY.read("二年", HERE)
    assert (reading.value, reading.faults[0].field) == ({"start": None, "end": None}, "end")


@pytest.mark.parametrize(
    ("titles", "day", "inferred"),
    [
        (["登记册", "（截止日期：2013年12月31日）"], "2013-12-31", False),
        (["统计时间：2022年6月"], "2022-06-30", False),
        (["2014年度名册", "截至二〇一三年二月"], "2013-02-28", False),
        (["填报：2014.1.6"], "2014-01-06", False),
        (["2013年度登记册"], "2013-12-31", True),
        (["登记册"], None, None),
    ],
)
def test_the_day_of_a_table_is_the_best_its_titles_say(titles, day, inferred):
    found = as_of(titles)
    assert (found and found.day, found and found.inferred) == (day, inferred)

"""Text files in the encodings in which offices save them."""

import codecs
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.toolkit.sheets import Refused
from xingjia.toolkit.sheets.plain import decode, read_csv

TEXT = "企业名称,职工人数\r\n建湖县𬭚阔纺织有限公司,126\r\n"
WAYS = {
    "UTF-8": TEXT.encode(),
    "UTF-8 with a mark": codecs.BOM_UTF8 + TEXT.encode(),
    "GB18030": TEXT.encode("gb18030"),
    "UTF-16 as Excel saves it": TEXT.encode("utf-16"),
    "UTF-16 the other way round": codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    "UTF-16 without a mark": TEXT.encode("utf-16-le"),
    "UTF-16 the other way round without a mark": TEXT.encode("utf-16-be"),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_text_is_read_in_any_encoding_of_an_office(way: str, tmp_path: Path):
    file = tmp_path / "名册.csv"
    file.write_bytes(WAYS[way])

    assert read_csv(file).rows == [["企业名称", "职工人数"], ["建湖县𬭚阔纺织有限公司", "126"]]


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_text_is_parted_by_what_stands_in_most_of_its_lines(separator: str, tmp_path: Path):
    file = tmp_path / "名册.txt"
    file.write_text(f"企业{separator}职工\n甲、乙，丙厂{separator}5\n", encoding="utf-8")

    assert read_csv(file).rows == [["企业", "职工"], ["甲、乙，丙厂", "5"]]


@given(st.binary(max_size=300))
def test_no_bytes_ever_do_more_than_be_refused(raw: bytes):
    with suppress(Refused):
        assert isinstance(decode(raw), str)

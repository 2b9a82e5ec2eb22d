import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.imports import words
from xingjia.registry.sheets.workbooks import KINDS

ROOT = Path(__file__).resolve().parents[2]
READERS = (ROOT / "xingjia/toolkit/sheets", ROOT / "xingjia/registry/sheets")
FAULT = re.compile(r'(?:error|warning|_wrong|Fault)\(\s*"([a-z_]+)"')
APPLIED = {"register", "contracts", "committee", "returned", "tally"}


def codes_in_the_readers() -> set[str]:
    """Every code that a reader of workbooks can put beside a cell, from its own source."""
    sources = [path.read_text(encoding="utf-8") for at in READERS for path in at.rglob("*.py")]
    return {code for source in sources for code in FAULT.findall(source)}


def codes_in_the_samples() -> set[str]:
    return {
        issue["code"]
        for path in (ROOT / "tests/samples").glob("*.expected.json")
        for table in json.loads(path.read_text(encoding="utf-8"))["tables"]
        for issue in table["issues"]
    }


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.dates().map(date.isoformat),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@pytest.mark.parametrize("level", ["error", "warning"])
@pytest.mark.parametrize("code", sorted(codes_in_the_readers() | codes_in_the_samples()))
def test_every_issue_a_reader_can_find_has_a_sentence(code: str, level: str):
    said = words.sentence(code, level)
    known = any(key.split(":")[0] == code for key in words.SENTENCES)

    assert known
    assert said
    assert not said.endswith("。")


@pytest.mark.parametrize(
    "code", ["conflict", "name_not_unique", "no_name", "outside", "no_contract_kind"]
)
def test_every_reason_of_a_room_has_a_sentence(code: str):
    assert words.sentence(code, "error", value="甲") != words.STRAY_FAULT


def test_a_reason_nobody_knows_still_says_what_to_do():
    assert words.sentence("brand_new", "error") == "这一行写不进去，请核对原表"


@pytest.mark.parametrize(
    ("code", "level", "field", "value", "said"),
    [
        (
            "wrong_length",
            "error",
            "chair_phone",
            "",
            "位数不对，手机应为 11 位，座机应为 7 或 8 位",
        ),
        ("wrong_length", "error", "employer_code", "", "位数不对，应为 18 位。请照证书核对"),
        ("exceeds_total", "warning", "members", "", "会员比职工还多，请核对"),
        ("conflict", "error", "", "甲公司", "代码是“甲公司”的，名称是另一家的。请核对是哪一家"),
        (
            "conflict",
            "error",
            "",
            "913209253693538855",
            "名册里同名企业的代码是 913209253693538855。请核对是不是同一家",
        ),
        ("employer_not_registered", "error", "", "", "没有写是哪家企业的合同"),
        ("employer_not_registered", "warning", "", "甲", "名册里没有“甲”，先不算它"),
        ("name_not_unique", "error", "", "100%", "不止一家叫“100%”。请在原表写上代码"),
    ],
)
def test_the_most_particular_sentence_is_said(
    code: str, level: str, field: str, value: str, said: str
):
    assert words.sentence(code, level, field, value) == said


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_that_is_recognised_has_a_name(kind):
    assert kind.name in APPLIED | words.KINDS.keys()


@pytest.mark.parametrize("kind", [one for one in KINDS if one.name in APPLIED])
def test_every_column_that_is_kept_has_a_word(kind):
    fields = {*kind.columns, *(field for one in kind.columns.values() for field in one.gives)}

    assert sorted(fields - words.FIELDS.keys()) == []


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, "是"),
        (False, "否"),
        (None, ""),
        (0, "0"),
        ("2013-12-31", "2013年12月31日"),
        ("2013-02", "2013年2月"),
        ("2013-02-30", "2013-02-30"),
        (["甲", "乙"], "甲、乙"),
    ],
)
def test_a_value_is_written_as_people_write_it(value: object, written: str):
    assert words.written_out(value) == written


@given(json_values)
def test_no_value_is_too_strange_to_be_written(value: object):
    assert isinstance(words.written_out(value), str)


@given(st.text(), st.sampled_from(["error", "warning"]), st.text(), st.text())
def test_no_reason_is_too_strange_to_be_said(code: str, level: str, field: str, value: str):
    assert words.sentence(code, level, field, value)

"""Simplified words become the traditional ones of the glossary; names stay as they are."""

import ast
import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingjia.toolkit.language.traditional import CORRECTIONS, to_traditional

ROOT = Path(__file__).resolve().parents[3]
GLOSSARY_COLUMNS = 4


def glossary() -> list[tuple[str, str]]:
    """Simplified and traditional of every term."""
    found = []
    for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == GLOSSARY_COLUMNS:
            found.append((cells[0], cells[1]))
    return found[2:]  # without head and rule


def corrections() -> list[dict[str, str]]:
    with CORRECTIONS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("人员账号", "人員帳號"),
        ("基础台账", "基礎臺帳"),
        ("占投产", "占投產"),
        ("请看表头", "請看表頭"),
        ("还没有公布", "還沒有公布"),
        ("总工会干部", "總工會幹部"),
        ("以后", "以後"),
        ("文件是空的", "文件是空的"),  # never 檔案
        ("集体合同", "集體合同"),  # never 團體協約
    ],
)
def test_the_words_of_the_field_are_right(simplified: str, traditional: str):
    assert to_traditional(simplified) == traditional


def test_the_glossary_and_the_pages_agree():
    terms = glossary()

    assert len(terms) > 90
    assert [one for one in terms if to_traditional(one[0]) != one[1]] == []


def test_every_correction_is_needed_and_explained():
    for row in corrections():
        assert row["opencc"] != row["correct"]
        assert to_traditional(row["opencc"]) == row["correct"]
        assert row["why"]


@given(st.text("账号台占比表头公布文件总工会后里这%()s{n}A1", max_size=20))
def test_a_second_conversion_changes_nothing(text: str):
    once = to_traditional(text)

    assert to_traditional(once) == once


def test_nothing_but_the_catalogues_is_converted():
    """Names come from the database, and nothing that reads it knows the converter. The texts of
    shipped standards are ours, and come from files."""
    users = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "xingjia").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and "to_traditional" in {one.name for one in node.names}
    }

    assert users == {"xingjia/toolkit/language/catalogues.py", "xingjia/standards/words.py"}

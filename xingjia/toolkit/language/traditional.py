"""Simplified to traditional Chinese for the words of the platform. Names are never converted."""

import csv
from functools import cache
from pathlib import Path

import opencc

CORRECTIONS = Path(__file__).with_name("corrections.csv")


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2tw")


@cache
def _corrections() -> list[tuple[str, str]]:
    with CORRECTIONS.open(encoding="utf-8", newline="") as file:
        return [(row["opencc"], row["correct"]) for row in csv.DictReader(file)]


def to_traditional(text: str) -> str:
    """Convert with OpenCC (s2tw), then put right what it gets wrong for this field."""
    converted: str = _converter().convert(text)
    for wrong, right in _corrections():
        converted = converted.replace(wrong, right)
    return converted

"""Heads of columns as printed on real forms, from `header_variants.csv`."""

import csv
from functools import cache
from pathlib import Path

PRINTED = Path(__file__).with_name("header_variants.csv")


def printed_on(*forms: str) -> dict[str, str]:
    """Each head of these forms with the field it means, line breaks as spaces."""
    return {head: field for form in forms for head, field in _forms()[form].items()}


@cache
def _forms() -> dict[str, dict[str, str]]:
    forms: dict[str, dict[str, str]] = {}
    with PRINTED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            head = row["header_as_seen"].replace(r"\n", " ")
            forms.setdefault(row["form"], {})[head] = row["field"]
    return forms

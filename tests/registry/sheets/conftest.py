import json
import unicodedata
from pathlib import Path

import pytest

from xingjia.orgtree.places import Places
from xingjia.registry.sheets import Workbook, read_workbook

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="session")
def places() -> Places:
    return Places.load()


@pytest.fixture
def read(places):
    """Read a sample, or any file, into a scope."""

    def _read(name: str | Path, scope: str = "320925", **options) -> Workbook:
        return read_workbook(SAMPLES / name, places=places, scope=scope, **options)

    return _read


def comparable(found: dict) -> list[dict]:
    """The tables as the schema says they are compared: texts by NFKC without spaces, no order."""
    return [
        {
            **table,
            "columns": {_plain(k): v for k, v in table["columns"].items()},
            "records": _unordered(table["records"]),
            "skipped": _unordered(table["skipped"]),
            "issues": _unordered(table["issues"]),
        }
        for table in found["tables"]
    ]


def expected(name: str) -> list[dict]:
    return comparable(json.loads((SAMPLES / f"{name}.expected.json").read_text("utf-8")))


def _unordered(rows: list[dict]) -> list[str]:
    return sorted(json.dumps(_plain(row), sort_keys=True, ensure_ascii=False) for row in rows)


def _plain(value):
    if isinstance(value, str):
        return "".join(unicodedata.normalize("NFKC", value).split())
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value

"""The line from a workbook to a figure, as somebody at the server walks it, in an empty home."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "tests" / "samples"


@pytest.fixture(scope="module")
def with_places(tmp_path_factory) -> Path:
    """A home with its tables and the division codes, laid once and copied for each test."""
    folder = tmp_path_factory.mktemp("laid")
    for words in (("migrate", "-v0"), ("load_divisions",)):
        done = run_in(folder, *words)
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def manage(with_places: Path, tmp_path: Path):
    shutil.copytree(with_places, tmp_path, dirs_exist_ok=True)

    def run(*words: str, expect: int = 0) -> str:
        done = run_in(tmp_path, *words)
        assert done.returncode == expect, done.stderr
        return done.stdout if expect == 0 else done.stderr

    return run


def run_in(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "xingjia.config.settings",
        "PYTHONPATH": str(ROOT),
        "XINGJIA_HOME": str(folder),
        "XINGJIA_DATABASE_URL": "",
    }
    return subprocess.run(
        [sys.executable, "-m", "django", *words],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_two_workbooks_give_the_figures_of_the_county(manage):
    for name in ("S1_register.xlsx", "S2_contracts.xlsx"):
        manage("import_sheet", str(SAMPLES / name), "--into", "320925")

    answer = json.loads(
        manage("coverage", "320925", "--on", "2013-12-31", "--children", "--format", "json")
    )

    measures = {one["code"]: one for one in answer["measures"]}
    rates = {
        (code, base["code"]): (base["count"], base["base"], base["rate"])
        for code, one in measures.items()
        for base in one["bases"]
    }
    assert answer["node"] == {"code": "320925", "name": "建湖县"}
    assert measures["operating_employers"]["count"] == 141
    assert rates["with_union", "operating"] == (138, 141, 0.9787)
    assert rates["contracts_all_three", "unionised"] == (127, 138, 0.9203)
    assert rates["contracts_all_three", "operating"] == (127, 141, 0.9007)
    assert rates["contracts_wage", "operating"][:2] == (134, 141)
    assert rates["elections_overdue", "unionised"] == (28, 138, 0.2029)
    assert rates["contracts_wage", "unionised"][:2] == (133, 138)
    assert len(answer["children"]) == 14
    effects = json.loads(
        manage(
            "import_sheet",
            str(SAMPLES / "S2_contracts.xlsx"),
            "--into",
            "320925",
            "--format",
            "json",
        )
    )["effects"]
    assert {one["action"] for one in effects} == {"unchanged"}
    manage("verify", "--all")


def test_reading_only_gives_the_tables_of_the_specification(manage):

    answer = json.loads(
        manage(
            "import_sheet",
            str(SAMPLES / "S1_register.xlsx"),
            "--into",
            "320925",
            "--check",
            "--format",
            "json",
        )
    )

    assert "effects" not in answer
    expected = json.loads((SAMPLES / "S1_register.expected.json").read_text(encoding="utf-8"))
    records = [one["records"] for one in (answer["tables"][0], expected["tables"][0])]
    assert records[0] == records[1]
    assert '"count": null' in manage("coverage", "320925", "--format", "json")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("import_sheet", "nowhere.xlsx", "--into", "320925"), 1),
        (("import_sheet", str(SAMPLES / "S1_register.xlsx"), "--into", "无此县"), 1),
        (("import_sheet", str(SAMPLES / "README.md"), "--into", "320925"), 1),
        (("import_sheet",), 2),
        (("coverage", "无此县"), 1),
        (("coverage", "320925", "--on", "2013-02-30"), 2),
        (("support", "ZZ-ZZZZ"), 1),
    ],
)
def test_what_cannot_be_done_says_why_and_ends_with_its_code(manage, words, code):

    assert manage(*words, expect=code).strip()


def test_a_real_county_is_started_once(manage):

    first = json.loads(manage("start_county", "320925", "--admin", "温知遥", "--format", "json"))
    again = manage("start_county", "320925", "--admin", "温知遥", expect=1)

    assert any("/welcome/" in str(value) for value in first.values())
    assert again.strip()

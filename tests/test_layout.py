"""The layout is a promise; these tests keep it."""

import ast
import inspect
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted(
    path for path in (ROOT / "xingjia").rglob("*.py") if "migrations" not in path.parts
)
TESTS = sorted((ROOT / "tests").rglob("*.py"))
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "manager", "managers", "service", "info"}
# Rooms below access cannot name an actor: they take the label of whoever acts.
BELOW_ACCESS = ("xingjia/toolkit/", "xingjia/orgtree/")
# Called by the queue or the worker, never by a person: the job carries who asked.
NOT_BY_A_PERSON = {"write", "write_slice"}
# A person who holds a one-time secret, or a worker at a board, is nobody yet.
BEFORE_SIGN_IN = {"accept", "enter", "answer", "say"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", [*SOURCES, *TESTS, ROOT / "xj"], ids=name_of)
def test_file_stays_short(path: Path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_functions_stay_short(path: Path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    long = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > 40
    ]

    assert long == []


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_nobody_goes_around_the_scoped_manager(path: Path):
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"\.rows\.|\.raw\(|\.extra\(|_base_manager|_default_manager", text)


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_everything_has_a_name_of_the_field(path: Path):
    assert not {path.stem, *path.relative_to(ROOT).parts} & FORBIDDEN_NAMES


@pytest.mark.parametrize(
    "path",
    [p for p in SOURCES if p.name in {"rules.py", "queries.py"} or "rules" in p.parent.parts],
    ids=name_of,
)
def test_time_is_an_argument(path: Path):
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"\b(date\.today|datetime\.now|localdate|localtime)\(", text)


def commands() -> list[tuple[str, str, list[str]]]:
    found = []
    for path in SOURCES:
        in_commands = path.name == "commands.py" or path.parent.name == "commands"
        if not in_commands or "management" in path.parts or "toolkit" in path.parts:
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                arguments = [one.arg for one in (*node.args.posonlyargs, *node.args.args)]
                found.append((name_of(path), node.name, arguments))
    return found


@pytest.mark.parametrize(("path", "name", "arguments"), commands())
def test_every_command_says_who_acts(path: str, name: str, arguments: list[str]):
    if name in NOT_BY_A_PERSON | BEFORE_SIGN_IN or not writes(path, name):
        return
    first = "by" if path.startswith(BELOW_ACCESS) else "actor"

    assert first in inspect.cleandoc(" ".join(arguments)).split()


def writes(path: str, name: str) -> bool:
    """Whether a public function of a command module changes the database."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    node = next(n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == name)
    text = ast.unparse(node)
    return bool(re.search(r"atomic|\.save\(|\.create\(|bulk_|\.delete\(|\.update\(", text))


def test_every_setting_is_explained():
    names = set()
    for path in [*SOURCES, ROOT / "xj"]:
        names |= set(re.findall(r"XINGJIA_[A-Z_]+", path.read_text(encoding="utf-8")))
    explained = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")

    assert sorted(name for name in names if f"`{name}`" not in explained) == []


def test_the_glossary_has_every_term_in_all_languages():
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("|") and not set(line) <= set("|-: ")
    ]

    assert rows[0] == ["zh-Hans", "zh-Hant", "English", "code"]
    assert len(rows) > 30
    assert [row for row in rows if len(row) != 4 or not all(row)] == []


def test_no_address_of_an_index_is_kept():
    locks = [*(ROOT / "requirements").glob("*.txt"), ROOT / "pyproject.toml", ROOT / ".npmrc"]

    assert [path.name for path in locks if "://" in path.read_text(encoding="utf-8")] == []
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text(encoding="utf-8")


def test_every_trap_names_tests_that_exist():
    text = (ROOT / "docs" / "domain-traps.md").read_text(encoding="utf-8")
    traps = re.findall(r"^\| (\d+) \|.*\|(.*)\|$", text, re.MULTILINE)
    named = {int(number): re.findall(r"`(tests/[\w/]+\.py)`", tests) for number, tests in traps}

    assert list(named) == list(range(1, 21))
    assert [number for number, tests in named.items() if not tests] == []
    assert [one for tests in named.values() for one in tests if not (ROOT / one).exists()] == []

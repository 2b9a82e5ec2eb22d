"""The layout is a promise; these tests keep it."""

import ast
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

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


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(text_of(path))


def faulty(paths: Iterable[Path], is_wrong: Callable[[Path], object]) -> list[str]:
    return [name_of(path) for path in paths if is_wrong(path)]


def test_files_stay_short():
    every = [*SOURCES, *TESTS, ROOT / "xj"]

    assert faulty(every, lambda path: len(text_of(path).splitlines()) > 300) == []


def test_functions_stay_short():
    long = [
        f"{name_of(path)}: {node.name}"
        for path in SOURCES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > 40
    ]

    assert long == []


def test_nobody_goes_around_the_scoped_manager():
    around = re.compile(r"\.rows\.|\.raw\(|\.extra\(|_base_manager|_default_manager")

    assert faulty(SOURCES, lambda path: around.search(text_of(path))) == []


def test_everything_has_a_name_of_the_field():
    def parts(path: Path) -> set[str]:
        return {path.stem, *path.relative_to(ROOT).parts}

    assert faulty(SOURCES, lambda path: parts(path) & FORBIDDEN_NAMES) == []


def test_time_is_an_argument():
    clock = re.compile(r"\b(date\.today|datetime\.now|localdate|localtime)\(")
    timeless = [
        p for p in SOURCES if p.name in {"rules.py", "queries.py"} or "rules" in p.parent.parts
    ]

    assert len(timeless) > 50
    assert faulty(timeless, lambda path: clock.search(text_of(path))) == []


def commands() -> list[tuple[str, str, list[str]]]:
    found = []
    for path in SOURCES:
        in_commands = path.name == "commands.py" or path.parent.name == "commands"
        if not in_commands or "management" in path.parts or "toolkit" in path.parts:
            continue
        for node in tree_of(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                arguments = [one.arg for one in (*node.args.posonlyargs, *node.args.args)]
                found.append((name_of(path), node.name, arguments))
    return found


def test_every_command_says_who_acts():
    nameless = []
    for path, name, arguments in commands():
        if name in NOT_BY_A_PERSON | BEFORE_SIGN_IN or not writes(path, name):
            continue
        first = "by" if path.startswith(BELOW_ACCESS) else "actor"
        if first not in arguments:
            nameless.append(f"{path}: {name}")

    assert len(commands()) > 100
    assert nameless == []


def writes(path: str, name: str) -> bool:
    """Whether a public function of a command module changes the database."""
    body = tree_of(ROOT / path).body
    node = next(n for n in body if isinstance(n, ast.FunctionDef) and n.name == name)
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

"""How the samples are read, against what tests/samples says they hold.

Per file: values right, missing (blank where there is one), wrong, invented (one where there is
none), and issues found, missed, spurious. Values are compared after NFKC and without spaces. What
only the register knows of an update (`conflict`, `name_changed`) no reader can find; it is counted
apart.
"""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

SAMPLES = Path(__file__).parents[1] / "tests" / "samples"
SCOPES = {"S4_contracts": "320923", "S6_honours": "320900"}  # the others: the seed county
SEED = "320925"
OF_THE_REGISTER = frozenset({"conflict", "name_changed"})
Table = dict[str, Any]


@dataclass
class Score:
    """How one file was read."""

    right: int = 0
    missing: int = 0
    wrong: int = 0
    invented: int = 0
    found: int = 0
    missed: int = 0
    spurious: int = 0
    of_the_register: int = 0


def score(found: list[Table], wanted: list[Table]) -> Score:
    """Compare what was read with what is expected; tables in the order of the file."""
    total = Score()
    for at in range(max(len(found), len(wanted))):
        mine, theirs = (some[at] if at < len(some) else {} for some in (found, wanted))
        for got, want in _pairs(_records(mine), _records(theirs)):
            _values(total, got, want)
        _issues(total, _noted(mine), _noted(theirs))
    return total


def _records(table: Table) -> dict[tuple[int, int], dict[str, Any]]:
    """The values of each record by its row and, where a row gives several, its place there."""
    seen: Counter[int] = Counter()
    found = {}
    for record in table.get("records", []):
        found[record["row"], seen[record["row"]]] = record["values"]
        seen[record["row"]] += 1
    return found


def _pairs(found: dict[Any, Any], wanted: dict[Any, Any]) -> Iterator[tuple[Any, Any]]:
    for key in sorted(found.keys() | wanted.keys()):
        yield found.get(key, {}), wanted.get(key, {})


def _values(total: Score, got: dict[str, Any], want: dict[str, Any]) -> None:
    for name in got.keys() | want.keys():
        mine, theirs = plain(got.get(name)), plain(want.get(name))
        if theirs is None:
            total.invented += mine is not None
        elif mine is None:
            total.missing += 1
        elif mine == theirs and type(mine) is type(theirs):
            total.right += 1
        else:
            total.wrong += 1


def _noted(table: Table) -> Counter[tuple[Any, ...]]:
    issues = table.get("issues", [])
    return Counter((i["row"], i["field"], i["code"], i["level"]) for i in issues)


def _issues(total: Score, found: Counter[Any], wanted: Counter[Any]) -> None:
    apart = {key for key in wanted if key[2] in OF_THE_REGISTER and not found[key]}
    total.of_the_register += len(apart)
    total.found += (found & wanted).total()
    total.missed += (wanted - found).total() - sum(wanted[key] for key in apart)
    total.spurious += (found - wanted).total()


def plain(value: Any) -> Any:
    """A value for comparing."""
    if isinstance(value, str):
        return "".join(unicodedata.normalize("NFKC", value).split())
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


def main() -> None:
    """Read every sample and print its line."""
    from xingjia.orgtree.places import Places
    from xingjia.registry.sheets import read_workbook

    places = Places.load()
    print(f"{'':28}{'right':>7}{'missing':>9}{'wrong':>7}{'invented':>10}", end="")
    print(f"{'found':>8}{'missed':>8}{'spurious':>10}{'s':>8}")
    for answer in sorted(SAMPLES.glob("S*.expected.json")):
        name = answer.name.removesuffix(".expected.json")
        file = next(p for p in SAMPLES.glob(f"{name}.*") if p != answer)
        begun = perf_counter()
        scope = SCOPES.get(name, SEED)
        found = read_workbook(file, places=places, scope=scope).to_json()["tables"]
        took = perf_counter() - begun
        one = score(found, json.loads(answer.read_text("utf-8"))["tables"])
        print(f"{file.name:28}{one.right:7}{one.missing:9}{one.wrong:7}{one.invented:10}", end="")
        print(f"{one.found:8}{one.missed:8}{one.spurious:10}{took:8.2f}", end="")
        print(f"  {one.of_the_register} only the register knows" if one.of_the_register else "")

"""The shape of the tree, as text and days. Pure.

A path names every node from the root down, eight digits each: "0000000100000007". Digits only,
and all steps of one width, so that "everything under here" is one range on every database,
whatever its collation.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

STEP = 8
LAST_ID = 10**STEP - 2  # so that the path after a branch has as many digits
EVER = date(1, 1, 1)
OPEN = date(9999, 12, 31)  # the end of a span that has none; days are half-open


def path_of(parent_path: str, node_id: int) -> str:
    """The path of a node under `parent_path` ("" for the root); 0 stands for any node there.

    Raises `ValueError` for a number beyond `LAST_ID`.
    """
    if not 0 <= node_id <= LAST_ID:
        raise ValueError(f"no path for a node numbered {node_id}")
    return f"{parent_path}{node_id:0{STEP}d}"


def branch_range(path: str) -> tuple[str, str]:
    """Lower bound (included) and upper bound (excluded) of all paths in the branch at `path`."""
    return path, f"{int(path) + 1:0{len(path)}d}"


def is_within(path: str, branch: str) -> bool:
    """Whether `path` is the node at `branch` or lies under it. "" is the whole tree."""
    return path.startswith(branch)


def ancestors_of(path: str) -> list[int]:
    """Ids of the nodes on the way from the root to `path`, the node itself last."""
    return [int(path[at : at + STEP]) for at in range(0, len(path), STEP)]


def child_step(path: str, branch: str) -> int | None:
    """Id of the child of `branch` through which `path` hangs; None at the branch itself."""
    below = path[len(branch) : len(branch) + STEP]
    return int(below) if below else None


# ---- changes ----------------------------------------------------------------------------------

LONGEST = 120  # characters of a path: 15 levels
# A node hangs under one of lower rank: a township under a county, a union under any place.
RANKS = {"nation": 0, "province": 1, "city": 2, "county": 3, "township": 4, "park": 4, "union": 5}
ZONE_CODE = re.compile(r"[0-9]{6}L([0-9]{2})")
LAST_ZONE = 99


class TreeFault(ValueError):
    """The tree cannot be changed like this; `code` says why, the room above says it in words."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Standing:
    """How a node stands now: since when at this path, and whether it was closed."""

    kind: str
    path: str
    since: date
    parent: int | None = None
    closed: bool = False


def change_fault(node: Standing, on: date) -> str | None:
    """Why nothing can be changed about where a node stands from a day on; None when it can.

    Changes go forward: a day before the last change would rewrite what was decided after it.
    """
    if node.parent is None:
        return "root"
    if node.closed:
        return "closed"
    return "too_early" if on < node.since or on <= EVER else None


def move_fault(node: Standing, to: Standing, on: date) -> str | None:
    """Why a node cannot be hung under another from a day on; None when it can."""
    if is_within(to.path, node.path):
        return "inside_itself"
    if RANKS[to.kind] >= RANKS[node.kind]:
        return "rank"
    if ancestors_of(to.path)[-1] == node.parent:
        return "same_place"
    return change_fault(node, on) or _target_fault(to, on) or _depth_fault(to)


def merge_fault(node: Standing, into: Standing, on: date) -> str | None:
    """Why a node cannot be merged into another from a day on; None when it can."""
    if is_within(into.path, node.path):
        return "inside_itself"
    if RANKS[into.kind] != RANKS[node.kind] or node.kind == "union":
        return "rank"
    return change_fault(node, on) or _target_fault(into, on) or _depth_fault(into)


def _target_fault(to: Standing, on: date) -> str | None:
    if to.closed:
        return "target_closed"
    return "target_too_early" if on < to.since else None


def _depth_fault(to: Standing) -> str | None:
    # Room is left for what hangs below the node that moves.
    return "too_deep" if len(to.path) > LONGEST - 4 * STEP else None


def next_zone_code(above: str, taken: Iterable[str]) -> str:
    """The next local code under a division, marked with an L: 320925L01 (our own, not GB/T 2260).

    Raises `TreeFault` under a place without a code of six digits, or when all 99 are taken.
    """
    stem = above[:6]
    if len(above) != 6 or not stem.isdigit():  # noqa: PLR2004
        raise TreeFault("no_division")
    numbers = [int(found[1]) for code in taken if (found := ZONE_CODE.fullmatch(code))]
    number = max(numbers, default=0) + 1
    if number > LAST_ZONE:
        raise TreeFault("zones_full")
    return f"{stem}L{number:02d}"


def is_local_code(code: str) -> bool:
    """Whether a code was given here and stands in no list of the state."""
    return ZONE_CODE.fullmatch(code) is not None

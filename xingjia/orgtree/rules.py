"""The shape of the tree, as text and days. Pure.

A path names every node from the root down, eight digits each: "0000000100000007". Digits only,
and all steps of one width, so that "everything under here" is one range on every database,
whatever its collation.
"""

from datetime import date

STEP = 8
EVER = date(1, 1, 1)
OPEN = date(9999, 12, 31)  # the end of a span that has none; days are half-open


def path_of(parent_path: str, node_id: int) -> str:
    """The path of a node under `parent_path` ("" for the root)."""
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

"""A row that came back, bound to the employer it was sent out for. Pure.

What stands as it was sent says nothing; what differs is what the person filled in. Only the
cells that were asked count. `issued` keeps what the workbook showed, so that a value changed in
the register meanwhile is seen (see `edited_since`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from xingjia.registry.rules.names import last_day

KEY, ISSUED = "row_key", "issued"
DAYS = frozenset({"union_founded", "chair_elected_on", "term_ends_on"})
Issue = dict[str, Any]


@dataclass(frozen=True)
class Bound:
    """A row with the values that were filled in, and what is to be said of it."""

    row: int
    sheet: str
    values: dict[str, Any]
    issues: list[Issue]
    blank: int = 0  # asked cells that came back empty

    def as_json(self) -> dict[str, Any]:
        """Plain values, as they are kept with what came in."""
        return {
            "row": self.row,
            "sheet": self.sheet,
            "values": self.values,
            "issues": self.issues,
        }


def row_key(token: str, employer: int) -> str:
    """The hidden key of a row: which workbook, which employer."""
    return f"{token}-{employer}"


def parsed(key: Any) -> tuple[str, int | None]:
    """The workbook a key names, and the employer; ("", None) for what is no key of ours."""
    token, _, number = str(key or "").partition("-")
    return (token, int(number)) if number.isdecimal() and number.isascii() else ("", None)


def token_of(keys: Iterable[Any]) -> str:
    """The workbook that most keys name; "" when none names any."""
    named = [token for token, _ in map(parsed, keys) if token]
    return max(set(named), key=named.count) if named else ""


def error(code: str, field: str = "") -> Issue:
    """Something that holds a row back until a person has looked."""
    return {"field": field, "code": code, "level": "error", "said": "", "offer": None}


def bind(
    read: Mapping[str, Any],
    issues: Iterable[Issue],
    issued: Mapping[str, Any],
    *,
    row: int,
    sheet: str,
) -> Bound:
    """One row. `read` are the values as read, `issued` the row as it was sent (`asking.Row`)."""
    shown, asked = issued["shown"], issued["asked"]
    changed = {
        name: read[name]
        for name in asked
        if read.get(name) is not None and not same(name, shown.get(name), read[name])
    }
    about = [one for one in issues if one["field"] in asked]
    about += [
        {**error("not_asked", name), "level": "warning"}
        for name in read.keys() & shown.keys() - asked.keys()
        if _spoken(read[name], shown[name])
    ]
    faulty = {one["field"] for one in about}
    blank = sum(read.get(name) is None and name not in faulty for name in asked)
    kept = {ISSUED: {name: shown.get(name) for name in changed}, KEY: issued["key"]}
    return Bound(row, sheet, kept | changed, about, blank)


def _spoken(read: Any, shown: Any) -> bool:
    """Whether a protected word was written over: what only reads otherwise does not count."""
    both = isinstance(read, str) and isinstance(shown, str)
    return both and "".join(read.split()) != "".join(shown.split())


def same(name: str, one: Any, other: Any) -> bool:
    """Whether two values of a column are the same."""
    if name in DAYS and one and other:
        return last_day(one) == last_day(other)
    return bool(one == other) and type(one) is type(other)


def edited_since(
    values: Mapping[str, Any], now: Mapping[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    """What of a bound row still differs from the register, and the columns in conflict: the
    register was changed there since the workbook was sent, and says something else."""
    issued = values[ISSUED]
    filled = {name: value for name, value in values.items() if name not in {KEY, ISSUED}}
    differs = {name: v for name, v in filled.items() if not same(name, now.get(name), v)}
    moved = [name for name in differs if not same(name, now.get(name), issued.get(name))]
    return differs, moved

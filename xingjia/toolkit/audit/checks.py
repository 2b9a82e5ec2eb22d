"""What `./xj manage verify` goes through. Each room registers its own checks when it is ready."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was written."""

    code: str  # "wrong_digest"
    subject: str  # "audit.entry:3"
    sentence: str  # for a person: what, where, what to do


@dataclass(frozen=True)
class Check:
    """One named search for findings; a slow one runs only with `--all`."""

    name: str
    find: Callable[[], Iterable[Finding]]
    slow: bool = False


_checks: dict[str, Check] = {}


def register(name: str, find: Callable[[], Iterable[Finding]], *, slow: bool = False) -> None:
    """Add a check. A second one under the same name raises `ValueError`."""
    if name in _checks:
        raise ValueError(f"a check named {name} is registered already")
    _checks[name] = Check(name, find, slow)


def registered() -> list[Check]:
    """All checks in the order in which they were registered."""
    return list(_checks.values())

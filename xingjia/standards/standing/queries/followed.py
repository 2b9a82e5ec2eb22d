"""Which standards unions are judged by: rooms that keep standards register here."""

from collections.abc import Callable, Iterable

from xingjia.standards.rules.criteria import Standard
from xingjia.standards.rules.asking import all_kinds

Source = Callable[[], Iterable[Standard]]
SOURCES: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Let unions be judged by the published standards that `source` gives."""
    SOURCES[name] = source


def followed() -> tuple[Standard, ...]:
    """Every published version that judges; an empty frame does not."""
    every = (one for source in SOURCES.values() for one in source())
    return tuple(one for one in every if not one.is_empty)


def kinds_asked() -> frozenset[str]:
    """The kinds of facts that any of them asks for."""
    return frozenset().union(*(all_kinds(one) for one in followed()))


def following(kinds: frozenset[str] | None) -> tuple[Standard, ...]:
    """The standards that facts of these kinds (None: of any) may decide."""
    return tuple(one for one in followed() if kinds is None or kinds & all_kinds(one))


def standard_called(code: str, version: str = "") -> Standard | None:
    """The standard of this code, in a version or the newest one."""
    found = [one for one in followed() if one.code == code and version in ("", one.version)]
    return max(found, key=lambda one: one.version, default=None)

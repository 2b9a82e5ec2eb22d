"""Which standards unions are judged by: rooms that keep standards register here."""

from collections.abc import Callable, Iterable
from datetime import date

from xingjia.standards.rules.criteria import Standard
from xingjia.toolkit.together import Asking, beside

Source = Callable[[], Iterable[Standard]]
SOURCES: dict[str, Source] = {}
# Of sources whose standards hold in places only: those of a path, on a day or (None) on any.
Over = Callable[[str, date | None], Iterable[Standard]]
OVER: dict[str, Over] = {}
ASKED: dict[str, Callable[[], Asking[list[Standard]]]] = {}


def register(
    name: str,
    source: Source,
    over: Over | None = None,
    asked: Callable[[], Asking[list[Standard]]] | None = None,
) -> None:
    """Let unions be judged by the published standards that `source` gives; where they are not
    for everybody, `over` tells those of a path. A source that reads a table gives it as `asked`
    too, for whoever reads other things with it."""
    SOURCES[name] = source
    if over is not None:
        OVER[name] = over
    if asked is not None:
        ASKED[name] = asked


def followed() -> tuple[Standard, ...]:
    """Every published version that judges; an empty frame does not."""
    every = (one for source in SOURCES.values() for one in source())
    return tuple(one for one in every if not one.is_empty)


def shipped() -> tuple[Standard, ...]:
    """Those of them that are in no table."""
    every = (one for name, source in SOURCES.items() if name not in ASKED for one in source())
    return tuple(one for one in every if not one.is_empty)


def asked_followed() -> Asking[tuple[Standard, ...]]:
    """`followed`, for whoever reads other things with it."""
    asked = {name: source for name, source in ASKED.items() if name in SOURCES}
    read = yield from beside(*(source() for source in asked.values()))
    known = dict(zip(asked, read, strict=True))
    every = (
        one
        for name, source in SOURCES.items()
        for one in (known[name] if name in known else source())
    )
    return tuple(one for one in every if not one.is_empty)


def followed_at(path: str, on: date | None) -> tuple[Standard, ...]:
    """Those that are for a place on a day, or (None) on any: no county learns of another's. What
    ships comes first."""
    every = [
        one
        for name, source in SOURCES.items()
        for one in (OVER[name](path, on) if name in OVER else source())
    ]
    every.sort(key=lambda one: one.place is not None)
    return tuple(one for one in every if not one.is_empty)


def standard_called(text: str, path: str | None = None, on: date | None = None) -> Standard | None:
    """The standard of this code (with @ and a version, if not the newest one), of this title, or
    the only one whose criteria bear this prefix: shuangliang, shuangliang@2013, 双亮, SL.
    With a path only those that are for this place; with a day the version that holds then, if
    one does."""
    if path is not None and on is not None and (found := _called(text, followed_at(path, on))):
        return found
    return _called(text, followed() if path is None else followed_at(path, None))


def _called(text: str, known: Iterable[Standard]) -> Standard | None:
    name, _, version = text.partition("@")
    versions = [one for one in known if version in ("", one.version)]
    named = [one for one in versions if name in (one.code, one.title.zh)]
    prefixed = [one for one in versions if name in _prefixes(one)]
    found = named or (prefixed if len({one.code for one in prefixed}) == 1 else [])
    return max(found, key=lambda one: one.version, default=None)


def _prefixes(standard: Standard) -> set[str]:
    return {one.code.partition("-")[0] for one in standard.criteria}

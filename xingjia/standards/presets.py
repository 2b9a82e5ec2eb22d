"""The standards that ship with the platform: `standards/*.yaml`, read once and frozen.

A published file never changes; its digest stands in `standards/published.txt`, and a test compares.
What a place does differently is a variant (`rules.variants`), what is new a new version.
"""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from xingjia.standards.reading import WrongStandard, read_standard
from xingjia.standards.rules.criteria import Standard
from xingjia.standards.rules.variants import Variant, check, merged

Key = tuple[str, str]  # code and version


def folder() -> Path:
    """Where the files lie."""
    return Path(settings.ROOT) / "standards"


@cache
def shipped() -> dict[Key, Standard]:
    """All shipped standards by code and version. Raises `WrongStandard`."""
    return read_folder(folder())


def newest(code: str) -> Standard:
    """The newest version of a shipped standard. Raises `KeyError`."""
    versions = [version for known, version in shipped() if known == code]
    if not versions:
        raise KeyError(code)
    return shipped()[code, max(versions)]


def current() -> list[Standard]:
    """Each shipped standard in its newest version, in the order in which they are shown."""
    codes = dict.fromkeys(code for code, _version in shipped())
    place = {code: n for n, code in enumerate(ORDER)}
    return [newest(code) for code in sorted(codes, key=lambda code: (place.get(code, 99), code))]


ORDER = (
    *("shuangliang", "liuyou", "jiuyou", "liuyou-wuhua", "stages"),
    *("home-qualified", "home-advanced", "home-model", "home-points"),
)


def read_folder(place: Path) -> dict[Key, Standard]:
    """The standards of a folder, each file named CODE-VERSION.yaml. Raises `WrongStandard`."""
    found: dict[Key, Standard] = {}
    reading: list[Key] = []

    def lookup(code: str, version: str) -> Standard:
        key = (code, version)
        path = place / f"{code}-{version}.yaml"
        if key in reading or not path.exists():
            raise KeyError(code)
        if key not in found:
            reading.append(key)
            found[key] = _read(path, lookup_of=key)
            reading.pop()
        return found[key]

    def _read(path: Path, *, lookup_of: Key) -> Standard:
        standard = read_standard(path.read_text(encoding="utf-8"), path.name, lookup=lookup)
        if (standard.code, standard.version) != lookup_of:
            raise WrongStandard(path.name, 1, "", _("文件名应是“标准代码-版本.yaml”。"))
        return standard

    for path in sorted(place.glob("*.yaml")):
        code, _dash, version = path.stem.rpartition("-")
        lookup(code, version)
    return found


def with_values(parent: Standard, values: Mapping[str, str]) -> Standard:
    """A shipped standard read with a place's own figures. Raises `WrongStandard`."""

    def lookup(code: str, version: str) -> Standard:
        return shipped()[code, version]

    name = f"{parent.code}-{parent.version}.yaml"
    return read_standard(source_of(parent), name, lookup=lookup, values=values)


def local(variant: Variant) -> Standard:
    """The standard a place uses. Raises `KeyError`, `WrongVariant`, `WrongStandard`."""
    parent = shipped()[variant.parent]
    check(parent, variant)
    return merged(with_values(parent, dict(variant.values)), variant)


def digest(path: Path) -> str:
    """The digest by which a published file is known."""
    return sha256(path.read_bytes()).hexdigest()


def source_of(standard: Standard) -> str:
    """The text of a shipped standard's file."""
    path = folder() / f"{standard.code}-{standard.version}.yaml"
    return path.read_text(encoding="utf-8")

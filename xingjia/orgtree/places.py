"""Administrative divisions by name and code: in force, retired, or outside the standard.

Pure: the list (`divisions.csv`, GB/T 2260 with the years of retired codes) is read once.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from xingjia.orgtree.divisions import FILE, DivisionRow, read_divisions

SUFFIX = re.compile(
    "(?:街道办事处|街道办|街道|自治县|自治旗|新区|开发区|地区|镇|乡|县|区|市|旗|省)$"
)
OFFICE = re.compile(r"(?:总工会|工会联合会|工会|总|人民政府|办事处|党工委|党委)$")
NOT_NAMES = frozenset({"市辖区", "县", "郊区", "城区", "省直辖县级行政区划"})


Place = DivisionRow


def stem(place: Place) -> str:
    """The name without 县, 镇, 街道 …: 建湖 for 建湖县."""
    short = SUFFIX.sub("", place.name)
    return short if len(short) > 1 else place.name


def last_year(place: Place) -> int:
    """The year to which the code was valid; one in force is after all others."""
    return 9999 if place.valid_to is None else place.valid_to


@dataclass(frozen=True)
class Found:
    """What a name or code leads to: the place in force, and the retired one it was found by."""

    place: Place | None
    retired: Place | None = None


class Places:
    """The list of divisions, searched from a scope outwards. Never on the name alone."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._by_code: dict[str, list[Place]] = defaultdict(list)
        self._by_name: dict[str, list[Place]] = defaultdict(list)
        self._parents_of_townships: set[str] = set()
        for place in places:
            self._by_code[place.code].append(place)
            if place.name not in NOT_NAMES:
                for name in {place.name, stem(place)}:
                    self._by_name[name].append(place)
            if place.level == "township":
                self._parents_of_townships.add(place.parent_code)

    @classmethod
    def load(cls, path: Path = FILE) -> "Places":
        """Read the list shipped with the product, or another of the same columns."""
        return cls(read_divisions(path))

    def coded(self, code: str) -> Found | None:
        """The place of a code of 6, 9 or 12 digits; `None` when it is in no list."""
        short = short_code(code)
        found = self._by_code.get(short, [])
        now = next((place for place in found if place.valid_to is None), None)
        if now:
            return Found(now)
        if found:
            return self._now(max(found, key=last_year))
        return self._township_of_unlisted_county(short)

    def named(self, name: str, scope: str) -> Found | None:
        """The place of a name, sought within the scope, then in its city, province, the country.

        Beyond the city the full name is needed; a name that fits several places finds none.
        """
        for text in _shorter(OFFICE.sub("", name) or name):
            for circle, full in self._circles(scope):
                fits = [p for p in self._by_name.get(text, []) if within(p.code, circle)]
                if full:
                    fits = [p for p in fits if p.name == text]
                if chosen := _one(fits):
                    return chosen if chosen.place else self._now(chosen.retired)
        return None

    def _circles(self, scope: str) -> list[tuple[str, bool]]:
        """Areas to search, each with whether only the full name counts there."""
        city, province = f"{scope[:4]}00", f"{scope[:2]}0000"
        return [(scope, False), (city, False), (province, True), ("", True)]

    def _now(self, retired: Place | None) -> Found | None:
        """The successor: same name in the same city, or who has the code now."""
        if retired is None:
            return None
        alike = self._by_name.get(stem(retired), []) if retired.name not in NOT_NAMES else []
        heirs = [p for p in alike if p.valid_to is None and p.parent_code == retired.parent_code]
        heirs += [p for p in self._by_code[retired.code] if p.valid_to is None]
        return Found(heirs[0] if heirs else None, retired)

    def _township_of_unlisted_county(self, code: str) -> Found | None:
        """A nine-digit code where the list knows the county but none of its townships."""
        county = code[:6]
        known = any(place.valid_to is None for place in self._by_code.get(county, []))
        if len(code) != 9 or not known or county in self._parents_of_townships:  # noqa: PLR2004
            return None
        return Found(Place(code, "", "township", county, None, None, zone=False))


def _one(places: list[Place]) -> Found | None:
    """The only place in force, or the only retired one; never a guess among several."""
    now = [place for place in places if place.valid_to is None]
    if len(now) > 1:
        exact = [place for place in now if not place.zone]
        now = exact if len(exact) == 1 else now
    if len(now) == 1:
        return Found(now[0])
    codes = {place.code for place in places}
    if not now and len(codes) == 1:
        return Found(None, max(places, key=last_year))
    return None


def _shorter(name: str) -> Iterator[str]:
    """The name, then what is left without the larger places before it: 建湖县上冈镇, 上冈镇."""
    yield name
    for match in re.finditer(r"[省市县区]", name[:-1]):
        if len(rest := name[match.end() :]) > 1:
            yield rest


def short_code(code: str) -> str:
    """Without the zeros that only fill up: 320925107000 is 320925107, 320925000 is 320925."""
    while len(code) in (9, 12) and code.endswith("000"):
        code = code[:-3]
    return code


def within(code: str, scope: str) -> bool:
    """Whether a code lies in the area of another: 320925001 in 320925, in 320900, in 320000."""
    prefix = scope
    while len(prefix) > 0 and prefix.endswith("00") and len(prefix) <= 6:  # noqa: PLR2004
        prefix = prefix[:-2]
    return code.startswith(prefix)

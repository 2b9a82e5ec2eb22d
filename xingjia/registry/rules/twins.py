"""Which rows look like one and the same employer, union or person. Pure.

A suspicion is a question to a person, with its reasons; nothing is ever merged by itself. Pairs
are looked for only among rows that share a key (name, body of the code, core of the name with an
address or telephone), so that a register of thousands takes no time to speak of.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from xingjia.registry.rules.names import name_key

UNIFIED = 18  # characters, GB 32100-2015: 9 to 17 are the organisation code (GB 11714)
TAX_NUMBER = 15  # six of the division and the organisation code
ORGANISATION_CODE = 9
# Rows that share a key beyond this many are compared with their neighbours only.
NEIGHBOURS = 20
LONGEST_PLACE = 16  # characters of the name of a place
SHORTEST = 2  # characters of a name that still tells something

BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
SUFFIXES = re.compile(
    r"(工会联合会|工会委员会|委员会|联合会|工会|总公司|分公司|有限责任公司|股份有限公司|股份公司"
    r"|集团有限公司|有限公司|集团|公司)$"
)
# Names of companies begin with the province, whether or not the tree reaches up to it.
PROVINCES = (
    "北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南"
    " 广东 广西 海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 台湾 香港 澳门"
).split()
LEVELS = re.compile(r"(省|市|县|区|镇|乡|街道|街道办事处|开发区|园区)$")


class Strength(StrEnum):
    """How much speaks for two rows being one."""

    STRONG = "strong"
    LIKELY = "likely"
    POSSIBLE = "possible"


POINTS = {
    "same_name": 2,
    "former_name": 2,
    "same_body": 3,
    "alike": 1,
    "same_address": 1,
    "same_phone": 1,
    "same_employer": 1,
    "old_and_new": 1,
    "codes_differ": -2,
    "same_union": 2,
    "same_account": 2,
    "terms_overlap": 1,
}
ENOUGH = frozenset({"same_name", "former_name", "same_body"})
BESIDE = frozenset({"same_address", "same_phone", "same_employer", "old_and_new"})


@dataclass(frozen=True)
class Unit:
    """An employer or a union as it stands now, with what it was called before.

    `county` keeps names apart that are unique in one county only; `covers` are the employers a
    union covers.
    """

    key: int
    name: str
    county: str = ""
    code: str = ""
    address: str = ""
    phone: str = ""
    former: tuple[str, ...] = ()
    covers: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Person:
    """Somebody in office in a union, with the telephone the union gave for him when he was.

    `account` is the person's account appointed at the union; `covers` are the employers the union
    covers; `person` is given where two posts are known to be of one person.
    """

    key: int
    name: str
    union: int
    county: str = ""
    phone: str = ""
    start: date | None = None
    end: date | None = None  # the first day out of office, or after the term
    post: str = ""
    account: int | None = None
    covers: frozenset[int] = frozenset()
    person: int | None = None


@dataclass(frozen=True)
class Suspicion:
    """Two rows that may be one; `first` is the smaller id."""

    first: int
    second: int
    strength: Strength
    reasons: tuple[str, ...]


def twin_units(units: Iterable[Unit], places: Collection[str] = ()) -> list[Suspicion]:
    """Pairs of employers, or of unions, that may be one, strongest first.

    `places` are names of the tree; a name is compared without the ones it begins with.
    """
    words = place_words(places)
    units = _sorted(units)
    cores = {one.key: core_name(one.name, words) for one in units}
    buckets: dict[tuple[object, ...], list[Unit]] = {}
    for one in units:
        for key in _keys(one, cores[one.key]):
            buckets.setdefault(key, []).append(one)
    found = {}
    for first, second in _pairs(buckets.values()):
        reasons = unit_reasons(first, second, cores)
        if reasons:
            found[first.key, second.key] = _suspicion(first.key, second.key, reasons)
    return _ordered(found.values())


def twin_persons(people: Iterable[Person]) -> list[Suspicion]:
    """Pairs of officers that may be one person entered twice, strongest first.

    Within a union the same name in one post with terms that overlap. In two unions the same name
    alone says nothing (namesakes are many): beside it has to stand the same telephone in one
    county, the same account, or an employer that both unions cover.
    """
    buckets: dict[tuple[object, ...], list[Person]] = {}
    for one in sorted(set(people), key=lambda one: one.key):
        for key in _keys_of_person(one):
            buckets.setdefault((*key, name_key(one.name)), []).append(one)
    found = {}
    for first, second in _pairs(buckets.values()):
        reasons = person_reasons(first, second)
        if reasons:
            found[first.key, second.key] = _suspicion(first.key, second.key, reasons)
    return _ordered(found.values())


def unit_reasons(first: Unit, second: Unit, cores: dict[int, str]) -> tuple[str, ...]:
    """Why two may be one; nothing when too little speaks for it. The order does not matter."""
    same_county = first.county == second.county
    names = name_key(first.name), name_key(second.name)
    told = {
        "same_name": same_county and names[0] == names[1],
        "former_name": (same_county and _bore(first, names[1])) or _bore(second, names[0]),
        "same_body": bool(body_of(first.code)) and body_of(first.code) == body_of(second.code),
        "alike": bool(cores[first.key]) and cores[first.key] == cores[second.key],
        "same_address": _same(first.address, second.address),
        "same_phone": bool(digits_of(first.phone))
        and digits_of(first.phone) == digits_of(second.phone),
        "same_employer": bool(first.covers & second.covers),
        "old_and_new": UNIFIED in (len(first.code), len(second.code))
        and 0 < min(len(first.code), len(second.code)) < UNIFIED,
        "codes_differ": len(first.code) == len(second.code) == UNIFIED
        and body_of(first.code) != body_of(second.code),
    }
    told["former_name"] &= same_county and not told["same_name"]
    reasons = frozenset(name for name, so in told.items() if so)
    enough = reasons & ENOUGH or ("alike" in reasons and same_county and reasons & BESIDE)
    return tuple(name for name in POINTS if name in reasons) if enough else ()


def person_reasons(first: Person, second: Person) -> tuple[str, ...]:
    """Why two officers may be one person entered twice."""
    known = first.person is not None and first.person == second.person
    if known or name_key(first.name) != name_key(second.name):
        return ()
    if first.union == second.union:
        # Two posts of one person at once are no mistake: 副主席 and 女职工委主任.
        overlap = first.post == second.post and _overlap(first, second)
        return ("same_name", "same_union", "terms_overlap") if overlap else ()
    beside = {
        "same_phone": first.county == second.county
        and bool(digits_of(first.phone))
        and digits_of(first.phone) == digits_of(second.phone),
        "same_employer": bool(first.covers & second.covers),
        "same_account": first.account is not None and first.account == second.account,
    }
    found = tuple(name for name in POINTS if beside.get(name))
    return ("same_name", *found) if found else ()


def core_name(name: str, words: Collection[str]) -> str:
    """What is left of a name without places before it and the form of company behind it."""
    core = name_key(BRACKETS.sub("", name_key(name)))
    while size := next((n for n in range(LONGEST_PLACE, 1, -1) if core[:n] in words), 0):
        core = core[size:]
    while (shorter := SUFFIXES.sub("", core)) != core:
        core = shorter
    return core if len(core) >= SHORTEST else ""


def place_words(places: Collection[str]) -> frozenset[str]:
    """Names of places, whole and without their level (建湖县, 建湖)."""
    words = {name_key(place) for place in places}
    words |= {form for one in PROVINCES for form in (one, f"{one}省", f"{one}市")}
    words |= {LEVELS.sub("", word) for word in words}
    return frozenset(word for word in words if SHORTEST <= len(word) <= LONGEST_PLACE)


def body_of(code: str) -> str:
    """The organisation code inside a code of 18, a tax number of 15 or itself of 9; else ""."""
    plain = code.replace("-", "").upper()
    return {
        UNIFIED: plain[8:17],
        TAX_NUMBER: plain[6:],
        ORGANISATION_CODE: plain,
    }.get(len(plain), "")


def digits_of(phone: str) -> str:
    """A telephone number as its digits alone."""
    return "".join(one for one in phone if one.isdigit())


def _sorted(units: Iterable[Unit]) -> list[Unit]:
    return sorted({one.key: one for one in units}.values(), key=lambda one: one.key)


def _keys(one: Unit, core: str) -> Iterator[tuple[object, ...]]:
    """Under which keys a row is laid beside others; only rows of one bucket are compared."""
    for name in {name_key(one.name), *map(name_key, one.former)}:
        yield "name", one.county, name
    if body := body_of(one.code):
        yield "body", body
    if core:
        yield from (("address", one.county, core, name_key(one.address)),) if one.address else ()
        yield from (("phone", one.county, core, digits_of(one.phone)),) if one.phone else ()
        yield from (("code", one.county, core),) if one.code else ()
        yield from (("covers", core, employer) for employer in sorted(one.covers))


def _keys_of_person(one: Person) -> Iterator[tuple[object, ...]]:
    """Beside whom somebody is laid; the name goes with each of these."""
    yield "union", one.union
    if digits := digits_of(one.phone):
        yield "phone", one.county, digits
    if one.account is not None:
        yield "account", one.account
    yield from (("covers", employer) for employer in sorted(one.covers))


Row = TypeVar("Row", Unit, Person)


def _pairs(buckets: Iterable[Sequence[Row]]) -> Iterator[tuple[Row, Row]]:
    seen = set()
    for bucket in buckets:
        for at, first in enumerate(bucket):
            for second in bucket[at + 1 : at + 1 + NEIGHBOURS]:
                if (first.key, second.key) not in seen and first.key != second.key:
                    seen.add((first.key, second.key))
                    yield first, second


def _bore(one: Unit, key: str) -> bool:
    return key in {name_key(name) for name in one.former}


def _same(first: str, second: str) -> bool:
    return bool(first) and name_key(first) == name_key(second)


def _overlap(first: Person, second: Person) -> bool:
    spans = sorted((one.start or date.min, one.end or date.max) for one in (first, second))
    return all(later[0] < earlier[1] for earlier, later in pairwise(spans))


def _suspicion(first: int, second: int, reasons: tuple[str, ...]) -> Suspicion:
    points = sum(POINTS[name] for name in reasons)
    bands = ((3, Strength.STRONG), (2, Strength.LIKELY))
    strength = next((band for least, band in bands if points >= least), Strength.POSSIBLE)
    return Suspicion(first, second, strength, reasons)


def _ordered(found: Iterable[Suspicion]) -> list[Suspicion]:
    rank = list(Strength)
    return sorted(found, key=lambda one: (rank.index(one.strength), one.first, one.second))

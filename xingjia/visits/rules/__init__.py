"""Whose visit verifies what, and at which level. Pure.

Verified means: a superior has been there and seen it. Nobody verifies what he claimed himself or
what his own place filed (DESIGN: `Verified`; domain.md §7.1).
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from xingjia.visits.rules.ties import Inspector, Signed, may_check, signs


class Level(StrEnum):
    """How far above the union somebody stands who has been there."""

    TOWNSHIP = "township"
    COUNTY = "county"  # a spot check
    CITY = "city"  # a re-check


LEVELS = {
    "township": Level.TOWNSHIP,
    "park": Level.TOWNSHIP,
    "county": Level.COUNTY,
    "city": Level.CITY,
    "province": Level.CITY,
    "nation": Level.CITY,
}
ORDER = (Level.TOWNSHIP, Level.COUNTY, Level.CITY)
NUMBER = re.compile(
    r"^[(（]?[0-9０-９一二三四五六七八九十]+[)）]?[.．、,，:：)）\s]+|^[(（][^)）]{1,3}[)）]"
)
ENDS = "\t 　.。、,，;；"  # around a name in a list
UNIONS = ("", "工会", "工会委员会", "工会联合会", "联合工会")  # behind the name of an enterprise
# Posts that answer for unions below; a contact cadre stands beside them and verifies nothing.
POSTS = frozenset({"officer", "superior", "township_officer", "leader"})


@dataclass(frozen=True)
class Post:
    """A post somebody holds on the day of the visit: its role, and kind and path of its place."""

    role: str
    kind: str
    path: str


@dataclass(frozen=True)
class Visitor:
    """Somebody who went, by the label of his account, with his posts and his name."""

    label: str
    posts: tuple[Post, ...] = ()
    name: str = ""

    @property
    def account(self) -> str:
        """The key of his account, as a declaration names him."""
        return self.label.removeprefix("account:")


@dataclass(frozen=True)
class Claimant:
    """Who said a thing: the label ("": nobody knows who, so nobody is known to be another), and
    the path of the place it was filed from ("": unknown)."""

    label: str
    path: str = ""


def level_of(
    visitors: Collection[Visitor], union: str, claimants: Collection[Claimant] = ()
) -> Level | None:
    """The level at which these visitors verify a thing of the union with this path; None: not.

    A post counts if its place lies over the union. Where the thing has been claimed, one claim
    must be neither the visitor's own nor filed from the place of that post.
    """
    found = {
        LEVELS[post.kind]
        for visitor in visitors
        for post in visitor.posts
        if post.role in POSTS
        and post.kind in LEVELS
        and union.startswith(post.path)
        and union != post.path
        and (not claimants or any(_is_another(one, visitor, post) for one in claimants))
    }
    return max(found, key=ORDER.index, default=None)


def level_by(
    issued: Level,
    sides: Collection[Claimant],
    union: str,
    claimants: Collection[Claimant],
) -> Level | None:
    """The level at which a body's document verifies what the union with this path claims; None:
    not. `sides` are whoever keyed it in, with their offices, and the body itself, where it has a
    place in the tree: one claim must be none of theirs, and the body stand over the union."""
    under = all(union.startswith(one.path) and union != one.path for one in sides if not one.label)
    others = [
        one
        for one in claimants
        if one.label and all(one.label != side.label and one.path != side.path for side in sides)
    ]
    return issued if under and (others or not claimants) else None


def signs_of(visitor: Visitor, union: str, leaders: Iterable[str]) -> frozenset[Signed]:
    """What a visitor has to declare about a union: its path and the names of its leaders. Who
    holds a post in the union itself belongs to it."""
    own = any(post.path == union for post in visitor.posts)
    return signs(Inspector(visitor.name, 1 if own else None), 1, leaders)


def without_ties(
    visitors: Iterable[Visitor], union: str, leaders: Iterable[str], declared: Mapping[str, bool]
) -> list[Visitor]:
    """Those who may verify there. `declared` is by account whether he said that he is tied to
    this union, as a near relative or by his work; where a sign asks for it and nobody said, he
    verifies nothing."""
    leaders = list(leaders)
    return [
        one
        for one in visitors
        if not declared.get(one.account)
        and may_check(
            found := signs_of(one, union, leaders),
            dict.fromkeys(found, False) if one.account in declared else {},
        )
    ]


def named(lines: Iterable[str], unions: Mapping[int, str]) -> tuple[frozenset[int], list[str]]:
    """Which unions, by name, a pasted list means, and the lines that mean none or several. A line
    is the name of a union or of its enterprise, or how one of them begins; a number before it
    does not count."""
    found, unknown = set(), []
    for line in lines:
        name = NUMBER.sub("", line.strip(ENDS)).strip(ENDS)
        whole = {f"{name}{end}" for end in UNIONS}
        same = [key for key, one in unions.items() if one in whole]
        like = same or [key for key, one in unions.items() if name and one.startswith(name)]
        if len(like) == 1:
            found.add(like[0])
        elif name:
            unknown.append(name)
    return frozenset(found), unknown


def _is_another(claimant: Claimant, visitor: Visitor, post: Post) -> bool:
    known = bool(claimant.label)
    return known and claimant.label != visitor.label and claimant.path != post.path


def fault(
    *, ahead: bool, visitors: int, places: int, promised_before: bool, unfit: bool
) -> str | None:
    """The code of what is wrong with a record of a visit; None when nothing is."""
    found = {
        "day_ahead": ahead,
        "no_visitor": not visitors,
        "no_place": not places,
        "promised_before": promised_before,
        "unfit_fact": unfit,
    }
    return next((code for code, wrong in found.items() if wrong), None)

"""What there is to look at in a union: what is known of it, and what nobody has said."""

from collections.abc import Collection
from datetime import date

from xingjia.evidence.queries.known import Told, told_of
from xingjia.facts.kinds import KINDS, SIGN_AND_IDENTITY
from xingjia.registry.models import Union

# In the order of a walk: the people and numbers first, then what hangs on the walls.
LOOKED_AT = (
    "officer",
    "phone",
    "office",
    *SIGN_AND_IDENTITY,
    "seal",
    "system",
    "archive",
)


def known_at(unions: list[Union], on: date) -> dict[int, list[Told]]:
    """Per union what to look at: what holds by a day, then what nobody has said. In bulk."""
    kinds = frozenset(LOOKED_AT)
    told = told_of([one.pk for one in unions], on, kinds)
    found = {}
    for union in unions:
        mine = [one for one in told.get(union.pk, []) if _is_of_now(one)]
        said = {one.kind.code for one in told.get(union.pk, []) if one.holds is not None}
        # Asked on the spot though nobody said anything: one sees it while standing there.
        silent = [
            Told(KINDS[c]) for c in SIGN_AND_IDENTITY if c not in said and not KINDS[c].attributes
        ]
        found[union.pk] = sorted(mine, key=lambda one: LOOKED_AT.index(one.kind.code)) + silent
    return found


def claimed_at(
    unions: Collection[int], on: date, *, also_verified: bool = False
) -> dict[int, list[Told]]:
    """Per union what was claimed by a day and nobody has verified, of what one can look at: the
    things of a walk, and all that only a person or a paper shows. In bulk.

    `also_verified`: what a body confirms that stands higher may be verified already.
    """
    kinds = frozenset(KINDS) - {code for code, kind in KINDS.items() if kind.known} | {*LOOKED_AT}
    found = {}
    for union, told in told_of(unions, on, kinds).items():
        waiting = [
            one
            for one in told
            if one.holds and (also_verified or not one.verified) and _is_of_now(one)
        ]
        if waiting:
            found[union] = waiting
    return found


def _is_of_now(told: Told) -> bool:
    """What holds or is denied; of officers only the chair."""
    chair = told.kind.code != "officer" or ("post", "chair") in told.attributes
    return chair and (told.holds is True or (told.holds is False and not told.kind.known))

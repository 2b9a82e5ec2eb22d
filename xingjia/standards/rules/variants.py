"""What a place does differently: a parent standard, a selection of it, and figures of its own.

A variant is not a copy. Codes stay as they are, so that one can compare and count over places.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from xingjia.standards.rules.criteria import Standard, Words


@dataclass(frozen=True)
class Variant:
    """A county's choice: of which standard, without which lines, with which values.

    `dropped` names criteria and vetoes; `optional` criteria that are judged and do not decide.
    """

    code: str
    version: str
    title: Words
    parent: tuple[str, str]
    dropped: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    values: tuple[tuple[str, str], ...] = ()
    source: str = ""


class WrongVariant(Exception):
    """A variant speaks of lines or parameters that its parent does not have, or leaves nothing."""

    def __init__(self, unknown: Iterable[str], allowed: Iterable[str]) -> None:
        self.unknown, self.allowed = tuple(sorted(unknown)), tuple(allowed)
        super().__init__(self.unknown, self.allowed)


def merged(parent: Standard, variant: Variant) -> Standard:
    """The standard that holds in the place. `parent` has been read with the variant's values.

    Raises `WrongVariant`.
    """
    check(parent, variant)
    criteria = tuple(
        replace(one, required=one.required and one.code not in variant.optional)
        for one in parent.criteria
        if one.code not in variant.dropped
    )
    if not any(one.required for one in criteria) and parent.passes.points is None:
        raise WrongVariant((), ())
    return replace(
        parent,
        code=variant.code,
        version=variant.version,
        title=variant.title,
        official=False,
        source=variant.source or parent.source,
        criteria=criteria,
        vetoes=tuple(one for one in parent.vetoes if one.code not in variant.dropped),
        parent=f"{parent.code} {parent.version}",
    )


def check(parent: Standard, variant: Variant) -> None:
    """Refuse names the parent does not have. Points cannot be dropped: the sum would be another."""
    codes = [one.code for one in parent.criteria] + [one.code for one in parent.vetoes]
    named = variant.dropped | variant.optional
    if unknown := named - frozenset(codes):
        raise WrongVariant(unknown, codes)
    if scored := {one.code for one in parent.criteria if one.points} & variant.dropped:
        raise WrongVariant(scored, (code for code in codes if code not in scored))
    parameters = [one.code for one in parent.parameters]
    if unknown := frozenset(code for code, _ in variant.values) - frozenset(parameters):
        raise WrongVariant(unknown, parameters)

"""A small standard of the tests' own, and histories to judge by it."""

from collections.abc import Iterator
from contextlib import contextmanager

from xingjia.standards.rules.criteria import (
    All,
    AnyOf,
    Criterion,
    FactIs,
    Finding,
    Standard,
    Where,
    Words,
)
from xingjia.standards.rules.periods import Period
from xingjia.standards.standing.queries.followed import SOURCES


def says(attribute: str, *words: str) -> Where:
    return Where(attribute, frozenset(words))


SIGN, IDENTITY = FactIs("sign_shown"), FactIs("identity_shown")
CHAIR = FactIs("officer", (says("post", "chair"), says("elected", "true")))
TEN_WOMEN = FactIs("membership", (Where("women", at_least=10, decides=True),))
SHOWN = Standard(
    "shown",
    "1",
    Words("亮牌子"),
    "invented",
    official=False,
    criteria=(
        Criterion("A-1", Words("牌子"), SIGN, restore=Words("挂牌")),
        Criterion("A-2", Words("身份"), AnyOf((IDENTITY, SIGN))),
        Criterion("A-3", Words("主席"), CHAIR, lapsing=Period(days=90)),
        Criterion("A-4", Words("电话"), FactIs("phone"), required=False),
        Criterion(
            "A-5", Words("女工"), FactIs("committee", (says("kind", "women"),)), applies=TEN_WOMEN
        ),
    ),
)
GUARDED = Standard(
    "guarded",
    "2",
    Words("没有拖欠"),
    "invented",
    official=False,
    criteria=(Criterion("B-1", Words("在任"), All((CHAIR, FactIs("term")))),),
    vetoes=(Finding("V-1", Words("无电话"), FactIs("phone", (says("value", "0"),))),),
)


@contextmanager
def judging(*standards: Standard) -> Iterator[None]:
    """Unions are judged by these standards alone."""
    before = dict(SOURCES)
    SOURCES.clear()
    SOURCES["tests"] = lambda: standards
    try:
        yield
    finally:
        SOURCES.clear()
        SOURCES.update(before)

"""Figures of what the factories lay are worked out when somebody first reads them.

A command does so at once; most tests lay a world of which they read no figure.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from xingjia.facts.sources import facts_changed

KEPT = re.compile(r'"(coverage|standing)_')
_waiting: set[int] = set()


def follow_later(employers: set[int]) -> None:
    _waiting.update(employers)


def follow_now() -> None:
    if keys := set(_waiting):
        _waiting.clear()
        facts_changed.send(sender=follow_now, kind="employer", keys=keys)


@contextmanager
def read_on_demand() -> Iterator[None]:
    def reading(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if _waiting and KEPT.search(sql):
            follow_now()
        return execute(sql, params, many, context)

    _waiting.clear()
    with connection.execute_wrapper(reading), before_counting():
        yield
    _waiting.clear()


@contextmanager
def before_counting() -> Iterator[None]:
    """Who counts queries counts those of the page, not those of the world it stands in."""
    enter = CaptureQueriesContext.__enter__

    def entering(counting: CaptureQueriesContext) -> CaptureQueriesContext:
        follow_now()
        return enter(counting)

    CaptureQueriesContext.__enter__ = entering
    yield
    CaptureQueriesContext.__enter__ = enter

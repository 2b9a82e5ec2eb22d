"""One transaction around a command, and what is to be done once at its end.

A command changes records, and figures follow them. What it tells on its way is noted by whoever
listens and done once: before the command writes its entry into the log, whose head stays locked
to the end, and at the latest when the outermost command returns. All in one transaction.
"""

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar

from django.db import transaction

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Left(Protocol):
    """What a listener has left to do: it takes in what others left, and does it all."""

    def joined(self, other: Any) -> "Left":
        """Both, as one."""
        ...

    def do(self) -> None:
        """Do it."""
        ...


_left: ContextVar[dict[str, Left] | None] = ContextVar("left", default=None)


def command(act: Callable[Given, Result]) -> Callable[Given, Result]:
    """Make a function one transaction, at whose end stands what its changes leave to be done."""

    @wraps(act)
    def acted(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        with transaction.atomic():
            outer = _left.get()
            if outer is not None:
                return _within(outer, act, *args, **kwargs)
            token = _left.set({})
            try:
                result = act(*args, **kwargs)
                finish()
            finally:
                _left.reset(token)
        return result

    return acted


def _within(
    outer: dict[str, Left],
    act: Callable[Given, Result],
    *args: Given.args,
    **kwargs: Given.kwargs,
) -> Result:
    """Act as a part of another command. What was left before and done within is left again
    should this part be taken back."""
    before = dict(outer)
    try:
        return act(*args, **kwargs)
    except BaseException:
        for name, left in before.items():
            outer[name] = left.joined(outer[name]) if name in outer else left
        raise


def leave(name: str, left: Left) -> None:
    """Leave something to the end of the command that runs; do it at once where none does."""
    waiting = _left.get()
    if waiting is None:
        left.do()
        return
    waiting[name] = waiting[name].joined(left) if name in waiting else left


def finish() -> None:
    """Do what is left so far."""
    waiting = _left.get()
    while waiting:
        waiting.pop(next(iter(waiting))).do()

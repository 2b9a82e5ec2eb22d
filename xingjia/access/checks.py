"""Asking for a right."""

from xingjia.access.rules import Actor, Right


class Refused(Exception):
    """The actor holds no role that allows this here."""


class Unacceptable(ValueError):
    """What was given cannot be taken; `code` says why, `words.sentence` says it to a person."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class LinkVoid(Exception):
    """No link with this secret can be used: unknown, used, expired or withdrawn, all the same."""


def require(actor: Actor, right: Right, path: str) -> None:
    """Raise `Refused` unless the actor holds `right` at the node with this path."""
    if not actor.may(right, path):
        raise Refused(f"{right} at {path}")

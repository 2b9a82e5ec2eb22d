"""What a printed code opens: an opaque name and the mark of a key only the server has. Pure.

An address is short enough for a small code on a badge: eight characters that say nothing of the
union, and ten that nobody can make without the key (50 bits; a guess costs a request).
"""

import hmac
from hashlib import sha256

# Without characters that look alike when read out or typed from a worn board.
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
NAME_LENGTH, MARK_LENGTH = 8, 10


def name_from(secret: bytes) -> str:
    """An opaque name from random bytes, eight of them or more."""
    return "".join(LETTERS[byte % len(LETTERS)] for byte in secret[:NAME_LENGTH])


def mark_of(name: str, key: bytes) -> str:
    """The mark that belongs to a name."""
    digest = hmac.new(key, b"publicity.code:" + name.encode(), sha256).digest()
    return "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:MARK_LENGTH])


def signed(name: str, key: bytes) -> str:
    """The name with its mark, as it stands in an address."""
    return f"{name}.{mark_of(name, key)}"


def name_in(said: str, key: bytes) -> str | None:
    """The name in an address, if its mark is ours; None of anything else."""
    name, _, mark = said.partition(".")
    return name if hmac.compare_digest(mark.encode(), mark_of(name, key).encode()) else None

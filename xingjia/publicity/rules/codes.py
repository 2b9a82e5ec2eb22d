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


def mark_of(name: str, key: bytes, *, printed: bool = True) -> str:
    """The mark that belongs to a name, in the code of a print or in a row of the search."""
    purpose = b"publicity.code:" if printed else b"publicity.found:"
    digest = hmac.new(key, purpose + name.encode(), sha256).digest()
    return "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:MARK_LENGTH])


def ref_of(face: int, key: bytes) -> str:
    """How a person is named in addresses: nobody can tell from it how many there are, nor make
    that of another (hardening.md P2)."""
    digest = hmac.new(key, b"publicity.face:%d" % face, sha256).digest()
    return "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:NAME_LENGTH])


def signed(name: str, key: bytes) -> str:
    """The name with its mark, as it stands in an address."""
    return f"{name}.{mark_of(name, key)}"


def found(name: str, key: bytes) -> str:
    """The name as the search gives it: it opens the same page, without mobiles and photos, so
    that who has not stood before a board cannot gather them (hardening.md P2)."""
    return f"{name}-{mark_of(name, key, printed=False)}"


def is_printed(said: str) -> bool:
    """Whether a code that `name_in` lets through stood on a print."""
    return "." in said


def name_in(said: str, key: bytes) -> str | None:
    """The name in an address, if its mark is ours; None of anything else."""
    printed = is_printed(said)
    name, _, mark = said.partition("." if printed else "-")
    right = mark_of(name, key, printed=printed)
    return name if hmac.compare_digest(mark.encode(), right.encode()) else None

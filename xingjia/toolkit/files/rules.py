"""Where a content lies in the store. Pure."""

import re
from pathlib import PurePosixPath

SHA256 = re.compile(r"[0-9a-f]{64}")


def place(sha256: str) -> PurePosixPath:
    """The path of a content below the store: ab/cd/abcd… Raises `ValueError` for no SHA-256."""
    if not SHA256.fullmatch(sha256):
        raise ValueError("not a SHA-256 in lower-case hexadecimal")
    return PurePosixPath(sha256[:2], sha256[2:4], sha256)

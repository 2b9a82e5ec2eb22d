"""Marks of what a print says: enough to see that it is another now, too little to read it. Pure."""

import hmac
from hashlib import sha256
from unicodedata import normalize

LENGTH = 16


def mark_of(value: object, key: bytes) -> str:
    """The mark of a value. Blanks and widths of characters make no difference: 有限公司（集团）
    on a sign is 有限公司(集团) in the register."""
    plain = "".join(normalize("NFKC", str(value)).split())
    return hmac.new(key, b"publicity.print:" + plain.encode(), sha256).hexdigest()[:LENGTH]


def digest_of(shown: dict[str, str]) -> str:
    """One digest over all that a sheet says: the same again is no new version."""
    lines = "\n".join(f"{name}={shown[name]}" for name in sorted(shown))
    return sha256(lines.encode()).hexdigest()

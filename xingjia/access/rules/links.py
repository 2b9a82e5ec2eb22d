"""Days of posts, and how long links hold. Pure."""

from datetime import date, timedelta
from hashlib import sha256

from xingjia.orgtree.rules import OPEN

JOIN_WITHIN = timedelta(days=7)
RECOVER_WITHIN = timedelta(hours=24)
SECRET_BYTES = 24  # 192 bits, 32 characters in a link


def digest_of(secret: str) -> str:
    """What is kept of the secret in a link."""
    return sha256(secret.encode()).hexdigest()


def last_day(end: date) -> date | None:
    """The last day of a span that ends before `end`; None when its end is open."""
    return None if end == OPEN else end - timedelta(days=1)


# ---- slips ----------------------------------------------------------------------------------

# A slip lies on a desk at the union: long enough for the next visit or the next report, short
# enough that a forgotten one is dead within the month's round. The office may choose less or more.
SLIP_DAYS = 7
SLIP_DAYS_AT_MOST = 31
# Long enough to fill in what is asked for; the phone may be the enterprise's.
SLIP_SESSION = timedelta(hours=2)

"""What it costs to tell each kind of fact, for `rules.burden`."""

from xingjia.facts.kinds import KINDS
from xingjia.standards.rules.burden import Cost

COSTS = {code: Cost(kind.minutes, bool(kind.known)) for code, kind in KINDS.items()}
KNOWN = frozenset(code for code, kind in KINDS.items() if kind.known)

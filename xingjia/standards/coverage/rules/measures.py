"""What is counted of employers, among which bases, in which slices. Pure.

Every measure is counted among operating employers. A rate names its base, and each base has its
own numerator (domain.md §6: 127 of 138 unionised is 92.0 %, 127 of 141 operating is 90.1 %).
"""

from decimal import ROUND_HALF_UP, Decimal

CONTRACT_KINDS = ("collective", "wage", "women")
ALL_THREE = "contracts_all_three"
# Kept for read-back, and listed: it is known that one of them is missing; nobody has said of all.
SHORT, CONTRACTS_UNKNOWN = "contracts_short", "contracts_unknown"
# Which kinds make "all three" unless the county says otherwise (domain.md §5).
THREE_CONTRACTS = CONTRACT_KINDS

OPERATING, IDLE, WITH_UNION = "operating_employers", "idle_employers", "with_union"
CONTRACT_MEASURES = {f"contracts_{kind}": kind for kind in CONTRACT_KINDS}
# Elections of unions, counted by the employers they cover (domain.md §4.2, §6): the last day of
# a term lies in the year; a new term was elected; the term is over and none was.
DUE, HELD, OVERDUE = "elections_due", "elections_held", "elections_overdue"
# Listed beside the figures: whose term runs, and of whose term nobody has said the end.
IN_TERM, TERM_UNKNOWN = "in_term", "term_unknown"
ELECTION_MEASURES = {
    DUE: "election_due",
    HELD: "election_held",
    OVERDUE: "term_over",
    IN_TERM: "term",
}
# The bases of each measure, the headline base first.
BASES: dict[str, tuple[str, ...]] = {
    OPERATING: (),
    WITH_UNION: ("operating",),
    **dict.fromkeys(CONTRACT_MEASURES, ("unionised", "operating")),
    ALL_THREE: ("unionised", "operating"),
    **dict.fromkeys((DUE, HELD, OVERDUE), ("unionised",)),
}
# Lists that are no figures of their own, and their bases.
LISTED: dict[str, tuple[str, ...]] = {
    IDLE: (),
    IN_TERM: ("unionised",),
    TERM_UNKNOWN: ("unionised",),
    CONTRACTS_UNKNOWN: ("unionised",),
}
# All that is counted lies within the base, so one numerator does for both.
OF_TERMS = frozenset({*ELECTION_MEASURES, TERM_UNKNOWN})
WITHIN_UNIONISED = OF_TERMS | {CONTRACTS_UNKNOWN}
# The measure whose count is the base.
BASE_MEASURE = {"operating": OPERATING, "unionised": WITH_UNION}

COUNTED = frozenset({"operating", "unionised", "contract", *ELECTION_MEASURES.values()})
# The kinds of facts any stretch depends on: "place" is where a register says an employer stood,
# "stands" where it is kept now.
CONCERNED = COUNTED.union(("place", "stands", "ownership", "industry", "staff"))

# Size bands of staff: upper bounds, not included (25: 工会法 art. 11; 200: art. 14).
SIZES = ((25, "under_25"), (100, "25_to_99"), (200, "100_to_199"), (1000, "200_to_999"))
LARGEST = "1000_and_more"


def stored_base(measure: str, base: str) -> str:
    """Under which base the numerator of a measure is kept."""
    return "" if base == "operating" or measure in WITHIN_UNIONISED else base


def size_band(staff: int) -> str:
    """The size band of a head-count."""
    return next((name for bound, name in SIZES if staff < bound), LARGEST)


def least_of_size(staff: int) -> int:
    """The smallest head-count of the same size band."""
    return max((bound for bound, _name in SIZES if bound <= staff), default=0)


def rate(count: int | None, base: int | None) -> Decimal | None:
    """A fraction of four decimals, rounded half up; None on an empty or unknown base."""
    if not base or count is None:
        return None
    return (Decimal(count) / Decimal(base)).quantize(Decimal("0.0001"), ROUND_HALF_UP)

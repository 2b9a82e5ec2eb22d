"""Counting unions that meet a standard: a node, a day and a standard in; figures out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr

from xingjia.access.rules import Actor, Right
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import as_named_on, children_on, path_on, under
from xingjia.orgtree.rules import STEP
from xingjia.standards.coverage.queries import NotInTheTree
from xingjia.standards.coverage.rules import rate
from xingjia.standards.rules.criteria import Standard
from xingjia.standards.rules.standings import Outcome
from xingjia.standards.standing.models import Due, Spell
from xingjia.standards.standing.queries.large import counted_by_columns
from xingjia.standards.standing.rules import WHOLE

BECAUSE = "the node was opened under the actor's own right; its unions are counted, not named"
HORIZONS = (30, 90, 180)
MET, NOT_MET = Outcome.MET.value, Outcome.NOT_MET.value
UNKNOWN, NOT_APPLICABLE = Outcome.UNKNOWN.value, Outcome.NOT_APPLICABLE.value


@dataclass(frozen=True)
class Tally:
    """How many unions meet a standard, or one criterion of it, on a day.

    `base` are the unions that stand and to which it applies. `lapsing` says by days ahead how
    many of the claimed, `verified_lapsing` how many of the verified will no longer be so if
    nobody acts.
    """

    base: int = 0
    claimed: int = 0
    verified: int = 0
    unmet: int = 0
    unknown: int = 0
    not_applicable: int = 0
    lapsing: Mapping[int, int] = field(default_factory=dict)
    verified_lapsing: Mapping[int, int] = field(default_factory=dict)

    @property
    def claimed_rate(self) -> Decimal | None:
        """A fraction of four decimals; None on an empty base."""
        return rate(self.claimed, self.base)

    @property
    def verified_rate(self) -> Decimal | None:
        """As `claimed_rate`, of what is verified."""
        return rate(self.verified, self.base)

    @property
    def waiting(self) -> int:
        """Claimed, and not verified."""
        return self.claimed - self.verified

    @property
    def missing(self) -> int:
        """How many of the base are not met, as far as anybody claims."""
        return self.base - self.claimed


@dataclass(frozen=True)
class Line:
    """The figures of one node; `node` is None for what stands directly under the parent."""

    node: Node | None
    figures: Tally


@dataclass(frozen=True)
class StandardCoverage:
    """How far a branch meets a standard on a day, and the nodes under it; `due` of its unions
    are being worked out anew."""

    node: Node
    on: date
    standard: Standard
    total: Tally
    children: tuple[Line, ...] = ()
    due: int = 0


def branch_for(actor: Actor, node: Node, on: date) -> str:
    """Where a node stood on a day. Raises Node.DoesNotExist when it is not the actor's to see,
    NotInTheTree when it stood nowhere."""
    if not actor.may(Right.SEE, node.path):
        raise Node.DoesNotExist(node.code)
    branch = path_on(node, on)
    if branch is None:
        raise NotInTheTree(f"{node.code} on {on}")
    return branch


def count_standard(
    actor: Actor, node: Node, standard: Standard, on: date, *, children: bool = False
) -> StandardCoverage:
    """Count the unions of a branch that meet a standard on a day: three queries, or five with
    children, whatever its size. Raises as `branch_for`."""
    branch = branch_for(actor, node, on)
    below: dict[int | None, dict[str, int]] = {}
    whole: dict[str, int] = {}
    nodes = as_named_on(children_on(node, on), on) if children else []
    paths = [f"{branch}{one.pk:0{STEP}d}" for one in nodes]
    for path, name, number in _counted(branch, paths, standard, on):
        step = int(path[len(branch) :]) if len(path) > len(branch) else None
        for tally in (whole, below.setdefault(step, {})):
            tally[name] = tally.get(name, 0) + number
    due = Spell.objects.everything(because=BECAUSE).filter(
        under("path", branch),
        of_standard(standard),
        union_id__in=Due.objects.values("union_id"),
        start__lte=on,
        end__gt=on,
    )
    lines = tuple(_lines(nodes, below)) if children else ()
    return StandardCoverage(node, on, standard, _tally(whole), lines, due.count())


def of_standard(standard: Standard, criterion: str = WHOLE) -> Q:
    """The spells of a standard as a whole, or of one criterion."""
    return Q(standard=standard.code, version=standard.version, criterion=criterion)


def spells_on(branch: str, standard: Standard, on: date, criterion: str = WHOLE) -> QuerySet[Spell]:
    """The spells that run in a branch on a day, one for each union that stands."""
    rows: QuerySet[Spell] = Spell.objects.everything(because=BECAUSE).filter(
        under("path", branch), of_standard(standard, criterion), start__lte=on, end__gt=on
    )
    return rows


def later(on: date, days: int) -> date:
    """The day so many days on; the last one there is where the calendar ends."""
    return on + timedelta(days=days) if (date.max - on).days > days else date.max


def ends_within(standard: Standard, on: date, days: int, criterion: str, *, verified: bool) -> Q:
    """What is so on a day and will not be `days` later if nobody acts."""
    return _no_longer(of_standard(standard, criterion), later(on, days), verified=verified)


def ends_anywhere(on: date, days: int, *, verified: bool) -> Q:
    """`ends_within` of spells of several standards, each by its own."""
    same = {name: OuterRef(name) for name in ("standard", "version", "criterion")}
    return _no_longer(Q(**same), later(on, days), verified=verified)


def _no_longer(same: Q, ahead: date, *, verified: bool) -> Q:
    still = Spell.objects.everything(because=BECAUSE).filter(
        same, union_id=OuterRef("union_id"), outcome=MET, start__lte=ahead, end__gt=ahead
    )
    if verified:
        still = still.filter(verified=True)
    now = Q(outcome=MET, verified=True) if verified else Q(outcome=MET)
    return now & ~Q(Exists(still))


def _counted(
    branch: str, children: list[str], standard: Standard, on: date
) -> Iterable[tuple[str, str, int]]:
    """Per child of the branch and name of a count, the number. Two queries, three of a branch
    that is counted from columns."""
    width = len(branch) + STEP
    rows = spells_on(branch, standard, on)
    name = (standard.code, standard.version, WHOLE)
    grouped = counted_by_columns(branch, children, name, on, rows)
    rows = rows.annotate(child=Substr("path", 1, width))
    if grouped is None:
        counted = rows.values_list("child", "outcome", "verified").annotate(number=Count("pk"))
        grouped = list(counted.order_by())
    for child, outcome, verified, number in grouped:
        yield child, outcome, number
        if verified:
            yield child, "verified", number
    asked = {
        f"{kind}_{days}": Count(
            "pk", filter=ends_within(standard, on, days, WHOLE, verified=kind == "sure")
        )
        for kind in ("lapsing", "sure")
        for days in HORIZONS
    }
    ending = rows.filter(outcome=MET, end__lte=later(on, max(HORIZONS)))
    for child, *numbers in ending.values_list("child").annotate(**asked).order_by():
        yield from ((child, name, number) for name, number in zip(asked, numbers, strict=True))


def _lines(nodes: Iterable[Node], below: Mapping[int | None, dict[str, int]]) -> Iterable[Line]:
    known = {node.pk: node for node in nodes}
    for pk, node in known.items():
        yield Line(node, _tally(below.get(pk, {})))
    rest: dict[str, int] = {}
    for step in below.keys() - known.keys():
        for name, number in below[step].items():
            rest[name] = rest.get(name, 0) + number
    if rest:
        yield Line(None, _tally(rest))


def _tally(counted: Mapping[str, int]) -> Tally:
    claimed, unmet, unknown = (counted.get(name, 0) for name in (MET, NOT_MET, UNKNOWN))
    return Tally(
        claimed + unmet + unknown,
        claimed,
        counted.get("verified", 0),
        unmet,
        unknown,
        counted.get(NOT_APPLICABLE, 0),
        {days: counted.get(f"lapsing_{days}", 0) for days in HORIZONS},
        {days: counted.get(f"sure_{days}", 0) for days in HORIZONS},
    )

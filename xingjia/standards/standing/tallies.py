"""A tally that somebody sent (汇总表) beside our own figures: nothing of it is written."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from xingjia.access.rules import Actor, system
from xingjia.imports.kinds import Counts, Setting
from xingjia.imports.rules import Change, Plan, Reason, Record, Written
from xingjia.imports.rules import Outcome as Result
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import under
from xingjia.standards.coverage.queries import NotInTheTree, count
from xingjia.standards.coverage.rules import ALL_THREE, OPERATING, WITH_UNION
from xingjia.standards.presets import newest
from xingjia.standards.rules.standings import Outcome
from xingjia.standards.standing.models import Spell
from xingjia.standards.standing.queries.counting import branch_for

# Column of a tally → the figure it is compared with. What we do not count is not compared.
MEASURES = {"enterprises": OPERATING, "unions": WITH_UNION, "three_contracts": ALL_THREE}
# Column of a tally → the line of 双亮 that tells which unions show it.
LINES = {"signs_displayed": "SL-01", "identities_displayed": "SL-05"}
SHOWN_BY = "shuangliang"
BECAUSE = "who may import at a place sees its figures"


class TallyRows:
    """The kind "tally": one row, one place with its numbers."""

    title = lazy("汇总表")
    only_compares = True

    def plan(self, setting: Setting, records: Sequence[Record]) -> dict[int, Plan]:
        """How each row differs from our figures of that place on the day; writes nothing."""
        lines = _lines(setting, {str(one.values.get("division_code") or "") for one in records})
        return {record.key: _plan(record, lines) for record in records}

    def apply(self, actor: Actor, setting: Setting, records: Sequence[Record]) -> Written:
        """Compare again; there is nothing to write."""
        return Written(self.plan(setting, records))

    def counted(self, setting: Setting, plans: Sequence[Plan], so_far: Counts) -> Counts:
        """No figure is touched."""
        return so_far

    def effect(self, counts: Counts) -> str:
        """A comparison changes no figure."""
        return ""

    def label(self, subject: str, field: str) -> str:
        """The reader's word for a column."""
        return str(LABELS[field])

    def show(self, field: str, value: Any) -> str:
        """A number as the reader writes it."""
        return "" if value is None else _("%(n)s 家") % {"n": value}


LABELS = {
    "enterprises": lazy("投产企业"),
    "unions": lazy("建会企业"),
    "three_contracts": lazy("三项合同齐全"),
    "signs_displayed": lazy("已亮牌子"),
    "identities_displayed": lazy("已亮主席身份"),
}
Ours = dict[str, int | None]  # our figures by the columns of a tally; None: nobody has said


def _lines(setting: Setting, codes: set[str]) -> dict[str, Ours | None]:
    """Our figures of the places the rows name, by code; None for a place elsewhere.

    SECURITY: of a place outside the branch imported into nothing is counted.
    """
    found: dict[str, Ours | None] = {}
    for node in Node.objects.filter(code__in=codes - {""}).exclude(kind=Node.Kind.UNION):
        inside = node.path.startswith(setting.node.path)
        found[node.code] = _line(node, setting) if inside else None
    return found


def _line(node: Node, setting: Setting) -> Ours | None:
    try:
        total = count(system("tally"), node, setting.as_of).total
        branch = branch_for(system("tally"), node, setting.as_of)
    except NotInTheTree:
        return None
    figures = {field: total.figures[measure].count for field, measure in MEASURES.items()}
    return figures | _shown(branch, setting.as_of)


def _shown(branch: str, on: date) -> Ours:
    """How many unions show sign and identity on a day, claims counted; one query."""
    standard = newest(SHOWN_BY)
    spells = Spell.objects.everything(because=BECAUSE).filter(
        under("path", branch),
        standard=standard.code,
        version=standard.version,
        criterion__in=LINES.values(),
        start__lte=on,
        end__gt=on,
    )
    told = spells.order_by().values_list("criterion", "outcome").annotate(Count("pk"))
    numbers = {(criterion, outcome): number for criterion, outcome, number in told}
    return {field: _claimed(numbers, criterion) for field, criterion in LINES.items()}


def _claimed(numbers: dict[tuple[str, str], int], criterion: str) -> int | None:
    met = numbers.get((criterion, Outcome.MET.value), 0)
    unmet = numbers.get((criterion, Outcome.NOT_MET.value), 0)
    silent = numbers.get((criterion, Outcome.UNKNOWN.value), 0)
    return None if silent and not met and not unmet else met


def _plan(record: Record, lines: dict[str, Ours | None]) -> Plan:
    """Our number before, theirs after; the difference as a reason."""
    code = str(record.values.get("division_code") or "")
    title = str(record.values.get("division_name") or code)
    said = [Reason(one["code"], one.get("field") or "") for one in record.issues]
    ours = lines.get(code)
    if ours is None:
        reasons = (*said, *(() if said else (Reason("tally_elsewhere", "division_code"),)))
        return Plan(Result.HELD, title, code, (), reasons)
    changes = tuple(_differing(record, ours))
    reasons = (*(_difference(one) for one in changes), *said)
    return Plan(Result.HELD if changes else Result.SAME, title, code, changes, reasons)


def _differing(record: Record, ours: Ours) -> Iterator[Change]:
    for field, mine in ours.items():
        theirs = record.values.get(field)
        if theirs is not None and theirs != mine:
            yield Change("tally", field, mine, theirs)


def _difference(change: Change) -> Reason:
    if change.before is None:
        return Reason("tally_unknown", change.field)
    more = change.after - change.before
    return Reason("tally_more" if more > 0 else "tally_less", change.field, f"{abs(more):g}")

"""A tally that somebody sent (汇总表) beside our own figures: nothing of it is written."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from xingjia.access.rules import Actor, system
from xingjia.imports.kinds import Counts, Setting
from xingjia.imports.rules import Change, Outcome, Plan, Reason, Record, Written
from xingjia.orgtree.models import Node
from xingjia.standards.coverage.queries import Line, NotInTheTree, count
from xingjia.standards.coverage.rules import ALL_THREE, OPERATING, WITH_UNION

# Column of a tally → the figure it is compared with. What we do not count is not compared.
MEASURES = {"enterprises": OPERATING, "unions": WITH_UNION, "three_contracts": ALL_THREE}
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
}


def _lines(setting: Setting, codes: set[str]) -> dict[str, Line | None]:
    """Our figures of the places the rows name, by code; None for a place elsewhere.

    SECURITY: of a place outside the branch imported into nothing is counted.
    """
    found: dict[str, Line | None] = {}
    for node in Node.objects.filter(code__in=codes - {""}).exclude(kind=Node.Kind.UNION):
        inside = node.path.startswith(setting.node.path)
        found[node.code] = _line(node, setting) if inside else None
    return found


def _line(node: Node, setting: Setting) -> Line | None:
    try:
        return count(system("tally"), node, setting.as_of).total
    except NotInTheTree:
        return None


def _plan(record: Record, lines: dict[str, Line | None]) -> Plan:
    """Our number before, theirs after; the difference as a reason."""
    code = str(record.values.get("division_code") or "")
    title = str(record.values.get("division_name") or code)
    said = [Reason(one["code"], one.get("field") or "") for one in record.issues]
    line = lines.get(code)
    if line is None:
        reasons = (*said, *(() if said else (Reason("tally_elsewhere", "division_code"),)))
        return Plan(Outcome.HELD, title, code, (), reasons)
    changes = tuple(_differing(record, line))
    reasons = (*(_difference(one) for one in changes), *said)
    return Plan(Outcome.HELD if changes else Outcome.SAME, title, code, changes, reasons)


def _differing(record: Record, line: Line) -> Iterator[Change]:
    for field, measure in MEASURES.items():
        theirs, ours = record.values.get(field), line.figures[measure].count
        if theirs is not None and theirs != ours:
            yield Change("tally", field, ours, theirs)


def _difference(change: Change) -> Reason:
    if change.before is None:
        return Reason("tally_unknown", change.field)
    more = change.after - change.before
    return Reason("tally_more" if more > 0 else "tally_less", change.field, f"{abs(more):g}")

"""`./xj manage coverage [NODE]`: the figures of a node on a day, as a table or as JSON."""

import json
from argparse import ArgumentTypeError
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from unicodedata import east_asian_width

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from xingjia.access.rules import system
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import demo_day, node_named
from xingjia.portal.queries.members import MEMBERS, members_of
from xingjia.portal.queries.series import (
    days_between,
    figures_by_day,
    home_county,
    tallies_by_day,
)
from xingjia.portal.standing.asked import asked_standard, standard_title
from xingjia.portal.standing.told import coverage_text as rows_of
from xingjia.portal.standing.told import measure
from xingjia.standards.coverage.queries import Coverage, Figure, Line, NotInTheTree, count
from xingjia.standards.coverage.rules import (
    ALL_THREE,
    BASES,
    CONTRACT_KINDS,
    OPERATING,
    OVERDUE,
    WITH_UNION,
)
from xingjia.standards.rules.criteria import Standard
from xingjia.standards.standing.queries.counting import StandardCoverage, Tally, count_standard
from xingjia.toolkit.ui.templatetags.ui import day, rate

ACTOR = system("coverage")
LONGEST = 3660  # days of a curve


class Command(BaseCommand):
    help = "Figures of a node on a day, of the nodes under it, or by day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("node", nargs="?", help="code or unique name")
        parser.add_argument("--on", type=a_day, help="YYYY-MM-DD; default today")
        parser.add_argument("--children", action="store_true", help="the nodes under it too")
        parser.add_argument("--curve", type=a_span, metavar="FROM..TO", help="by day, instead")
        parser.add_argument("--standard", metavar="S", help="code, title or prefix of a standard")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        node = chosen(options["node"])
        on = options["on"] or demo_day() or timezone.localdate()
        as_json = options["format"] == "json"
        standard = asked_standard(options["standard"])
        if options["curve"]:
            self._curve(node, standard, *options["curve"], as_json=as_json)
            return
        children = options["children"]
        try:
            coverage = count(ACTOR, node, on, children=children)
            met = count_standard(ACTOR, node, standard, on, children=children) if standard else None
        except NotInTheTree:
            words = {"name": node.name, "day": day(on)}
            raise CommandError(_("%(day)s没有%(name)s。") % words) from None
        self.stdout.write(coverage_json(coverage, met) if as_json else coverage_text(coverage))
        if met and not as_json:
            self.stdout.write("\n".join(["", standard_title(met.standard), *aligned(rows_of(met))]))

    def _curve(
        self, node: Node, standard: Standard | None, first: date, last: date, *, as_json: bool
    ) -> None:
        by_day = list(figures_by_day(ACTOR, node, first, last))
        if not as_json:
            self.stdout.write(curve_text(node, by_day))
            return
        met = dict(tallies_by_day(ACTOR, node, standard, first, last)) if standard else {}
        self.stdout.write(curve_json(by_day, standard, met))


# --- what was asked ---------------------------------------------------------------------------


def a_day(text: str) -> date:
    """A day as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        words = {"text": text}
        raise ArgumentTypeError(_("“%(text)s”不是日子，请写成 2013-12-31 这样") % words) from None


def a_span(text: str) -> tuple[date, date]:
    """Two days as FROM..TO, both included."""
    first, dots, last = text.partition("..")
    if not dots:
        raise ArgumentTypeError(_("请写成 2013-01-01..2013-12-31 这样"))
    span = a_day(first), a_day(last)
    if not 0 <= days_between(*span) < LONGEST:
        raise ArgumentTypeError(_("起止日子颠倒，或者超过十年"))
    return span


def chosen(text: str | None) -> Node:
    """The node named; without a name, the only county with figures, or the nation."""
    if text is None:
        node = home_county() or Node.objects.filter(kind=Node.Kind.NATION).first()
        if node is None:
            raise CommandError(_("还没有载入区划，请先运行 load_divisions。"))
        return node
    node = node_named(text)
    if node is None:
        same = Node.objects.filter(name=text).count()
        raise CommandError(
            _("有 %(number)d 个地方叫“%(text)s”，请用代码。") % {"number": same, "text": text}
            if same
            else _("没有“%(text)s”这个地方或代码。") % {"text": text}
        )
    if node.kind == Node.Kind.UNION:
        raise CommandError(_("“%(text)s”是一家工会，没有工作进展。") % {"text": text})
    return node


# --- JSON -------------------------------------------------------------------------------------


def coverage_json(coverage: Coverage, met: StandardCoverage | None = None) -> str:
    """The figures as docs/command-line.md has them; with a standard one measure more."""
    tallies = {line.node: line.figures for line in met.children} if met else {}
    total, below = members_of(ACTOR, coverage)

    def told(figures: dict[str, Figure], tally: Tally | None) -> list[dict[str, Any]]:
        return measures(figures) + ([measure(met.standard, tally or Tally())] if met else [])

    return json.dumps(
        {
            "node": named(coverage.node),
            "on": coverage.on.isoformat(),
            "measures": told(coverage.total.figures | {MEMBERS: total}, met.total if met else None),
            "children": [
                {
                    "node": named(line.node),
                    "measures": told(line.figures | {MEMBERS: members}, tallies.get(line.node)),
                }
                for line, members in zip(coverage.children, below, strict=True)
            ],
        },
        ensure_ascii=False,
    )


def curve_json(
    by_day: Iterable[tuple[date, dict[str, Figure]]],
    standard: Standard | None = None,
    met: Mapping[date, Tally] | None = None,
) -> str:
    """The figures of each day."""
    return json.dumps(
        [
            {
                "on": on.isoformat(),
                "measures": measures(figures)
                + ([measure(standard, (met or {})[on])] if standard else []),
            }
            for on, figures in by_day
        ]
    )


def named(node: Node | None) -> dict[str, str]:
    """Code and name; what is under no child has no code."""
    return {"code": node.code if node else "", "name": node.name if node else _("未分到下级")}


def measures(figures: dict[str, Figure]) -> list[dict[str, Any]]:
    """Each measure with its bases; null is unknown."""
    return [
        {
            "code": figure.code,
            "count": figure.count,
            "verified": figure.verified,
            "bases": [
                {
                    "code": base.code,
                    "count": base.count,
                    "base": base.base,
                    "rate": None if base.rate is None else float(base.rate),
                }
                for base in figure.bases
            ],
        }
        for figure in figures.values()
    ]


# --- text -------------------------------------------------------------------------------------


def coverage_text(coverage: Coverage) -> str:
    """A table for people: the total first, then the children."""
    head = _("%(name)s（%(code)s），截至%(day)s") % {
        "name": coverage.node.name,
        "code": coverage.node.code,
        "day": day(coverage.on),
    }
    lines = [row(_("合计"), coverage.total.figures)]
    lines += [row(title(line), line.figures) for line in coverage.children]
    return "\n".join([head, *aligned([header(_("地方")), *lines])])


def curve_text(node: Node, by_day: Iterable[tuple[date, dict[str, Figure]]]) -> str:
    """A table for people: one line a day."""
    lines = [row(on.isoformat(), figures) for on, figures in by_day]
    return "\n".join([f"{node.name} ({node.code})", *aligned([header(_("日子")), *lines])])


def title(line: Line) -> str:
    """The name of a child, or what is under none."""
    return line.node.name if line.node else _("未分到下级")


def header(first: str) -> list[str]:
    """The heads of the columns; each rate names its base."""
    contracts = [_("集体合同/已建会"), _("工资专项/已建会"), _("女职工专项/已建会")]
    return [
        first,
        _("投产"),
        _("建会/投产"),
        _("三项合同/已建会"),
        *contracts,
        _("换届超期/已建会"),
    ]


def row(first: str, figures: dict[str, Figure]) -> list[str]:
    """One line of the table."""
    shown = [WITH_UNION, ALL_THREE, *(f"contracts_{kind}" for kind in CONTRACT_KINDS), OVERDUE]
    operating = figures[OPERATING].count
    return [first, "—" if operating is None else str(operating)] + [
        among(figures[code]) for code in shown
    ]


def among(figure: Figure) -> str:
    """138/141 97.9%, on the headline base."""
    base = next(one for one in figure.bases if one.code == BASES[figure.code][0])
    return "—" if base.count is None else f"{base.count}/{base.base} {rate(base.rate)}"


def aligned(lines: list[list[str]]) -> list[str]:
    """Columns of one width: names left, figures right."""
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    return [
        "  ".join(
            text + " " * (wide - width(text)) if at == 0 else " " * (wide - width(text)) + text
            for at, (text, wide) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]


def width(text: str) -> int:
    """How many columns a text takes on a terminal."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)

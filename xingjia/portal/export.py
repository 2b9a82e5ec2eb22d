"""Tables of figures and lists of employers as workbooks."""

from collections.abc import Iterable, Iterator, Sequence

from django.http import HttpResponse
from django.utils.translation import gettext as _

from xingjia.access.rules import Actor
from xingjia.orgtree.models import Node
from xingjia.portal import figures
from xingjia.portal.figures import Links, TableRow
from xingjia.portal.queries.places import Place
from xingjia.portal.queries.rows import Asked, details_for, employers, rows
from xingjia.portal.words import CONTRACTS, LEVELS, counted_title, remark, remark_title, sliced
from xingjia.registry.models import Employer
from xingjia.standards.coverage.queries import Coverage, Slice
from xingjia.toolkit import lists
from xingjia.toolkit.sheets.writing import Value, workbook
from xingjia.toolkit.ui.templatetags.ui import day

BATCH = 500


def attachment(at: Place, notes: Sequence[str], lines: Iterator[list[Value]]) -> HttpResponse:
    """A workbook of one sheet: place, day and notes, then the head and the rows."""
    name = f"{at.node.name}-{notes[0]}-{at.on.isoformat()}"
    until = _("%(place)s，截至%(day)s") % {"place": at.node.name, "day": day(at.on)}
    head = [str(title) for title in next(lines)]
    made, told = workbook([notes[0], until, *notes[1:]], head, lines)
    return lists.attachment(made, told, name)


def table(at: Place, of: Slice, coverage: Coverage) -> HttpResponse:
    """The table of a page; what nobody has reported stays empty."""
    title = _("%(place)s工作进展") % {"place": at.node.name}
    lines = figures.table(coverage, Links(at.on, of))
    return attachment(at, [title, *sliced(of)], _table_rows(lines, at.node.kind))


def _table_rows(lines: Iterable[TableRow], kind: str) -> Iterator[list[Value]]:
    head = [str(LEVELS[kind][1]), _("投产"), _("建会"), _("建会率（占投产）")]
    head += [_("三项合同齐全"), _("三项合同齐全率（占已建会）")]
    head += [_("%(kind)s（已建会）") % {"kind": one} for one in CONTRACTS.values()]
    yield [*head, _("换届超期（已建会）")]
    for line in lines:
        yield [
            line.title,
            line.operating.count,
            line.with_union.count,
            line.with_union.rate,
            line.all_three.count,
            line.all_three.rate,
            *(one.count for one in line.contracts),
            line.overdue.count,
        ]


def employer_list(actor: Actor, at: Place, of: Slice, asked: Asked) -> HttpResponse:
    """The list behind a figure: every row the actor may see, and how many more there are."""
    found = rows(at, of, asked)
    chosen = list(employers(actor, found).select_related("organisation"))
    notes = [counted_title(asked), *sliced(of)]
    if hidden := found.count() - len(chosen):
        notes.append(_("其余 %(number)d 家现在不归您管，不列名字。") % {"number": hidden})
    return attachment(at, notes, list_rows(chosen, at, asked))


def list_rows(chosen: list[Employer], at: Place, asked: Asked) -> Iterator[list[Value]]:
    """The head of a list of employers, then its rows."""
    head = [_("企业名称"), _("统一社会信用代码"), _("镇、街道"), _("职工人数"), _("工会名称")]
    yield [*head, remark_title(asked)]
    for first in range(0, len(chosen), BATCH):
        known = details_for(asked, chosen[first : first + BATCH], at.on)
        places = Node.objects.in_bulk({one.place for one in known})
        for one in known:
            yield [
                one.employer.name,
                one.employer.code,
                places[one.place].name,
                one.staff,
                one.union[1] if one.union else None,
                remark(one, asked, at.on),
            ]

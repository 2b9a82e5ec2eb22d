"""What the templates of the portal are given: the parts of a page, put together."""

from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from xingjia.access.rules import Actor, Right
from xingjia.campaigns.pages.tasks import of_federation
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import as_named_on
from xingjia.portal import figures, words
from xingjia.portal.figures import Links
from xingjia.portal.forms import LISTS, WINDOWS
from xingjia.portal.queries import home as home_queries
from xingjia.portal.queries.members import members_under
from xingjia.portal.queries.places import Place, asked_sources, asked_way, way_to
from xingjia.portal.queries.rows import (
    Asked,
    Detail,
    asked_facets,
    details,
    details_for,
    employers,
    lapsing,
    rows,
)
from xingjia.portal.queries.terms import ENDING, asked_next_to_end
from xingjia.portal.returns.pages import asked_cards, home_cards
from xingjia.portal.standing.addresses import Addresses
from xingjia.portal.standing.todo import todo_of
from xingjia.standards.coverage.queries import EVERYONE, Coverage, Figure, Slice, count
from xingjia.standards.coverage.rules import ALL_THREE, CONTRACT_KINDS, OPERATING, WITH_UNION
from xingjia.standards.standing.queries.followed import followed_at
from xingjia.standards.words import text as said
from xingjia.toolkit.together import answered, beside

PAGE = 50
MEMBERS_OF = (Node.Kind.COUNTY, Node.Kind.TOWNSHIP, Node.Kind.PARK)
SHORT = 10
# The two short lists: who is missing from which figure.
MISSING = {
    "no_union": Asked(WITH_UNION, "operating", missing=True),
    "contracts": Asked(ALL_THREE, "unionised", missing=True),
}


def home_page(actor: Actor, at: Place, on: date) -> dict[str, Any]:
    """The figures of a node in short, who is missing, and the workbooks that came last."""
    coverage = count(actor, at.node, at.on)
    return {
        **_figures(coverage, Links(at.on, EVERYONE), *lapsing(at, EVERYONE, [ENDING])),
        **short_list(actor, at, coverage, ""),
        "arrivals": _arrivals(actor),
        "may_import": _may_import(actor, at.node),
        "tasks": of_federation(actor, on),
        **home_cards(actor, on),
    }


def _figures(coverage: Coverage, links: Links, ending: int) -> dict[str, Any]:
    window = {"base": ENDING.base, "within": str(ENDING.within)}
    url = links.rows(coverage.node.code, ENDING.measure, **window)
    head = figures.head(coverage, links) | {"ending": figures.Cell(ending, url)}
    return {"node": coverage.node, "on": coverage.on, "head": head}


def nobody_page(actor: Actor) -> dict[str, Any]:
    """The post an account without one held last, or will hold next."""
    former = home_queries.last_appointment(actor)
    last = former.end - timedelta(days=1) if former else None
    return {"former": former, "former_last": last}


def union_page(actor: Actor, leaf: Node, on: date) -> dict[str, Any]:
    """The union of a chair, and which contracts each enterprise lacks."""
    card = home_queries.union_card(actor, leaf, on)
    covered = [
        {"row": one, "lacking": words.kinds(k for k in CONTRACT_KINDS if k not in one.in_force)}
        for one in (card.employers if card else [])
    ]
    return {
        "card": card,
        "covered": covered,
        "mobiles": actor.needs_mobiles(leaf.path),
        "asked": asked_cards(actor, on),
        "todo": todo_of(actor, card.union, on) if card else None,
    }


def coverage_page(actor: Actor, at: Place, coverage: Coverage, of: Slice) -> dict[str, Any]:
    links = Links(at.on, of)
    rows_of = (asked_facets(at), asked_way(actor, at), asked_next_to_end(actor, at, of))
    found, way, ends, registers = answered(beside(*rows_of, asked_sources(actor, at)))
    contracts = [Asked(ALL_THREE, "unionised", within=days) for days in WINDOWS]
    ending, *soon = lapsing(at, of, [ENDING, *contracts])
    lines = figures.table(coverage, links)
    children = [_child(line) for line in lines if line.url]
    return _figures(coverage, links, ending) | {
        "members": _members(actor, at, of),
        "path": _path(at, links, way),
        "standards": [
            {"title": said(one.title), "url": Addresses(one, at.on).figures(at.node.code)}
            for one in followed_at(at.node.path, at.on)
        ],
        "children": children,
        "below": words.LEVELS[at.node.kind][1],
        "lines": lines,
        "filters": figures.filters(found, at.node.code, links),
        "clear_url": Links(at.on, EVERYONE).coverage(at.node.code) if of.chosen() else "",
        "soon": [
            {
                "days": days,
                "count": number,
                "url": links.rows(at.node.code, ALL_THREE, within=str(days), base="unionised"),
            }
            for days, number in zip(WINDOWS, soon, strict=True)
        ],
        "terms": [{"row": one, "day": words.day_of_year(one.last)} for one in ends],
        "sources": registers,
        "slices": words.sliced(of),
        "filtered_out": bool(found),
        "standing": _standing(actor, at, of) if not children else [],
        "may_import": _may_import(actor, at.node),
    }


def _standing(actor: Actor, at: Place, of: Slice) -> list[dict[str, Any]]:
    """Where nothing is under a node: its employers, and what each of them has on the day."""
    found = employers(actor, rows(at, of, Asked(OPERATING)))
    return [
        {
            "row": one,
            "has": [
                (_("建会"), one.union is not None),
                *((words.CONTRACTS[kind], kind in one.in_force) for kind in CONTRACT_KINDS),
            ],
        }
        for one in details(found[:PAGE], at.on)
    ]


def _child(line: figures.TableRow) -> dict[str, Any]:
    number = line.operating.count
    note = _("%(number)d 家") % {"number": number} if number is not None else ""
    return {"title": line.title, "url": line.url, "note": note}


def path_of(actor: Actor, at: Place, links: Links, *, below: str = "") -> list[dict[str, str]]:
    """The way to a node, or with `below` to a page under it."""
    return _path(at, links, way_to(actor, at), below=below)


def _path(at: Place, links: Links, way: list[Node], *, below: str = "") -> list[dict[str, str]]:
    above = [{"title": node.name, "url": links.coverage(node.code)} for node in way]
    here = links.coverage(at.node.code) if below else ""
    own = [{"title": at.node.name, "url": here}]
    return above + own + ([{"title": below, "url": ""}] if below else [])


def short_list(
    actor: Actor, at: Place, coverage: Coverage, which: str, of: Slice = EVERYONE
) -> dict[str, Any]:
    """The first of those who are missing: without a union, or without all contracts."""
    links = Links(at.on, of)
    tabs = {
        name: figures.among(coverage.total, asked.measure, asked.base, links, at.node.code)
        for name, asked in MISSING.items()
    }
    which = which or next((name for name in LISTS if tabs[name].missing), LISTS[0])
    asked, tab = MISSING[which], tabs[which]
    chosen: list[Detail] = []
    if tab.missing:
        found = employers(actor, rows(at, of, asked))
        chosen = details(found[:SHORT], at.on)
    names = _names(at, coverage, {one.place for one in chosen})
    return {
        "tabs": [
            {
                "name": name,
                "count": one.missing,
                "url": links.coverage(at.node.code, list=name),
                "current": name == which,
            }
            for name, one in tabs.items()
        ],
        "list_name": which,
        "missing": [
            {
                "row": one,
                "place": names.get(one.place, ""),
                "why": words.why_not(one, asked.measure),
            }
            for one in chosen
        ],
        "missing_more": (tab.missing or 0) - len(chosen),
        "missing_url": tab.missing_url,
    }


def _names(at: Place, coverage: Coverage, wanted: set[int]) -> dict[int, str]:
    """Names of the places under a node; its own goes without saying."""
    known = {line.node.pk: line.node.name for line in coverage.children if line.node}
    if unknown := wanted - known.keys() - {at.node.pk}:
        known |= {node.pk: node.name for node in Node.objects.filter(pk__in=unknown)}
    return known


def rows_page(
    actor: Actor, at: Place, of: Slice, asked: Asked, number: str | None
) -> dict[str, Any]:
    """The employers behind a figure, and what each lacks or when it lapses."""
    links = Links(at.on, of)
    found = rows(at, of, asked)
    total = found.count()
    visible = employers(actor, found)
    page = Paginator(visible, PAGE).get_page(number)
    first = (page.number - 1) * PAGE
    shown = details_for(asked, visible[first : first + PAGE], at.on)
    named = as_named_on(Node.objects.filter(pk__in={one.place for one in shown}), at.on)
    places = {node.pk: node for node in named}
    title = words.counted_title(asked)
    return {
        "at": at,
        "on": at.on,
        "asked": asked,
        "title": title,
        "members": _members(actor, at, of) if _among_unions(asked) else None,
        "remark_title": words.remark_title(asked),
        "total": total,
        "hidden": total - page.paginator.count,
        "page": page,
        "lines": [
            {"row": one, "place": places.get(one.place), "why": words.remark(one, asked, at.on)}
            for one in shown
        ],
        "path": path_of(actor, at, links, below=_("名单")),
        "slices": words.sliced(of),
        "back_url": links.coverage(at.node.code),
    }


def _may_import(actor: Actor, node: Node) -> bool:
    return actor.may(Right.IMPORT, node.path)


def _arrivals(actor: Actor) -> list[dict[str, Any]]:
    """The workbooks that came last; only who may import opens one."""
    return [
        {"batch": batch, "open": _may_import(actor, batch.organisation)}
        for batch in home_queries.arrivals(actor)
    ]


def _among_unions(asked: Asked) -> bool:
    return asked.measure == WITH_UNION and not (asked.missing or asked.direct)


def _members(actor: Actor, at: Place, of: Slice) -> Figure | None:
    """Beside those who have a union, the members of these unions, for a county or a place in it.
    They are of unions, so no slice of employers has its own."""
    if of.chosen() or at.node.kind not in MEMBERS_OF:
        return None
    return members_under(actor, at.node, at.on, branch=at.branch)

"""What the address of a list or record asks for: the day, the filters, the order, the page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from xingjia.access.http import Request
from xingjia.access.rules import Right
from xingjia.orgtree.models import Node
from xingjia.registry.queries.places import choices, place_for, way_for

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

Row = TypeVar("Row")
ROWS = 50
LOCAL = {Node.Kind.TOWNSHIP, Node.Kind.PARK}
YEARS = range(1900, 2200)  # days beyond are slips of the keyboard


class Asked(Protocol):
    """What every list asks for."""

    @property
    def place(self) -> Node | None:
        """The place whose rows are listed; None for all in reach."""

    @property
    def sort(self) -> str:
        """One of the orders, with a - for the other way round."""

    @property
    def narrowed(self) -> bool:
        """Whether the list shows less than all."""


def day_of(request: Request) -> date:
    """The day the page is about; what is no day in our years means today."""
    try:
        on = date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return request.today
    return on if on.year in YEARS else request.today


def place_of(request: Request) -> Node | None:
    """The place asked for, None for everything in reach. Not found and not yours are 404."""
    code = request.GET.get("place", "")
    if not code:
        return None
    place = place_for(request.actor, code)
    if place is None:
        raise Http404
    return place


def chosen(request: Request, name: str, allowed: Collection[str], default: str = "") -> str:
    """The value of a filter or order, if it is one of those offered."""
    value = request.GET.get(name, "")
    return value if value in allowed else default


def sort_of(request: Request, names: Iterable[str]) -> str:
    """The order asked for, one of these either way round; by place where none is."""
    return chosen(
        request, "sort", [f"{sign}{name}" for name in names for sign in ("", "-")], "place"
    )


def page_of(request: Request, rows: QuerySet[Any, Row] | Sequence[Row]) -> Page[Row]:
    """The page asked for; a number that does not exist gives the nearest."""
    return Paginator(rows, ROWS).get_page(request.GET.get("page"))


def address(request: Request, **changes: str) -> str:
    """This page with other parameters ("" takes one away), from its first row on."""
    query = request.GET.copy()
    for name, value in {**changes, "page": ""}.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}"


def cleared(request: Request) -> str:
    """This page without filters; day and order stay."""
    kept = {"on", "sort"}
    return address(request, **dict.fromkeys(set(request.GET) - kept, ""))


def menu(
    request: Request, name: str, title: str, offered: Mapping[str, StrOrPromise]
) -> dict[str, Any]:
    """A filter that opens a menu, as `ui/filters.html` shows it."""
    current = request.GET.get(name, "")
    active = current in offered
    lines = [{"title": _("全部"), "url": address(request, **{name: ""}), "current": not active}]
    lines += [
        {
            "title": str(word),
            "url": address(request, **{name: value}),
            "current": value == current,
        }
        for value, word in offered.items()
    ]
    return {
        "name": title,
        "value": str(offered[current]) if active else _("全部"),
        "active": active,
        "clear_url": address(request, **{name: ""}),
        "choices": lines,
    }


def place_menu(request: Request, place: Node | None, on: date) -> list[dict[str, Any]]:
    """The filter of places; none where there is nothing to choose."""
    found = choices(request.actor, place, on)
    if place and place not in found:
        found.insert(0, place)
    offered = {node.code: node.name for node in found}
    local = all(node.kind in LOCAL for node in found)
    title = _("镇、街道") if local else _("地区")
    return [menu(request, "place", title, offered)] if offered else []


def sort_menu(request: Request, names: Mapping[str, StrOrPromise], sort: str) -> dict[str, Any]:
    """The order as a menu, for a phone, where the heads of the columns are not in sight."""
    now = sort.removeprefix("-")
    lines = [
        {"title": str(word), "url": address(request, sort=name), "current": name == now}
        for name, word in names.items()
    ]
    return {"name": _("排序"), "value": str(names[now]), "choices": lines}


def orders(request: Request, names: Iterable[str], current: str) -> dict[str, dict[str, str]]:
    """Per column: the address that sorts by it, and how it is sorted now."""
    found = {}
    for name in names:
        sorted_up, sorted_down = current == name, current == f"-{name}"
        found[name] = {
            "url": address(request, sort=f"-{name}" if sorted_up else name),
            "now": "ascending" if sorted_up else "descending" if sorted_down else "",
        }
    return found


def export_address(request: Request, name: str) -> str:
    """Where the same list leaves as a workbook: all that is asked for, not one page."""
    query = request.GET.copy()
    query.pop("page", None)
    return f"{reverse(name)}?{query.urlencode()}"


def around(
    request: Request, asked: Asked, names: Mapping[str, StrOrPromise], export: str
) -> dict[str, Any]:
    """What `registry/list.html` shows around its rows; `export` is where they leave as a file."""
    way = way_for(request.actor, asked.place) if asked.place else []
    return {
        "asked": asked,
        "path": [{"title": one.name, "url": address(request, place=one.code)} for one in way],
        "orders": orders(request, names, asked.sort),
        "sorting": [sort_menu(request, names, asked.sort)],
        "kept": [(name, value) for name, value in request.GET.items() if name not in {"q", "page"}],
        "clear_url": cleared(request) if asked.narrowed else "",
        "may_import": bool(request.actor.branches(Right.IMPORT)),
        "export_url": export_address(request, export),
    }

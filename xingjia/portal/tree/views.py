"""The place pages of an officer: how a place stands and stood, and the changes of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_http_methods

from xingjia.access.http import Request
from xingjia.access.queries import home_of
from xingjia.access.rules import Right
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import way_to
from xingjia.orgtree.rules import is_local_code
from xingjia.portal.tree import queries
from xingjia.portal.tree.forms import Change, Close, Merge, Move, OpenZone, Rename, Split
from xingjia.toolkit.lists import as_file, taken
from xingjia.toolkit.sheets.writing import Value

CHANGES: dict[str, type[Change]] = {
    "rename": Rename,
    "move": Move,
    "merge": Merge,
    "split": Split,
    "close": Close,
    "zone": OpenZone,
}
TITLES = {
    "rename": lazy("改名"),
    "move": lazy("移到别处"),
    "merge": lazy("并入"),
    "split": lazy("分设"),
    "close": lazy("撤销"),
    "zone": lazy("设开发区、园区"),
}
ICONS = {
    "rename": "pencil",
    "move": "arrows-move",
    "merge": "git-merge",
    "split": "arrows-split-2",
    "close": "circle-off",
    "zone": "plus",
}
BELOW: dict[Any, Callable[[Node], Value]] = {
    lazy("名称"): lambda one: one.name,
    lazy("级别"): lambda one: str(one.get_kind_display()),
    lazy("代码"): lambda one: one.code,
    lazy("撤销日期"): lambda one: one.closed_on.isoformat() if one.closed_on else None,
    lazy("并入"): lambda one: one.merged_into.name if one.merged_into else None,
}
LISTED = 300  # places offered while typing


@require_GET
@login_required
def tree_home(request: Request) -> HttpResponse:
    """The place an officer works for."""
    home = home_of(request.actor)
    if home is None or not request.actor.may(Right.TREE, home.path):
        raise Http404
    return redirect("portal:tree", home.code)


@require_GET
@login_required
def tree(request: Request, code: str) -> HttpResponse:
    """One place: what is under it, what it was called, where it stood, what can be changed."""
    node = _place(request, code)
    below = list(queries.places_under(node).order_by("closed_on", "code"))
    if as_file(request):
        return taken(_("%(place)s的下级") % {"place": node.name}, BELOW, below, on=request.today)
    shown = {
        "node": node,
        "path": [*_way(request, node)[:-1], {"title": node.name, "url": ""}],
        "below": below,
        "names": queries.names_of(node),
        "stays": queries.stays_of(node),
        "acts": [(what, TITLES[what], ICONS[what]) for what in _acts(request, node)],
        "local": is_local_code(node.code),
        "locals": {one.pk for one in below if is_local_code(one.code)},
    }
    return render(request, "portal/tree.html", shown)


@require_http_methods(["GET", "POST"])
@login_required
def tree_change(request: Request, code: str, what: str) -> HttpResponse:
    """A change: first what it would do (GET), then, confirmed, done (POST)."""
    node = _place(request, code)
    if what not in _acts(request, node):
        raise Http404
    asked = request.POST or (request.GET if "on" in request.GET else None)
    form = CHANGES[what](request.actor, node, request.today, asked)
    if form.is_valid() and request.method == "POST" and (landed := form.carry_out()):
        messages.success(request, _("已改好，从写明的那一天起算。以前的日子不变。"))
        return redirect("portal:tree", landed.code)
    shown = {
        "node": node,
        "what": what,
        "form": form,
        "confirming": form.is_valid(),
        "effects": form.effects() if form.is_valid() else None,
        "share": form.share() if form.is_valid() else None,
        "places": form.candidates().order_by("code")[:LISTED],
        "path": [*_way(request, node), {"title": TITLES[what], "url": ""}],
        "title": TITLES[what],
    }
    return render(request, "portal/tree_change.html", shown)


def _place(request: Request, code: str) -> Node:
    """The place; not there and not yours are both 404."""
    node = queries.place_to_change(request.actor, code)
    if node is None:
        raise Http404
    return node


def _acts(request: Request, node: Node) -> list[str]:
    """The changes this reader can make here; a closed place stays as it is."""
    if node.closed_on is not None:
        return []
    zone = ["zone"] if node.kind in {Node.Kind.COUNTY, Node.Kind.CITY} else []
    below = (
        ["rename", "move", "merge", "split", "close"]
        if request.actor.may_reshape(node.path)
        else []
    )
    return below + zone


def _way(request: Request, node: Node) -> list[dict[str, str]]:
    """The way to a place, as far as the reader looks after it."""
    mine = [one for one in way_to(node) if request.actor.may(Right.TREE, one.path)]
    return [{"title": one.name, "url": reverse("portal:tree", args=[one.code])} for one in mine]

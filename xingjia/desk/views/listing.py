"""The list of what there is to look into, and the page of one thing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from xingjia.access.checks import Unacceptable
from xingjia.access.http import Request
from xingjia.access.rules import Right
from xingjia.desk import commands, words
from xingjia.desk.forms import OwnerForm, SettleForm
from xingjia.desk.models import DeskDecision
from xingjia.desk.queries import items as queries
from xingjia.desk.queries.sides import sides
from xingjia.desk.rules import Item
from xingjia.registry.views.asked import (
    address,
    chosen,
    cleared,
    menu,
    place_menu,
    place_of,
)
from xingjia.toolkit.lists import as_file, taken
from xingjia.toolkit.sheets.writing import Value

ROWS = 50
OWNERS = {queries.MINE: lazy("归我核对"), queries.NOBODY: lazy("还没有人")}
STATES = ("settled",)
COLUMNS: dict[Any, Callable[[dict[str, Any]], Value]] = {
    lazy("要看什么"): lambda line: str(line["sentence"]),
    lazy("依据"): lambda line: str(line["reasons"] or "") or None,
    lazy("哪一类"): lambda line: line["word"],
    lazy("镇、街道"): lambda line: line["place"],
    lazy("谁来核对"): lambda line: _owner(line["decision"]),
    lazy("认可的理由"): lambda line: line["decision"].reason if line["decision"] else None,
}


@require_GET
@login_required
def desk(request: Request) -> HttpResponse:
    """Everything to look into in reach, as far as the address narrows it."""
    if not request.actor.branches(Right.IMPORT):
        raise Http404
    asked = queries.Asked(
        on=request.today,
        kind=chosen(request, "kind", words.KINDS),
        place=place_of(request),
        owner=chosen(request, "owner", OWNERS),
        settled=chosen(request, "state", STATES) == "settled",
        account=request.user.pk,
    )
    found = queries.items(request.actor, asked)
    if as_file(request):
        every = (_line(one) for one in queries.placed(found))
        return taken(_("数据核对"), COLUMNS, every, on=asked.on)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    shown = {
        "asked": asked,
        "page": page,
        "lines": [_line(one) for one in queries.placed(list(page))],
        "filters": [
            menu(request, "kind", _("哪一类"), words.KINDS),
            *place_menu(request, asked.place, asked.on),
            menu(request, "owner", _("谁来核对"), OWNERS),
            {
                "title": _("认可过的"),
                "url": address(request, state="" if asked.settled else "settled"),
                "current": asked.settled,
            },
        ],
        "clear_url": cleared(request) if asked.narrowed else "",
        "nothing_yet": not page.object_list and not queries.has_register(request.actor),
    }
    return render(request, "desk/list.html", shown)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: Request, key: str) -> HttpResponse:
    """One thing to look into: where it is put right, who does, or why it may stay."""
    if not request.actor.branches(Right.IMPORT):
        raise Http404
    found = queries.item_for(request.actor, key, request.today)
    if found is None:
        raise Http404
    decision = queries.decision_on(request.actor, found)
    people = queries.possible_owners(request.actor, found, request.today)
    what = request.POST.get("what", "") if request.method == "POST" else ""
    owner = OwnerForm(
        people,
        request.POST if what == "assign" else None,
        initial={"owner": decision.owner_id if decision else None},
    )
    reason = SettleForm(request.POST if what == "settle" else None)
    if what and _decided(request, found, what, owner, reason):
        return redirect("desk:list" if what == "settle" else request.path)
    shown = {
        "line": _line(queries.placed([queries.Line(found, decision=decision)])[0]),
        "owner": owner,
        "settle": reason,
        "sides": sides(request.actor, found, request.today),
        "path": [{"title": _("数据核对"), "url": reverse("desk:list")}],
    }
    return render(request, "desk/item.html", shown)


def _decided(
    request: Request, found: Item, what: str, owner: OwnerForm, reason: SettleForm
) -> bool:
    """Carry a decision out; what is wrong with it stands in its form."""
    form = {"assign": owner, "settle": reason}.get(what)
    if form is not None and not form.is_valid():
        return False
    try:
        if what == "assign":
            people = queries.possible_owners(request.actor, found, request.today)
            who = next((one for one in people if one.pk == owner.cleaned_data["owner"]), None)
            commands.assign(request.actor, found, owner=who, on=request.today)
            messages.success(request, _("已安排。") if who else _("已改成还没有人。"))
        elif what == "settle":
            why = reason.cleaned_data["reason"]
            commands.settle(request.actor, found, reason=why, on=request.today)
            messages.success(request, _("已认可，不再列在清单里。"))
        else:
            commands.reopen(request.actor, found)
            messages.success(request, _("已放回清单。"))
    except Unacceptable as wrong:
        messages.error(request, words.fault(wrong.code))
    return True


def _owner(decision: DeskDecision | None) -> str:
    owner = decision.owner if decision else None
    return owner.name if owner else _("还没有人")


def _line(line: queries.Line) -> dict[str, Any]:
    """One item in words."""
    chip, strength = words.STRENGTHS.get(line.item.strength, ("", ""))
    kind = line.item.kind.value
    return {
        "item": line.item,
        "kind": words.KINDS[kind],
        "icon": words.ICONS[kind],
        "chip": chip or ("unknown" if kind in ("codes", "held") else "lapsing"),
        "word": str(strength or words.KINDS[kind]),
        "sentence": words.sentence(line.item),
        "reasons": words.reasons(line.item),
        "place": line.place,
        "decision": line.decision,
        "act": words.act(line.item),
        "ways": words.ways(line.item),
        "url": words.mended_at(line.item),
    }

"""Two rows side by side, merged by one button; and a merge with what it did, undone by one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from xingjia.access.http import Request
from xingjia.access.queries import names_behind
from xingjia.access.rules import Actor, Right, masked
from xingjia.desk import words
from xingjia.desk.queries.merges import (
    aside,
    did,
    employer_rows,
    person_rows,
    posts_joined,
    union_rows,
)
from xingjia.desk.queries.outlook import employers_counted, unions_counted
from xingjia.registry.commands import merging
from xingjia.registry.commands.unmerging import undo_merge
from xingjia.registry.models import MergeRecord
from xingjia.registry.queries import merging as queries
from xingjia.registry.queries.newest import chair_on
from xingjia.registry.rules.merging import DROP, KEEP, MergeFault, entered_twice
from xingjia.registry.words import who

TAKE = "take_"
LONGEST = 200


@dataclass(frozen=True)
class Way:
    """How two rows of one kind are found, planned, shown and merged."""

    find: Callable[..., list[Any]]
    plan: Callable[..., queries.Plan]
    rows: Callable[..., list[dict[str, Any]]]
    command: Callable[..., MergeRecord]


WAYS = {
    "employer": Way(
        queries.employers_to_merge,
        queries.plan_employers,
        employer_rows,
        merging.merge_employers,
    ),
    "union": Way(queries.unions_to_merge, queries.plan_unions, union_rows, merging.merge_unions),
    "person": Way(
        queries.persons_to_merge, queries.plan_persons, person_rows, merging.merge_persons
    ),
}


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: Request, kind: str, keep: int, drop: int) -> HttpResponse:
    """Two rows side by side: choose per field, see what would be, merge."""
    both = _both(request, kind, keep, drop)
    if both is None:
        return _to_the_merge(request, kind, keep, drop)
    way = WAYS[kind]
    taken = _taken(request)
    if request.POST.get("what") == "merge":
        try:
            made = way.command(
                request.actor,
                *both,
                on=request.today,
                version=request.POST.get("version", ""),
                choices=taken,
                reason=request.POST.get("reason", "").strip()[:LONGEST],
            )
        except MergeFault as fault:
            messages.error(request, words.fault(fault.code))
            taken = {} if fault.code in ("stale", "no_choice") else taken
            both = _both(request, kind, keep, drop) or both
        else:
            messages.success(request, _("已合并成一条。发现不对，可以在这里撤销。"))
            return redirect("desk:merged", made.pk)
    return render(request, "desk/merge.html", _shown(request, kind, both, taken))


def _both(request: Request, kind: str, keep: int, drop: int) -> list[Any] | None:
    """Both rows, if they stand and the actor may merge them."""
    if kind not in WAYS or keep == drop or not request.actor.branches(Right.IMPORT):
        raise Http404
    found = WAYS[kind].find(request.actor, keep, drop)
    known = kind == "person" and len({one.person_id for one in found} - {None}) == 1
    as_one = known and all(one.person_id for one in found)
    return found if len(found) == len((keep, drop)) and not as_one else None


def _to_the_merge(request: Request, kind: str, keep: int, drop: int) -> HttpResponse:
    """Two that were merged already lead to their merge, for who may see it."""
    merge = queries.merge_of(request.actor, kind, keep, drop)
    if merge is None:
        raise Http404
    messages.info(request, words.fault("merged_already"))
    return redirect("desk:merged", merge.pk)


def _taken(request: Request) -> dict[str, str]:
    chosen = {
        name.removeprefix(TAKE): str(value)
        for name, value in request.POST.items()
        if name.startswith(TAKE)
    }
    return {name: side for name, side in chosen.items() if side in (KEEP, DROP)}


def _shown(request: Request, kind: str, both: list[Any], taken: dict[str, str]) -> dict[str, Any]:
    keep, drop = both
    try:
        plan = WAYS[kind].plan(keep, drop, taken)
    except MergeFault:
        plan = WAYS[kind].plan(keep, drop, {})
    return {
        "kind": kind,
        "two_terms": kind == "person" and not entered_twice(vars(keep), vars(drop)),
        "keep": keep,
        "drop": drop,
        "rows": _masked(request.actor, both, WAYS[kind].rows(keep, drop, plan)),
        "plan": plan,
        "two_chairs": _two_chairs(kind, both, request.today),
        "counted": _counted(kind, both, plan, request.today),
        "version": merging.version_of_both(keep, drop),
        "reason": request.POST.get("reason", ""),
        "swap": reverse("desk:merge", args=[kind, drop.pk, keep.pk]),
        "addresses": [_address(kind, one) for one in both],
        "path": [{"title": _("数据核对"), "url": reverse("desk:list")}],
    }


def _masked(actor: Actor, both: list[Any], rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Mobiles of persons are whole only for whose work needs them at both places."""
    paths = [getattr(one, "union", one).organisation.path for one in both]
    if all(actor.needs_mobiles(path) for path in paths):
        return rows
    return [row | {side: masked(row[side]) for side in (KEEP, DROP)} for row in rows]


def _counted(kind: str, both: list[Any], plan: queries.Plan, on: date) -> list[dict[str, Any]]:
    keep, drop = both
    if kind == "employer":
        found = employers_counted(keep, drop, plan, on)
    else:
        found = unions_counted(keep, drop, on) if kind == "union" else []
    return [
        {"name": words.FIGURES[one.name], "before": one.before, "after": one.after} for one in found
    ]


def _two_chairs(kind: str, both: list[Any], on: date) -> str:
    """The names of two who would both be in office in the one union."""
    if kind != "union":
        return ""
    chairs = [chair_on(one, on) for one in both]
    names = list(dict.fromkeys(chair.name for chair in chairs if chair))
    return pgettext("between items", "、").join(names) if len(names) > 1 else ""


def _address(kind: str, one: Any) -> str:
    if kind == "person":
        return reverse("registry:union", args=[one.union_id])
    return reverse(f"registry:{kind}", args=[one.pk])


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def merged(request: Request, pk: int) -> HttpResponse:
    """What a merge did, and undoing it."""
    merge = queries.merge_for(request.actor, pk)
    if merge is None:
        raise Http404
    if request.method == "POST":
        try:
            undo_merge(request.actor, merge)
        except MergeFault as fault:
            messages.error(request, words.fault(fault.code, fault.changed))
        else:
            messages.success(request, _("已撤销，两条登记都和合并以前一样。"))
        return redirect("desk:merged", pk)
    people = names_behind([merge.done_by, merge.undone_by])
    shown = {
        "merge": merge,
        "did": did(merge),
        "aside": _aside(request.actor, merge),
        "posts": posts_joined(merge),
        "who": who(merge.done_by, people),
        "undone_who": who(merge.undone_by, people) if merge.undone_by else "",
        "kept_url": _kept_url(merge),
        "path": [{"title": _("数据核对"), "url": reverse("desk:list")}],
    }
    return render(request, "desk/merged.html", shown)


def _aside(actor: Actor, merge: MergeRecord) -> list[dict[str, Any]]:
    """What was set aside; mobiles of persons whole only for whose work needs them."""
    rows = aside(merge)
    if actor.needs_mobiles(merge.organisation.path):
        return rows
    return [row | {"words": masked(row["words"])} for row in rows]


def _kept_url(merge: MergeRecord) -> str:
    if merge.kind != MergeRecord.Kind.PERSON:
        return reverse(f"registry:{merge.kind}", args=[merge.kept])
    union = queries.union_at(merge)
    return reverse("registry:union", args=[union]) if union else reverse("desk:list")

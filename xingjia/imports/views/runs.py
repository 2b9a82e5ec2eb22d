"""Workbooks that were chosen together: one look at all of them, and one decision."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xingjia.access.http import Request
from xingjia.imports import commands, pages
from xingjia.imports.exports import COLUMNS
from xingjia.imports.forms import SeenForm, UndoForm
from xingjia.imports.lines import shown
from xingjia.imports.models import Import, ImportRow
from xingjia.imports.queries import history, rows_of
from xingjia.imports.queries.batches import Entry, Tally
from xingjia.imports.queries.runs import in_several, run_of
from xingjia.imports.views.batches import POLL, ROWS, UNDER_WAY
from xingjia.toolkit.lists import as_file, taken


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def run(request: Request, run: UUID) -> HttpResponse:
    """What all files of a run would do, together; then the decision to write them."""
    found = run_of(request.actor, run)
    show = request.GET.get("show", "")
    if not found or (show and show not in ImportRow.Outcome.values):
        raise Http404
    form = SeenForm(request.POST or None)
    if request.method == "POST":
        _confirmed(request, run, form.cleaned_data["seen"] if form.is_valid() else {})
        return redirect("imports:run", run)
    entries = history(request.actor, found)
    if as_file(request):
        return taken(_("导入记录"), COLUMNS, entries, on=request.today)
    return render(request, "imports/run.html", _review(request, entries, show))


def _review(request: Request, entries: list[Entry], show: str) -> dict[str, Any]:
    found = [one.batch for one in entries]
    ready = [one for one in entries if one.batch.state == Import.State.READY]
    writing = [one for one in ready if one.tally.writable]
    tally = sum((one.tally for one in entries), Tally())
    rows = rows_of(request.actor, found, show).select_related("batch")
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    twice, named = in_several(request.actor, [one.batch for one in writing])
    return {
        "run": found[0].run,
        "entries": entries,
        "tally": tally,
        "written": sum(one.batch.state == Import.State.WRITTEN for one in entries),
        "writable": sum(one.tally.writable for one in writing),
        "writing": writing,
        "seen": ",".join(f"{one.batch.pk}:{one.batch.as_of}" for one in writing),
        "days": sorted({one.batch.as_of for one in writing}),
        "effects": pages.effects_together([one.batch for one in writing]),
        "twice": twice,
        "twice_named": named,
        "filters": pages.filters(tally, show),
        "page": page,
        "rows": shown(page),
        "by_file": True,
        "show": show,
        "path": pages.way(found[0])[:2],
        "again": POLL if any(_under_way(one) for one in entries) else None,
    }


def _under_way(entry: Entry) -> bool:
    return entry.batch.state in UNDER_WAY and not entry.stopped


def _confirmed(request: Request, run: UUID, seen: dict[int, date]) -> None:
    try:
        number = commands.confirm_run(request.actor, run, seen=seen)
    except commands.OthersReady:
        messages.warning(request, _("有的表刚刚改过，还没有写入。请再看一遍。"))
    except commands.AlreadyConfirmed:
        messages.info(request, _("这些表已经写过，或正在写入。没有重复写入。"))
    else:
        messages.success(
            request, _("正在写入 %(n)s 份表。可以离开，写完这里会变。") % {"n": number}
        )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def undo_run(request: Request, run: UUID) -> HttpResponse:
    """Which rows of a run were edited since, first; then the decision to take back the others."""
    found = run_of(request.actor, run)
    if not found:
        raise Http404
    form = UndoForm(request.POST or None)
    if form.is_valid() and _undone(request, run, form.cleaned_data["leaving"]):
        return redirect("imports:run", run)
    written = [
        one
        for one in history(request.actor, found)
        if one.batch.state == Import.State.WRITTEN and one.tally.written
    ]
    if not written:
        return redirect("imports:run", run)
    stays = [stay for one in written for stay in pages.standing(one.batch)]
    context = {
        "files": len(written),
        "stays": stays,
        "going": sum(one.tally.written for one in written) - len(stays),
        "act": reverse("imports:undo_run", args=[run]),
        "back": reverse("imports:run", args=[run]),
        "path": pages.way(found[0])[:2],
    }
    return render(request, "imports/undo.html", context)


def _undone(request: Request, run: UUID, leaving: int) -> bool:
    """Ask for the undoing; False when the person must look again."""
    try:
        number = commands.undo_run(request.actor, run, leaving=leaving)
    except commands.EditedSince:
        messages.warning(request, _("刚才又有人改过其中的行，还没有撤回。请再看一遍。"))
        return False
    except commands.NotWritten:
        messages.info(request, _("没有可以撤回的，或正在撤回。没有重复撤回。"))
    except commands.CannotUndo:
        messages.error(request, _("这份表是旧版本写入的，没有记下原来的内容，不能整份撤回。"))
    else:
        messages.success(request, _("正在撤回 %(n)s 份表写入的内容。") % {"n": number})
    return True

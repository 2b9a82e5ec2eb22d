"""The pages of an import: choose a file, look at what it would do, let it be written."""

from typing import IO, Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from xingjia.access.http import Request
from xingjia.access.rules import Right
from xingjia.imports import commands, pages
from xingjia.imports.exports import COLUMNS
from xingjia.imports.forms import ConfirmForm, DayForm, UndoForm, UploadForm
from xingjia.imports.lines import shown
from xingjia.imports.models import Import, ImportRow
from xingjia.imports.queries import (
    batches_for,
    earlier,
    entry,
    history,
    is_faulty,
    places_for,
    questions,
    rows_for,
    writing,
)
from xingjia.imports.queries.deciding import planned_anew
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import county_over, successor_choices
from xingjia.toolkit.files.commands import NotKept
from xingjia.toolkit.lists import as_file, taken
from xingjia.toolkit.sheets import Refused
from xingjia.toolkit.sheets.sentences import sentence_of

ROWS = 50
BAD_REQUEST = 400
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UNDER_WAY = {Import.State.READING, Import.State.WRITING, Import.State.UNDOING}
POLL = 2  # seconds between looks at a job, with scripts and without


@login_required
@require_http_methods(["GET", "POST"])
def batches(request: Request) -> HttpResponse:
    """Choose workbooks or paste a table; below, what was brought in before."""
    places = places_for(request.actor)
    if not places:
        raise Http404
    form = UploadForm(
        request.POST or None, request.FILES or None, places=places, initial={"node": places[0]}
    )
    if request.method == "POST" and form.is_valid():
        found = _receive_all(request, form)
        if len(found) == 1:
            return redirect("imports:batch", found[0].pk)
        if found:
            return redirect("imports:run", found[0].run)
    every = batches_for(request.actor)
    if as_file(request):
        return taken(_("导入记录"), COLUMNS, history(request.actor, every), on=request.today)
    page = Paginator(every, ROWS).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "entries": history(request.actor, list(page))}
    return render(
        request, "imports/batches.html", context, status=BAD_REQUEST if form.errors else None
    )


def _receive_all(request: Request, form: UploadForm) -> list[Import]:
    """Read each on its own. What stands in the way of one is said, the others are kept."""
    sources = form.sources()
    run = uuid4() if len(sources) > 1 else None
    found: list[Import] = []
    refused: list[tuple[str, str]] = []
    for field, stream, name in sources:
        answer = _receive(request, form.cleaned_data["node"], stream, name, run)
        if isinstance(answer, str):
            refused.append((field, f"{name}：{answer}" if run else answer))
        else:
            found.append(answer)
    for field, said in refused:
        if found:
            messages.error(request, said)
        else:
            form.add_error(field, said)
    return found


def _receive(
    request: Request, node: Node, stream: IO[bytes], name: str, run: UUID | None
) -> Import | str:
    """Read one workbook; a text says what stands in the way."""
    try:
        return commands.receive(
            request.actor, node, stream=stream, filename=name, on=request.today, run=run
        )
    except Refused as refused:
        return _("%s。") % sentence_of(refused).rstrip("。")
    except NotKept as failure:
        return str(failure)


@login_required
@require_GET
def batch(request: Request, pk: int) -> HttpResponse:
    """What a workbook would do; how far its writing is; what was written and what is left."""
    found = found_for(request, pk)
    show = request.GET.get("show", "")
    if show and show not in ImportRow.Outcome.values:
        raise Http404
    context = _review(request, found, show)
    return render(request, "imports/batch.html", context)


def _review(request: Request, found: Import, show: str) -> dict[str, Any]:
    line = entry(request.actor, found)
    ready = found.state == Import.State.READY
    only = int(row) if (row := request.GET.get("row", "")).isdecimal() else None
    page = Paginator(rows_for(request.actor, found, show, only), ROWS).get_page(
        request.GET.get("page")
    )
    job = writing(found) if found.state in UNDER_WAY else None
    sheets = pages.sheets(found)
    return {
        "batch": found,
        "entry": line,
        "tally": line.tally,
        "unread": pages.unread(found),
        "path": pages.way(found),
        "steps": pages.steps(found),
        "sheets": sheets,
        "compared": pages.only_compared(found),
        "parked": pages.only_kept(found),
        "several": len(sheets) > 1,
        "faulty": is_faulty(request.actor, found),
        "state": f"{found.state}-stopped" if line.stopped else found.state,
        "stays": pages.stayed(found) if found.state == Import.State.UNDONE else [],
        "prospect": pages.prospect(request.actor, found) if ready else None,
        "earlier": earlier(request.actor, found) if ready else None,
        "day_form": DayForm(initial={"day": found.as_of}, today=request.today) if ready else None,
        "filters": pages.filters(line.tally, show, compared=pages.only_compared(found)),
        "questions": questions(request.actor, found) if ready and line.tally.held else [],
        "may_answer": request.actor.may(Right.IMPORT, county_over(found.organisation).path),
        "page": page,
        "rows": shown(planned_anew(found, page)),
        "only": only,
        "show": show,
        "open": found.state in {Import.State.READY, Import.State.WRITTEN},
        "job": job,
        "refresh": POLL if job and not job.finished else None,
    }


@login_required
@require_POST
def day(request: Request, pk: int) -> HttpResponseRedirect:
    """Let the rows count from another day."""
    found = found_for(request, pk)
    form = DayForm(request.POST, today=request.today)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["day"])))
        return redirect("imports:batch", pk)
    chosen = form.cleaned_data["day"]
    try:
        commands.count_from(request.actor, found, day=chosen)
    except commands.AlreadyConfirmed:
        messages.warning(request, _("已经开始写入，起算日不能再改。"))
    else:
        said = _("改为从%s起算，每一行都重新核对过。") % date_format(chosen, "DATE_FORMAT")
        messages.success(request, said)
    return redirect("imports:batch", pk)


@login_required
@require_POST
def answer_place(request: Request, pk: int) -> HttpResponseRedirect:
    """Say which place rows mean that name one that is no more."""
    found = found_for(request, pk)
    county = county_over(found.organisation)
    if not request.actor.may(Right.IMPORT, county.path):
        raise Http404
    to = successor_choices(county).filter(code=request.POST.get("to", "")).first()
    asked = request.POST.get("asked", "")
    if to is None or asked not in {one.asked for one in questions(request.actor, found)}:
        messages.error(request, _("请从列出的镇、街道或园区里选一个。"))
        return redirect("imports:batch", pk)
    try:
        commands.answer_place(request.actor, found, asked=asked, to=to, on=request.today)
    except commands.AlreadyConfirmed:
        messages.warning(request, _("已经开始写入，没有改。"))
    else:
        said = _("记下了：“%(asked)s”现在归%(place)s。每一行都重新核对过，下一份表不会再问。")
        messages.success(request, said % {"asked": asked, "place": to.name})
    return redirect("imports:batch", pk)


@login_required
@require_POST
def confirm(request: Request, pk: int) -> HttpResponseRedirect:
    """Write what the person has looked at."""
    found = found_for(request, pk)
    form = ConfirmForm(request.POST)
    seen = form.cleaned_data["day"] if form.is_valid() else None
    try:
        if found.state == Import.State.READY and seen != found.as_of:
            messages.warning(request, _("起算日刚刚改过，还没有写入。请再看一遍。"))
        else:
            commands.confirm(request.actor, found)
    except commands.AlreadyConfirmed:
        messages.info(request, _("这份表已经写过，或正在写入。没有重复写入。"))
    return redirect("imports:batch", pk)


@login_required
@require_http_methods(["GET", "POST"])
def undo(request: Request, pk: int) -> HttpResponse:
    """Which rows were edited since, first; then the decision to take the others back."""
    found = found_for(request, pk)
    line = entry(request.actor, found)
    form = UndoForm(request.POST or None)
    if form.is_valid() and _undone(request, found, form.cleaned_data["leaving"]):
        return redirect("imports:batch", pk)
    if not (found.state == Import.State.WRITTEN or line.stopped):
        return redirect("imports:batch", pk)
    stays = pages.standing(found)
    context: dict[str, Any] = {"batch": found, "path": pages.way(found), "stays": stays}
    context |= {
        "going": line.tally.written - len(stays),
        "act": reverse("imports:undo", args=[pk]),
        "back": reverse("imports:batch", args=[pk]),
    }
    return render(request, "imports/undo.html", context)


def _undone(request: Request, found: Import, leaving: int) -> bool:
    """Ask for the undoing; False when the person must look again."""
    try:
        commands.undo(request.actor, found, leaving=leaving)
    except commands.EditedSince:
        messages.warning(request, _("刚才又有人改过其中的行，还没有撤回。请再看一遍。"))
        return False
    except commands.AlreadyUndone:
        messages.info(request, _("这份表已经撤回，或正在撤回。没有重复撤回。"))
    except commands.NotWritten:
        messages.info(request, _("这份表还没有写完，没有可以撤回的。"))
    except commands.CannotUndo:
        messages.error(request, _("这份表是旧版本写入的，没有记下原来的内容，不能整份撤回。"))
    return True


@login_required
@require_GET
def progress(request: Request, pk: int) -> HttpResponse:
    """How far the writing is, for the page to ask; the whole page anew when it is over."""
    found = found_for(request, pk)
    if not request.htmx:
        return redirect("imports:batch", pk)
    job = writing(found) if found.state in UNDER_WAY else None
    if job is None or job.finished:
        return HttpResponseClientRefresh()
    return render(request, "imports/progress.html", {"batch": found, "job": job})


def found_for(request: Request, pk: int) -> Import:
    """The import, if the actor may import where it belongs. Not found and not yours are one."""
    found: Import = get_object_or_404(batches_for(request.actor), pk=pk)
    return found

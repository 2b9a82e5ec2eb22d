"""One workbook: for whoever fills it in, and for whoever asked."""

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from xingjia.access.http import Request
from xingjia.imports.forms import plain_name
from xingjia.imports.models import ImportRow
from xingjia.portal.returns import pages
from xingjia.portal.returns.columns import label_of
from xingjia.portal.returns.forms import HandInForm
from xingjia.portal.returns.models import HandIn, Return
from xingjia.portal.returns.queries import boards
from xingjia.portal.returns.rules.states import left
from xingjia.portal.returns.views.boards import received
from xingjia.portal.returns.words import left_words
from xingjia.portal.returns.workbooks import filename_of, workbook_of
from xingjia.toolkit.audit.exports import ORIGINAL, leaving
from xingjia.toolkit.files.queries import open_blob
from xingjia.toolkit.sheets.writing import XLSX

BAD_REQUEST = 400


@login_required
@require_http_methods(["GET", "POST"])
def sheet(request: Request, pk: int) -> HttpResponse:
    """What is asked, the workbook to take, the place to hand it in, and how it was read."""
    found = found_for(request, pk)
    form = HandInForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        for file in form.cleaned_data["file"][:1]:
            _told(request, received(request, file, plain_name(file.name or ""), sent=found))
        return redirect("returns:sheet", pk)
    show = request.GET.get("show", "")
    if show and show not in ImportRow.Outcome.values:
        raise Http404
    context = _context(request, found, show) | {"form": form}
    status = BAD_REQUEST if form.errors else None
    return render(request, "returns/sheet.html", context, status=status)


def _told(request: Request, came: HandIn | str) -> None:
    if isinstance(came, str):
        messages.error(request, came)
    elif came.faulty:
        said = _("收到了，有 %(n)s 行要改，见下面。改好再交一次，后交的代替先交的。")
        messages.warning(request, said % {"n": came.faulty})
    else:
        messages.success(request, _("收到了，没有错。谢谢，不用再填。"))


def _context(request: Request, found: Return, show: str) -> dict[str, Any]:
    line = boards.lines([found])[0]
    collection = found.collection
    owned = boards.collection_for(request.actor, collection.pk) is not None
    context: dict[str, Any] = {
        "shown": pages.worded([line])[0],
        "collection": collection,
        "owned": owned,
        "path": pages.way(collection if owned else None),
        "left": left_words(left(request.today, collection.due_on)),
        "takes": collection.closed_at is None and request.today <= collection.ends_on,
        "columns": [label_of(one) for one in collection.columns if _asks(found, one)],
        "former": boards.former(found),
        "mine": line.came,
    }
    if line.came and not line.came.batch:
        reviewed = pages.review(collection, [line.came])
        number = request.GET.get("page")
        context |= pages.rows_shown(reviewed, show, number, several=False)
    return context


def _asks(found: Return, column: str) -> bool:
    return any(column in row["asked"] for row in found.lines)


@login_required
@require_GET
def workbook(request: Request, pk: int) -> HttpResponse:
    """The workbook, pre-filled."""
    found = found_for(request, pk)
    answer = HttpResponse(workbook_of(found), content_type=XLSX)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(filename_of(found))}"
    return leaving(answer, rows=found.units, form="xlsx")


@login_required
@require_GET
def original(request: Request, pk: int) -> HttpResponse | FileResponse:
    """The workbook as it came back, byte for byte."""
    found = found_for(request, pk)
    came = boards.lines([found])[0].came
    if came is None:
        raise Http404
    try:
        stream = open_blob(came.blob)
    except FileNotFoundError:
        messages.error(request, _("交来的文件不见了。请联系系统管理员，从备份中恢复。"))
        return redirect("returns:sheet", pk)
    response = FileResponse(
        stream,
        as_attachment=True,
        filename=plain_name(came.filename),
        content_type="application/octet-stream",
    )
    return leaving(response, rows=None, form=ORIGINAL)


def found_for(request: Request, pk: int) -> Return:
    """The workbook, if the actor may fill it in. Not found and not yours are one."""
    found = boards.return_for(request.actor, pk)
    if found is None:
        raise Http404
    return found

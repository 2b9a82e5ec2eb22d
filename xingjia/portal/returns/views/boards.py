"""The list of collections, and the status board of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import IO, Any
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingjia.access.http import Request
from xingjia.access.rules import Right
from xingjia.imports.forms import plain_name
from xingjia.portal.returns import pages
from xingjia.portal.returns.columns import label_of
from xingjia.portal.returns.commands import handing, starting
from xingjia.portal.returns.forms import HandInForm
from xingjia.portal.returns.models import Collection, HandIn, Return
from xingjia.portal.returns.queries import boards
from xingjia.portal.returns.queries.drafts import places_to_ask
from xingjia.portal.returns.rules.burden import minutes_for
from xingjia.portal.returns.rules.states import State
from xingjia.portal.returns.workbooks import all_workbooks
from xingjia.toolkit.audit.exports import leaving
from xingjia.toolkit.files.commands import NotKept
from xingjia.toolkit.lists import as_file, taken
from xingjia.toolkit.sheets import Refused
from xingjia.toolkit.sheets.sentences import sentence_of
from xingjia.toolkit.sheets.writing import Value

PAGE = 30
COLUMNS: dict[Any, Callable[[pages.Shown], Value]] = {
    lazy("哪里"): lambda shown: shown.line.place,
    lazy("状态"): lambda shown: shown.word,
    lazy("谁交的"): lambda shown: shown.line.who or None,
    lazy("哪天交的"): lambda shown: _came(shown.line.came),
    lazy("要填多少格"): lambda shown: shown.line.sent.cells,
    lazy("约几分钟"): lambda shown: shown.line.minutes,
}
LIST: dict[Any, Callable[[dict[str, Any]], Value]] = {
    lazy("名称"): lambda one: one["collection"].name,
    lazy("为了什么"): lambda one: one["collection"].get_occasion_display(),
    lazy("哪个专项活动"): lambda one: _campaign(one["collection"]),
    lazy("问哪里的"): lambda one: one["collection"].organisation.name,
    lazy("哪天前交"): lambda one: one["collection"].due_on.isoformat(),
    lazy("已报"): lambda one: one["came"],
    lazy("有错"): lambda one: one["faulty"],
    lazy("未报"): lambda one: one["missing"],
    lazy("一共几份"): lambda one: one["all"],
}
BAD_REQUEST = 400
REFUSALS = {
    handing.NotOurs: lazy("不是填报发出的表，或者隐藏的那一列被删了。请用下载的那一份填。没有收。"),
    handing.Over: lazy("这次填报已经结束，不再收表。"),
    handing.BeingMerged: lazy("先交的正在并入台账，过一会儿再交。没有收。"),
}


@login_required
@require_GET
def collections(request: Request) -> HttpResponse:
    """What is asked of the reader, and what he asks of others."""
    if not request.actor.branches(Right.EDIT):
        raise Http404
    every = boards.collections_for(request.actor)
    if as_file(request):
        return taken(_("发起的填报"), LIST, _stand(request, every), on=request.today)
    page = Paginator(every, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "collections": _stand(request, page),
        "asked": pages.asked_cards(request.actor, request.today),
        "may_start": bool(places_to_ask(request.actor)),
    }
    return render(request, "returns/list.html", context)


def _stand(request: Request, some: Iterable[Collection]) -> list[dict[str, Any]]:
    found = list(some)
    stand = boards.boards(found)
    return [pages.summary(one, stand[one.pk], request.today) for one in found]


@login_required
@require_http_methods(["GET", "POST"])
def collection(request: Request, pk: int) -> HttpResponse:
    """Who has handed in; and the place to drop what came by other ways, several at once."""
    found = found_for(request, pk)
    form = HandInForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        _take_in(request, found, form.cleaned_data["file"])
        return redirect("returns:collection", pk)
    board = boards.board(found)
    cells = sum(line.sent.cells for line in board.lines)
    asked = {column for one in board.lines for row in one.sent.lines for column in row["asked"]}
    stands = pages.summary(found, board, request.today)
    show = request.GET.get("show", "")
    if show and show not in list(State):
        raise Http404
    if as_file(request):
        chosen = board.of(State(show)) if show else board.lines
        return taken(found.name, COLUMNS, pages.worded(chosen), on=request.today)
    context = stands | pages.places_shown(board, show, request.GET.get("page"))
    context |= {
        "one": stands,
        "form": form,
        "ready": len(board.ready),
        "written": len(boards.merged(found)),
        "path": pages.way(),
        "columns": [label_of(one) for one in found.columns if one in asked],
        "cells": cells,
        "minutes": minutes_for(cells, found.seconds),
        "units": sum(line.sent.units for line in board.lines),
        "owner": pages.owner(found),
    }
    status = BAD_REQUEST if form.errors else None
    return render(request, "returns/collection.html", context, status=status)


def _campaign(collection: Collection) -> str | None:
    return collection.campaign.name if collection.campaign else None


def _came(handed: HandIn | None) -> str | None:
    return f"{timezone.localtime(handed.handed_at):%Y-%m-%d}" if handed else None


def _take_in(request: Request, found: Collection, files: list[UploadedFile[bytes]]) -> None:
    """Hand in what was dropped, each on its own; what came is told in one sentence."""
    places = []
    for file in files:
        name = plain_name(file.name or "")
        came = received(request, file, name, collection=found)
        if isinstance(came, HandIn):
            places.append(came.sent.organisation.name)
        else:
            messages.error(request, f"{name}：{came}")
    if places:
        said = _("收到 %(n)s 份：%(places)s。")
        words = {"n": len(places), "places": "、".join(dict.fromkeys(places))}
        messages.success(request, said % words)


def received(
    request: Request,
    stream: IO[bytes],
    name: str,
    *,
    collection: Collection | None = None,
    sent: Return | None = None,
) -> HandIn | str:
    """Hand one workbook in; a text says what stands in the way."""
    try:
        return handing.hand_in(
            request.actor,
            stream=stream,
            filename=name,
            on=request.today,
            collection=collection,
            sent=sent,
        )
    except Refused as refused:
        return _("%s。") % sentence_of(refused).rstrip("。")
    except handing.Elsewhere as other:
        said = _("这是%(place)s“%(name)s”的表，不是这里的。没有收。")
        return said % {"place": other.place, "name": other.name}
    except tuple(REFUSALS) as refusal:
        return str(REFUSALS[type(refusal)])
    except NotKept as failure:
        return str(failure)


@login_required
@require_GET
def workbooks(request: Request, pk: int) -> HttpResponse:
    """All workbooks in one zip, to be sent out."""
    found = found_for(request, pk)
    sent = boards.returns_of(found)
    answer = HttpResponse(all_workbooks(sent), content_type="application/zip")
    name = quote(found.name)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}.zip"
    return leaving(answer, rows=sum(one.units for one in sent), form="xlsx")


@login_required
@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    """Take nothing in any more."""
    try:
        starting.close(request.actor, found_for(request, pk))
    except starting.AlreadyClosed:
        messages.info(request, _("已经结束了。"))
    else:
        messages.success(request, _("结束了，不再收表。交来的都还在。"))
    return redirect("returns:collection", pk)


def found_for(request: Request, pk: int) -> Collection:
    """The collection, if it is the actor's. Not found and not yours are one."""
    found = boards.collection_for(request.actor, pk)
    if found is None:
        raise Http404
    return found

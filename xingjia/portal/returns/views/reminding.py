"""The reminder, as text to copy and as a picture, to paste into a chat group."""

from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xingjia.access.http import Request
from xingjia.portal.returns import pages, words
from xingjia.portal.returns.queries import boards
from xingjia.portal.returns.views.boards import found_for
from xingjia.toolkit.audit.exports import leaving
from xingjia.toolkit.papers.pictures import picture_of
from xingjia.toolkit.ui.templatetags.ui import day


@login_required
@require_GET
def reminder(request: Request, pk: int) -> HttpResponse:
    """Who is still missing, by when, and how to hand in."""
    found = found_for(request, pk)
    board = boards.board(found)
    context = pages.summary(found, board, request.today) | {
        "text": "\n".join(words.reminder(found, board)),
        "path": pages.way(found),
    }
    return render(request, "returns/reminder.html", context)


@login_required
@require_GET
def picture(request: Request, pk: int) -> HttpResponse:
    """The same as a picture; with `save` as a file."""
    found = found_for(request, pk)
    title, *lines = words.reminder(found, boards.board(found))
    foot = _("%(place)s · %(day)s") % {"place": found.organisation.name, "day": day(request.today)}
    answer = HttpResponse(picture_of(title, lines, foot), content_type="image/png")
    if "save" in request.GET:
        name = quote(found.name)
        answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}.png"
    return leaving(answer, rows=None, form="file")

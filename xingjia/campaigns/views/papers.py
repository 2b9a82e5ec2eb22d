"""What leaves on paper or into a chat group: reminders."""

from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from xingjia.access.http import Request
from xingjia.campaigns import letters, words
from xingjia.campaigns.commands.keeping import remind
from xingjia.campaigns.models import Campaign
from xingjia.campaigns.pages.ways import way
from xingjia.campaigns.queries import boards
from xingjia.campaigns.queries.boards import Board
from xingjia.campaigns.queries.tasks import last_reminder
from xingjia.campaigns.views.boards import kept_for
from xingjia.toolkit.audit.exports import leaving
from xingjia.toolkit.papers.pictures import picture_of
from xingjia.toolkit.papers.word import Paper
from xingjia.toolkit.ui.templatetags.ui import day

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@login_required
@require_http_methods(["GET", "POST"])
def reminder(request: Request, pk: int) -> HttpResponse:
    """The reminder as text, picture and letter, ready to send; posted, into everybody's to-do."""
    found, board = _counted(request, pk)
    board.stage.campaign = found
    if request.method == "POST" and not board.stage.closed_on:
        remind(request.actor, board.stage, on=request.today)
        messages.success(request, _("提醒已经进了各地、各家的要办，记为今天。"))
        return redirect("campaigns:reminder", pk)
    text = "\n".join(words.reminder(found, board))
    reminded = last_reminder(request.actor, board.stage, request.today)
    context = {
        "campaign": found,
        "board": board,
        "text": text,
        "reminded": reminded,
        "path": way(found),
    }
    return render(request, "campaigns/reminder.html", context)


@login_required
@require_GET
def picture(request: Request, pk: int) -> HttpResponse:
    """The reminder as a picture; with `save` as a file."""
    found, board = _counted(request, pk)
    title, *lines = words.reminder(found, board)
    foot = _("%(place)s · %(day)s") % {"place": found.organisation.name, "day": day(request.today)}
    answer = HttpResponse(picture_of(title, lines, foot), content_type="image/png")
    if "save" in request.GET:
        name = quote(f"{found.name}.png")
        answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return leaving(answer, rows=None, form="file")


@login_required
@require_GET
def letter(request: Request, pk: int) -> HttpResponse:
    """A letter (提醒函) to each place that is behind."""
    found, board = _counted(request, pk)
    paper = letters.reminders(found, board, request.today)
    return word_file(found, paper, _("提醒函"), len(board.behind))


def word_file(campaign: Campaign, paper: Paper, title: str, rows: int) -> HttpResponse:
    """A paper as a Word file with the name of its campaign."""
    answer = HttpResponse(paper.content(), content_type=WORD)
    name = quote(f"{campaign.name}{title}.docx")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return leaving(answer, rows=rows, form="docx")


def _counted(request: Request, pk: int) -> tuple[Campaign, Board]:
    found, stages = kept_for(request, pk)
    if not found.counts:
        raise Http404
    return found, boards.board(request.actor, found, boards.current(stages), request.today)

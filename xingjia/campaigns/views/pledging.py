"""Pledges (目标责任书): what each place is asked by quarter, its answer, and the paper."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from xingjia.access.checks import Unacceptable
from xingjia.access.http import Request
from xingjia.access.rules import Right
from xingjia.campaigns import letters
from xingjia.campaigns.commands import pledging
from xingjia.campaigns.commands.keeping import StageClosed
from xingjia.campaigns.exports import pledge_columns
from xingjia.campaigns.forms import PledgeForm
from xingjia.campaigns.models import Campaign, Pledge, Stage
from xingjia.campaigns.pages.pledges import Talk, pledge_page, pledges_page, talk_of
from xingjia.campaigns.queries import boards
from xingjia.campaigns.queries.boards import Board
from xingjia.campaigns.queries.pledges import Row, pledges_of
from xingjia.campaigns.rules.pledges import Figures
from xingjia.campaigns.views.boards import day_of, found_for
from xingjia.campaigns.views.papers import word_file
from xingjia.campaigns.words import FAULTS
from xingjia.toolkit.lists import as_file, taken

BAD_REQUEST = 400


@login_required
@require_GET
def pledges(request: Request, pk: int) -> HttpResponse:
    """What each place is asked by the end of each quarter, what it said, what it has kept."""
    found, stages, board = _counted(request, pk)
    year = request.GET.get("year", "")
    shown = pledges_page(request.actor, found, stages, board, year)
    if as_file(request):
        rows = [one.row for one in shown["rows"]]
        name = _("%(name)s：目标责任书") % {"name": found.name}
        return taken(name, pledge_columns(board.stage), rows, on=board.on)
    return render(request, "campaigns/pledges.html", shown)


@login_required
@require_http_methods(["GET", "POST"])
def pledge(request: Request, pk: int, code: str) -> HttpResponse:
    """What was said with a place; a yes, or other figures with a reason."""
    found, _stages, board = _counted(request, pk)
    row = _row(request, board, code)
    keeps = request.actor.may(Right.EDIT, found.organisation.path)
    talk = talk_of(row, by_place=not keeps or "place" in request.GET)
    form = PledgeForm(request.POST or None, offered=talk.offered, base=row.line.tally.base)
    if request.method == "POST" and form.is_valid() and _said(request, board, talk, form):
        return redirect(f"{reverse('campaigns:pledges', args=[pk])}?stage={board.stage.number}")
    if board.stage.closed_on:
        raise Http404
    shown = pledge_page(found, talk, form, board) | {"keeps": keeps}
    status = BAD_REQUEST if form.errors else None
    return render(request, "campaigns/pledge.html", shown, status=status)


@login_required
@require_GET
def pledge_papers(request: Request, pk: int) -> HttpResponse:
    """The papers to sign, one place a page; of one `place` alone if asked."""
    found, _stages, board = _counted(request, pk)
    asked = request.GET.get("place", "")
    rows = [
        one
        for one in pledges_of(request.actor, board)
        if request.actor.may(Right.EDIT, one.line.place.path) and asked in {"", one.line.place.code}
    ]
    if not rows:
        raise Http404
    return word_file(found, letters.pledges(found, board.stage, rows), _("目标责任书"), len(rows))


def _said(request: Request, board: Board, talk: Talk, form: PledgeForm) -> bool:
    say = pledging.answer if talk.by_place else pledging.ask
    try:
        made = say(
            request.actor,
            board.stage,
            talk.row.line.place,
            figures=form.figures,
            why=form.cleaned_data["why"],
            on=request.today,
        )
    except Unacceptable as wrong:
        form.add_error("why" if wrong.code == "why" else None, str(FAULTS[wrong.code]))
        return False
    except StageClosed:
        messages.info(request, _("这个阶段已经关闭，责任书不再变。"))
        return True
    messages.success(request, _told(made, talk, board.stage.campaign, form.figures))
    return True


def _told(made: Pledge, talk: Talk, campaign: Campaign, figures: Figures) -> str:
    place = talk.row.line.place.name
    if made.agrees:
        said = _("%(place)s的责任书定下来了：%(n)s 家。")
        return said % {"place": place, "n": list(figures.values())[-1]}
    waits = campaign.organisation.name if talk.by_place else place
    return _("记下了，等%(place)s答复。") % {"place": waits}


def _counted(request: Request, pk: int) -> tuple[Campaign, list[Stage], Board]:
    found, stages = found_for(request, pk)
    asked = request.GET.get("stage", "")
    stage = next((one for one in stages if str(one.number) == asked), boards.current(stages))
    if not found.counts or not stage.opened_on:
        raise Http404
    stage.campaign = found
    return found, stages, boards.board(request.actor, found, stage, day_of(request))


def _row(request: Request, board: Board, code: str) -> Row:
    """The place, if the reader speaks for it."""
    rows = pledges_of(request.actor, board)
    row = next((one for one in rows if one.line.place.code == code), None)
    if row is None or not request.actor.may(Right.EDIT, row.line.place.path):
        raise Http404
    return row

"""Closing a stage, after its figures were seen; and the stages that are frozen."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from xingjia.access.http import Request
from xingjia.access.queries import names_behind
from xingjia.access.rules import Right
from xingjia.campaigns.commands import closing
from xingjia.campaigns.exports import FROZEN
from xingjia.campaigns.forms import CloseForm
from xingjia.campaigns.models import Campaign
from xingjia.campaigns.pages.ways import ROWS, way
from xingjia.campaigns.queries import boards
from xingjia.campaigns.views.boards import found_for, kept_for
from xingjia.campaigns.words import SCOPES, state_chip, what_counts
from xingjia.toolkit.lists import as_file, taken
from xingjia.toolkit.ui.templatetags.ui import day


@login_required
@require_http_methods(["GET", "POST"])
def close(request: Request, pk: int) -> HttpResponse:
    """What would be frozen; then the decision."""
    found, stages = kept_for(request, pk)
    stage = boards.current(stages)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _closed(request, found, form):
        return redirect("campaigns:campaign", pk)
    if stage.closed_on:
        return redirect("campaigns:campaign", pk)
    board = closing.preview(request.actor, found, stage)
    context = {
        "campaign": found,
        "what": what_counts(found),
        "slices": [(SCOPES[own], tally) for own, tally in board.slices.items()],
        "stage": stage,
        "after": next((one for one in stages if one.number > stage.number), None),
        "board": board,
        "form": CloseForm(initial={"seen": closing.seen_of(board)}),
        "ready": stage.last <= request.today,
        "path": way(found),
    }
    return render(request, "campaigns/close.html", context)


def _closed(request: Request, campaign: Campaign, form: CloseForm) -> bool:
    given = form.cleaned_data
    try:
        stage = closing.close_stage(
            request.actor,
            campaign,
            on=request.today,
            seen=given["seen"],
            result=given["result"],
        )
    except closing.AlreadyClosed:
        messages.info(request, _("这个阶段已经关闭了。没有重复关闭。"))
    except closing.NotYet:
        messages.warning(request, _("这个阶段还没到最后一天，没有关闭。"))
    except closing.FiguresChanged:
        messages.warning(request, _("数字刚才变了，还没有关闭。请再看一遍。"))
        return False
    else:
        said = _("“%(name)s”已结束，结果记下了。")
        if campaign.counts:
            said = _("“%(name)s”已关闭，数字固定在 %(day)s，以后不再变。")
        messages.success(request, said % {"name": stage.name, "day": day(stage.closed_on)})
    return True


@login_required
@require_GET
def stage(request: Request, pk: int, number: int) -> HttpResponse:
    """The frozen figures of a closed stage, row by row."""
    found, stages = found_for(request, pk)
    one = next((each for each in stages if each.number == number and each.closed_on), None)
    if one is None:
        raise Http404
    board = boards.board(request.actor, found, one, one.last)
    if as_file(request):
        name = _("%(campaign)s：%(stage)s") % {"campaign": found.name, "stage": one.name}
        every = sorted([*board.members, *board.excluded], key=lambda each: each.pk)
        rows = ((each, state_chip(each, board)) for each in every)
        return taken(name, FROZEN, rows, on=one.last)
    page = Paginator(board.members, ROWS).get_page(request.GET.get("page"))
    context = {
        "campaign": found,
        "stage": one,
        "board": board,
        "own": not request.actor.may(Right.SEE, found.organisation.path),
        "slices": [(SCOPES[own], tally) for own, tally in board.slices.items()],
        "page": page,
        "rows": [(each, state_chip(each, board)) for each in page],
        "closer": names_behind([one.closed_by]).get(one.closed_by) or _("系统"),
        "may_keep": request.actor.may(Right.EDIT, found.organisation.path),
        "path": way(found),
    }
    return render(request, "campaigns/stage.html", context)

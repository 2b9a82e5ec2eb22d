"""The list of campaigns, one of them on any day, and who is behind."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xingjia.access.http import Request
from xingjia.access.rules import Right
from xingjia.campaigns.exports import BEHIND, CAMPAIGNS, PLACES, Row
from xingjia.campaigns.models import Campaign, Stage
from xingjia.campaigns.pages.behind import behind_page, behind_rows
from xingjia.campaigns.pages.boards import campaign_page
from xingjia.campaigns.pages.ways import ROWS, tag_chips
from xingjia.campaigns.queries import boards
from xingjia.campaigns.queries.places import places_to_start
from xingjia.toolkit.lists import as_file, taken

STATES = ("", "claimed", "missing", "verified", "focus")


@login_required
@require_GET
def campaigns(request: Request) -> HttpResponse:
    """The campaigns that concern the reader."""
    if not request.actor.branches(Right.SEE):
        raise Http404
    every, tag = boards.campaigns_for(request.actor), request.GET.get("tag", "")
    found = every.filter(tag=tag) if tag else every
    if as_file(request):
        return taken(_("专项活动"), CAMPAIGNS, _rows(request, found), on=request.today)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    rows = _rows(request, page)
    context = {
        "page": page,
        "rows": rows,
        "filters": tag_chips(every, tag),
        "may_start": bool(places_to_start(request.actor)),
    }
    return render(request, "campaigns/list.html", context)


def _rows(request: Request, found: Iterable[Campaign]) -> list[Row]:
    some = list(found)
    stages = boards.stages_of(request.actor, some)
    return [(one, stages[one.pk], boards.current(stages[one.pk])) for one in some]


@login_required
@require_GET
def campaign(request: Request, pk: int) -> HttpResponse:
    """Where a campaign stands on a day: a missed target first, then how it came about."""
    found, stages = found_for(request, pk)
    on = day_of(request)
    if as_file(request) and found.counts:
        board = boards.board(request.actor, found, boards.stage_on(stages, on), on)
        name = _("%(name)s：各地和责任人") % {"name": found.name}
        return taken(name, PLACES, board.places, on=on)
    shown = campaign_page(request.actor, found, stages, on)
    return render(request, "campaigns/campaign.html", shown)


@login_required
@require_GET
def behind(request: Request, pk: int) -> HttpResponse:
    """Who is behind, and the next step of each."""
    found, stages = found_for(request, pk)
    asked = {name: request.GET.get(name, "") for name in ("show", "place", "person")}
    if not found.counts or asked["show"] not in STATES:
        raise Http404
    on = day_of(request)
    board = boards.board(request.actor, found, boards.stage_on(stages, on), on)
    if as_file(request):
        every = behind_rows(found, board, asked)
        name = _("%(name)s：名单") % {"name": found.name}
        return taken(name, BEHIND, every, on=board.on)
    shown = behind_page(request.actor, found, board, asked, request.GET.get("page"))
    return render(request, "campaigns/behind.html", shown)


def found_for(request: Request, pk: int) -> tuple[Campaign, list[Stage]]:
    """The campaign and its stages, if it concerns the reader. Not found and not yours are one."""
    found = boards.campaign_for(request.actor, pk)
    if found is None:
        raise Http404
    return found


def kept_for(request: Request, pk: int) -> tuple[Campaign, list[Stage]]:
    """The campaign, if the reader looks after it."""
    found, stages = found_for(request, pk)
    if not request.actor.may(Right.EDIT, found.organisation.path):
        raise Http404
    return found, stages


def day_of(request: Request) -> date:
    """The day asked for, today without one; a day to come is today."""
    try:
        asked = parse_date(request.GET.get("on", ""))
    except ValueError:
        asked = None
    return min(asked or request.today, request.today)

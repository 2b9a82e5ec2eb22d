"""Everything that came in: what it would change, writing it, and taking it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xingjia.access.http import Request
from xingjia.imports import commands as imports
from xingjia.imports.models import ImportRow
from xingjia.imports.pages import standing
from xingjia.portal.returns import pages
from xingjia.portal.returns.commands import merging
from xingjia.portal.returns.forms import LeavingForm, SeenForm
from xingjia.portal.returns.models import Collection
from xingjia.portal.returns.queries import boards
from xingjia.portal.returns.views.boards import found_for


@login_required
@require_http_methods(["GET", "POST"])
def merge(request: Request, pk: int) -> HttpResponse:
    """What the workbooks would change, all together; then the decision to write."""
    found = found_for(request, pk)
    form = SeenForm(request.POST or None)
    if form.is_valid() and (run := _merged(request, found, form.ids())):
        return redirect("imports:run", run)
    show = request.GET.get("show", "")
    if show and show not in ImportRow.Outcome.values:
        raise Http404
    came = boards.came_whole(found)
    reviewed = pages.review(found, came)
    context = pages.rows_shown(reviewed, show, request.GET.get("page"), several=True) | {
        "collection": found,
        "board": boards.board(found),
        "tally": reviewed.tally,
        "effect": reviewed.effect,
        "workbooks": len(came),
        "seen": ",".join(str(one.pk) for one in came),
        "path": pages.way(found),
    }
    return render(request, "returns/merge.html", context)


def _merged(request: Request, found: Collection, seen: set[int]) -> str:
    """The run that is being written; "" when the person must look again."""
    try:
        return str(merging.merge(request.actor, found, seen=seen))
    except merging.NothingCame:
        messages.info(request, _("没有新交来的表。没有重复写入。"))
    except merging.OthersCame:
        messages.warning(request, _("刚才又有表交来，还没有写入。请再看一遍。"))
    return ""


@login_required
@require_http_methods(["GET", "POST"])
def undo(request: Request, pk: int) -> HttpResponse:
    """The rows edited since, first; then the decision to take the others back."""
    found = found_for(request, pk)
    form = LeavingForm(request.POST or None)
    if form.is_valid() and _undone(request, found, form.cleaned_data["leaving"]):
        return redirect("returns:collection", pk)
    written = boards.last_merge(found)
    stays = [stay for one in written for stay in standing(one)]
    context = {
        "collection": found,
        "stays": stays,
        "workbooks": len(written),
        "path": pages.way(found),
    }
    return render(request, "returns/undo.html", context)


def _undone(request: Request, found: Collection, leaving: int) -> bool:
    """Ask for the undoing; False when the person must look again."""
    try:
        number = merging.take_back(request.actor, found, leaving=leaving)
    except imports.EditedSince:
        messages.warning(request, _("刚才又有人改过其中的行，还没有撤回。请再看一遍。"))
        return False
    except (merging.NothingMerged, imports.NotWritten, imports.AlreadyUndone):
        messages.info(request, _("没有可以撤回的，或正在撤回。没有重复撤回。"))
    else:
        messages.success(request, _("正在撤回 %(n)s 份表写入的内容。") % {"n": number})
    return True

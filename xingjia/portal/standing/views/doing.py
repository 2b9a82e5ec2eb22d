"""What is to be done: of a place, one tap when it is done, and the reminder."""

from datetime import date
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xingjia.access.checks import Unacceptable
from xingjia.access.http import Request
from xingjia.access.rules import Right
from xingjia.campaigns.pages.tasks import of_federation
from xingjia.evidence import words as evidence_words
from xingjia.facts.kinds import KINDS
from xingjia.portal.queries.places import Place, stays
from xingjia.portal.standing.commands import done_today, put_up
from xingjia.portal.standing.deadlines import NEAR
from xingjia.portal.standing.duties import of_place
from xingjia.portal.standing.exports import TO_DO
from xingjia.portal.standing.reminder import Reminder, letters, reminder_of
from xingjia.portal.standing.steps import BOARD, read_token
from xingjia.portal.standing.todo import HEADS, todo_above
from xingjia.portal.standing.views.asked import place_of, union_of
from xingjia.toolkit.audit.exports import leaving
from xingjia.toolkit.lists import as_file, taken
from xingjia.toolkit.papers.pictures import picture_of


@require_GET
@login_required
def todo(request: Request, code: str) -> HttpResponse:
    """What there is to do about the unions of a branch: by standard, and by the register."""
    at = place_of(request, code)
    if not at.branch:
        return render(request, "portal/not_standing.html", {"at": at, "stays": stays(at.node)})
    rows = todo_above(at.branch, at.node.path, at.node.code, at.on)
    if as_file(request):
        name = _("%(place)s：要办的") % {"place": at.node.name}
        return taken(name, TO_DO, rows, on=at.on)
    shown = {
        "node": at.node,
        "on": at.on,
        "rows": rows,
        "heads": HEADS.values(),
        "duties": of_place(request.actor, at),
        "days": NEAR.days,
        "tasks": of_federation(request.actor, at.on) if _home(request, at) else [],
        "reminder_url": _address("portal:reminder", code, at.on),
    }
    return render(request, "portal/todo.html", shown)


def _home(request: Request, at: Place) -> bool:
    """Whether this is the place the reader works for: what campaigns ask is asked of him there."""
    return at.node.path in request.actor.branches(Right.SEE)


@require_POST
@login_required
def hung(request: Request, pk: int) -> HttpResponse:
    """The new notice board hangs: all that stands on it is so from today."""
    union = union_of(request, pk)
    kinds = [kind for kind in request.POST.getlist("kind") if kind in BOARD]
    put_up(request.actor, union, kinds, on=request.today)
    messages.success(request, _("已记下：新公示栏今天换上。上级工会走访时核实。"))
    return redirect("portal:home")


@require_POST
@login_required
def done(request: Request, pk: int) -> HttpResponse:
    """One thing that was done today: a meeting held, a card handed out."""
    union = union_of(request, pk)
    if not request.actor.may(Right.EDIT, union.organisation.path):
        raise Http404
    said = read_token(request.POST.get("what", ""))
    if said is None or said[0] not in KINDS:
        messages.error(request, str(evidence_words.FAULTS["no_such_kind"]))
        return redirect("portal:home")
    kind, attributes = said
    try:
        done_today(request.actor, union, kind, attributes, on=request.today)
    except Unacceptable as wrong:
        messages.error(request, evidence_words.fault(wrong))
        return redirect("evidence:claim", pk, kind)
    told = evidence_words.title_of(kind, attributes)
    messages.success(request, _("已记下：%(what)s，今天。上级工会走访时核实。") % {"what": told})
    return redirect("portal:home")


# ---- the reminder -------------------------------------------------------------------------------


@require_GET
@login_required
def reminder(request: Request, code: str) -> HttpResponse:
    """The reminder as words and picture, and how many letters there would be."""
    found = _found(request, code)
    shown = {
        "node": found.at.node,
        "on": found.at.on,
        "text": "\n".join([found.title, *found.lines()]),
        "many": len(found.addressed),
        "too_many": found.too_many,
        "picture_url": _address("portal:reminder_picture", code, found.at.on),
        "letters_url": _address("portal:letters", code, found.at.on),
        "todo_url": _address("portal:todo", code, found.at.on),
    }
    return render(request, "portal/reminder.html", shown)


@require_GET
@login_required
def reminder_picture(request: Request, code: str) -> HttpResponse:
    """The same as a picture; with `save` as a file."""
    found = _found(request, code)
    answer = HttpResponse(
        picture_of(found.title, found.lines(), found.at.node.name), content_type="image/png"
    )
    if "save" in request.GET:
        _named(answer, f"{found.title}.png")
    return leaving(answer, rows=None, form="file")


@require_GET
@login_required
def reminder_letters(request: Request, code: str) -> HttpResponse:
    """提醒函 as PDF, a page for each union."""
    found = _found(request, code)
    if found.too_many:
        raise Http404  # nobody is offered it: the page says to print them by township
    demo = getattr(request, "demo_on", None) is not None
    answer = HttpResponse(letters(found, demo=demo), content_type="application/pdf")
    _named(answer, f"{_('提醒函')}-{found.at.node.name}-{found.at.on.isoformat()}.pdf")
    return leaving(answer, rows=len(found.addressed), form="pdf")


def _found(request: Request, code: str) -> Reminder:
    at = place_of(request, code)
    if not at.branch:
        raise Http404
    return reminder_of(request.actor, at)


def _address(name: str, code: str, on: date) -> str:
    return f"{reverse(name, args=[code])}?on={on.isoformat()}"


def _named(answer: HttpResponse, name: str) -> None:
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"

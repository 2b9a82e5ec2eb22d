"""What a superior answers: an election approved or refused, a delay allowed; each taken back."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from xingjia.access.http import Request
from xingjia.registry.commands import answers
from xingjia.registry.election_forms import AnswerForm, DelayForm, RefusalForm, UndoForm
from xingjia.registry.models import Election, Union
from xingjia.registry.queries.answers import delay_for
from xingjia.registry.queries.committees import election_for
from xingjia.registry.queries.terms import term_end_of
from xingjia.registry.views.offices import act, to_lead
from xingjia.toolkit.ui.templatetags.ui import day

form_page = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@login_required
@form_page
def approve_election(request: Request, pk: int) -> HttpResponse:
    """The superior approves."""
    found, union = _unanswered(request, pk)
    words = {
        "title": _("登记批复"),
        "text": _("上级工会批复选举结果的文号和日期。"),
        "button": _("登记"),
        "done": _("已登记批复。"),
        "back": _back(union),
    }

    def answer(actor: Any, union: Union, **details: Any) -> Any:
        return answers.approve_election(actor, found, **details)

    return act(request, union, AnswerForm, answer, words)


@never_cache
@login_required
@form_page
def refuse_election(request: Request, pk: int) -> HttpResponse:
    """The superior refuses; the election is held again."""
    found, union = _unanswered(request, pk)
    words = {
        "title": _("不予批准 %(day)s 的选举") % {"day": day(found.held_on)},
        "text": _(
            "选举不合规定的，上级应当不予批准，要求重新选举（总工发〔2016〕27号）。"
            "登记以后，这次当选的人不算任职，因换届离任的人恢复原职，任期和逾期数跟着变。"
        ),
        "button": _("不予批准"),
        "done": _("已登记不予批准。请督促重新选举；主席电话等登记过新数的，请核对。"),
        "back": _back(union),
    }

    def answer(actor: Any, union: Union, **details: Any) -> Any:
        return answers.refuse_election(actor, found, **details)

    return act(request, union, RefusalForm, answer, words)


@never_cache
@login_required
@form_page
def undo_answer(request: Request, pk: int) -> HttpResponse:
    """An answer entered by mistake."""
    found = election_for(request.actor, pk)
    if found is None:
        raise Http404
    words = {
        "title": _("撤回 %(day)s 选举的批复") % {"day": day(found.held_on)},
        "text": _("登记错了才撤回。原来的批复和理由都留着；撤回不予批准的，各人恢复登记前的样子。"),
        "button": _("撤回"),
        "done": _("已撤回。"),
        "back": _back(found.union),
    }

    def undo(actor: Any, union: Union, **details: Any) -> Any:
        return answers.undo_answer(actor, found, on=request.today, **details)

    return act(request, to_lead(request, found.union_id), UndoForm, undo, words)


@never_cache
@login_required
@form_page
def allow_delay(request: Request, pk: int) -> HttpResponse:
    """The superior allows the next election to be late."""
    union = to_lead(request, pk)
    last = term_end_of(union, request.today)
    words = {
        "title": _("登记批准延期换届"),
        "text": _("本届任期至 %(day)s。延期最长六个月；从批复那天起，到延期的最后一天不算逾期。")
        % {"day": day(last)}
        if last
        else _("没有登记本届哪天届满，先补登主席任期。"),
        "button": _("登记"),
        "done": _("已登记延期。"),
        "back": _back(union),
    }

    def allow(actor: Any, union: Union, **details: Any) -> Any:
        return answers.allow_delay(actor, union, term_ends_on=last, **details)

    return act(request, union, DelayForm, allow, words)


@never_cache
@login_required
@form_page
def undo_delay(request: Request, pk: int) -> HttpResponse:
    """A delay entered by mistake."""
    found = delay_for(request.actor, pk)
    if found is None or found.undone_on:
        raise Http404
    words = {
        "title": _("撤回到 %(day)s 的延期") % {"day": day(found.until)},
        "text": _("登记错了才撤回。原来的登记和理由都留着，逾期数跟着变。"),
        "button": _("撤回"),
        "done": _("已撤回。"),
        "back": _back(found.union),
    }

    def undo(actor: Any, union: Union, **details: Any) -> Any:
        return answers.undo_delay(actor, found, on=request.today, **details)

    return act(request, to_lead(request, found.union_id), UndoForm, undo, words)


def _unanswered(request: Request, pk: int) -> tuple[Election, Union]:
    found = election_for(request.actor, pk)
    if found is None or found.approved_on or found.refused_on:
        raise Http404
    return found, to_lead(request, found.union_id)


def _back(union: Union) -> str:
    return reverse("registry:elections", args=[union.pk])

"""The form by which a superior refuses a reported result."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from xingjia.access.http import Request
from xingjia.organising.commands.refusing import refuse_result
from xingjia.organising.forms import RefusalForm
from xingjia.organising.queries.procedures import done_of, leads, records_of, subject_of
from xingjia.organising.views.procedure import found_or_404
from xingjia.organising.words import sentence
from xingjia.registry.rules.editing import Objected


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: Request, pk: int) -> HttpResponse:
    """Refuse a result that broke the rules; the meeting is held again."""
    found = found_or_404(request, pk)
    done = done_of(records_of([found])[found.pk].values())
    if not leads(request.actor, found) or "approve" in done:
        raise Http404
    form = RefusalForm(request.POST or None, today=request.today)
    if form.is_valid():
        try:
            refuse_result(request.actor, found, today=request.today, **form.cleaned_data)
        except Objected as objected:
            for one in objected.findings:
                places = {"refused_on": "on", "approved_on": "on", "approval_no": "doc_no"}
                field = places.get(one.field, one.field)
                form.add_error(field if field in form.fields else None, sentence(one, found))
        else:
            messages.success(request, _("已记下不予批准。会议和报批要重新办，原来的都留着。"))
            return redirect("organising:procedure", pk)
    shown = {
        "procedure": found,
        "subject": subject_of(found),
        "form": form,
        "back": reverse("organising:procedure", args=[pk]),
        "title": _("不予批准选举结果"),
        "text": _("选举不合规定的，上级工会应当不予批准，并要求重新选举（总工发〔2016〕27号）。"),
        "effect": _("记下以后，这次当选的人不算任职，原来的委员会照旧，会议要重新开。"),
        "button": _("不予批准"),
    }
    return render(request, "organising/act.html", shown, status=400 if form.errors else 200)

"""What visits and documents have said of a union, the newest first."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET

from xingjia.access.http import Request
from xingjia.registry.queries.unions import union_for
from xingjia.toolkit.lists import as_file, taken
from xingjia.toolkit.sheets.writing import Value
from xingjia.visits import words
from xingjia.visits.queries.documents import looked_at

Line = dict[str, Any]
COLUMNS: dict[Any, Callable[[Line], Value]] = {
    lazy("事项"): lambda line: line["title"],
    lazy("对不对"): lambda line: line["word"],
    lazy("依据"): lambda line: line["source"],
    lazy("撤回"): lambda line: line["back"] or None,
}


@require_GET
@login_required
def history(request: Request, pk: int) -> HttpResponse:
    """Each thing looked at: right or not, on which visit or by which document, at which level."""
    union = union_for(request.actor, pk)
    if union is None:
        raise Http404
    lines = [_line(one) for one in looked_at(request.actor, union)]
    if as_file(request):
        return taken(_("核实记录"), COLUMNS, lines, on=request.today)
    path = [{"title": union.name, "url": reverse("registry:union", args=[pk])}]
    return render(request, "visits/history.html", {"union": union, "lines": lines, "path": path})


def _line(one: Any) -> Line:
    stop = one.stop
    name, key = (
        ("visits:visit", stop.visit_id) if stop.visit_id else ("visits:document", stop.document_id)
    )
    taken_back = next((at for at in (stop, stop.document) if at and at.withdrawn_on), None)
    return {
        **words.ticked(one),
        "source": words.source_of(one),
        "url": reverse(name, args=[key]),
        "back": taken_back.withdrawn_reason if taken_back else "",
    }

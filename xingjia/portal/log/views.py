"""The log: who did what, and who took which list."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from xingjia.access.forms import day_field
from xingjia.access.http import Request
from xingjia.access.rules import Right
from xingjia.portal.log.queries import Asked, Line, entries_for, lines
from xingjia.portal.log.words import GROUPS
from xingjia.toolkit.lists import as_file, taken
from xingjia.toolkit.sheets.writing import Value

ROWS = 50
YEARS = range(1900, 2200)
COLUMNS: dict[Any, Callable[[Line], Value]] = {
    _("时间"): lambda line: f"{timezone.localtime(line.at):%Y-%m-%d %H:%M}",
    _("谁"): lambda line: line.who,
    _("做了什么"): lambda line: str(line.action),
    _("对象"): lambda line: f"{line.name} {line.subject}".strip(),
    _("细节"): lambda line: " · ".join(str(one) for one in line.details),
    _("编号"): lambda line: line.seq,
}


class LogView(forms.Form):
    """What the address asks for; what is not understood is left out."""

    q = forms.CharField(label=_("谁"), required=False, max_length=60)
    what = forms.ChoiceField(
        label=_("做了什么"), required=False, choices=[("", _("全部")), *GROUPS.items()]
    )
    first = day_field(_("从哪天"), required=False)
    last = day_field(_("到哪天"), required=False)
    about = forms.RegexField(r"[a-z.]+:[0-9a-z.-]{1,60}", required=False)

    def asked(self, *, exports: bool) -> Asked:
        """What was understood."""
        self.is_valid()
        got = self.cleaned_data
        days = [got.get(name) for name in ("first", "last")]
        first, last = (day if day and day.year in YEARS else None for day in days)
        who, what, about = (got.get(name) or "" for name in ("q", "what", "about"))
        return Asked(who.strip(), what, first, last, about, exports)


@require_GET
@login_required
def log(request: Request) -> HttpResponse:
    """Every act the reader may see, by person, room, day and subject; `show=exports` the lists
    that left."""
    if not request.actor.branches(Right.LOG):
        raise Http404
    exports = request.GET.get("show") == "exports"
    form = LogView(request.GET)
    asked = form.asked(exports=exports)
    found = entries_for(request.actor, asked)
    if as_file(request):
        name = str(_("导出记录") if exports else _("操作记录"))
        return taken(name, COLUMNS, lines(request.actor, list(found)), on=request.today)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    shown = {
        "form": form,
        "exports": exports,
        "page": page,
        "lines": lines(request.actor, list(page)),
        "narrowed": asked != Asked(exports=exports),
        "about": asked.about,
    }
    return render(request, "portal/log.html", shown)

"""Printing a sheet, saying what hangs where, and the promises that stand on the board."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingjia.access.checks import Unacceptable
from xingjia.access.http import Request
from xingjia.access.rules import Right
from xingjia.evidence.commands import claim
from xingjia.evidence.rules import Saying
from xingjia.publicity import words
from xingjia.publicity.commands import prints, promises
from xingjia.publicity.forms import JudgeForm, PromiseForm, SpotForm
from xingjia.publicity.models import Promise
from xingjia.publicity.queries.filling import Ground
from xingjia.publicity.queries.hanging import hanging_to_mend
from xingjia.publicity.queries.prints import print_to_mend
from xingjia.publicity.queries.sheets import (
    CALLED,
    Wanted,
    ground_of,
    refusal,
    routing,
    sheet_of,
    shows_of,
)
from xingjia.registry.models import Union
from xingjia.toolkit.audit.exports import PAPER, leaving
from xingjia.toolkit.lists import as_file, taken

form_page = require_http_methods(["GET", "HEAD", "POST"])
PROMISES: Any = {
    lazy("承诺"): lambda one: one.text,
    lazy("哪天承诺"): lambda one: one.made_on.isoformat(),
    lazy("哪天前做到"): lambda one: one.due_on.isoformat(),
    lazy("评诺"): lambda one: one.kept if one.kept is None else _kept(one),
    lazy("哪天评诺"): lambda one: one.judged_on.isoformat() if one.judged_on else None,
    lazy("说明"): lambda one: one.note or None,
}


@require_GET
@login_required
def printed(request: Request, pk: int, sheet: str) -> HttpResponse:
    """A sheet before it is printed; with ?preview its first page as a picture."""
    union, wanted = union_of(request, pk), Wanted.of(sheet)
    if wanted is None:
        raise Http404
    ground = ground_of(union, on=request.today, demo=request.demo_on is not None)
    code = refusal(ground, wanted, dialled=True)
    refused = str(words.REFUSALS[code]) if code else ""
    if "preview" in request.GET:
        if refused:
            raise Http404
        shown = as_version(request, ground, ground.version)
        return HttpResponse(sheet_of([shown], wanted).pictures()[0], content_type="image/png")
    untried = not refused and wanted.kind in CALLED and ground.answered is None
    page = {
        "union": union,
        "sheet": sheet,
        "title": words.SHEETS[sheet],
        "refused": refused,
        "untried": ground.page.chair if untried else None,
        "may_edit": request.actor.may(Right.EDIT, union.organisation.path),
    }
    return render(request, "publicity/print.html", page)


@never_cache
@login_required
@require_POST
def issued(request: Request, pk: int, sheet: str) -> HttpResponse:
    """The sheet as PDF, which is recorded as a version."""
    union, actor, wanted = kept_union(request, pk), request.actor, Wanted.of(sheet)
    if wanted is None:
        raise Http404
    ground = ground_of(union, on=request.today, demo=request.demo_on is not None)
    dialled = request.POST.get("dialled") == "yes"
    try:
        routing(ground, wanted, dialled=dialled)
    except Unacceptable as refused:
        messages.error(request, str(words.REFUSALS[refused.code]))
        return redirect("publicity:print", union.pk, wanted.name)
    if dialled and wanted.kind in CALLED and ground.answered is None:
        claim(actor, union, said=Saying("reachable", request.today), on=request.today)
    one = prints.issue(
        actor, union, sheet=wanted.name, shows=shows_of(ground, wanted), on=request.today
    )
    made = sheet_of([as_version(request, ground, one.version)], wanted)
    answer = HttpResponse(made.pdf(), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{wanted.name}-{one.version}.pdf"'
    return leaving(answer, rows=1, form=PAPER)


@never_cache
@login_required
@require_POST
def put_up(request: Request, pk: int) -> HttpResponse:
    """已换上: a print hangs from today."""
    one = print_to_mend(request.actor, pk)
    if one is None:
        raise Http404
    form = SpotForm(request.POST)
    spot = form.cleaned_data["spot"] if form.is_valid() else ""
    try:
        prints.put_up(request.actor, one, on=request.today, spot=spot)
    except Unacceptable as refused:
        messages.error(request, str(words.REFUSALS[refused.code]))
    else:
        messages.success(request, _("已记下：今天换上。上级工会走访时核实。"))
    return redirect("publicity:shown", one.union_id)


@never_cache
@login_required
@require_POST
def take_down(request: Request, pk: int) -> HttpResponse:
    """What hung is taken down today."""
    found = hanging_to_mend(request.actor, pk)
    if found is None:
        raise Http404
    prints.take_down(request.actor, found, on=request.today)
    messages.success(request, _("已记下：今天取下。"))
    return redirect("publicity:shown", found.print.union_id)


@never_cache
@login_required
@require_POST
def own_sign(request: Request, pk: int) -> HttpResponse:
    """A sign made elsewhere hangs; what it says is compared with the registered name."""
    union = kept_union(request, pk)
    text, spot = request.POST.get("text", "")[:80], request.POST.get("spot", "")[:40]
    try:
        prints.hang_own_sign(request.actor, union, text=text, on=request.today, spot=spot)
    except Unacceptable as refused:
        messages.error(request, str(words.REFUSALS[refused.code]))
    else:
        messages.success(request, _("已记下牌子上的字。和登记名称不一致的，下面会标出来。"))
    return redirect("publicity:shown", pk)


@never_cache
@login_required
@form_page
def promised(request: Request, pk: int) -> HttpResponse:
    """The promises of a union, one more, and 评诺."""
    union = kept_union(request, pk)
    form = PromiseForm(request.POST or None, today=request.today)
    if request.method == "POST" and form.is_valid():
        try:
            promises.promise(request.actor, union, on=request.today, **form.cleaned_data)
        except Unacceptable as refused:
            form.add_error(None, str(words.REFUSALS[refused.code]))
        else:
            messages.success(request, _("已记下。下次印的公示栏上有，扫码的页面上马上有。"))
            return redirect("publicity:promises", pk)
    mine = Promise.objects.visible_to(request.actor).filter(union=union)
    if as_file(request):
        return taken(
            _("%(union)s：服务承诺") % {"union": union.name}, PROMISES, mine, on=request.today
        )
    shown: dict[str, Any] = {"union": union, "form": form, "rows": mine, "on": request.today}
    return render(request, "publicity/promises.html", shown)


@never_cache
@login_required
@require_POST
def judged(request: Request, pk: int) -> HttpResponse:
    """评诺: whether a promise was kept."""
    mine = Promise.objects.visible_to(request.actor, Right.EDIT).select_related("union")
    one = mine.filter(pk=pk).first()
    if one is None:
        raise Http404
    form = JudgeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请选做到了还是没做到。"))
        return redirect("publicity:promises", one.union_id)
    said = form.cleaned_data
    try:
        promises.judge(
            request.actor, one, kept=said["kept"] == "yes", on=request.today, note=said["note"]
        )
    except Unacceptable as refused:
        messages.error(request, str(words.REFUSALS[refused.code]))
    else:
        messages.success(request, _("已记下评诺结果。"))
    return redirect("publicity:promises", one.union_id)


def _kept(one: Promise) -> str:
    return _("做到了") if one.kept else _("没做到")


def union_of(request: Request, pk: int) -> Union:
    """The union, if the actor sees it."""
    return _one(Union.objects.visible_to(request.actor), pk)


def kept_union(request: Request, pk: int) -> Union:
    """The union, if the actor keeps it."""
    return _one(Union.objects.visible_to(request.actor, Right.EDIT), pk)


def as_version(request: Request, ground: Ground, version: int) -> Ground:
    """What a sheet is filled from, as this version: its code opens the page of the union, which
    tells then which print was scanned."""
    code = ground.page.code
    way = reverse("publicity:print_page", args=[code, version]) if code else ""
    address = request.build_absolute_uri(way) if way else ""
    return replace(ground, version=version, address=address)


def _one(rows: Any, pk: int) -> Union:
    found: Union | None = rows.select_related("organisation").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found

"""The pages of superiors' forms: keep one, point its cells, fill it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingjia.access.http import Request
from xingjia.portal.reports import commands, pages, queries
from xingjia.portal.reports.forms import CellForm, FillForm, KeepForm
from xingjia.portal.reports.models import Pointer, Report
from xingjia.portal.reports.rules import Meaning
from xingjia.portal.reports.words import key
from xingjia.standards.coverage.queries import NotInTheTree
from xingjia.toolkit.audit.exports import leaving
from xingjia.toolkit.files.commands import NotKept
from xingjia.toolkit.files.queries import open_blob
from xingjia.toolkit.lists import as_file, taken
from xingjia.toolkit.sheets import Refused
from xingjia.toolkit.sheets.filling import CannotFill, NoRoom
from xingjia.toolkit.sheets.sentences import sentence_of
from xingjia.toolkit.sheets.writing import XLSX, Value

KEPT: dict[Any, Callable[[Any], Value]] = {
    lazy("报表"): lambda one: one.title,
    lazy("填哪里的数"): lambda one: one.organisation.name,
    lazy("已对上的格"): lambda one: one.cells,
}
BAD_REQUEST = 400


@login_required
@require_http_methods(["GET", "POST"])
def reports(request: Request) -> HttpResponse:
    """The forms an office keeps, and one more."""
    places = queries.keeping_places(request.actor)
    if not places.exists():
        raise Http404
    form = KeepForm(
        request.POST or None, request.FILES or None, places=places, initial={"node": places[0]}
    )
    if request.method == "POST" and form.is_valid() and (report := _keep(request, form)):
        return redirect("reports:report", report.pk)
    found = queries.reports_for(request.actor)
    if request.method == "GET" and as_file(request):
        return taken(_("上级报表"), KEPT, found, on=request.today)
    context = {
        "form": form,
        "reports": found,
        "fill": FillForm(initial={"on": request.today}, today=request.today),
    }
    status = BAD_REQUEST if form.errors else None
    return render(request, "reports/reports.html", context, status=status)


def _keep(request: Request, form: KeepForm) -> Report | None:
    file = form.cleaned_data["file"]
    try:
        return commands.keep_form(
            request.actor,
            form.cleaned_data["node"],
            stream=file,
            filename=file.name,
            title=form.named(),
        )
    except Refused as refused:
        form.add_error("file", _("%s。") % sentence_of(refused).rstrip("。"))
    except commands.NoForm:
        form.add_error("file", _("这份文件不能当空表用：只收 .xlsx，每张表不超过 300 行、60 列。"))
    except NotKept as failure:
        form.add_error("file", str(failure))
    return None


@login_required
@require_http_methods(["GET", "POST"])
def report(request: Request, pk: int) -> HttpResponse:
    """One form: each cell with what it gets, what was recognised, and a cell to point."""
    found = _found(request, pk)
    sheets = pages.sheets_of(found, request.today)
    sheet = next((one for one in sheets if one.name == request.GET.get("sheet")), sheets[0])
    cell = request.GET.get("cell", "")
    pointers = queries.pointers_of(found)
    form = _cell_form(request, found, pointers.get((sheet.name, cell)), sheet.offers.get(cell))
    if request.method == "POST" and form.is_valid():
        return _pointed(request, found, sheet.name, {cell: form.meaning()})
    here = [one for (name, _cell), one in pointers.items() if name == sheet.name]
    known = {one.pointer.cell: one for one in _numbers(request, found, here)}
    context = {
        "report": found,
        "sheets": sheets,
        "sheet": sheet,
        "cell": cell,
        "form": form if cell else None,
        "rows": pages.shown(sheet, known, cell),
        "pointed": len(pointers),
        "offered": sum(len(one.offers) for one in sheets),
        "fill": FillForm(initial={"on": request.today}, today=request.today),
        "path": [{"title": _("上级报表"), "url": reverse("reports:reports")}],
    }
    return render(request, "reports/report.html", context)


def _numbers(request: Request, found: Report, here: list[Pointer]) -> list[queries.Number]:
    try:
        return queries.numbers(request.actor, found, here, request.today)
    except NotInTheTree:
        return []


def _cell_form(
    request: Request, found: Report, one: Pointer | None, offer: Meaning | None
) -> CellForm:
    meant = one or offer
    return CellForm(
        request.POST or None,
        own=found.organisation,
        below=queries.places_below(found, request.today),
        initial={"figure": key(meant), "place": meant.place, "columns": list(meant.columns)}
        if meant
        else {"columns": ["number", "name", "union"]},
    )


@login_required
@require_POST
def accept(request: Request, pk: int) -> HttpResponse:
    """Take what was recognised on all sheets."""
    found = _found(request, pk)
    number = sum(
        commands.point(request.actor, found, sheet=sheet.name, cells=sheet.offers)
        for sheet in pages.sheets_of(found, request.today)
    )
    messages.success(request, _("已对上 %(n)s 格，请再看一遍。") % {"n": number})
    return redirect("reports:report", pk)


def _pointed(
    request: Request, found: Report, sheet: str, cells: dict[str, Meaning | None]
) -> HttpResponse:
    address = f"{reverse('reports:report', args=[found.pk])}?{urlencode({'sheet': sheet})}"
    try:
        commands.point(request.actor, found, sheet=sheet, cells=cells)
    except (CannotFill, ValueError):
        messages.error(request, _("这一格里有公式，或不是单元格，没有改。"))
        return redirect(address)
    messages.success(request, _("已记下这一格。"))
    return redirect(address)


@login_required
@require_GET
def fill(request: Request, pk: int) -> HttpResponse:
    """The form filled for a day, as a download; all but its cells untouched."""
    found = _found(request, pk)
    form = FillForm(request.GET, today=request.today)
    if not form.is_valid():
        messages.error(request, _("截止日期不对，请重选。"))
        return redirect("reports:report", pk)
    on = form.cleaned_data["on"]
    with open_blob(found.blob) as file:
        raw = file.read()
    try:
        made, cells = pages.filled_form(request.actor, found, raw, on)
    except NoRoom as full:
        said = _("%(sheet)s 的 %(cell)s 起要放 %(rows)s 行名单，下面只空着 %(room)s 行，没有填。")
        messages.error(request, said % full.params + _("请在空表里多留几行，再放进来一次。"))
        return redirect("reports:report", pk)
    except NotInTheTree:
        messages.error(request, _("那一天这个地方还没有台账，请换一天。"))
        return redirect("reports:report", pk)
    answer = HttpResponse(made, content_type=XLSX)
    name = f"{found.title}-{on.isoformat()}"
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return leaving(answer, rows=cells, form="xlsx")


@login_required
@require_POST
def retire(request: Request, pk: int) -> HttpResponse:
    """Put a form away."""
    commands.retire(request.actor, _found(request, pk))
    messages.success(request, _("已收起。"))
    return redirect("reports:reports")


def _found(request: Request, pk: int) -> Report:
    found: Any = queries.report_for(request.actor, pk)
    if found is None:
        raise Http404
    return found  # type: ignore[no-any-return]

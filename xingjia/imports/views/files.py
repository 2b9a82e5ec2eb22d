"""The workbook of an import for taking away: as it came, and with its faults marked."""

from pathlib import PurePath
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xingjia.access.http import Request
from xingjia.imports.faults import workbook_of
from xingjia.imports.forms import plain_name
from xingjia.imports.views.batches import found_for
from xingjia.toolkit.audit.exports import ORIGINAL, leaving
from xingjia.toolkit.files.queries import open_blob
from xingjia.toolkit.sheets import Refused
from xingjia.toolkit.sheets.marked import NotMade

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_GET
def original(request: Request, pk: int) -> HttpResponse | FileResponse:
    """The workbook as it came, byte for byte. Never shown in the browser, only saved."""
    found = found_for(request, pk)
    try:
        stream = open_blob(found.blob)
    except FileNotFoundError:
        messages.error(request, _("原表不见了。请联系系统管理员，从备份中恢复。"))
        return redirect("imports:batch", pk)
    response = FileResponse(
        stream,
        as_attachment=True,
        filename=plain_name(found.filename),
        content_type="application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    return leaving(response, rows=None, form=ORIGINAL)


@login_required
@require_GET
def faults(request: Request, pk: int) -> HttpResponse:
    """The workbook with its faults marked, for whoever has to mend it."""
    found = found_for(request, pk)
    try:
        content = workbook_of(request.actor, found)
    except (FileNotFoundError, NotMade, Refused):
        messages.error(request, _("做不出带标记的表。请照这一页的说明改原表。"))
        return redirect("imports:batch", pk)
    if content is None:
        messages.info(request, _("这份表没有读出问题，不用改。"))
        return redirect("imports:batch", pk)
    response = HttpResponse(content, content_type=XLSX)
    name = quote(_("%s（标出问题）") % PurePath(plain_name(found.filename)).stem)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}.xlsx"
    response["X-Content-Type-Options"] = "nosniff"
    return leaving(response, rows=None, form="xlsx")

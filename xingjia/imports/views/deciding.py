"""What becomes of rows that wait."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xingjia.access.http import Request
from xingjia.imports import commands
from xingjia.imports.models import Import, ImportRow
from xingjia.imports.queries import rows_for
from xingjia.imports.views.batches import found_for

PREFIX = "row-"
KEPT = ("show", "row", "page")  # of the address: where in the rows the person was


@login_required
@require_POST
def decide(request: Request, pk: int) -> HttpResponseRedirect:
    """Take what was chosen on the page; rows left as they were are left out."""
    found = found_for(request, pk)
    said = _said(request, found)
    written = found.state == Import.State.WRITTEN
    try:
        rows = commands.decide(request.actor, found, choices=said) if said else []
    except commands.NotOpen:
        messages.warning(request, _("正在写入，或已经撤回，现在不能选。"))
    except commands.NoSuchChoice:
        messages.error(request, _("其中一行已经变了，什么都没有改。请看一眼，再选一次。"))
    else:
        _tell(request, rows, written=written)
    kept = {name: request.POST[name] for name in KEPT if request.POST.get(name)}
    address = reverse("imports:batch", args=[pk])
    return redirect(f"{address}?{urlencode(kept)}" if kept else address)


def _tell(request: Request, rows: list[ImportRow], *, written: bool) -> None:
    done = sum(row.written_at is not None for row in rows)
    if not rows:
        messages.info(request, _("没有改动。"))
    elif written:
        messages.success(request, _("照您选的办了，写入 %(n)s 行。") % {"n": done})
    else:
        messages.success(request, _("记下了 %(n)s 行，全表重新核对过。") % {"n": len(rows)})


def _said(request: Request, found: Import) -> dict[int, str]:
    """By row, what was chosen otherwise than it stands."""
    chosen = {
        int(name.removeprefix(PREFIX)): str(value)
        for name, value in request.POST.items()
        if name.startswith(PREFIX) and name.removeprefix(PREFIX).isdecimal()
    }
    stands = rows_for(request.actor, found).filter(pk__in=chosen).values_list("pk", "choice")
    return {pk: chosen[pk] for pk, choice in stands if chosen[pk] != choice}

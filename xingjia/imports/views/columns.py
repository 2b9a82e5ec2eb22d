"""What the columns of a workbook mean, chosen by a person."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xingjia.access.http import Request
from xingjia.imports import commands
from xingjia.imports.views.batches import found_for
from xingjia.toolkit.sheets import Refused

AUTO, NONE = "auto", "none"


@login_required
@require_POST
def columns(request: Request, pk: int, table: int) -> HttpResponseRedirect:
    """Read the workbook again with what the person said its columns mean."""
    found = found_for(request, pk)
    fields = _said(request, found.tables[table]) if table < len(found.tables) else {}
    try:
        commands.choose_columns(request.actor, found, table=table, fields=fields)
    except commands.AlreadyConfirmed:
        messages.warning(request, _("已经开始写入，表头对应不能再改。"))
    except commands.NoSuchColumn:
        messages.error(request, _("没有这样的列。请从列表里选。"))
    except FileNotFoundError:
        messages.error(request, _("原表不见了。请联系系统管理员，从备份中恢复。"))
    except (Refused, commands.NothingToApply):
        messages.error(request, _("这样就读不出表格了，没有改。企业或单位名称这一列要留着。"))
    else:
        messages.success(request, _("已照您选的重读，每一行都重新核对过。"))
    return redirect("imports:batch", pk)


def _said(request: Request, table: dict[str, Any]) -> dict[str, str | None]:
    """By head, what the person chose; heads left as they are recognised are left out."""
    found: dict[str, str | None] = {}
    for at, (head, _field) in enumerate(table["columns"]):
        said = request.POST.get(f"column-{at}", AUTO)
        if said != AUTO:
            found[head] = "" if said == NONE else said
        elif head in table.get("chosen", ()):
            found[head] = None
    return found

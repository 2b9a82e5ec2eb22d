"""Of a place: what hangs untrue, what workers answered, its prints in one file, where 双亮 was
made known."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingjia.access.checks import Unacceptable
from xingjia.access.http import Request
from xingjia.access.queries import home_of
from xingjia.access.rules import Right
from xingjia.orgtree.models import Node
from xingjia.publicity import words
from xingjia.publicity.commands import notices as made_known
from xingjia.publicity.commands import prints
from xingjia.publicity.forms import NoticeForm
from xingjia.publicity.models import Notice
from xingjia.publicity.queries.filling import Ground
from xingjia.publicity.queries.hanging import Hangs, hanging_in
from xingjia.publicity.queries.news import texts_of
from xingjia.publicity.queries.pulse import heard_in
from xingjia.publicity.queries.sheets import (
    Wanted,
    grounds_of,
    refusal,
    sheet_of,
    shows_of,
    unions_to_print,
)
from xingjia.publicity.rules.prints import kind_of
from xingjia.publicity.views.lines import Line, title_of
from xingjia.publicity.views.prints import as_version
from xingjia.registry.queries.places import place_for
from xingjia.registry.views.asked import chosen, cleared, day_of, menu, orders, page_of
from xingjia.toolkit.audit.exports import PAPER, leaving
from xingjia.toolkit.files.pictures.refusal import Refused as PhotoRefused
from xingjia.toolkit.lists import as_file, taken

form_page = require_http_methods(["GET", "HEAD", "POST"])
STATES = {"wrong": gettext_lazy("不对，要重印"), "right": gettext_lazy("对")}


def place_in(one: Hangs) -> tuple[str, str, str]:
    """Where a thing stands among those that are alike otherwise."""
    return one.union.organisation.path, one.sheet, one.form


SORTS: Mapping[str, Callable[[Hangs], Any]] = {
    "since": lambda one: (one.since or date.max, *place_in(one)),
    "union": lambda one: (*place_in(one), one.hung_on),
    "hung": lambda one: (one.hung_on, *place_in(one)),
}


@require_GET
@login_required
def home(request: Request) -> HttpResponse:
    """To the list of one's own place."""
    place = home_of(request.actor)
    if place is None or not place.code or place.kind == Node.Kind.UNION:
        raise Http404
    return redirect("publicity:reprint", place.code)


@require_GET
@login_required
def reprint(request: Request, code: str) -> HttpResponse:
    """What hangs where in a place, since when it is untrue and why; the oldest first."""
    place, on = _place(request, code), day_of(request)
    kinds = {kind_of(sheet): title for sheet, title in reversed(words.PRINTED.items())}
    kinds |= {"own": words.OWN}
    state = chosen(request, "state", STATES, "")
    kind = chosen(request, "kind", kinds, "")
    sort = chosen(request, "sort", [*SORTS, *(f"-{one}" for one in SORTS)], "since")
    hung = hanging_in(request.actor, place.path, on)
    rows = [one for one in hung if not kind or kind_of(one.sheet) == kind]
    rows = [one for one in rows if not state or bool(one.wrong) is (state == "wrong")]
    rows.sort(key=SORTS[sort.removeprefix("-")], reverse=sort.startswith("-"))
    if as_file(request):
        return taken(_("重印清单"), _columns(), rows, on=on)
    page = page_of(request, rows)
    shown = {
        "place": place,
        "on": on,
        "page": page,
        "lines": [Line.of(one) for one in page],
        "wrong": sum(bool(one.wrong) for one in hung),
        "hung": len(hung),
        "filters": [
            menu(request, "state", _("情况"), STATES),
            menu(request, "kind", _("种类"), kinds),
        ],
        "clear_url": cleared(request) if state or kind else "",
        "orders": orders(request, SORTS, sort),
        "sheets": words.SHEETS.items(),
        "may_edit": request.actor.may(Right.EDIT, place.path),
        "may_tree": request.actor.may(Right.TREE, place.path),
    }
    return render(request, "publicity/reprint.html", shown)


@require_GET
@login_required
def pulse(request: Request, code: str) -> HttpResponse:
    """认知度 of the unions of a place by quarter; what too few answered is not told."""
    place, on = _place(request, code), day_of(request)
    rows, total = heard_in(request.actor, place.path, on)
    if as_file(request):
        columns: Any = {
            _("工会"): lambda one: one.union.name,
            _("季度"): lambda one: one.quarter.isoformat(),
            _("回答人数"): lambda one: one.counted.answers if one.counted else None,
            _("没有计入"): lambda one: one.turned_away if one.counted else None,
        }
        for name, title in words.QUESTIONS.items():
            columns[title] = lambda one, name=name: one.counted.yes[name] if one.counted else None
        return taken(_("认知度"), columns, rows, on=on)
    shown = {
        "place": place,
        "on": on,
        "page": page_of(request, rows),
        "total": total,
        "questions": words.QUESTIONS,
    }
    return render(request, "publicity/pulse.html", shown)


@never_cache
@login_required
@require_POST
def together(request: Request, code: str) -> HttpResponse:
    """The same sheet of all unions of a place in one PDF, each recorded as its own version."""
    place, wanted = _place(request, code), Wanted.of(request.POST.get("sheet", "board-A3"))
    if wanted is None or not request.actor.may(Right.EDIT, place.path):
        raise Http404
    unions = unions_to_print(request.actor, place)
    grounds = [
        one
        for one in grounds_of(unions, on=request.today, demo=request.demo_on is not None)
        if not refusal(one, wanted)
    ]
    if not grounds:
        messages.error(request, _("没有一家可以印：主席还没有同意公开，或号码还没有拨通过。"))
        return redirect("publicity:reprint", code)
    if left := len(unions) - len(grounds):
        messages.info(
            request, _("有 %(n)s 家没有印：主席还没有同意公开，或号码还没有拨通过。") % {"n": left}
        )
    grounds = _as_versions(request, place, grounds, wanted)
    answer = HttpResponse(sheet_of(grounds, wanted).pdf(), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{wanted.name}-{code}.pdf"'
    return leaving(answer, rows=len(grounds), form=PAPER)


@never_cache
@login_required
@form_page
def notices(request: Request, code: str) -> HttpResponse:
    """Where 双亮 was made known, and texts from the records that are ready to paste."""
    place = _place(request, code)
    form = NoticeForm(request.POST or None, today=request.today, initial={"on": request.today})
    if request.method == "POST" and form.is_valid():
        try:
            made_known.tell_of(request.actor, place, today=request.today, **form.cleaned_data)
        except Unacceptable as refused:
            form.add_error(None, str(words.REFUSALS[refused.code]))
        else:
            messages.success(request, _("已记下。"))
            return redirect("publicity:notices", code)
    rows = Notice.objects.visible_to(request.actor).filter(
        organisation__path__startswith=place.path
    )
    if as_file(request):
        return taken(_("宣传记录"), _NOTICE, rows, on=request.today)
    shown = {
        "place": place,
        "form": form,
        "page": page_of(request, rows.select_related("organisation")),
        "texts": texts_of(request.actor, place, request.today),
        "may_edit": request.actor.may(Right.EDIT, place.path),
    }
    return render(request, "publicity/notices.html", shown)


@never_cache
@login_required
@require_POST
def emblem(request: Request, code: str) -> HttpResponse:
    """The office's own official file of the emblem."""
    place, upload = _place(request, code), request.FILES.get("file")
    if not request.actor.may(Right.TREE, place.path):
        raise Http404
    try:
        if upload is None or upload.file is None:
            raise Unacceptable("no_emblem_file")
        made_known.set_emblem(
            request.actor, place, stream=cast("BinaryIO", upload.file), name=str(upload.name)
        )
    except (Unacceptable, PhotoRefused):
        messages.error(request, str(words.REFUSALS["no_emblem_file"]))
    else:
        messages.success(request, _("会徽文件已存好，从下一次印刷起照原样放上。"))
    return redirect("publicity:reprint", code)


_NOTICE: Any = {
    gettext_lazy("哪天"): lambda one: one.on.isoformat(),
    gettext_lazy("在哪里宣传"): lambda one: one.get_channel_display(),
    gettext_lazy("标题"): lambda one: one.title,
    gettext_lazy("链接"): lambda one: one.link,
}


def _place(request: Request, code: str) -> Node:
    place = place_for(request.actor, code)
    if place is None:
        raise Http404
    return place


def _as_versions(
    request: Request, place: Node, grounds: list[Ground], wanted: Wanted
) -> list[Ground]:
    shown = {one.page.union.pk: shows_of(one, wanted) for one in grounds}
    made = prints.issue_all(request.actor, place, shown, sheet=wanted.name, on=request.today)
    return [as_version(request, one, made[one.page.union.pk].version) for one in grounds]


def _columns() -> Any:
    return {
        _("工会"): lambda one: one.union.name,
        _("挂的是什么"): title_of,
        _("在哪里"): lambda one: one.hanging.spot if one.hanging else "",
        _("哪天换上"): lambda one: one.hung_on.isoformat(),
        _("从哪天起不对"): lambda one: one.since.isoformat() if one.since else "",
        _("为什么"): lambda one: words.whys(one.wrong),
    }

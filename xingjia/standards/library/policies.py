"""The pages of the policy library: what was issued, by whom, and what rests on which clause."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingjia.access.checks import Unacceptable
from xingjia.access.http import Request
from xingjia.standards.library import commands, queries
from xingjia.standards.library.exports import POLICIES
from xingjia.standards.library.forms import CiteForm, PolicyForm
from xingjia.standards.library.models import Clause, Policy
from xingjia.standards.rules.criteria import Standard
from xingjia.standards.words import text
from xingjia.toolkit.audit.exports import ORIGINAL, leaving
from xingjia.toolkit.files.commands import NotKept
from xingjia.toolkit.files.queries import open_blob
from xingjia.toolkit.lists import as_file, taken

Name = tuple[str, str]  # code and version of a standard
SENTENCES = {
    "policy_ended": gettext_lazy("这份文件已经废止或被代替。"),
    "ends_before_start": gettext_lazy("日期不能早于原来那份文件的发文日期。"),
    "no_such_line": gettext_lazy("这份标准没有这个条目。"),
    "cited_already": gettext_lazy("这一条已经登记过。"),
}


@require_GET
@login_required
def policies(request: Request) -> HttpResponse:
    """All policies a reader's places and those above them have published."""
    found = queries.policies_for(request.actor)
    if as_file(request):
        return taken(_("政策文件"), POLICIES, found, on=request.today)
    shown = {
        "policies": found,
        "may_add": queries.places_to_publish(request.actor).exists(),
        "path": _path(_("政策文件")),
    }
    return render(request, "standards/policies.html", shown)


@require_http_methods(["GET", "POST"])
@login_required
def add(request: Request) -> HttpResponse:
    """Keep a new policy, or a new version of one."""
    places = queries.places_to_publish(request.actor)
    if not places:
        raise Http404
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = PolicyForm(places, queries.policies_for(request.actor), *given)
    if form.is_valid():
        try:
            policy = commands.keep(
                request.actor,
                form.cleaned_data["place"],
                form.document,
                replaces=form.cleaned_data["replaces"],
            )
        except Unacceptable as fault:
            form.add_error(None, str(SENTENCES[fault.code]))
        except NotKept as fault:
            form.add_error("file", str(fault))
        else:
            messages.success(request, _("已存入政策文件。"))
            return redirect("standards:policy", policy.pk)
    shown = {"form": form, "path": _path(_("存一份文件"), inside=True)}
    return render(request, "standards/add_policy.html", shown)


@require_GET
@login_required
def policy(request: Request, pk: int) -> HttpResponse:
    """One policy: its versions, its file, and what rests on its clauses."""
    one = _found(request, pk)
    may = _may_keep(request, one)
    known, own = queries.readable(request.actor), queries.own_pages(request.actor)
    shown = {
        "policy": one,
        "successor": queries.successor_of(request.actor, one),
        "clauses": [
            (clause, *_line(clause, known, own))
            for clause in queries.clauses_of(request.actor, one)
        ],
        "form": CiteForm(known.values()) if may else None,
        "may_end": may and one.ended_on is None,
        "path": _path(one.title, inside=True),
    }
    return render(request, "standards/policy.html", shown)


@require_POST
@login_required
def cite(request: Request, pk: int) -> HttpResponse:
    """Say which line of a standard rests on a clause."""
    one = _found(request, pk)
    if not _may_keep(request, one):
        raise Http404
    form = CiteForm(queries.readable(request.actor).values(), request.POST)
    if not form.is_valid():
        messages.error(request, _("条款、原文和标准都要写。"))
        return redirect("standards:policy", pk)
    try:
        commands.cite(request.actor, one, **form.cleaned_data)
    except Unacceptable as fault:
        messages.error(request, SENTENCES[fault.code])
    return redirect("standards:policy", pk)


@require_POST
@login_required
def end(request: Request, pk: int) -> HttpResponse:
    """The policy no longer holds from today on."""
    try:
        commands.end(request.actor, _found(request, pk), on=request.today)
    except Unacceptable as fault:
        messages.error(request, SENTENCES[fault.code])
    return redirect("standards:policy", pk)


@require_GET
@login_required
def original(request: Request, pk: int) -> HttpResponse | FileResponse:
    """The file as it came. Never shown in the browser, only saved."""
    one = _found(request, pk)
    if one.blob is None:
        raise Http404
    try:
        stream = open_blob(one.blob)
    except FileNotFoundError:
        messages.error(request, _("文件不见了。请联系系统管理员，从备份中恢复。"))
        return redirect("standards:policy", pk)
    kind = "application/octet-stream"
    answer = FileResponse(stream, as_attachment=True, filename=one.filename, content_type=kind)
    answer["X-Content-Type-Options"] = "nosniff"
    return leaving(answer, rows=None, form=ORIGINAL)


def _found(request: Request, pk: int) -> Policy:
    return get_object_or_404(queries.policies_for(request.actor), pk=pk)


def _may_keep(request: Request, one: Policy) -> bool:
    return queries.places_to_publish(request.actor).filter(pk=one.organisation_id).exists()


def _line(clause: Clause, known: dict[Name, Standard], own: dict[Name, int]) -> tuple[str, str]:
    """The line that rests on a clause, in words, and where it stands; "" where nobody may look."""
    name = (clause.standard, clause.version)
    standard = known.get(name)
    if standard is None:
        return f"{clause.standard} {clause.version} {clause.criterion}", ""
    lines = {one.code: one.title for one in standard.criteria}
    lines |= {one.code: one.title for one in standard.vetoes}
    line = f" {clause.criterion} {text(lines[clause.criterion])}" if clause.criterion else ""
    page = (
        reverse("standards:adopted", args=[own[name]])
        if name in own
        else reverse("standards:standard", args=name)
    )
    return f"{text(standard.title)} {standard.version}{line}", f"{page}#{clause.criterion}"


def _path(title: str, *, inside: bool = False) -> list[dict[str, str]]:
    found = [{"title": _("标准"), "url": reverse("standards:list")}]
    if inside:
        found.append({"title": _("政策文件"), "url": reverse("standards:policies")})
    return [*found, {"title": title, "url": ""}]

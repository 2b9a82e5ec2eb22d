"""The page on which a county's own standard is uploaded, mended, tried out and published."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from xingjia.access.checks import Unacceptable
from xingjia.access.http import Request
from xingjia.facts.kinds import KINDS
from xingjia.orgtree.models import Node
from xingjia.standards import presets
from xingjia.standards.library import commands, pages, previews, queries
from xingjia.standards.library.adopting import OUTCOMES, SENTENCES, county_called
from xingjia.standards.library.forms import UNNAMED, OwnForm, name_of, with_file
from xingjia.standards.reading import WrongStandard
from xingjia.standards.reading.conditions import FORMS
from xingjia.standards.rules.criteria import Standard
from xingjia.standards.standing.queries.followed import followed_at
from xingjia.standards.words import NOTES
from xingjia.standards.words import text as said
from xingjia.toolkit.audit.exports import ORIGINAL, leaving

AROUND = 2  # lines of the file shown before and after a wrong one


@dataclass(frozen=True)
class Excerpt:
    """One line of the file around a fault."""

    number: int
    text: str
    wrong: bool


@require_http_methods(["GET", "POST"])
@login_required
def own(request: Request, county: str) -> HttpResponse:
    """Put in a file or mend its text; see what it changes; publish what was seen."""
    place = county_called(request, county)
    offered = list(followed_at(place.path, request.today))
    shown: dict[str, Any] = {"county": place, "words": _words(), "path": _path(place)}
    if request.method != "POST":
        shown["examples"] = [
            (name_of(one), said(one.title)) for one in presets.current() if not one.is_empty
        ]
        shown["form"] = OwnForm(offered, initial=_initial(request))
        return render(request, "standards/own.html", shown)
    data, fault = with_file(request.POST, request.FILES.get("file"))
    form = shown["form"] = OwnForm(offered, data)
    if form.is_valid() and not fault:
        if answer := _checked(request, place, form, offered, shown):
            return answer
    elif fault:
        form.add_error("file", fault)
    return render(request, "standards/own.html", shown)


def _checked(
    request: Request, place: Node, form: OwnForm, offered: list[Standard], shown: dict[str, Any]
) -> HttpResponse | None:
    """Say what is wrong with the file; or what it would change; or publish it."""
    given = form.cleaned_data
    try:
        ours = queries.read_own(given["text"], given["filename"], place)
    except WrongStandard as wrong:
        shown |= {"wrong": wrong, "excerpt": _excerpt(given["text"], wrong.line)}
        return None
    seen = _seen(form)
    if "publish" in request.POST and request.POST.get("seen") == seen:
        return _published(request, place, form)
    if "publish" in request.POST:
        form.add_error(None, _("看过结果以后文字或日期又改了。请再看一遍，再发布。"))
    shown |= _would(request, place, ours, form, offered) | {"seen": seen}
    return None


def _published(request: Request, place: Node, form: OwnForm) -> HttpResponse | None:
    given = form.cleaned_data
    try:
        row = commands.publish(
            request.actor,
            place,
            text=given["text"],
            file=given["filename"],
            start=given["start"],
        )
    except Unacceptable as fault:
        form.add_error(None, str(SENTENCES[fault.code]))
        return None
    messages.success(request, _("已发布，从写明的那一天起。以后不能改，要改就另出一版。"))
    return redirect("standards:adopted", row.pk)


def _would(
    request: Request, place: Node, ours: Standard, form: OwnForm, offered: list[Standard]
) -> dict[str, Any]:
    """What publishing it would change for whom, and what it asks of a union."""
    given = form.cleaned_data
    chosen = given["against"]
    former = [one for one in offered if name_of(one) == chosen]
    if not chosen:
        former = [one for one in offered if one.code == ours.code]
    against = max(former, key=lambda one: one.version, default=None)
    found = queries.preview(request.actor, place, ours, given["start"], against=against)
    beside = [one for one in offered if one.code != ours.code]
    return pages.whole(ours) | {
        "preview": found,
        "against": against and f"{against.title} {against.version}",
        "counts": previews.counts(found, OUTCOMES),
        "turns": previews.turns(found, OUTCOMES),
        "added": previews.added(beside, ours),
    }


def _initial(request: Request) -> dict[str, Any]:
    """An example to start from: the former version, or a shipped standard."""
    found: dict[str, Any] = {"start": request.today, "filename": UNNAMED}
    if row := request.GET.get("row", ""):
        kept = queries.adopted_for(request.actor).exclude(text="")
        one = get_object_or_404(kept, pk=row if row.isdecimal() else 0)
        return found | {"text": one.text, "filename": one.filename}
    code, _space, version = request.GET.get("from", "").partition(" ")
    if standard := presets.shipped().get((code, version)):
        name = f"{code}-{version}.yaml"
        return found | {"text": NOTES.sub("", presets.source_of(standard)), "filename": name}
    return found


@require_GET
@login_required
def own_file(request: Request, pk: int) -> HttpResponse:
    """The file of a published standard, as it was published. Only saved, never shown."""
    row = get_object_or_404(queries.adopted_for(request.actor).exclude(text=""), pk=pk)
    answer = HttpResponse(row.text, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{row.code}-{row.version}.yaml"'
    answer["X-Content-Type-Options"] = "nosniff"
    return leaving(answer, rows=None, form=ORIGINAL)


def _seen(form: OwnForm) -> str:
    given = form.cleaned_data
    return sha256(f"{given['start']}\n{given['text']}".encode()).hexdigest()


def _excerpt(text: str, line: int) -> list[Excerpt]:
    lines = list(enumerate(text.splitlines(), start=1))
    around = lines[max(line - 1 - AROUND, 0) : line + AROUND]
    return [Excerpt(number, words, number == line) for number, words in around]


def _words() -> dict[str, Any]:
    """The words a file may use: how conditions begin, kinds of facts and what tells them apart."""
    kinds = [
        {
            "code": one.code,
            "title": one.title,
            "known": one.known,
            "attributes": [
                (name, attribute.title, list(attribute.values.items()))
                for name, attribute in one.attributes.items()
            ],
        }
        for one in KINDS.values()
    ]
    return {"forms": list(FORMS), "kinds": kinds}


def _path(place: Node) -> list[dict[str, str]]:
    return [
        {"title": _("标准"), "url": reverse("standards:list")},
        {"title": _("%(place)s自己的标准") % {"place": place.name}, "url": ""},
    ]

"""Pages for everybody, without an account: behind a code, behind a link, and the search.

SECURITY: what is shown of a person has passed `queries.faces`, which asks her consent of the day.
Answers are kept by nobody for longer than half a minute, so that what was withdrawn is gone.
"""

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingjia.access.checks import LinkVoid
from xingjia.access.http import Request
from xingjia.publicity.commands import calls, consent
from xingjia.publicity.forms import AgreeForm
from xingjia.publicity.models import Consent
from xingjia.publicity.queries.finding import LEAST, MOST, unions_named
from xingjia.publicity.queries.reach import tried
from xingjia.publicity.queries.union_page import HOTLINE, UnionPage, page_of, union_behind
from xingjia.publicity.rules.consent import Field
from xingjia.registry.models import Union
from xingjia.toolkit.files.queries import path_of

FRESH = 30  # seconds
MOBILES_AN_HOUR, HOUR = 10, 3600  # asked for by one browser (hardening.md P2)


@require_GET
def union_page(request: Request, code: str) -> HttpResponse:
    """The union behind a code, as it is today."""
    page = _page(request, code)
    return _open(request, render(request, "public/union.html", _shown(page)))


@require_POST
def mobile(request: Request, code: str, face: int) -> HttpResponse:
    """The same page with one mobile number whole, for who asked for it."""
    page = _page(request, code)
    person = next((p for p in _people(page) if p.face == face and p.mobile), None)
    if person is None:
        raise Http404
    return _open(
        request, render(request, "public/union.html", _shown(page) | _asked(request, face))
    )


@require_POST
def answered(request: Request, code: str) -> HttpResponse:
    """A worker says with one tap whether the number was answered."""
    page, said = _page(request, code), request.POST.get("answered")
    if page.chair is None or said not in {"yes", "no"}:
        raise Http404
    calls.say(page.union, answered=said == "yes", browser=_browser(request), on=request.today)
    thanks = (
        _("记下了，谢谢。") if said == "yes" else _("记下了。上级工会会核实，急事请打下面的号码。")
    )
    return _open(request, render(request, "public/union.html", _shown(page) | {"thanks": thanks}))


@require_GET
def photo(request: Request, code: str, face: int) -> HttpResponse:
    """The photo of somebody who agreed to show it."""
    page = _page(request, code)
    person = next((p for p in _people(page) if p.face == face and p.photo), None)
    if person is None or person.photo is None:
        raise Http404
    content = path_of(person.photo.view.sha256).read_bytes()
    return _open(request, HttpResponse(content, content_type="image/jpeg"))


@require_GET
def find(request: Request) -> HttpResponse:
    """Find my union by the name of the enterprise; never a list of everything."""
    q = request.GET.get("q", "").strip()
    found = unions_named(q) if len(q) >= LEAST else []
    shown = {"q": q, "found": found[:MOST], "more": len(found) > MOST, "least": LEAST}
    return _open(request, render(request, "public/find.html", shown | {"hotline": HOTLINE}))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def agree(request: Request, secret: str) -> HttpResponse:
    """What a person agrees to have shown, decided by herself behind her link."""
    link = consent.usable_link(secret)
    if link is None:
        return _open(request, render(request, "public/void.html", status=404))
    standing = Consent.objects.everything(because="the person herself holds the link").filter(
        face=link.face, withdrawn_on__isnull=True
    )
    initial = {"fields_agreed": list(standing.values_list("field", flat=True))}
    form = AgreeForm(request.POST or None, initial=initial)
    done = False
    if request.method == "POST" and form.is_valid():
        try:
            consent.answer(secret, fields=form.cleaned_data["fields_agreed"], on=request.today)
        except LinkVoid:
            return _open(request, render(request, "public/void.html", status=404))
        done = True
    shown = {"form": form, "face": link.face, "done": done, "needs_name": Field.NAME.value}
    return _open(request, render(request, "public/agree.html", shown))


def _page(request: Request, code: str) -> UnionPage:
    union: Union | None = union_behind(code)
    if union is None:
        raise Http404
    return page_of(union, code, request.today)


def _shown(page: UnionPage) -> dict[str, object]:
    return {
        "page": page,
        "federation": page.superiors[-1].place if page.superiors else "",
        "hotline": HOTLINE,
        "tried": tried(page.union, page.on).last if page.chair else None,
    }


def _people(page: UnionPage) -> list:  # type: ignore[type-arg]
    return [one for one in (page.chair, *page.others, *page.superiors) if one]


def _asked(request: HttpRequest, face: int) -> dict[str, object]:
    """Whom this browser may see whole; after ten an hour it is told to telephone the office."""
    counted = f"publicity.mobile:{_browser(request)}"
    cache.add(counted, 0, HOUR)
    if cache.incr(counted) > MOBILES_AN_HOUR:
        return {"limited": _("看得太多了，过一小时再试。急事请打办公电话。")}
    return {"whole": face}


def _browser(request: HttpRequest) -> str:
    """What tells two browsers apart: a session that holds nothing. Not the address, for a
    factory is one address."""
    if not request.session.session_key:
        request.session.create()
    return str(request.session.session_key)


def _open(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """For everybody, but not for search engines, and fresh; kept by nobody who signed in."""
    kept = "no-store" if request.user.is_authenticated else f"max-age={FRESH}"
    answer["Cache-Control"] = f"private, {kept}"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "same-origin"  # a form needs its origin
    return answer

"""Pages for everybody, without an account: behind a code, and behind the link of a person.

SECURITY: what is shown of a person has passed `queries.faces`, which asks her consent of the day.
Answers are kept by nobody for longer than half a minute, so that what was withdrawn is gone.
Who comes by the search and not by a print sees neither mobiles nor photos (hardening.md P2).
"""

from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingjia.access.checks import LinkVoid
from xingjia.access.http import Request
from xingjia.publicity import words
from xingjia.publicity.commands import calls, consent
from xingjia.publicity.commands import pulse as answers
from xingjia.publicity.forms import AgreeForm
from xingjia.publicity.models import Consent
from xingjia.publicity.queries.faces import Person
from xingjia.publicity.queries.prints import untrue_of, version_of
from xingjia.publicity.queries.pulse import most_answers
from xingjia.publicity.queries.reach import tried
from xingjia.publicity.queries.union_page import HOTLINE, UnionPage, page_of, union_behind
from xingjia.publicity.rules.codes import is_printed
from xingjia.publicity.rules.consent import Field
from xingjia.publicity.rules.promises import quarter_of
from xingjia.publicity.rules.pulse import QUESTIONS
from xingjia.publicity.views.limits import HOUR, QUARTER, browser_of, fresh, within
from xingjia.publicity.views.ready import ready
from xingjia.registry.models import Union
from xingjia.toolkit.files.queries import path_of

# Asked for by one browser, and of one code by all of them: a code copied from one board gives the
# numbers of one union, and not without end (hardening.md P2).
MOBILES_AN_HOUR, MOBILES_OF_A_CODE = 10, 60
# What the page says after a tap, by the word in the address it comes back to.
TOLD = {
    "yes": ("thanks", lazy("记下了，谢谢。")),
    "no": ("thanks", lazy("记下了。上级工会会核实，急事请打下面的号码。")),
    "enough": ("limited", lazy("今天报的人已经很多，上级工会会核实，不用再报。")),
    "asked": ("thanks", lazy("记下了，谢谢。只记人数，不记您是谁。")),
    "full": ("limited", lazy("今天回答的人已经很多，这一份没有计入。")),
    "all": ("limited", lazy("三个问题都要选一个。")),
}


@require_GET
@ready
def union_page(request: Request, code: str) -> HttpResponse:
    """The union behind a code, as it is today; with what came of a tap."""
    where, told = TOLD.get(request.GET.get("told", ""), ("", ""))
    return _shown(request, _page(request, code), **{where: told} if where else {})


@require_GET
@ready
def print_page(request: Request, code: str, version: int) -> HttpResponse:
    """The same for who scanned a print: it says when the print no longer tells the truth."""
    page = _page(request, code)
    one = version_of(page.union, version)
    wrong = untrue_of(one, page.on) if one else []
    if one is None or not wrong:
        return _shown(request, page)
    left = next((w.since for w in wrong if w.name == "chair"), None)
    told = {"print": one, "title": words.PRINTED[one.sheet], "left": left, "since": wrong[0].since}
    return _shown(request, page, untrue=told | {"why": words.whys(wrong)})


@require_GET
@ready
def person(request: Request, code: str, face: str) -> HttpResponse:
    """The card of one person: who she is, how she is found, nothing she did not agree to."""
    page = _page(request, code)
    found = _one(page, face)
    shown = {"page": page, "person": found, "printed": is_printed(code), "hotline": HOTLINE}
    return fresh(request, render(request, "public/person.html", shown))


@require_POST
def mobile(request: Request, code: str, face: str) -> HttpResponse:
    """The same page with one mobile number whole, for who asked for it before a print."""
    page = _page(request, code)
    if not is_printed(code) or not _one(page, face).mobile:
        raise Http404
    return _shown(request, page, **_asked(request, code, face))


@require_POST
def answered(request: Request, code: str) -> HttpResponse:
    """A worker who stood before a print says with one tap whether the number was answered."""
    page, said = _page(request, code), request.POST.get("answered")
    if not page.called or not is_printed(code) or said not in {"yes", "no"}:
        raise Http404
    counted = calls.say(
        page.union, answered=said == "yes", browser=browser_of(request), on=request.today
    )
    return _back(code, said if counted else "enough")


@require_POST
def asked(request: Request, code: str) -> HttpResponse:
    """认知度: three questions, for who stood before a print; one browser is counted once a quarter,
    and nothing else is kept."""
    page = _page(request, code)
    if not is_printed(code):
        raise Http404
    said = {name: request.POST.get(name) for name in QUESTIONS}
    if not set(said.values()) <= {"yes", "no"}:
        return _back(code, "all")
    quarter = quarter_of(request.today).isoformat()
    once = f"publicity.pulse:{browser_of(request)}:{page.union.pk}:{quarter}"
    if cache.get(once) is None:
        yes = {name: value == "yes" for name, value in said.items()}
        most = most_answers(page.union, request.today)
        if not answers.say(page.union, yes=yes, on=request.today, most=most):
            return _back(code, "full")
        cache.set(once, 1, QUARTER)
    return _back(code, "asked")


@require_GET
@ready
def photo(request: Request, code: str, face: str) -> HttpResponse:
    """The photo of somebody who agreed to show it, for who scanned a print."""
    found = _one(_page(request, code), face)
    if found.photo is None or not is_printed(code):
        raise Http404
    content = path_of(found.photo.thumbnail.sha256).read_bytes()
    return fresh(request, HttpResponse(content, content_type="image/jpeg"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def agree(request: Request, secret: str) -> HttpResponse:
    """What a person agrees to have shown, decided by herself behind her link."""
    link = consent.usable_link(secret)
    if link is None:
        return fresh(request, render(request, "public/void.html", status=404))
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
            return fresh(request, render(request, "public/void.html", status=404))
        done = True
    shown = {"form": form, "face": link.face, "done": done, "needs_name": Field.NAME.value}
    return fresh(request, render(request, "public/agree.html", shown))


def _back(code: str, told: str) -> HttpResponse:
    """To the page, so that a page opened again sends nothing twice."""
    return redirect(f"{reverse('publicity:page', args=[code])}?told={told}")


def _page(request: Request, code: str) -> UnionPage:
    union: Union | None = union_behind(code)
    if union is None:
        raise Http404
    return page_of(union, code, request.today)


def _shown(request: Request, page: UnionPage, **more: Any) -> HttpResponse:
    shown = {
        "page": page,
        "federation": _("%(place)s总工会") % {"place": page.superiors[-1].place}
        if page.superiors
        else "",
        "hotline": HOTLINE,
        "printed": is_printed(page.code),
        "questions": words.QUESTIONS.items(),
        "tried": tried(page.union, page.on).last if page.chair else None,
    }
    return fresh(request, render(request, "public/union.html", shown | more))


def _one(page: UnionPage, face: str) -> Person:
    people = [one for one in (page.chair, *page.others, *page.superiors) if one]
    found = next((one for one in people if one.ref == face), None)
    if found is None:
        raise Http404
    return found


def _asked(request: Request, code: str, face: str) -> dict[str, object]:
    """Whom may be seen whole; after ten an hour this browser is told to telephone the office,
    and after sixty everybody who holds the same code."""
    mine = within(f"publicity.mobile:{browser_of(request)}", MOBILES_AN_HOUR, HOUR)
    if mine and within(f"publicity.mobile.code:{code}", MOBILES_OF_A_CODE, HOUR):
        return {"whole": face}
    return {"limited": _("看得太多了，过一小时再试。急事请打办公电话。")}

"""For who keeps a union: who shows herself, what each agreed to, and the sheets to print."""

from collections.abc import Callable, Collection
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xingjia.access.checks import Unacceptable
from xingjia.access.http import Request
from xingjia.access.models import Account
from xingjia.access.rules import Right
from xingjia.access.views.doors import unlisted
from xingjia.publicity import words
from xingjia.publicity.commands import consent as consents
from xingjia.publicity.commands import faces
from xingjia.publicity.commands.prints import OWN_SIGN
from xingjia.publicity.forms import FaceForm, PaperForm
from xingjia.publicity.models import Consent, Face, Print
from xingjia.publicity.queries.faces import (
    face_to_mend,
    officer_to_show,
    own_place,
    sitters,
)
from xingjia.publicity.queries.hanging import hanging_in
from xingjia.publicity.queries.prints import prints_of
from xingjia.publicity.queries.pulse import heard_in
from xingjia.publicity.queries.reach import tried
from xingjia.publicity.queries.union_page import code_of, promises_on
from xingjia.publicity.views.lines import Line
from xingjia.publicity.views.prints import union_of
from xingjia.registry.models import Union
from xingjia.toolkit.files.pictures.refusal import Refused as PhotoRefused
from xingjia.toolkit.files.pictures.sentences import sentence_of
from xingjia.toolkit.papers.codes import drawn

FOUND = 302
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
@login_required
def shown(request: Request, pk: int) -> HttpResponse:
    """Who shows herself at a union, what hangs where, and what can be printed."""
    union = union_of(request, pk)
    code = code_of(union)
    address = request.build_absolute_uri(reverse("publicity:page", args=[code])) if code else ""
    path = union.organisation.path
    hung = hanging_in(request.actor, path, request.today)
    return render(
        request,
        "publicity/shown.html",
        {
            "union": union,
            "sitters": sitters(union, request.today),
            "sheets": words.SHEETS.items(),
            "address": address,
            "tried": tried(union, request.today),
            "hung": [Line.of(one) for one in hung],
            "waiting": _waiting(request, union, {one.print.pk for one in hung if one.print}),
            "promises": promises_on(union, request.today),
            "heard": heard_in(request.actor, path, request.today)[0][:4],
            "questions": words.QUESTIONS,
            "may_test": request.actor.may_from_above(Right.EDIT, path),
            "may_edit": request.actor.may(Right.EDIT, path),
            **(drawn(address) if address else {}),
        },
    )


def _waiting(request: Request, union: Union, hung: Collection[int]) -> list[tuple[Print, str]]:
    """The newest version of each sheet, where it does not hang yet."""
    newest: dict[str, Print] = {}
    for one in prints_of(request.actor, union):
        newest.setdefault(one.sheet, one)
    waits = [one for one in newest.values() if one.pk not in hung and one.sheet != OWN_SIGN]
    return [(one, str(words.PRINTED[one.sheet])) for one in waits]


@never_cache
@login_required
@form_page
def face(request: Request, officer: int) -> HttpResponse:
    """How an officer of a union is found."""
    found = officer_to_show(request.actor, officer)
    if found is None:
        raise Http404
    known = Face.objects.visible_to(request.actor, Right.EDIT).filter(officer=found).first()

    def save(**details: str) -> Face:
        return faces.show_officer(request.actor, found, on=request.today, **details)

    back = reverse("publicity:shown", args=[found.union_id])
    return _face(request, known, save, {"name": found.name, "back": back})


@never_cache
@login_required
@form_page
def own_face(request: Request) -> HttpResponse:
    """How a cadre of a federation is found, entered by himself."""
    place, account = own_place(request.actor), request.user
    if place is None or not isinstance(account, Account):
        raise Http404
    known = Face.objects.visible_to(request.actor, Right.EDIT).filter(account=account).first()

    def save(**details: str) -> Face:
        return faces.show_cadre(request.actor, account, place, on=request.today, **details)

    done = _face(request, known, save, {"name": account.name, "back": reverse("access:me")})
    if done.status_code == FOUND:  # and now he says himself what of it may be shown
        mine = Face.objects.visible_to(request.actor, Right.EDIT).get(account=account)
        return redirect("publicity:agree", consents.make_link(request.actor, mine))
    return done


@never_cache
@login_required
@form_page
def consent(request: Request, pk: int) -> HttpResponse:
    """What a person agreed to on paper, or agrees to no longer."""
    found = _kept(request, pk)
    form = PaperForm(request.POST or None, request.FILES or None, today=request.today)
    if request.method == "POST" and form.is_valid():
        act = _withdrawn if "withdraw" in request.POST else _agreed
        try:
            act(request, found, form.cleaned_data)
        except Unacceptable as refused:
            form.add_error("scan", str(words.REFUSALS[refused.code]))
        else:
            messages.success(request, _("已登记。公开的页面马上跟着变。"))
            return redirect(_back(found))
    mine = Consent.objects.visible_to(request.actor).filter(face=found, withdrawn_on__isnull=True)
    stands = set(mine.values_list("field", flat=True))
    shown = {"face": found, "form": form, "back": _back(found), "stands": stands}
    return render(request, "publicity/consent.html", shown)


@never_cache
@login_required
@require_POST
def link(request: Request, pk: int) -> HttpResponse:
    """A link for the person herself, shown this once."""
    found = _kept(request, pk)
    secret = consents.make_link(request.actor, found)
    address = request.build_absolute_uri(reverse("publicity:agree", args=[secret]))
    shown = {"face": found, "address": address, "back": _back(found), **drawn(address)}
    return unlisted(render(request, "publicity/link.html", shown))


def _face(
    request: Request, known: Face | None, save: Callable[..., Face], shown: dict[str, Any]
) -> HttpResponse:
    initial = {name: getattr(known, name) for name in faces.DETAILS} if known else {}
    form = FaceForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = save(**{name: form.cleaned_data[name] for name in faces.DETAILS})
        upload = form.cleaned_data["photo"]
        try:
            if upload:
                faces.set_photo(request.actor, made, stream=upload, name=upload.name)
        except PhotoRefused as refused:
            form.add_error("photo", sentence_of(refused))
        else:
            messages.success(request, _("已登记。本人同意以后才给别人看。"))
            return redirect(shown["back"])
    return render(request, "publicity/face.html", shown | {"form": form, "face": known})


def _agreed(request: Request, face: Face, said: dict[str, Any]) -> None:
    scan = said["scan"]
    consents.agree_on_paper(
        request.actor,
        face,
        fields=said["fields_agreed"],
        on=said["on"],
        stream=scan or None,
        name=scan.name if scan else "",
    )


def _withdrawn(request: Request, face: Face, said: dict[str, Any]) -> None:
    consents.withdraw(request.actor, face, fields=said["fields_agreed"], on=said["on"])


def _kept(request: Request, pk: int) -> Face:
    found = face_to_mend(request.actor, pk)
    if found is None:
        raise Http404
    return found


def _back(face: Face) -> str:
    if face.officer is None:
        return reverse("access:me")
    return reverse("publicity:shown", args=[face.officer.union_id])

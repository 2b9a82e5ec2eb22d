"""What may I do, why not, and who could: for oneself, and for people one looks after."""

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from xingjia.access.http import Request
from xingjia.access.models import Account
from xingjia.access.queries import appointments_for, appointments_of, person_for
from xingjia.access.rules import last_day
from xingjia.portal.may import queries
from xingjia.portal.may.queries import Held
from xingjia.portal.may.rules import Answer
from xingjia.portal.may.words import REASONS, RIGHTS, ROLES, TITLES

LONGEST = 300  # characters of an address


@require_GET
@login_required
def may(request: Request) -> HttpResponse:
    """My posts, what each lets me do, and why a page does or does not open to me."""
    account = cast("Account", request.user)
    posts = appointments_of(account, timezone.localdate())
    held = queries.posts_with_givers(account, posts)
    shown = _page(request, account, held) | {"own": True, "here": reverse("portal:may")}
    return render(request, "portal/may.html", shown)


@require_GET
@login_required
def may_of(request: Request, pk: int) -> HttpResponse:
    """The same for somebody below: by the posts in the reader's branches, no others."""
    account = person_for(request.actor, pk)
    if account is None:
        raise Http404
    posts = appointments_for(request.actor, timezone.localdate()).filter(account=account)
    held = queries.posts_with_givers(account, posts)
    shown = _page(request, account, held) | {"here": reverse("portal:may_of", args=[pk])}
    return render(request, "portal/may.html", shown)


def _page(request: Request, account: Account, held: list[Held]) -> dict[str, Any]:
    address = request.GET.get("at", "").strip()[:LONGEST]
    actor = queries.actor_by(account, held)
    on = timezone.localdate()
    shown: dict[str, Any] = {
        "account": account,
        "posts": [(one, ROLES[one.role], last_day(one.held.end)) for one in held],
        "rights": [(RIGHTS[line.right], line.posts) for line in queries.rights_of(held)],
        "at": address,
    }
    if address:
        found = queries.judge(request.actor, actor, address, on)
        shown["judgement"] = found
        shown["title"], shown["reason"] = TITLES[found.answer], REASONS[found.answer]
        shown["right"] = RIGHTS[found.need.right] if found.need else ""
        shown["roles"] = [str(ROLES[one]) for one in found.roles]
        shown["kind"] = "ok" if found.answer is Answer.MAY else "info"
    return shown

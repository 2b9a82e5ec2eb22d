"""Starting a collection: what it would cost is shown before anything is sent."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xingjia.access.http import Request
from xingjia.campaigns.models import Campaign
from xingjia.campaigns.queries.running import running_for
from xingjia.portal.returns import pages
from xingjia.portal.returns.columns import label_of
from xingjia.portal.returns.commands import starting
from xingjia.portal.returns.forms import StartForm
from xingjia.portal.returns.models import Collection
from xingjia.portal.returns.queries.boards import collections_for
from xingjia.portal.returns.queries.drafts import places_to_ask

BAD_REQUEST = 400


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Say what is asked; look at what it costs; send it."""
    places = places_to_ask(request.actor)
    if not places:
        raise Http404
    last = collections_for(request.actor).first()
    form = StartForm(
        request.POST or None,
        places=places,
        campaigns=(running := running_for(request.actor)),
        today=request.today,
        telephone=last.telephone if last else "",
        initial={"node": places[0]} | _for_campaign(request, running),
    )
    if request.method == "POST" and form.is_valid():
        sent = _sent(request, form) if "send" in request.POST else None
        if sent:
            return redirect("returns:collection", sent.pk)
    context = {"form": form, "path": pages.way()} | _outlined(request, form)
    return render(request, "returns/new.html", context, status=BAD_REQUEST if form.errors else None)


def _for_campaign(request: Request, running: QuerySet[Campaign]) -> dict[str, Any]:
    """What the page of a campaign says already when it leads here."""
    asked = request.GET.get("campaign", "")
    found = running.filter(pk=int(asked)).first() if asked.isdecimal() else None
    return {"occasion": Collection.Occasion.CAMPAIGN, "campaign": found} if found else {}


def _outlined(request: Request, form: StartForm) -> dict[str, Any]:
    """What a valid form would ask."""
    if not form.is_bound or not form.is_valid():
        return {}
    node = form.cleaned_data["node"]
    would = starting.outline_for(request.actor, node, form.terms)
    return {
        "outline": would,
        "columns": pages.columns_asked(would),
        "known": [label_of(one) for one in form.terms.columns if one not in would.burden.by_column],
        "may_approve": starting.may_approve(request.actor, node),
    }


def _sent(request: Request, form: StartForm) -> Collection | None:
    node, seen = form.cleaned_data["node"], form.cleaned_data["seen"]
    try:
        sent = starting.start(request.actor, node, terms=form.terms, seen=seen or 0)
    except starting.NotForThis:
        form.add_error("campaign", _("这个专项活动不管这里，或者已经结束。请换一个。"))
    except starting.NothingToAsk:
        messages.info(request, _("没有要问的：要的都已经知道。没有发出。"))
    except starting.CostChanged:
        messages.warning(request, _("要填的格数刚才变了，还没有发出。请再看一遍。"))
    except starting.TooHeavy:
        form.add_error("approval", _("填的时间超过了县里定的，要写明为什么还要问。"))
    else:
        said = _("发出了。把表下载下来发给各处，有账号的在自己的“要填的表”里就能看到。")
        messages.success(request, said)
        return sent
    return None

"""Starting a campaign: a template, filled in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xingjia.access.http import Request
from xingjia.campaigns.commands.starting import NobodyAnswers, NobodyCounted, NotHeldHere, start
from xingjia.campaigns.forms import StartForm
from xingjia.campaigns.models import Campaign
from xingjia.campaigns.pages.ways import way
from xingjia.campaigns.queries.places import places_to_start
from xingjia.campaigns.rules.plan import Template, moved
from xingjia.campaigns.rules.templates import TEMPLATES

BAD_REQUEST = 400


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Everything is filled in from a template; change what is different here, and start."""
    places = places_to_start(request.actor)
    code = request.GET.get("template", "shuangliang")
    if not places or code not in TEMPLATES:
        raise Http404
    template = _this_year(request, TEMPLATES[code])
    form = StartForm(
        request.POST or None,
        template=template,
        places=places,
        on=request.today,
        initial={"node": places[0]},
    )
    if request.method == "POST" and form.is_valid() and (made := _started(request, form)):
        return redirect("campaigns:campaign", made.pk)
    context: dict[str, Any] = {
        "form": form,
        "counts": template.counts,
        "code": code,
        "templates": [(one, one.name or _("别的标准、建会、合同")) for one in TEMPLATES.values()],
        "path": way(),
    }
    status = BAD_REQUEST if form.errors else None
    return render(request, "campaigns/new.html", context, status=status)


def _this_year(request: Request, template: Template) -> Template:
    return moved(template, request.today.year - template.stages[0].first.year)


def _started(request: Request, form: StartForm) -> Campaign | None:
    node = form.cleaned_data["node"]
    try:
        made = start(request.actor, node, terms=form.terms, on=request.today)
    except NotHeldHere as wrong:
        words = {"title": wrong.title, "place": node.name}
        form.add_error("counts", _("“%(title)s”不是%(place)s的标准，在那里不算数。") % words)
    except NobodyCounted:
        form.add_error("counts", _("今天还没有一家可算：先导入名册，或换一项。"))
    except NobodyAnswers:
        form.add_error("node", _("有的地方没有人负责。先在“人员账号”里给镇、街道的人开账号。"))
    else:
        messages.success(request, _("专项开始了，应有的名单已固定在今天。"))
        return made
    return None

"""The lists of employers and unions."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from xingjia.access.http import Request
from xingjia.registry.models import Employer, Union
from xingjia.registry.queries import employers as employer_queries
from xingjia.registry.queries import unions as union_queries
from xingjia.registry.queries.said import UNKNOWN
from xingjia.registry.rules.standing import Standing
from xingjia.registry.views.asked import (
    around,
    chosen,
    day_of,
    export_address,
    menu,
    page_of,
    place_menu,
    place_of,
    sort_of,
)
from xingjia.registry.words import EMPLOYER_FOCUS, OWNERSHIP, UNION_FOCUS

Asked = employer_queries.Asked | union_queries.Asked
UNREPORTED = gettext_lazy("未填报")
PRODUCTION = {"yes": gettext_lazy("投产"), "no": gettext_lazy("未投产"), UNKNOWN: UNREPORTED}
UNIONISED = {"yes": gettext_lazy("已建会"), "no": gettext_lazy("未建会"), UNKNOWN: UNREPORTED}
OWNERSHIPS = {**OWNERSHIP, UNKNOWN: UNREPORTED}
SHOWN = {"yes": gettext_lazy("已亮"), "no": gettext_lazy("未亮"), UNKNOWN: UNREPORTED}
TERMS = {
    Standing.ENDED.value: gettext_lazy("换届已超期"),
    Standing.EXTENDED.value: gettext_lazy("已批准延期"),
    Standing.LAPSING.value: gettext_lazy("90 天内届满"),
    Standing.RUNNING.value: gettext_lazy("任期内"),
    UNKNOWN: UNREPORTED,
}
CERTIFICATES = {
    Standing.LAPSING.value: gettext_lazy("90 天内到期"),
    Standing.ENDED.value: gettext_lazy("已过期"),
    UNKNOWN: UNREPORTED,
}
EMPLOYER_ORDERS = {
    "place": gettext_lazy("镇、街道"),
    "name": gettext_lazy("企业名称"),
    "staff": gettext_lazy("职工"),
}
UNION_ORDERS = {
    "place": gettext_lazy("镇、街道"),
    "name": gettext_lazy("工会名称"),
    "term": gettext_lazy("任期至"),
    "members": gettext_lazy("会员"),
}


@require_GET
@login_required
def employers(request: Request) -> HttpResponse:
    """Every employer in reach, on a day, as far as the address narrows it."""
    asked = employers_asked(request)
    page = page_of(request, employer_queries.employers_for(request.actor, asked))
    found = employer_queries.lines(list(page), asked.on)
    silent = bool(found) and not any(line.said for line in found)
    context = around(request, asked, EMPLOYER_ORDERS, "registry:export_employers") | {
        "page": page,
        "lines": found,
        "all": Employer.objects.visible_to(request.actor).count(),
        "filters": _employer_filters(request, asked),
        "elsewhere": _unions_found(request, asked) if asked.q else None,
        "begun": employer_queries.first_day(request.actor) if silent else None,
        "seen": employer_queries.seen_by(
            request.actor, (cover.union.organisation for line in found for cover in line.unions)
        ),
    }
    return render(request, "registry/employers.html", context)


@require_GET
@login_required
def unions(request: Request) -> HttpResponse:
    """Every union in reach that stood on a day, as far as the address narrows it."""
    asked = unions_asked(request)
    page = page_of(request, union_queries.unions_for(request.actor, asked))
    standing = union_queries.standing_on(request.actor, asked.on).count()
    context = around(request, asked, UNION_ORDERS, "registry:export_unions") | {
        "committees_url": export_address(request, "registry:export_committees"),
        "groups_url": export_address(request, "registry:export_groups"),
        "page": page,
        "lines": union_queries.lines(list(page), asked.on),
        "all": standing,
        "later": not standing and Union.objects.visible_to(request.actor).exists(),
        "filters": _union_filters(request, asked),
        "elsewhere": _employers_found(request, asked) if asked.q else None,
    }
    return render(request, "registry/unions.html", context)


def employers_asked(request: Request) -> employer_queries.Asked:
    """Which employers the address asks for."""
    return employer_queries.Asked(
        on=day_of(request),
        q=request.GET.get("q", "").strip(),
        place=place_of(request),
        ownership=chosen(request, "ownership", OWNERSHIPS),
        production=chosen(request, "production", PRODUCTION),
        union=chosen(request, "union", UNIONISED),
        focus=chosen(request, "focus", EMPLOYER_FOCUS),
        sort=sort_of(request, EMPLOYER_ORDERS),
    )


def unions_asked(request: Request) -> union_queries.Asked:
    """Which unions the address asks for."""
    return union_queries.Asked(
        on=day_of(request),
        q=request.GET.get("q", "").strip(),
        place=place_of(request),
        term=chosen(request, "term", TERMS),
        sign=chosen(request, "sign", SHOWN),
        identity=chosen(request, "identity", SHOWN),
        focus=chosen(request, "focus", UNION_FOCUS),
        certificate=chosen(request, "certificate", CERTIFICATES),
        sort=sort_of(request, UNION_ORDERS),
    )


def _employer_filters(request: Request, asked: Asked) -> list[dict[str, Any]]:
    return [
        *place_menu(request, asked.place, asked.on),
        menu(request, "ownership", _("登记注册类型"), OWNERSHIPS),
        menu(request, "production", _("是否投产"), PRODUCTION),
        menu(request, "union", _("工会"), UNIONISED),
        menu(request, "focus", _("重点"), EMPLOYER_FOCUS),
    ]


def _union_filters(request: Request, asked: Asked) -> list[dict[str, Any]]:
    return [
        *place_menu(request, asked.place, asked.on),
        menu(request, "term", _("任期"), TERMS),
        menu(request, "sign", _("牌子（上报）"), SHOWN),
        menu(request, "identity", _("主席身份（上报）"), SHOWN),
        menu(request, "certificate", _("法人登记证"), CERTIFICATES),
        menu(request, "focus", _("重点"), UNION_FOCUS),
    ]


def _elsewhere(name: str, rows: QuerySet[Any], asked: Asked) -> dict[str, Any]:
    """How many rows of the other list the same words find, and where they are."""
    query = urlencode({"q": asked.q, "on": asked.on.isoformat()})
    return {"count": rows.count(), "url": f"{reverse(name)}?{query}"}


def _unions_found(request: Request, asked: Asked) -> dict[str, Any]:
    other = union_queries.Asked(on=asked.on, q=asked.q)
    rows = union_queries.unions_for(request.actor, other)
    return _elsewhere("registry:unions", rows, asked)


def _employers_found(request: Request, asked: Asked) -> dict[str, Any]:
    other = employer_queries.Asked(on=asked.on, q=asked.q)
    rows = employer_queries.employers_for(request.actor, other)
    return _elsewhere("registry:employers", rows, asked)

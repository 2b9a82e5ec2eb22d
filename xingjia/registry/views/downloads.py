"""The lists as workbooks: whatever the address narrows, in columns that the import reads."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xingjia.access.http import Request
from xingjia.registry import exports
from xingjia.registry.models import Cover, Employer
from xingjia.registry.queries import contracts as contract_queries
from xingjia.registry.queries import employers as employer_queries
from xingjia.registry.queries import unions as union_queries
from xingjia.registry.queries.committees import seated_in
from xingjia.registry.queries.federations import groups_in
from xingjia.registry.views.contracts import contracts_asked
from xingjia.registry.views.lists import employers_asked, unions_asked
from xingjia.toolkit.lists import attachment

BECAUSE = "which employers the unions asked for cover; only those the reader sees are named"


@require_GET
@login_required
def export_employers(request: Request) -> HttpResponse:
    """The list of employers with their unions and chairs."""
    asked = employers_asked(request)
    found = employer_queries.employers_for(request.actor, asked)
    made, rows = exports.register(request.actor, found, asked.on)
    return _file(made, rows, _("企业工会登记册"), asked.on.isoformat())


@require_GET
@login_required
def export_unions(request: Request) -> HttpResponse:
    """The employers that the unions of the list cover, a line each."""
    asked = unions_asked(request)
    chosen = union_queries.unions_for(request.actor, asked).values_list("pk", flat=True)
    covered = Cover.objects.everything(because=BECAUSE).filter(
        union__in=list(chosen), start__lte=asked.on, end__gt=asked.on
    )
    mine = Employer.objects.visible_to(request.actor).filter(pk__in=covered.values("employer"))
    found = mine.select_related("organisation").order_by("organisation__code", "name", "pk")
    made, rows = exports.register(request.actor, found, asked.on)
    return _file(made, rows, _("企业工会登记册"), asked.on.isoformat())


@require_GET
@login_required
def export_committees(request: Request) -> HttpResponse:
    """Who sits in the committees of the unions of the list."""
    asked = unions_asked(request)
    unions = list(union_queries.unions_for(request.actor, asked).values_list("pk", flat=True))
    made, rows = exports.committees(request.actor, seated_in(unions, asked.on), asked.on)
    return _file(made, rows, _("工会委员会名单"), asked.on.isoformat())


@require_GET
@login_required
def export_groups(request: Request) -> HttpResponse:
    """The groups of the unions of the list, with their leaders."""
    asked = unions_asked(request)
    unions = list(union_queries.unions_for(request.actor, asked).values_list("pk", flat=True))
    made, rows = exports.groups(groups_in(unions, asked.on), asked.on)
    return _file(made, rows, _("工会小组名单"), asked.on.isoformat())


@require_GET
@login_required
def export_contracts(request: Request) -> HttpResponse:
    """The list of contracts with the employers under them."""
    asked = contracts_asked(request)
    found = contract_queries.contracts_for(request.actor, asked)
    made, rows = exports.contracts(request.actor, found, asked.on)
    return _file(made, rows, _("集体合同台账"), asked.on.isoformat())


def _file(made: bytes, rows: int, name: str, day: str) -> HttpResponse:
    return attachment(made, rows, f"{name}-{day}")

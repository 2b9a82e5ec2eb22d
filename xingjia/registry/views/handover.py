"""The sheet one chair hands to the next: A4, to be signed."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from xingjia.access.http import Request
from xingjia.registry.models import UnionStatement
from xingjia.registry.queries import unions as union_queries
from xingjia.registry.queries.committees import people_of
from xingjia.registry.queries.handover import contracts_due
from xingjia.registry.queries.newest import chair_on, chairs_of
from xingjia.registry.queries.places import way_for
from xingjia.registry.queries.said import all_said
from xingjia.registry.queries.terms import delayed_on, delays_of
from xingjia.registry.rules.standing import of_span, of_term
from xingjia.registry.views.asked import day_of
from xingjia.registry.views.committees import committees
from xingjia.registry.views.parts import paper
from xingjia.registry.views.telling import Telling
from xingjia.toolkit.audit.exports import PAPER, leaving

# What a union that stands on its own has to hand over, domain.md §4.5 and §4.6.
THINGS = (
    _("印章"),
    _("牌匾"),
    _("法人资格证书"),
    _("会员名册"),
    _("财务账册"),
    _("会议记录"),
)

FIELDS = UnionStatement.Field
HEADED = frozenset({FIELDS.NAME.value, FIELDS.CODE.value, FIELDS.FOUNDED.value})  # told by the head


@require_GET
@login_required
def handover(request: Request, pk: int) -> HttpResponse:
    """What is on record of a union, which dates are open, and whom to call."""
    union = union_queries.union_for(request.actor, pk)
    if union is None:
        raise Http404
    on, statements = day_of(request), all_said(UnionStatement, pk)
    people = people_of(union)
    telling = Telling(request.actor, statements, people, union.organisation.path)
    said = {one.field: one.value for one in statements if one.day <= on}
    chair, delays = chair_on(union, on), list(delays_of(union))
    last = chair.term_ends_on if chair else None
    covers = [one for one in union_queries.covers_of(union) if one.start <= on < one.end]
    contracts = contracts_due([one.employer_id for one in covers], on)
    shown = {
        "union": union,
        "on": on,
        "way": "".join(node.name for node in way_for(request.actor, union.organisation)[:-1]),
        "chair": chair,
        "term": of_term(last, on, delayed_on(delays, last, on)),
        "delayed_to": delayed_on(delays, last, on),
        "groups": telling.groups(on),
        "headed": HEADED,
        "unsaid": telling.unsaid((one for one in FIELDS if one not in HEADED), on),
        "paper": paper(union, statements, chairs_of(union), on),
        "covers": covers,
        "contracts": [
            (one, of_span(one.contract.valid_from, one.contract.valid_to, on)) for one in contracts
        ],
        "things": [str(one) for one in THINGS],
        **committees(union, people, said, telling, on, delays),
    }
    sheet = render(request, "registry/handover.html", shown)
    return leaving(sheet, rows=len(covers) + len(contracts), form=PAPER)

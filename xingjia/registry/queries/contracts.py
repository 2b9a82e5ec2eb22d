"""Reading contracts: the list on a day, and everything about one of them."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from xingjia.access.rules import Actor, Right
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import under
from xingjia.orgtree.rules import OPEN
from xingjia.registry.models import Contract, ContractEmployer, Employer
from xingjia.registry.queries.aliases import employers_called
from xingjia.registry.queries.parameters import local_terms
from xingjia.registry.queries.places import unions_under
from xingjia.registry.queries.search import LONGEST
from xingjia.registry.rules.contract_clock import (
    CLOCK,
    LAW,
    Dates,
    Deadline,
    State,
    Terms,
    next_deadline,
    state,
)
from xingjia.registry.rules.contract_steps import RENEWALS
from xingjia.registry.rules.standing import LAPSING

BECAUSE = "of contracts that the reader was given"
ORDERS: dict[str, tuple[str, ...]] = {
    "number": ("number",),
    "place": ("organisation__code", "number"),
    "until": ("valid_to", "number"),
}


@dataclass(frozen=True)
class Asked:
    """Which contracts a reader asks for, on which day; "" and None mean all.

    `soon` is "yes" for those whose last day lies within 90 days; `sort` is a key of ORDERS,
    with "-" before it for the other way round.
    """

    on: date
    q: str = ""
    place: Node | None = None
    kind: str = ""
    reach: str = ""
    state: str = ""
    soon: str = ""
    sort: str = "place"

    @property
    def narrowed(self) -> bool:
        """Whether anything but day and order is asked for."""
        return self != Asked(self.on, sort=self.sort)


@dataclass(frozen=True)
class Line:
    """One contract as the list shows it on a day; `employers` are those the reader may see."""

    contract: Contract
    state: State
    deadline: Deadline | None
    covered: int
    employers: list[Employer] = field(default_factory=list)
    terms: Terms = LAW  # where it was filed


def dates_of(contract: Contract) -> Dates:
    """The dates of a contract as its rules take them."""
    return Dates(**{name: getattr(contract, name) for name in CLOCK})


def contracts_for(actor: Actor, asked: Asked) -> QuerySet[Contract]:
    """The contracts in the actor's reach that are asked for, in the order asked for.

    The state is a rule, not a column: it is worked out for what the other filters leave, and
    only when it is asked for.
    """
    rows: QuerySet[Contract] = Contract.objects.visible_to(actor).filter(_found(actor, asked.q))
    if asked.place:
        rows = rows.filter(unions_under(asked.place, asked.on) | _covering(asked.place))
    chosen = {name: getattr(asked, name) for name in ("kind", "reach") if getattr(asked, name)}
    rows = rows.filter(**chosen)
    if asked.soon:
        rows = rows.filter(_soon(asked.on))
    if asked.state:
        rows = rows.filter(pk__in=_in_state(rows, asked.state, asked.on))
    first, *rest = ORDERS[asked.sort.removeprefix("-")]
    turn = F(first).desc if asked.sort.startswith("-") else F(first).asc
    rows = _with_successor(rows.select_related("organisation"))
    return rows.order_by(turn(nulls_last=True), *rest, "pk")


def _found(actor: Actor, q: str) -> Q:
    """By number, or by an employer under it that the reader may see."""
    if not q:
        return Q()
    employers = Employer.objects.visible_to(actor).filter(employers_called(q)).values("pk")
    rows = ContractEmployer.objects.everything(because=BECAUSE)
    covering = rows.filter(contract=OuterRef("pk"), employer__in=employers)
    return Q(number__icontains=q[:LONGEST]) | Q(Exists(covering))


def _covering(place: Node) -> Q:
    """Contracts with an employer under a place: lists of a county seldom name the township."""
    rows = ContractEmployer.objects.everything(because=BECAUSE).filter(contract=OuterRef("pk"))
    return Q(Exists(rows.filter(under("employer__organisation__path", place.path))))


def _soon(on: date) -> Q:
    running = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    return running & Q(valid_to__gte=on, valid_to__lt=on + LAPSING)


def _in_state(rows: QuerySet[Contract], wanted: str, on: date) -> list[int]:
    told = list(rows.order_by().values_list("pk", "organisation__path", *CLOCK))
    local = local_terms({path for _, path, *_ in told})
    found = []
    for pk, path, *values in told:
        dates = Dates(**dict(zip(CLOCK, values, strict=True)))
        if state(dates, on, local.of(path, dates)) == wanted:
            found.append(pk)
    return found


def lines(actor: Actor, contracts: Collection[Contract], on: date) -> list[Line]:
    """The contracts of one page with where they stand on a day. Three queries.

    A contract that has been renewed waits for no renewal.
    """
    rows = ContractEmployer.objects.everything(because=BECAUSE).filter(contract__in=contracts)
    rows = rows.filter(start__lte=on, end__gt=on)
    covered = dict(rows.values_list("contract").annotate(n=Count("pk")).order_by())
    seen: dict[int, list[Employer]] = {}
    mine = rows.filter(employer__in=Employer.objects.visible_to(actor).values("pk"))
    for row in mine.select_related("employer__organisation").order_by("employer__name", "pk"):
        seen.setdefault(row.contract_id, []).append(row.employer)
    local = local_terms({one.organisation.path for one in contracts})
    found = []
    for one in contracts:
        dates = dates_of(one)
        terms = local.of(one.organisation.path, dates)
        due = next_deadline(dates, on, terms)
        due = None if due and due.rule in RENEWALS and getattr(one, "after", None) else due
        now = state(dates, on, terms)
        found.append(Line(one, now, due, covered.get(one.pk, 0), seen.get(one.pk, []), terms))
    return found


def _with_successor(rows: QuerySet[Contract]) -> QuerySet[Contract]:
    """Each with `after`: the id of the contract that renews it; None where none does."""
    after = Contract.objects.everything(because=BECAUSE).filter(renews=OuterRef("pk"))
    newest = after.order_by("-pk").values("pk")[:1]
    return rows.annotate(after=Subquery(newest))


def terms_for(contract: Contract) -> Terms:
    """The lengths of the clock where the contract was filed. One query."""
    path = contract.organisation.path
    return local_terms([path]).of(path, dates_of(contract))


def contracts_seen(actor: Actor, contracts: Collection[Contract]) -> set[int]:
    """Ids of those among the contracts that the actor may open: their names are links."""
    mine = {one.pk for one in contracts if actor.may(Right.SEE, one.organisation.path)}
    others = {one.pk for one in contracts} - mine
    if not others:
        return mine
    rows = Contract.objects.visible_to(actor).filter(pk__in=others)
    return mine | set(rows.values_list("pk", flat=True))


def may_edit(actor: Actor, contract: Contract) -> bool:
    """Whether the actor may enter its dates: at its place, or for every employer it covers.

    A county's list keeps contracts of single employers at the county; the township officer
    responsible for the employer still looks after them.
    """
    if actor.may(Right.EDIT, contract.organisation.path):
        return True
    rows = ContractEmployer.objects.everything(because=BECAUSE).filter(contract=contract)
    rows = rows.filter(end=OPEN) if rows.filter(end=OPEN).exists() else rows
    paths = list(rows.values_list("employer__organisation__path", flat=True))
    return bool(paths) and all(actor.may(Right.EDIT, path) for path in paths)


def contract_for(actor: Actor, pk: int) -> Contract | None:
    """The contract with this id, if it is the actor's to see."""
    rows = Contract.objects.visible_to(actor).select_related("organisation")
    found: Contract | None = _with_successor(rows.filter(pk=pk)).first()
    return found

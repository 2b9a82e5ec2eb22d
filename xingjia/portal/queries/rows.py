"""The rows behind a figure, and what is known of each employer in them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr

from xingjia.access.rules import Actor
from xingjia.orgtree.queries import children_on
from xingjia.orgtree.rules import STEP, ancestors_of, path_of
from xingjia.portal.queries.places import Place
from xingjia.registry.models import ContractEmployer, Cover, Employer, EmployerStatement
from xingjia.registry.queries.terms import tenures_of
from xingjia.registry.rules.terms import tenure_on
from xingjia.standards.coverage.models import Stretch
from xingjia.standards.coverage.queries import BECAUSE, Slice, counted
from xingjia.standards.coverage.rules import (
    BASE_MEASURE,
    CONTRACT_KINDS,
    OF_TERMS,
    OPERATING,
    stored_base,
)
from xingjia.toolkit.together import Asking

OPENED = "the employer was opened under the reader's own right"
IN_ORDER = ("organisation__code", "name", "pk")  # of the tree


@dataclass(frozen=True)
class Asked:
    """Which rows: those that count for a measure or, with `missing`, the rest of its base.

    `within`: only those that will not count that many days later, wherever they then stand.
    `direct`: only those that stand under no child of the node.
    """

    measure: str
    base: str = ""
    missing: bool = False
    within: int | None = None
    direct: bool = False


@dataclass(frozen=True)
class Detail:
    """What a list shows of one employer on a day."""

    employer: Employer
    staff: int | None
    place: int  # id of the node it stood under
    union: tuple[int, str] | None
    in_force: frozenset[str]  # kinds of contracts
    own: bool  # a contract in force of its own
    regional: bool  # one it shares
    # Per kind of contract: the last day of the newest one that has run out, the first day of
    # the next one, the last day of the one in force. Only where `with_days` has looked.
    ended: dict[str, date] = field(default_factory=dict)
    begins: dict[str, date] = field(default_factory=dict)
    until: dict[str, date] = field(default_factory=dict)
    # When the union was last elected, and the last day of that term. Only where asked for.
    elected: date | None = None
    term: date | None = None


def days_after(on: date, days: int) -> date:
    """A later day, or the last one there is."""
    return on + timedelta(days=days) if (date.max - on).days > days else date.max


def rows(at: Place, of: Slice, asked: Asked) -> "QuerySet[Stretch]":
    """The stretches behind a figure, one for each employer it counts."""
    base = stored_base(asked.measure, asked.base)
    measure = BASE_MEASURE[asked.base] if asked.missing else asked.measure
    found = counted(at.branch, at.on, of).filter(
        measure=measure, base="" if asked.missing else base, verified=False
    )
    if asked.missing:
        found = found.exclude(_counts_on(at.on, asked.measure, base))
    if asked.within:
        found = found.filter(_lapses_by(days_after(at.on, asked.within), asked.measure, base))
    return _direct(at, found) if asked.direct else found


def _counts_on(on: date, measure: str, base: str) -> Exists:
    return Exists(
        Stretch.objects.everything(because=BECAUSE).filter(
            employer_id=OuterRef("employer_id"),
            measure=measure,
            base=base,
            verified=False,
            start__lte=on,
            end__gt=on,
        )
    )


def _lapses_by(later: date, measure: str, base: str) -> Q:
    """Stretches that end by a day, with none after them that lasts beyond it."""
    return Q(end__lte=later) & ~Q(_counts_on(later, measure, base))


def _direct(at: Place, found: "QuerySet[Stretch]") -> "QuerySet[Stretch]":
    below = [path_of("", pk) for pk in children_on(at.node, at.on).values_list("pk", flat=True)]
    step = Substr("path", len(at.branch) + 1, STEP)
    return found.annotate(step=step).exclude(step__in=below)


def lapsing(at: Place, of: Slice, asked: Collection[Asked]) -> list[int]:
    """Of each list with a window: how many count today and will not then. One query."""
    later = [days_after(at.on, one.within or 0) for one in asked]
    ends = {
        f"list_{number}": Count("pk", filter=_listed(one) & _lapses_by(day, *_key(one)))
        for number, (one, day) in enumerate(zip(asked, later, strict=True))
    }
    soon = counted(at.branch, at.on, of).filter(verified=False, end__lte=max(later))
    found = soon.aggregate(**ends)
    return [found[name] for name in ends]


def _key(asked: Asked) -> tuple[str, str]:
    return asked.measure, stored_base(asked.measure, asked.base)


def _listed(asked: Asked) -> Q:
    measure, base = _key(asked)
    return Q(measure=measure, base=base)


def asked_facets(at: Place) -> Asking[list[tuple[str, str, str, int]]]:
    """How many operating employers there are of each ownership, industry and size."""
    rows = (
        counted(at.branch, at.on)
        .filter(measure=OPERATING, verified=False)
        .values_list("ownership", "industry", "size")
        .annotate(number=Count("pk"))
        .order_by()
    )
    yield [rows]
    return list(rows)


def employers(actor: Actor, found: "QuerySet[Stretch]") -> QuerySet[Employer]:
    """The employers of these rows that the actor may see, in the tree's order."""
    return (
        Employer.objects.visible_to(actor)
        .filter(pk__in=found.values("employer_id"))
        .order_by(*IN_ORDER)
    )


def details(chosen: QuerySet[Employer] | list[Employer], on: date) -> list[Detail]:
    """What is known on a day of a few employers that the reader may see, in the tree's order.

    One query for choosing and knowing; what is known is only looked up for those chosen.
    """
    said = EmployerStatement.objects.everything(because=OPENED).filter(
        employer=OuterRef("pk"), field="staff", day__lte=on
    )
    covers = Cover.objects.everything(because=OPENED).filter(
        employer=OuterRef("pk"), start__lte=on, end__gt=on
    )
    found = (
        Employer.objects.everything(because=OPENED)
        .filter(
            pk__in=[one.pk for one in chosen] if isinstance(chosen, list) else chosen.values("pk")
        )
        .select_related("organisation")
        .annotate(
            staff=Subquery(said.order_by("-day").values("value")[:1]),
            union_pk=Subquery(covers.order_by("start").values("union")[:1]),
            union_name=Subquery(covers.order_by("start").values("union__name")[:1]),
            path=Subquery(_stretches(on).order_by("measure").values("path")[:1]),
            own=Exists(_contracts(on).filter(contract__reach="own")),
            regional=Exists(_contracts(on).filter(contract__reach="regional")),
            **{
                kind: Exists(_stretches(on).filter(measure=f"contracts_{kind}"))
                for kind in CONTRACT_KINDS
            },
        )
    )
    return [_detail(one, vars(one)) for one in found.order_by(*IN_ORDER)]


def _stretches(on: date) -> "QuerySet[Stretch]":
    return Stretch.objects.everything(because=OPENED).filter(
        employer_id=OuterRef("pk"), base="", verified=False, start__lte=on, end__gt=on
    )


def _contracts(on: date) -> "QuerySet[ContractEmployer]":
    return ContractEmployer.objects.everything(because=OPENED).filter(
        Q(contract__ended_on__isnull=True) | Q(contract__ended_on__gt=on),
        employer=OuterRef("pk"),
        start__lte=on,
        end__gt=on,
        contract__valid_from__lte=on,
        contract__valid_to__gte=on,
    )


def _detail(employer: Employer, row: dict[str, Any]) -> Detail:
    path = row["path"] or employer.organisation.path
    return Detail(
        employer,
        row["staff"],
        ancestors_of(path)[-1],
        (row["union_pk"], row["union_name"]) if row["union_pk"] else None,
        frozenset(kind for kind in CONTRACT_KINDS if row[kind]),
        row["own"],
        row["regional"],
    )


def details_for(
    asked: Asked, chosen: QuerySet[Employer] | list[Employer], on: date
) -> list[Detail]:
    """Details of the rows behind a figure, with the days that explain why they are there."""
    found = details(chosen, on)
    if asked.measure in OF_TERMS:
        return with_terms(found, on)
    if asked.missing:
        return with_days(found, on)
    return with_ends(found, on, asked.within) if asked.within else found


def with_terms(found: Sequence[Detail], on: date) -> list[Detail]:
    """The same with the term of each one's union that counts on the day: one query."""
    unions = [one.union[0] for one in found if one.union]
    tenures = {pk: tenure_on(mine, on) for pk, mine in tenures_of(unions).items()}
    terms = [tenures.get(one.union[0]) if one.union else None for one in found]
    return [
        replace(one, elected=term.elected_on, term=term.last) if term else one
        for one, term in zip(found, terms, strict=True)
    ]


def with_days(found: Sequence[Detail], on: date) -> list[Detail]:
    """The same with the days of contracts that have run out and of those to come: one query."""
    said = (
        ContractEmployer.objects.everything(because=OPENED)
        .filter(employer__in=[one.employer.pk for one in found])
        .filter(Q(contract__valid_to__lt=on) | Q(contract__valid_from__gt=on), end__gt=on)
        .values_list("employer", "contract__kind", "contract__valid_from", "contract__valid_to")
    )
    ended: dict[int, dict[str, date]] = {}
    begins: dict[int, dict[str, date]] = {}
    for employer, kind, first, last in said:
        if last and last < on:
            mine = ended.setdefault(employer, {})
            mine[kind] = max(last, mine.get(kind, last))
        elif first:
            mine = begins.setdefault(employer, {})
            mine[kind] = min(first, mine.get(kind, first))
    return [
        replace(one, ended=ended.get(one.employer.pk, {}), begins=begins.get(one.employer.pk, {}))
        for one in found
    ]


def with_ends(found: Sequence[Detail], on: date, days: int) -> list[Detail]:
    """The same with the last day of each contract that does not last so long: one query."""
    stretches = (
        Stretch.objects.everything(because=OPENED)
        .filter(
            employer_id__in=[one.employer.pk for one in found],
            measure__in=[f"contracts_{kind}" for kind in CONTRACT_KINDS],
            base="",
            verified=False,
            end__gt=on,
        )
        .order_by("start")
        .values_list("employer_id", "measure", "start", "end")
    )
    # Stretches that touch are one: a change of size or place cuts them, not the contract.
    ends: dict[tuple[int, str], date] = {}
    for employer, measure, start, end in stretches:
        key = (employer, measure.removeprefix("contracts_"))
        if start <= ends.get(key, on):
            ends[key] = end
    later = days_after(on, days)
    until: dict[int, dict[str, date]] = {}
    for (employer, kind), end in ends.items():
        if end <= later:
            until.setdefault(employer, {})[kind] = end - timedelta(days=1)
    return [replace(one, until=until.get(one.employer.pk, {})) for one in found]

"""What the register tells the standards: dated facts about employers, in bulk."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from xingjia.facts.rules import EVER, OPEN, Fact, Span, Spans, Weight
from xingjia.registry.models import ContractEmployer, Cover, EmployerStatement
from xingjia.registry.queries.parameters import asked_terms
from xingjia.registry.queries.terms import asked_tenures
from xingjia.registry.rules.claims import (
    CLAIMS,
    FLAGS,
    OF_CONTRACTS,
    OF_COVERS,
    STANDS,
    TRAITS,
    kinds_of,
)
from xingjia.registry.rules.contract_clock import CLOCK, Dates, in_force
from xingjia.registry.rules.origins import EMPLOYER_VALUE, of_value
from xingjia.registry.rules.terms import Tenure, elections_due, elections_held, in_term, overdue
from xingjia.toolkit.together import Asking, Keys, answered, beside, read

# Facts of a union's terms, which hold of each employer while the union covers it: days on which
# the term runs, on which it is over, and years in which an election is due and was held.
TERMS = {
    "term": in_term,
    "term_over": overdue,
    "election_due": elections_due,
    "election_held": elections_held,
}
KINDS = frozenset({"operating", STANDS, *OF_CONTRACTS, *OF_COVERS, *TRAITS.values()})
# What another body's document about a contract leaves behind: its receipt, its opinion.
PAPERS = ("receipt_no", "review_opinion", "opinion_no")
BECAUSE = "facts are computed for everybody; figures are scoped where they are read"


def about_employers(subject: str, keys: Keys, kinds: frozenset[str]) -> Asking[list[Fact]]:
    """Facts about these employers: in production, unionised, in term, under contract, traits.

    A table that tells none of the wanted kinds is not read. `keys` may be a query.
    """
    parts = []
    if fields := [name for name in CLAIMS if kinds & kinds_of([name])]:
        parts.append(_statements(keys, fields))
    if kinds & OF_COVERS:
        parts.append(_covers(keys, kinds))
    if kinds & OF_CONTRACTS:
        parts.append(_contracts(keys))
    told = yield from beside(*parts)
    return [fact for facts in told for fact in facts]


def about_contracts(employer: int, statements: Iterable[EmployerStatement]) -> Iterator[Fact]:
    """Facts about the contracts of one employer, all of whose statements are at hand, oldest
    first. Two queries."""
    said: dict[str, list[tuple[date, object, str]]] = {}
    for one in statements:
        if one.field in FLAGS and FLAGS[one.field][0] == "contract":
            said.setdefault(one.field, []).append(_told(one.pk, one.day, one.value, one.origin))
    for field, group in said.items():
        yield from claims(employer, field, group)
    yield from answered(_contracts([employer]))


def _statements(keys: Keys, fields: Collection[str]) -> Asking[list[Fact]]:
    said = (
        EmployerStatement.objects.everything(because=BECAUSE)
        .filter(employer__in=keys, field__in=fields)
        .order_by("employer", "field", "day")
        .values_list(
            "employer", "employer__organisation__code", "field", "pk", "day", "value", "origin"
        )
    )
    yield [said]
    found = []
    for (employer, place), about in groupby(said, key=lambda row: row[:2]):
        found.append(Fact(("employer", employer), STANDS, Span(EVER), (("value", place),)))
        for field, group in groupby(about, key=lambda row: row[2]):
            found += claims(employer, field, [_told(*row[3:]) for row in group])
    return found


def _told(pk: int, day: date, value: object, origin: str) -> tuple[date, object, str]:
    return day, value, of_value(origin, EMPLOYER_VALUE, pk)


def claims(employer: int, field: str, said: list[tuple[date, object, str]]) -> Iterable[Fact]:
    """Each statement holds until the next one about the same thing."""
    ends = [day for day, *_ in said[1:]] + [OPEN]
    for (day, value, origin), end in zip(said, ends, strict=True):
        subject = ("employer", employer)
        if field in FLAGS:
            kind, attributes = FLAGS[field]
            yield Fact(subject, kind, Span(day, end), attributes, holds=bool(value), origin=origin)
        else:
            attributes = (("value", str(value)),)
            yield Fact(subject, TRAITS[field], Span(day, end), attributes, origin=origin)


def _covers(keys: Keys, kinds: frozenset[str]) -> Asking[list[Fact]]:
    """Unionised while a union covers the employer, with the terms of that union, if wanted."""
    rows = Cover.objects.everything(because=BECAUSE).filter(employer__in=keys)
    covers = rows.values_list("pk", "employer", "union", "start", "end")
    wanted = [kind for kind in TERMS if kind in kinds]
    unions: Keys = rows.values("union") if wanted else ()
    _, tenures = yield from beside(read(covers), asked_tenures(unions))
    found, terms = [], _terms(tenures, wanted)
    for pk, employer, union, start, end in covers:
        covered = Span(start, end)
        found.append(_record(employer, "unionised", covered, f"registry.cover:{pk}"))
        for kind in wanted:
            days = terms[union][kind] if union in terms else TERMS[kind](())
            for span in days & Spans((covered,)):
                found.append(_record(employer, kind, span, f"registry.union:{union}"))
    return found


def _terms(
    tenures: Mapping[int, Sequence[Tenure]], kinds: Collection[str]
) -> dict[int, dict[str, Spans]]:
    """Per union and kind of fact, the days."""
    return {union: {kind: TERMS[kind](mine) for kind in kinds} for union, mine in tenures.items()}


def _record(employer: int, kind: str, span: Span, origin: str) -> Fact:
    return Fact(("employer", employer), kind, span, weight=Weight.RECORD, origin=origin)


def _contracts(keys: Keys) -> Asking[list[Fact]]:
    """While a contract is in force and covers the employer.

    A contract without its first or last day proves nothing: no fact, never a guess.
    """
    rows = ContractEmployer.objects.everything(because=BECAUSE)
    rows = rows.filter(employer__in=keys, contract__valid_to__isnull=False)
    of_contract = [f"contract__{name}" for name in ("organisation__path", *PAPERS, *CLOCK)]
    covered = rows.values_list("start", "end", "employer", "contract", *of_contract)
    yield [covered]
    # Only a review that ran its days depends on what a county decided about them.
    reviewed = len(PAPERS) + CLOCK.index("received_on")
    local = yield from asked_terms({row[4] for row in covered if row[5 + reviewed]})
    found = []
    for start, end, employer, pk, path, *values in covered:
        papers, clock = values[: len(PAPERS)], values[len(PAPERS) :]
        dates = Dates(**dict(zip(CLOCK, clock, strict=True)))
        days = in_force(dates, local.of(path, dates))
        if days and max(start, days[0]) < min(end, days[1]):
            span = Span(max(start, days[0]), min(end, days[1]))
            found.append(
                Fact(
                    ("employer", employer),
                    "contract",
                    span,
                    (("kind", dates.kind),),
                    weight=Weight.RECORD,
                    verified=_proved(dates, papers, span),
                    origin=f"registry.contract:{pk}",
                )
            )
    return found


def _proved(dates: Dates, papers: Collection[object], span: Span) -> Spans:
    """The days from which the labour department's receipt or opinion is known."""
    if not any(papers):
        return Spans()
    day = dates.received_on or dates.filed or dates.effective_on or span.start
    return Spans((span,)) & Spans((Span(day),))

"""Reading terms of office: who was chair, whose term counts, which delays were allowed."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Case, DateField, F, OuterRef, Q, QuerySet, Subquery, Value, When

from xingjia.registry.models import Delay, Officer, Union
from xingjia.registry.rules.delays import days_allowed
from xingjia.registry.rules.standing import Standing, of_term
from xingjia.registry.rules.terms import Tenure, tenure_on
from xingjia.toolkit.together import Asking, Keys, answered

BECAUSE = "of unions that the reader was given"
ANY_TERM = "terms are asked for by unions the caller was given; no person is named"
LATEST_FIRST = F("elected_on").desc(nulls_last=True)


def chairs_on(on: date) -> QuerySet[Officer]:
    """Who was chair on a day; the one elected last comes first."""
    return (
        Officer.objects.everything(because=BECAUSE)
        .filter(
            Q(elected_on__isnull=True) | Q(elected_on__lte=on),
            Q(left_on__isnull=True) | Q(left_on__gt=on),
            post=Officer.Post.CHAIR,
        )
        .order_by(LATEST_FIRST, "-pk")
    )


def terms_on(on: date) -> QuerySet[Officer]:
    """Chairs whose term may count on a day, the one that does first; see `terms.tenure_on`.

    That is who is in office; while the seat is vacant, who left last.
    """
    gone = Case(When(left_on__lte=on, then=F("left_on")), output_field=DateField())
    begun = Q(elected_on__isnull=True) | Q(elected_on__lte=on)
    chairs: QuerySet[Officer] = Officer.objects.everything(because=BECAUSE).filter(
        begun, post=Officer.Post.CHAIR
    )
    order = (F("gone_on").desc(nulls_first=True), LATEST_FIRST, "-pk")
    return chairs.annotate(gone_on=gone, delayed_to=delayed_to(on)).order_by(*order)


def delayed_to(on: date) -> Subquery:
    """Of officers: until when the next election was allowed to be late, as approved by a day."""
    mine = delays_standing().filter(
        union=OuterRef("union"), term_ends_on=OuterRef("term_ends_on"), approved_on__lte=on
    )
    return Subquery(mine.order_by("-until").values("until")[:1])


def tenures_of(unions: Collection[int]) -> dict[int, list[Tenure]]:
    """All terms of chairs of these unions there ever were, with the delays allowed. One query."""
    return answered(asked_tenures(unions))


def asked_tenures(unions: Keys) -> Asking[dict[int, list[Tenure]]]:
    """`tenures_of`, for whoever reads other things with it; `unions` may be a query."""
    found: dict[int, list[Tenure]] = {}
    if isinstance(unions, tuple) and not unions:
        return found
    delays: dict[tuple[int, date | None], list[Any]] = {}
    chairs = Officer.objects.everything(because=ANY_TERM).filter(
        union__in=unions, post=Officer.Post.CHAIR
    )
    allowed = delays_standing().filter(union__in=unions)
    rows = (
        chairs.order_by()
        .annotate(is_chair=Value(1))
        .values_list("is_chair", "union", "pk", "term_ends_on", "elected_on", "left_on")
        .union(
            allowed.order_by()
            .annotate(is_chair=Value(0))
            .values_list("is_chair", "union", "pk", "term_ends_on", "approved_on", "until"),
            all=True,
        )
    )
    yield [rows]
    for is_chair, union, key, last, first, end in sorted(rows, key=lambda row: row[:3]):
        if not is_chair:
            delays.setdefault((union, last), []).append((first, end))
            continue
        allowed_days = days_allowed(delays.get((union, last), ()))
        found.setdefault(union, []).append(Tenure(key, first, last, end, allowed_days))
    return found


def delays_standing() -> QuerySet[Delay]:
    """The delays of elections that were allowed and not taken back."""
    found: QuerySet[Delay] = Delay.objects.everything(because=ANY_TERM).filter(
        undone_on__isnull=True
    )
    return found


def of_officer(term: Officer | None, on: date) -> Standing:
    """Where the term of an officer stands who was read for that day with `delayed_to`."""
    if term is None:
        return Standing.UNKNOWN
    return of_term(term.term_ends_on, on, term.delayed_to)  # type: ignore[attr-defined]


def chairs_of(unions: Keys, on: date) -> QuerySet[Officer]:
    """Everybody who was ever chair of one of these unions, the one elected last first; with
    `delayed_to` as it was on the day."""
    officers: QuerySet[Officer] = Officer.objects.everything(because=BECAUSE).filter(
        union__in=unions, post=Officer.Post.CHAIR
    )
    officers = officers.annotate(delayed_to=delayed_to(on)).select_related("union")
    return officers.order_by(LATEST_FIRST, "-pk")


def delays_of(union: Union) -> QuerySet[Delay]:
    """Every delay ever allowed to a union, those taken back as well."""
    rows: QuerySet[Delay] = Delay.objects.everything(because=BECAUSE)
    return rows.filter(union=union).order_by("approved_on", "pk")


def delayed_on(delays: Iterable[Delay], last: date | None, on: date) -> date | None:
    """Until when the election after a term was allowed to be late, of delays read already."""
    return max(
        (
            one.until
            for one in delays
            if one.undone_on is None and one.term_ends_on == last and one.approved_on <= on
        ),
        default=None,
    )


def term_end_of(union: Union, on: date) -> date | None:
    """The last valid day of the term that counts on a day."""
    return tenure_of(union, on).last


def tenure_of(union: Union, on: date) -> Tenure:
    """The term that counts on a day; one of which nothing is known where there is none."""
    return tenure_on(tenures_of([union.pk]).get(union.pk, ()), on) or Tenure(0)

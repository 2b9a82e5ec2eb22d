"""Days the register sets: terms of office, certificates, contracts; of many unions at once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from xingjia.facts.sources import FEW
from xingjia.registry.models import Contract, ContractEmployer, Cover, UnionStatement
from xingjia.registry.queries.said import asked_said
from xingjia.registry.queries.terms import asked_tenures
from xingjia.registry.rules.names import last_day
from xingjia.registry.rules.terms import NATIONAL, Tenure, renewal_window, tenure_on
from xingjia.toolkit.calendar.rules import DAY, NotPublished, add_months, is_working_day
from xingjia.toolkit.together import answered, beside, read
from xingjia.toolkit.ui.templatetags.ui import day

NEAR = timedelta(days=90)
BECAUSE = "of unions that the reader was given"
CERTIFICATE = UnionStatement.Field.CERTIFICATE_TO.value


@dataclass(frozen=True)
class Deadline:
    """What is to be done for a union by its `last` day; `by`, if earlier, is when to begin.

    `kind` is "election", "certificate" or "contract".
    """

    union: int
    kind: str
    last: date
    title: str
    by: date | None = None
    url: str = ""

    def late(self, on: date) -> bool:
        """Whether the last day has passed."""
        return self.last < on

    def said(self, on: date) -> str:
        """How long there is, or since when it is late: 12月31日到期，还有 32 天（22 个工作日）."""
        words = {"last": day(self.last), "days": abs((self.last - on).days)}
        if self.late(on):
            return _("%(last)s已到期，超了 %(days)d 天") % words
        left = working_days(on, self.last)
        if left is None:
            return _("%(last)s到期，还有 %(days)d 天") % words
        words["working"] = left
        return _("%(last)s到期，还有 %(days)d 天（%(working)d 个工作日）") % words


def working_days(on: date, last: date) -> int | None:
    """How many working days are left, the last one included; None where they are not known."""
    try:
        return sum(is_working_day(on + DAY * n) for n in range(1, (last - on).days + 1))
    except NotPublished:
        return None


def deadlines_of(unions: Collection[int], on: date) -> dict[int, list[Deadline]]:
    """Per union what is late or ends within ninety days, the earliest first; a re-election from
    six months before the end of the term, for that is when it is to be prepared. One query."""
    covers = Cover.objects.everything(because=BECAUSE).filter(
        union__in=unions, start__lte=on, end__gt=on
    )
    covered, ending = covers.values_list("union", "employer"), _ending(covers, on)
    tenures, said, *_ = answered(
        beside(
            asked_tenures(unions),
            asked_said(UnionStatement, unions, on),
            read(covered),
            read(ending),
        ),
        apart=len(unions) > FEW,
    )
    found: dict[int, list[Deadline]] = {}
    for one in (
        *_elections(tenures, on),
        *_certificates(said, on),
        *_contracts(covered, ending, on),
    ):
        found.setdefault(one.union, []).append(one)
    for each in found.values():
        each.sort(key=lambda one: one.last)
    return found


def _elections(tenures_of: Mapping[int, Sequence[Tenure]], on: date) -> Iterable[Deadline]:
    for union, tenures in tenures_of.items():
        term = tenure_on(tenures, on)
        last = _last_of(term, on) if term else None
        if last and last < add_months(on, NATIONAL.prepare_months):
            url = reverse("registry:union", args=[union])
            yield Deadline(union, "election", last, _("换届选举"), url=url)


def _last_of(term: Tenure, on: date) -> date | None:
    """The last day of a term, or of the delay that was allowed by a day."""
    allowed = [one.end - DAY for one in term.delays if one.start <= on]
    return max([term.last, *allowed]) if term.last else None


def _certificates(told: Mapping[int, Mapping[str, Any]], on: date) -> Iterable[Deadline]:
    for union, said in told.items():
        last = last_day(said.get(CERTIFICATE)) if said.get(CERTIFICATE) else None
        if last and last < on + NEAR:
            by, url = renewal_window(last).start, reverse("registry:union", args=[union])
            yield Deadline(union, "certificate", last, _("法人资格登记证换证"), by, url)


def _ending(covers: "QuerySet[Cover]", on: date) -> "QuerySet[Any]":
    """Contracts in force of the employers covered, not renewed. What has expired is no deadline
    any more: it is missing."""
    rows: QuerySet[Any] = ContractEmployer.objects.everything(because=BECAUSE).filter(
        employer__in=covers.values("employer"),
        start__lte=on,
        end__gt=on,
        contract__valid_to__gte=on,
        contract__valid_to__lt=on + NEAR,
        contract__ended_on__isnull=True,
    )
    renewed = Contract.objects.everything(because=BECAUSE).filter(renews__isnull=False)
    rows = rows.exclude(contract__in=renewed.values("renews")).order_by("contract__valid_to")
    return rows.values_list("employer", "contract", "contract__kind", "contract__valid_to")


def _contracts(
    covers: Iterable[tuple[int, int]], ending: Iterable[tuple[int, int, str, date]], on: date
) -> Iterable[Deadline]:
    covered: dict[int, list[int]] = {}
    for union, employer in covers:
        covered.setdefault(employer, []).append(union)
    seen: set[tuple[int, int]] = set()
    for employer, key, kind, last in ending:
        for union in covered[employer]:
            if (union, key) not in seen:
                seen.add((union, key))
                title = _("%(contract)s续签") % {"contract": Contract.Kind(kind).label}
                url = reverse("registry:contract", args=[key])
                yield Deadline(union, "contract", last or on, title, url=url)


def shown(deadlines: Iterable[Deadline], on: date) -> list[dict[str, Any]]:
    """As the to-do shows them."""
    return [
        {
            "title": one.title,
            "chip": "unmet" if one.late(on) else "lapsing",
            "text": one.said(on),
            "by": one.by if one.by and one.by > on else None,
            "url": one.url,
        }
        for one in deadlines
    ]

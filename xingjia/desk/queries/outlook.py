"""What merging two rows would do to figures, worked out without writing."""

from dataclasses import dataclass
from datetime import date

from xingjia.facts.rules import Fact, Weight, resolve
from xingjia.facts.sources import facts_about
from xingjia.registry import facts
from xingjia.registry.models import Cover, Employer, EmployerStatement, Union
from xingjia.registry.queries.merging import Plan
from xingjia.registry.queries.said import all_said
from xingjia.registry.rules.claims import FLAGS

BECAUSE = "of two rows that the reader may merge"
# What figures count of an employer: kind of fact, kind of contract.
COUNTED = (
    ("operating", ""),
    ("unionised", ""),
    ("contract", "collective"),
    ("contract", "wage"),
    ("contract", "women"),
)


@dataclass(frozen=True)
class Outlook:
    """One figure as the two count in it before, and as the one counts after."""

    name: str
    before: int
    after: int


def employers_counted(keep: Employer, drop: Employer, plan: Plan, on: date) -> list[Outlook]:
    """How often the two count on a day before, and how often the one would."""
    kinds = frozenset(kind for kind, _ in COUNTED)
    told = list(facts_about("employer", [keep.pk, drop.pk], kinds))
    after = [one._replace(subject=("employer", keep.pk)) for one in told if _is_record(one)]
    after += _claims(keep, drop, plan)
    return [
        Outlook(
            of or kind,
            sum(_counts(told, pk, kind, of, on) for pk in (keep.pk, drop.pk)),
            int(_counts(after, keep.pk, kind, of, on)),
        )
        for kind, of in COUNTED
    ]


def _is_record(fact: Fact) -> bool:
    return fact.weight is Weight.RECORD


def _claims(keep: Employer, drop: Employer, plan: Plan) -> list[Fact]:
    """What the one would claim: the sayings of both without those set aside."""
    said: dict[str, list[tuple[date, object, str]]] = {}
    aside = set(plan.said.aside)
    for owner in (keep, drop):
        for one in all_said(EmployerStatement, owner.pk):
            if one.field in FLAGS and one.pk not in aside:
                said.setdefault(one.field, []).append((one.day, one.value, one.origin))
    return [
        fact
        for field, rows in said.items()
        for fact in facts.claims(keep.pk, field, sorted(rows, key=lambda row: row[0]))
    ]


def _counts(told: list[Fact], pk: int, kind: str, of: str, on: date) -> bool:
    about = [
        one
        for one in told
        if (one.subject[1], one.kind) == (pk, kind)
        and (not of or dict(one.attributes).get("kind") == of)
    ]
    return resolve(about).true.hold(on)


def unions_counted(keep: Union, drop: Union, on: date) -> list[Outlook]:
    """How many unions there are before and after, and how many employers they cover."""
    rows = Cover.objects.everything(because=BECAUSE).filter(start__lte=on, end__gt=on)
    pairs = list(rows.filter(union__in=[keep, drop]).values_list("employer", flat=True))
    return [Outlook("unions", 2, 1), Outlook("covered", len(pairs), len(set(pairs)))]

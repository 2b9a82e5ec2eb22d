"""What hangs where on a day, printed here or not, and why something that hangs is untrue."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from xingjia.access.rules import Actor, Right
from xingjia.facts.rules import OPEN
from xingjia.orgtree.queries import under
from xingjia.publicity.models import Hanging, Print
from xingjia.publicity.queries.handmade import Claims, Thing, asked_claims, made
from xingjia.publicity.queries.timeline import timeline
from xingjia.publicity.rules.prints import BY_HAND, Hung, Said, Wrong, kind_of, settled, wrong_on
from xingjia.registry.models import Union
from xingjia.toolkit.together import answered, beside, read

OWN = "own-"  # before the kind of fact: a sheet that nobody printed here
SIGN = "sign_shown"


@dataclass(frozen=True)
class Hangs:
    """A thing that hangs, and what on it is not so on the day; empty while it is right.

    `hanging` is None of what was not printed here; `form` says which badge or plate that is.
    """

    union: Union
    sheet: str
    hung_on: date
    wrong: list[Wrong]
    hanging: Hanging | None = None
    form: str = ""

    @property
    def print(self) -> Print | None:
        """The print itself, of what was printed here."""
        return self.hanging.print if self.hanging else None

    @property
    def kind(self) -> str:
        """The kind of fact that it shows, of what was not printed here."""
        return self.sheet.removeprefix(OWN)

    @property
    def since(self) -> date | None:
        """Since when it is untrue."""
        return self.wrong[0].since if self.wrong else None


def hanging_in(actor: Actor, path: str, on: date) -> list[Hangs]:
    """What hangs on a day in a branch, as far as the actor sees it. Three queries."""
    rows = _hangings(actor, path, on)
    unions = Union.objects.visible_to(actor).filter(
        Q(closed_on__isnull=True) | Q(closed_on__gt=on), under("organisation__path", path)
    )
    kinds = frozenset(BY_HAND)
    _, claims = answered(beside(read(rows), asked_claims(unions.values("pk"), kinds)))
    here = [one for one in rows if one.until is None or one.until > on]
    said = timeline({one.print.union_id for one in rows} | {union for union, *_ in claims}, on)
    by_hand = unions.select_related("organisation").in_bulk({union for union, *_ in claims})
    found = [
        Hangs(one.print.union, one.print.sheet, one.since, _wrong(one, said, on), one)
        for one in here
    ]
    found += _made_by_hand(claims, rows, said, by_hand, on)
    return sorted(found, key=lambda one: (one.union.organisation.path, one.sheet, one.form))


def hanging_to_mend(actor: Actor, pk: int) -> Hanging | None:
    """The hanging with this id, if the actor keeps its union."""
    mine = Hanging.objects.visible_to(actor, Right.EDIT).select_related("print__union")
    found: Hanging | None = mine.filter(pk=pk).first()
    return found


def sheets_of(hangings: Iterable[Hanging]) -> dict[Thing, list[Hung]]:
    """Per thing that prints settle, those of it that hung."""
    found: dict[Thing, list[Hung]] = {}
    for one in hangings:
        kind = kind_of(one.print.sheet)
        sheet = Hung(kind, one.print.shown, one.since, one.until or OPEN)
        for fact, form in settled(kind, one.print.shown):
            found.setdefault((one.print.union_id, fact, form), []).append(sheet)
    return found


def _hangings(actor: Actor, path: str, on: date) -> QuerySet[Hanging]:
    rows: QuerySet[Hanging] = Hanging.objects.visible_to(actor).filter(
        under("print__union__organisation__path", path), since__lte=on
    )
    return rows.select_related("print__union__organisation").order_by("pk")


def _wrong(one: Hanging, said: dict[int, list[Said]], on: date) -> list[Wrong]:
    return wrong_on(one.print.shown, said[one.print.union_id], one.since, on)


def _made_by_hand(
    claims: Claims,
    hangings: Iterable[Hanging],
    said: dict[int, list[Said]],
    unions: dict[int, Union],
    on: date,
) -> list[Hangs]:
    return [
        Hangs(
            unions[union],
            f"{OWN}{kind}",
            one.since,
            wrong_on(one.shown, said[union], one.since, on),
            form=form,
        )
        for (union, kind, form), things in made(claims, sheets_of(hangings), said).items()
        if union in unions
        for one in things
        if one.since <= on < one.until
    ]

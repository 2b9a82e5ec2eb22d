"""What a worker sees of her union: who, which number, where, and whom else to call."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from xingjia.facts.rules import OPEN, Weight
from xingjia.facts.sources import facts_about
from xingjia.publicity.models import Code, Promise
from xingjia.publicity.queries.faces import Person, cadres_over, sitters
from xingjia.publicity.rules.codes import name_in, signed
from xingjia.publicity.rules.promises import over
from xingjia.registry.models import Cover, Union, UnionStatement
from xingjia.registry.queries.said import said_on
from xingjia.registry.rules.ballots import Office

BECAUSE = "a public page: it names the union and whoever agreed to be shown, nobody else"
HOTLINE = "12351"  # 职工服务热线, the same in the whole country (domain.md §8.1)


@dataclass(frozen=True)
class InForce:
    """A contract that is in force on the day: its kind, first and last valid day."""

    kind: str
    start: date
    last: date | None


@dataclass(frozen=True)
class UnionPage:
    """The page behind a code, on a day."""

    union: Union
    code: str
    on: date
    office: str
    chair: Person | None
    chair_is_silent: bool
    others: tuple[Person, ...]
    superiors: tuple[Person, ...]
    contracts: tuple[InForce, ...]
    term_ends_on: date | None
    promises: tuple[Promise, ...] = ()

    @property
    def numbered(self) -> tuple[Person, ...]:
        """The superiors who show a number of the office: who stands on boards."""
        return tuple(one for one in self.superiors if one.office_phone)


def union_behind(said: str) -> Union | None:
    """The union a signed code leads to, closed or not; None of a code that is not ours."""
    name = name_in(said, key())
    if name is None:
        return None
    codes = Code.objects.everything(because=BECAUSE).filter(name=name)
    found = codes.select_related("union__organisation").first()
    return found.union if found else None


def code_of(union: Union) -> str | None:
    """The signed code of a union, as it stands in addresses; None before anybody is entered."""
    found = Code.objects.everything(because=BECAUSE).filter(union=union).first()
    return signed(found.name, key()) if found else None


def page_of(union: Union, code: str, on: date) -> UnionPage:
    """What everybody may know of a union on a day."""
    seated = sitters(union, on)
    chairs = [one for one in seated if one.officer.post in {Office.CHAIR, Office.ORGANISER}]
    shown = [one.shown for one in chairs if one.shown]
    chair = shown[0] if shown else None
    others = [one.shown for one in seated if one.shown and one.shown is not chair]
    said = said_on(UnionStatement, [union.pk], on).get(union.pk, {})
    return UnionPage(
        union,
        code,
        on,
        str(said.get("office_place", "")),
        chair,
        bool(chairs) and chair is None,
        tuple(others),
        tuple(cadres_over(union.organisation.path, on)),
        _contracts(union, on),
        chairs[0].officer.term_ends_on if chairs else None,
        tuple(promises_on(union, on)),
    )


def promises_on(union: Union, on: date) -> list[Promise]:
    """What a union promises on a day: made by then, and not over for longer than a year."""
    rows = Promise.objects.everything(because=BECAUSE).filter(union=union, made_on__lte=on)
    return [one for one in rows if not over(one.due_on, on)]


def key() -> bytes:
    """The key that marks codes: the platform's own."""
    return settings.SECRET_KEY.encode()


def _contracts(union: Union, on: date) -> tuple[InForce, ...]:
    """Of each kind the one that runs longest; only recorded contracts, no claims."""
    covers = Cover.objects.everything(because=BECAUSE).filter(
        union=union, start__lte=on, end__gt=on
    )
    employers = set(covers.values_list("employer", flat=True))
    found: dict[str, InForce] = {}
    for fact in facts_about("employer", employers, frozenset({"contract"})):
        if fact.weight is not Weight.RECORD or not fact.span.holds(on):
            continue
        kind = dict(fact.attributes)["kind"]
        last = None if fact.span.end == OPEN else fact.span.end
        held = InForce(kind, fact.span.start, last)
        best = found.get(kind)
        if best is None or (best.last is not None and (last is None or last > best.last)):
            found[kind] = held
    order = ("collective", "wage", "women", "safety")
    return tuple(found[kind] for kind in order if kind in found)

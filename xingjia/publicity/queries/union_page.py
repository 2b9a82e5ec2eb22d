"""What a worker sees of her union: who, which number, where, and whom else to call."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from xingjia.facts.rules import OPEN, Weight
from xingjia.facts.sources import facts_about
from xingjia.publicity.models import Code, Promise
from xingjia.publicity.queries.faces import Person, Sitter, cadres_over_all, sitters_of
from xingjia.publicity.queries.secret import key
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
    def called(self) -> bool:
        """Whether the chair shows a number that can be called."""
        return self.chair is not None and bool(self.chair.office_phone or self.chair.mobile)

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


def codes_of(unions: Collection[int]) -> dict[int, str]:
    """`code_of` of several unions. One query."""
    rows = Code.objects.everything(because=BECAUSE).filter(union__in=unions)
    return {union: signed(name, key()) for union, name in rows.values_list("union", "name")}


def page_of(union: Union, code: str, on: date) -> UnionPage:
    """What everybody may know of a union on a day."""
    said = said_on(UnionStatement, [union.pk], on)
    seated = sitters_of([union.pk], on, said)
    return pages_of([union], on, said, seated, codes={union.pk: code})[union.pk]


def pages_of(
    unions: Collection[Union],
    on: date,
    said: Mapping[int, Mapping[str, object]],
    seated: Mapping[int, list[Sitter]],
    codes: Mapping[int, str],
) -> dict[int, UnionPage]:
    """`page_of` of several unions, by what is said of each and who sits there on the day."""
    keys = [one.pk for one in unions]
    above = cadres_over_all({one.organisation.path for one in unions}, on)
    contracts, promises = _contracts(keys, on), promises_of(keys, on)
    found = {}
    for union in unions:
        people = seated[union.pk]
        chairs = [one for one in people if one.officer.post in {Office.CHAIR, Office.ORGANISER}]
        shown = [one.shown for one in chairs if one.shown]
        chair = shown[0] if shown else None
        found[union.pk] = UnionPage(
            union,
            codes.get(union.pk, ""),
            on,
            str(said.get(union.pk, {}).get("office_place", "")),
            chair,
            bool(chairs) and chair is None,
            tuple(one.shown for one in people if one.shown and one.shown is not chair),
            tuple(above[union.organisation.path]),
            contracts.get(union.pk, ()),
            chairs[0].officer.term_ends_on if chairs else None,
            tuple(promises.get(union.pk, ())),
        )
    return found


def promises_on(union: Union, on: date) -> list[Promise]:
    """What a union promises on a day: made by then, and not over for longer than a year."""
    return promises_of([union.pk], on).get(union.pk, [])


def promises_of(unions: Collection[int], on: date) -> dict[int, list[Promise]]:
    """`promises_on` of several unions. One query."""
    rows = Promise.objects.everything(because=BECAUSE).filter(union__in=unions, made_on__lte=on)
    found: dict[int, list[Promise]] = {}
    for one in rows:
        if not over(one.due_on, on):
            found.setdefault(one.union_id, []).append(one)
    return found


def _contracts(unions: Collection[int], on: date) -> dict[int, tuple[InForce, ...]]:
    """Per union, of each kind the one that runs longest; only recorded contracts, no claims."""
    covers = Cover.objects.everything(because=BECAUSE).filter(
        union__in=unions, start__lte=on, end__gt=on
    )
    covered = list(covers.values_list("union", "employer"))
    held: dict[int, list[InForce]] = {}
    for fact in facts_about("employer", {one for _, one in covered}, frozenset({"contract"})):
        if fact.weight is Weight.RECORD and fact.span.holds(on):
            last = None if fact.span.end == OPEN else fact.span.end
            one = InForce(dict(fact.attributes)["kind"], fact.span.start, last)
            held.setdefault(fact.subject[1], []).append(one)
    found: dict[int, list[InForce]] = {}
    for union, employer in covered:
        found.setdefault(union, []).extend(held.get(employer, ()))
    return {union: _longest(mine) for union, mine in found.items()}


def _longest(held: Iterable[InForce]) -> tuple[InForce, ...]:
    best: dict[str, InForce] = {}
    for one in held:
        other = best.get(one.kind)
        if other is None or (
            other.last is not None and (one.last is None or one.last > other.last)
        ):
            best[one.kind] = one
    order = ("collective", "wage", "women", "safety")
    return tuple(best[kind] for kind in order if kind in best)

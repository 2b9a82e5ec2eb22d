"""What nobody printed here, and a union says it has all the same: by a tap, a photo, a value of
the register, or because a visit saw it."""

from xingjia.evidence.facts import about_unions as claimed
from xingjia.facts.rules import Fact
from xingjia.publicity.rules.prints import BY_HAND, Claimed, Hung, Said, made_by_hand
from xingjia.registry.models import UnionStatement
from xingjia.registry.rules.union_facts import steps
from xingjia.toolkit.together import Asking, Keys, beside
from xingjia.visits.facts import about_unions as seen

BECAUSE = "what is said of unions the reader was given"
SUBJECT, SIGN = "union", "sign_shown"
# The union, the kind of fact, and which one of its kind, such as a badge among identity items.
Thing = tuple[int, str, str]
Claims = dict[Thing, list[Claimed]]


def asked_claims(unions: Keys, kinds: frozenset[str]) -> Asking[Claims]:
    """Everything said of these kinds of things, as far as they can be made by hand."""
    wanted = kinds & frozenset(BY_HAND)
    if not wanted:
        return {}
    told: list[list[Fact]] = yield from beside(
        claimed(SUBJECT, unions, wanted), seen(SUBJECT, unions, wanted), _flags(unions, wanted)
    )
    found: Claims = {}
    for fact in (one for facts in told for one in facts):
        form = dict(fact.attributes).get("form", "")
        one = Claimed(fact.span.start, fact.span.end, fact.holds)
        found.setdefault((fact.subject[1], fact.kind, form), []).append(one)
    return found


def made(
    claims: Claims, sheets: dict[Thing, list[Hung]], said: dict[int, list[Said]]
) -> dict[Thing, list[Hung]]:
    """Per thing, those that were not printed here, with what stood on each."""
    return {
        (union, kind, form): made_by_hand(
            kind, mine, sheets.get((union, kind, form), []), said[union]
        )
        for (union, kind, form), mine in claims.items()
    }


def _flags(unions: Keys, kinds: frozenset[str]) -> Asking[list[Fact]]:
    """The value of the register that says a sign is shown."""
    if SIGN not in kinds:
        return []
    rows = (
        UnionStatement.objects.everything(because=BECAUSE)
        .filter(union__in=unions, field=UnionStatement.Field.SIGN)
        .order_by("union", "day")
        .values_list("union", "day", "value")
    )
    yield [rows]
    by_union: dict[int, list[tuple[object, object, str]]] = {}
    for union, day, value in rows:
        by_union.setdefault(union, []).append((day, value, ""))
    return [
        Fact((SUBJECT, union), SIGN, span, holds=bool(value))
        for union, said in by_union.items()
        for span, value, _ in steps(said)  # type: ignore[arg-type]
    ]

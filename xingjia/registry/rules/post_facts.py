"""From who holds which post in a union to dated facts: posts, bodies, terms. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from xingjia.facts.rules import EVER, OPEN, Fact, Span, Spans
from xingjia.registry.rules.ballots import BODY_OF, Body, Office
from xingjia.registry.rules.committees import Has, Membership, Sitting, bodies_on
from xingjia.registry.rules.elections import Parameters
from xingjia.registry.rules.terms import NATIONAL, Tenure, ends_before, in_term
from xingjia.registry.rules.union_facts import record
from xingjia.toolkit.calendar.rules import add_months

# How a body stands, as a fact; where it is unknown or not due there is none.
STANDS = {Has.HAS: True, Has.SHORT: False, Has.MISSING: False}


@dataclass(frozen=True)
class Post:
    """A post somebody holds, and since when the superior's approval of her election stands.

    `delays`: of the election after her term, as in `Tenure`: until then the committee goes on.
    """

    sitting: Sitting
    approved_on: date | None = None
    delays: tuple[Span, ...] = ()

    @property
    def held(self) -> Span:
        """The days in the post."""
        return Span(self.sitting.elected_on or EVER, self.sitting.left_on or OPEN)

    @property
    def running(self) -> Spans:
        """The days on which she holds it by an election whose term runs.

        Nothing is proved without the term's last day; without its first, only the shortest term
        there is (工会法 art. 16).
        """
        if self.sitting.last is None:
            return Spans()
        end = ends_before(self.sitting.last)
        begun = self.sitting.elected_on or add_months(end, -12 * min(NATIONAL.years))
        return Spans.of([(begun, min(end, self.held.end))])

    @property
    def extended(self) -> Spans:
        """The days after the term on which the superior has allowed the next election to be
        late, while she holds the post."""
        if self.sitting.last is None:
            return Spans()
        after = Spans.of([(ends_before(self.sitting.last), self.held.end)])
        return after & Spans.of(self.delays)

    @property
    def mandate(self) -> Spans:
        """The days on which she holds it by an election, the delay of the next one included."""
        return self.running | self.extended

    @property
    def proved(self) -> Spans:
        """The days of the mandate from the superior's answer on, and those he has allowed."""
        answered = self.running & Spans((Span(self.approved_on),)) if self.approved_on else Spans()
        return answered | self.extended


def officers(union: int, posts: Iterable[Post]) -> Iterator[Fact]:
    """Who holds which post. `elected` is told only of the days on which her term runs or the next
    election may be late: past them she still holds the post, by no election."""
    for one in posts:
        named = (("name", one.sitting.name), ("post", one.sitting.post))
        origin = f"registry.officer:{one.sitting.key}"
        for span in one.mandate:
            told = (("elected", "true"), *named)
            proved = one.proved
            yield record(union, "officer", span, told=told, verified=proved, origin=origin)
        if one.held.start < one.held.end:
            for span in Spans((one.held,)) - one.mandate:
                yield record(union, "officer", span, told=named, origin=origin)


def tenures_in(posts: Iterable[Post]) -> list[Tenure]:
    """The chairs' terms among these posts, where no delay was ever allowed."""
    return [
        Tenure(one.sitting.key, one.sitting.elected_on, one.sitting.last, one.sitting.left_on)
        for one in posts
        if one.sitting.post == Office.CHAIR
    ]


def terms(union: int, posts: Sequence[Post], tenures: Sequence[Tenure]) -> Iterator[Fact]:
    """While the term that counts, the chair's, runs, or the next election may be late; verified
    by the superior's approval, of her election or of the delay."""
    chairs = [one for one in posts if one.sitting.post == Office.CHAIR]
    proved = Spans.of(span for one in chairs for span in one.proved)
    running = in_term([replace(one, delays=()) for one in tenures])
    proved |= Spans.of(delay for one in tenures for delay in one.delays) - running
    for span in in_term(tenures):
        origin = _whose(chairs, span) or f"registry.union:{union}"
        yield record(union, "term", span, verified=proved, origin=origin)


def _whose(chairs: Iterable[Post], span: Span) -> str:
    last = {ends_before(one.sitting.last): one for one in chairs if one.sitting.last}
    end = max((day for day in last if span.start < day <= span.end), default=None)
    return f"registry.officer:{last[end].sitting.key}" if end else ""


def bodies(
    union: int,
    posts: Sequence[Post],
    counted: Sequence[Fact],
    rules: Sequence[tuple[date, Parameters]],
) -> Iterator[Fact]:
    """Which bodies the union has as the rules ask for, by the day.

    `counted` are its facts of membership, `rules` what holds in its county from each day on.
    """
    people = [one.sitting for one in posts]
    turns = {day for one in posts for day in one.held}
    turns |= {day for fact in counted for day in fact.span} | {day for day, _ in rules}
    found: dict[tuple[Body, bool], list[Span]] = {}
    for start, end in pairwise(sorted(turns | {OPEN})) if people else ():
        local = next(one for day, one in reversed(rules) if day <= start)
        for state in bodies_on(people, _members(counted, start), start, local):
            if state.has in STANDS:
                found.setdefault((state.body, STANDS[state.has]), []).append(Span(start, end))
    for (body, holds), spans in found.items():
        approved = [one.proved for one in posts if BODY_OF[Office(one.sitting.post)] is body]
        proved = Spans.of(span for spans in approved for span in spans)
        for span in Spans.of(spans):
            known = proved & Spans((span,)) if holds else Spans()
            yield Fact(
                ("union", union),
                "committee",
                span,
                (("kind", body.value),),
                holds=holds,
                verified=known,
                origin=f"registry.union:{union}",
            )


def _members(counted: Iterable[Fact], on: date) -> Membership:
    told = next((dict(fact.attributes) for fact in counted if fact.span.holds(on)), {})
    members, women = (told.get(name) for name in ("members", "women"))
    return Membership(int(members) if members else None, int(women) if women else None)

"""What the pages of standards show, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from xingjia.facts.kinds import KINDS
from xingjia.standards.costs import COSTS, KNOWN
from xingjia.standards.library.models import Clause
from xingjia.standards.reading.values import length
from xingjia.standards.rules.burden import Burden, burden
from xingjia.standards.rules.comparing import asked_of, asked_twice, difference, questions
from xingjia.standards.rules.criteria import Criterion, Finding, Standard
from xingjia.standards.words import amount as amount_of
from xingjia.standards.words import condition, period, points, question, source_of, text


@dataclass(frozen=True)
class Listed:
    """One standard in the list."""

    standard: Standard
    title: str
    note: str
    source: str
    first_year: int
    each_year: int


@dataclass(frozen=True)
class Line:
    """One criterion, veto or diagnosis in words; empty where there is nothing to say."""

    code: str
    title: str
    asks: str
    restore: str
    source: str
    applies: str = ""
    required: bool = True
    lapsing: str = ""
    reverify: str = ""
    points: str = ""
    cited: tuple[Clause, ...] = ()


@dataclass(frozen=True)
class Asked:
    """One question to a union: what, how often in a year (0: once), minutes, for which lines."""

    what: str
    times: float
    fields: int
    minutes: int
    serves: list[str]


@dataclass(frozen=True)
class Joined:
    """What all shown standards ask together."""

    criteria: int
    wanted: int
    questions: int
    twice: int


@dataclass(frozen=True)
class Beside:
    """One code in two standards."""

    code: str
    first: Line | None
    second: Line | None
    same: bool
    veto: bool = False

    @property
    def changed(self) -> bool:
        """Whether both have it and not alike."""
        if self.first is None or self.second is None or self.same:
            return False
        return self.first.code == self.second.code


def listed(standard: Standard) -> Listed:
    """One line of the list."""
    cost = burden([standard], COSTS)
    title, note = text(standard.title), text(standard.note)
    return Listed(standard, title, note, source_of(standard), *minutes(cost))


def parameters(standard: Standard) -> list[tuple[str, str, str]]:
    """Name, value and source of each figure a place may set."""
    return [(text(one.title), amount(one.value), one.source) for one in standard.parameters]


def amount(value: str) -> str:
    """A figure as people write it: 3 years, 36 个月."""
    try:
        return period(length(value))
    except ValueError:
        return value


def minutes(cost: Burden) -> tuple[int, int]:
    """Minutes of the first and of each further year, rounded up."""
    return -(-cost.first_year // 1), -(-cost.each_year // 1)


def line(one: Criterion | Finding) -> Line:
    """A criterion, veto or diagnosis in words."""
    source = " ".join(part for part in (one.source, one.clause) if part)
    if isinstance(one, Finding):
        asks = condition(one.when)
        return Line(one.code, text(one.title), asks, text(one.restore), source)
    return Line(
        one.code,
        text(one.title),
        condition(one.met),
        text(one.restore),
        source,
        condition(one.applies) if one.applies else "",
        one.required,
        period(one.lapsing) if one.lapsing else "",
        period(one.reverify) if one.reverify else "",
        points(one),
    )


def asked(cost: Burden) -> list[Asked]:
    """The questions of a burden, the dearest first."""
    found = [
        Asked(
            question(one.question),
            float(round(one.times, 1)),
            one.fields,
            one.minutes,
            [code for _standard, code in one.lines],
        )
        for one in cost.asks
    ]
    return sorted(found, key=lambda one: -max(one.times, 1) * one.minutes)


def known(cost: Burden) -> list[str]:
    """What the register tells, so that nobody is asked."""
    return [str(KINDS[kind].title) for kind in cost.known]


def joined(standards: list[Standard]) -> Joined:
    """How often the same would have been asked, and how often it is."""
    wanted = [
        found
        for one in standards
        for criterion in one.criteria
        for found in asked_of(criterion)
        if found[0] not in KNOWN
    ]
    put = questions(standards, KNOWN)
    criteria = sum(len(one.criteria) for one in standards)
    return Joined(criteria, len(wanted), len(put), len(asked_twice(put)))


def beside(first: Standard, second: Standard) -> list[Beside]:
    """Two standards line by line, vetoes first; what shares a code, or else a fact, stands in
    one row."""
    other = difference(first, second)
    theirs = {one.code: one for one in second.criteria}
    partner = {code: code for code in (*other.same, *other.changed)}
    for ours, their in other.shared:
        if ours in other.only_first and their in other.only_second:
            partner.setdefault(ours, their)
    rows = list(_vetoes(first, second))
    rows += [
        Beside(
            one.code,
            line(one),
            line(theirs[partner[one.code]]) if one.code in partner else None,
            one.code in other.same,
        )
        for one in first.criteria
    ]
    rest = [code for code in other.only_second if code not in partner.values()]
    return rows + [Beside(code, None, line(theirs[code]), same=False) for code in rest]


def _vetoes(first: Standard, second: Standard) -> Iterator[Beside]:
    rest = list(second.vetoes)
    for one in first.vetoes:
        alike = [other for other in rest if other.when == one.when]
        other = next(iter(alike or [other for other in rest if other.code == one.code]), None)
        if other is not None:
            rest.remove(other)
        theirs = line(other) if other else None
        yield Beside(one.code, line(one), theirs, same=bool(alike), veto=True)
    for other in rest:
        yield Beside(other.code, None, line(other), same=False, veto=True)


def lines_of(one: Standard) -> list[Line]:
    """All that stands in a standard: vetoes, criteria, diagnoses."""
    every: list[Criterion | Finding] = [*one.vetoes, *one.criteria, *one.diagnoses]
    return [line(each) for each in every]


def passes(one: Standard) -> str:
    """How many points pass, in words; "" of a list without points."""
    if one.passes.points is None or one.passes.of is None:
        return ""
    words = {"of": amount_of(one.passes.of), "points": amount_of(one.passes.points)}
    return _("满分 %(of)s 分，%(points)s 分达标") % words


def whole(one: Standard, clauses: Iterable[Clause] = ()) -> dict[str, Any]:
    """What a page about one standard shows, each line with the clauses it rests on."""
    cited: dict[str, tuple[Clause, ...]] = {}
    clauses = list(clauses)
    for clause in clauses:
        cited[clause.criterion] = (*cited.get(clause.criterion, ()), clause)

    def told(of: Criterion | Finding) -> Line:
        return replace(line(of), cited=cited.get(of.code, ()))

    cost = burden([one], COSTS)
    first, each = minutes(cost)
    return {
        "one": one,
        "title": text(one.title),
        "note": text(one.note),
        "source": source_of(one),
        "criteria": [told(each_line) for each_line in one.criteria],
        "vetoes": [told(veto) for veto in one.vetoes],
        "clauses": clauses,
        "diagnoses": [line(diagnosis) for diagnosis in one.diagnoses],
        "parameters": parameters(one),
        "asked": asked(cost),
        "known": known(cost),
        "first_year": first,
        "each_year": each,
    }

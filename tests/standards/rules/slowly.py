"""The verdict of one day, found by asking each fact, day by day: slow, and plain to read."""

from datetime import date, timedelta

from xingjia.facts.rules import Spans, resolve
from xingjia.standards.rules.criteria import All, AnyOf, FactIs, Not

# All days on which the trial's facts begin, and some before and after.
DAYS = [date(2013, 1, 1) + timedelta(days=n) for n in range(-3, 140)]


def outcome_on(criterion, said, day):
    """(outcome, whether verified) of a criterion."""
    value, sure = on_day(criterion.met, said, day, criterion.reverify)
    applies = True if criterion.applies is None else on_day(criterion.applies, said, day)[0]
    if applies is False:
        return "not_applicable", False
    if value is True:
        return "met", sure
    return ("not_met" if value is False and applies is True else "unknown"), False


def on_day(condition, said, day, reverify=None):
    """(True, False or None; whether verified) of a condition without `not` under `verified`."""
    if isinstance(condition, FactIs):
        return fact_on(condition, said, day, reverify)
    if isinstance(condition, Not):
        value, _sure = on_day(condition.part, said, day, reverify)
        return (None if value is None else not value), False
    parts = [on_day(part, said, day, reverify) for part in condition.parts]
    needed = {All: len(parts), AnyOf: 1}.get(type(condition)) or condition.at_least
    values = [value for value, _ in parts]
    if values.count(True) >= needed:
        return True, parts.count((True, True)) >= needed
    return (False if len(parts) - values.count(False) < needed else None), False


def fact_on(asked, said, day, reverify):
    fitting, against = groups_of(asked, said)
    denied = any(known.false.hold(day) for _, known in fitting)
    denied |= any(known.true.hold(day) for _, known in against)
    if asked.within is None:
        if any(known.true.hold(day) for _, known in fitting):
            return True, any(
                seen_on(fact, known, day, reverify) for g, known in fitting for fact in g
            )
        return (False if denied else None), False
    past = {(n, at) for n, at in begun(asked, fitting) if at <= day}
    within = {(n, at) for n, at in past if day < asked.within.after(at)}
    if len(within) >= asked.at_least:
        sure = {(n, at) for n, at in within if verified_event(asked, fitting[n], at, day, reverify)}
        return True, len(sure) >= asked.at_least
    measured = any(known.true.hold(at) for _, known in against for at in DAYS if at <= day)
    return (False if past or measured or denied else None), False


def groups_of(asked, said):
    """What is as asked, and what measures something else than asked."""
    groups = {}
    for fact in said:
        if fact.kind == asked.kind:
            groups.setdefault(fact.attributes, []).append(fact)
    fitting, against = [], []
    for attributes, group in groups.items():
        values = dict(attributes)
        if all(one.accepts(values[one.attribute]) for one in asked.where):
            fitting.append((group, resolve(group)))
        elif all(one.decides for one in asked.where):
            against.append((group, resolve(group)))
    return fitting, against


def seen_on(fact, known, day, reverify):
    """Whether a fact verifies the day, its verification not being too old."""
    spans = fact.verified & Spans((fact.span,))
    fresh = (
        span.holds(day) and (not reverify or day < reverify.after(span.start)) for span in spans
    )
    return fact.holds and known.true.hold(day) and lasts(fact, known, day) and any(fresh)


def lasts(fact, known, day):
    """Whether nothing has been known to the contrary from the fact's first day to this one."""
    since = [at for at in DAYS if fact.span.start <= at <= day]
    return not any(known.false.hold(at) for at in since)


def begun(asked, fitting):
    """Each day that counts, with the number of its group."""
    for n, (group, known) in enumerate(fitting):
        starts = {fact.span.start for fact in group if fact.holds}
        for at in DAYS if asked.at_least == 1 else starts:
            if known.true.hold(at):
                yield n, at


def verified_event(asked, thing, at, day, reverify):
    """Whether what was so on `at` is verified by `day`."""
    group, known = thing
    return any(
        one.start <= day and (not reverify or day < reverify.after(one.start))
        for fact in group
        if fact.holds and known.true.hold(fact.span.start)
        if (
            fact.span.holds(at) and lasts(fact, known, at)
            if asked.at_least == 1
            else fact.span.start == at
        )
        for one in fact.verified
    )

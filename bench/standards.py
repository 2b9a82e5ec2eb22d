"""How fast unions are judged: facts in, verdicts of all shipped standards out, on one core.

Invented unions, each with some 40 facts, part of them verified; no database. What is timed is
what a rebuild of all standings does in memory: group and resolve the facts once, then judge.
"""

import random
import time
from datetime import date, timedelta

UNIONS = 400
FIRST = date(2010, 1, 1)


def main() -> None:
    """Print unions and criteria per second, and the share of resolving."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xingjia.config.settings")
    import django

    django.setup()
    from xingjia.standards import presets
    from xingjia.standards.rules.evaluating import evaluate
    from xingjia.standards.rules.history import History

    standards = presets.current()
    lines = sum(len(one.criteria) + len(one.vetoes) + len(one.diagnoses) for one in standards)
    chance = random.Random(5)  # noqa: S311
    unions = [facts_of(key, chance) for key in range(UNIONS)]
    told = sum(len(facts) for facts in unions) / UNIONS
    rounds = []
    for _ in range(3):
        began = time.process_time()
        for facts in unions:
            history = History(facts)
            for standard in standards:
                evaluate(standard, history)
        rounds.append(time.process_time() - began)
    best = min(rounds)
    print(
        f"{UNIONS} unions of {told:.0f} facts, {len(standards)} standards, "
        f"{lines} criteria, vetoes and diagnoses; best of 3, time of the processor, one core"
    )
    print(f"{UNIONS / best:8.0f} unions a second, {1000 * best / UNIONS:.2f} ms each")
    print(f"{UNIONS * lines / best:8.0f} criteria a second")


def facts_of(key: int, chance: random.Random):
    """What might be known of one union."""
    from xingjia.facts.kinds import KINDS, Shape
    from xingjia.facts.rules import OPEN, Fact, Span, Spans, Weight

    found = []
    for kind in KINDS.values():
        for _ in range(chance.randint(0, 2)):
            start = FIRST + timedelta(days=chance.randint(0, 1500))
            end = OPEN
            if kind.shape is Shape.EVENT:
                end = start + timedelta(days=1)
            elif chance.random() < 0.5:
                end = start + timedelta(days=chance.randint(200, 1800))
            told = tuple(
                (
                    name,
                    chance.choice(list(one.values)) if one.values else str(chance.randint(0, 99)),
                )
                for name, one in sorted(kind.attributes.items())
            )
            seen = Spans((Span(start + timedelta(days=30)),)) if chance.random() < 0.3 else Spans()
            weight = Weight.RECORD if chance.random() < 0.5 else Weight.CLAIM
            holds = chance.random() < 0.9
            subject = ("union", key)
            found.append(Fact(subject, kind.code, Span(start, end), told, holds, weight, seen))
    return found

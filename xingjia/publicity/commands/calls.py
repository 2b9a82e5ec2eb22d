"""Whether the number is answered: one tap of a worker, or a test call of a superior."""

from datetime import date

from xingjia.access.checks import Refused, Unacceptable
from xingjia.access.rules import Actor, Right, digest_of
from xingjia.facts.sources import facts_changed
from xingjia.publicity.models import Call
from xingjia.publicity.queries.reach import number_of
from xingjia.registry.models import Union
from xingjia.registry.queries.places import hold_unions
from xingjia.toolkit.audit.commands import record
from xingjia.toolkit.command import command

BECAUSE = "the caller was asked for the right, or is a worker who says what happened"
CHANGED = frozenset({"reachable"})
# Taps counted of one union on a day: who opens ever new sessions changes no more with them.
TAPS_A_DAY = 30


@command
def say(union: Union, *, answered: bool, browser: str, on: date) -> bool:
    """A worker says whether somebody answered; whether it was counted. The same browser counts
    once a day, and what it says last counts; no one can tell from the token who it was, nor
    follow it to another day. Beyond `TAPS_A_DAY` nothing more is counted."""
    number = number_of(union, on)
    if not number:
        raise Unacceptable("no_channel")
    hold_unions([union.pk])
    token = digest_of(f"{browser}:{on.isoformat()}:{union.pk}")
    taps = Call.objects.everything(because=BECAUSE).filter(union=union, on=on).exclude(token="")
    if taps.exclude(number=number, token=token).count() >= TAPS_A_DAY:
        return False
    taps.update_or_create(
        union=union, number=number, on=on, token=token, defaults={"answered": answered}
    )
    _tell(union)
    return True


@command
def test(actor: Actor, union: Union, *, answered: bool, on: date) -> Call:
    """A superior tried the number; the union itself cannot test its own. Said twice alike on a
    day it is said once."""
    found: Union = (
        Union.objects.visible_to(actor, Right.EDIT)
        .select_for_update(of=("self",))
        .select_related("organisation")
        .get(pk=union.pk)
    )
    if not actor.may_from_above(Right.EDIT, found.organisation.path):
        raise Refused(f"test call of {union.pk}")
    number = number_of(found, on)
    if not number:
        raise Unacceptable("no_channel")
    made: Call
    made, fresh = Call.objects.everything(because=BECAUSE).get_or_create(
        union=found, number=number, on=on, answered=answered, tested_by=actor.label
    )
    if not fresh:
        return made
    _tell(found)
    record(actor.label, "publicity.number_tested", found, answered=answered, on=on.isoformat())
    return made


def _tell(union: Union) -> None:
    """Careful: the union is locked by now."""
    facts_changed.send(sender=None, kind="union", keys={union.pk}, fact_kinds=CHANGED)

"""What a union promises, and at 评诺 whether it was kept."""

from datetime import date

from xingjia.access.checks import Unacceptable
from xingjia.access.rules import Actor
from xingjia.publicity.models import Promise
from xingjia.publicity.rules.promises import fault
from xingjia.registry.commands.editing import locked_union
from xingjia.registry.models import Union
from xingjia.toolkit.audit.commands import record
from xingjia.toolkit.command import command

BECAUSE = "the union is locked under the actor's right to keep it"


@command
def promise(actor: Actor, union: Union, *, text: str, due_on: date | None, on: date) -> Promise:
    """Promise something measurable until a day. The same again is the promise there is.

    Raises `Refused`, or `Unacceptable` with what is wrong.
    """
    found = locked_union(actor, union)
    if code := fault(text, on, due_on, on):
        raise Unacceptable(code)
    made: Promise
    made, fresh = Promise.objects.everything(because=BECAUSE).get_or_create(
        union=found,
        text=text.strip(),
        due_on=due_on,
        defaults={"made_on": on, "said_by": actor.label},
    )
    if fresh:
        record(actor.label, "publicity.promised", made, due_on=str(due_on))
    return made


@command
def judge(actor: Actor, one: Promise, *, kept: bool, on: date, note: str = "") -> Promise:
    """Say at 评诺 whether a promise was kept. Said twice alike it is said once; otherwise it can
    be said only by another judgement: raises `Unacceptable`."""
    locked_union(actor, one.union)
    found: Promise = Promise.objects.everything(because=BECAUSE).get(pk=one.pk)
    if found.kept is not None:
        if found.kept != kept:
            raise Unacceptable("judged_already")
        return found
    found.kept, found.judged_on, found.judged_by, found.note = kept, on, actor.label, note.strip()
    found.save(update_fields=["kept", "judged_on", "judged_by", "note"])
    record(actor.label, "publicity.promise_judged", found, kept=kept, on=on.isoformat())
    return found

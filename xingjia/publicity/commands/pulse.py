"""认知度: workers answer three questions, and only the counts are kept."""

from collections.abc import Mapping
from datetime import date

from django.db.models import F

from xingjia.publicity.models import Pulse
from xingjia.publicity.rules.promises import quarter_of
from xingjia.publicity.rules.pulse import QUESTIONS, room_on_a_day
from xingjia.registry.models import Union
from xingjia.toolkit.command import command

BECAUSE = "a worker answers; nothing of her is kept"


@command
def say(union: Union, *, yes: Mapping[str, bool], on: date, most: int) -> bool:
    """Count one worker's answers; whether they were counted: no more than `most` a quarter, the
    workers there are, and no more than `room_on_a_day` of them, however many sessions and
    addresses somebody sends them with. How many were not is counted, for superiors to see."""
    rows = Pulse.objects.everything(because=BECAUSE)
    kept, _made = rows.get_or_create(union=union, quarter=quarter_of(on), defaults={"day": on})
    mine = rows.filter(pk=kept.pk)
    mine.exclude(day=on).update(day=on, on_day=0)
    added = {name: F(name) + 1 for name in QUESTIONS if yes.get(name)}
    room = mine.filter(answers__lt=most, on_day__lt=room_on_a_day(most))
    if room.update(answers=F("answers") + 1, on_day=F("on_day") + 1, **added):
        return True
    mine.update(turned_away=F("turned_away") + 1)
    return False

"""认知度: workers answer three questions, and only the counts are kept."""

from collections.abc import Mapping
from datetime import date

from django.db.models import F

from xingjia.publicity.models import Pulse
from xingjia.publicity.rules.promises import quarter_of
from xingjia.publicity.rules.pulse import QUESTIONS
from xingjia.registry.models import Union
from xingjia.toolkit.command import command

BECAUSE = "a worker answers; nothing of her is kept"


@command
def say(union: Union, *, yes: Mapping[str, bool], on: date, most: int) -> bool:
    """Count one worker's answers; whether they were counted: no more than `most` a quarter, the
    workers there are, however many times somebody sends them."""
    rows = Pulse.objects.everything(because=BECAUSE)
    quarter, _made = rows.get_or_create(union=union, quarter=quarter_of(on))
    added = {name: F(name) + 1 for name in QUESTIONS if yes.get(name)}
    room = rows.filter(pk=quarter.pk, answers__lt=most)
    return bool(room.update(answers=F("answers") + 1, **added))

"""Where 双亮 was made known, and the office's own emblem."""

from datetime import date
from io import BytesIO
from typing import BinaryIO

from xingjia.access.checks import Unacceptable, require
from xingjia.access.rules import Actor, Right
from xingjia.orgtree.models import Node
from xingjia.publicity.models import Emblem, Notice
from xingjia.toolkit.audit.commands import record
from xingjia.toolkit.command import command
from xingjia.toolkit.files.commands import keep
from xingjia.toolkit.files.pictures.guard import prepare

BECAUSE = "of a place over which the actor was asked for the right"
MOST_BYTES = 2_000_000
SIGNATURES = (b"\x89PNG\r\n", b"\xff\xd8\xff")


@command
def tell_of(
    actor: Actor, place: Node, *, channel: str, on: date, title: str, link: str = "", today: date
) -> Notice:
    """Record that 双亮 was made known through a channel on a day. The same twice is once."""
    require(actor, Right.EDIT, place.path)
    if channel not in Notice.Channel.values or not title.strip():
        raise Unacceptable("no_text")
    if on > today:
        raise Unacceptable("day_ahead")
    made: Notice
    made, fresh = Notice.objects.everything(because=BECAUSE).get_or_create(
        organisation=place,
        channel=channel,
        on=on,
        title=title.strip(),
        defaults={"link": link, "said_by": actor.label},
    )
    if fresh:
        record(actor.label, "publicity.made_known", made, channel=channel, on=on.isoformat())
    return made


@command
def set_emblem(actor: Actor, place: Node, *, stream: BinaryIO, name: str) -> Emblem:
    """Keep the office's official file of the emblem, byte for byte: it is placed unaltered.

    Raises `Unacceptable` for what is neither PNG nor JPEG, `pictures.refusal.Refused` for a
    picture that cannot be opened.
    """
    require(actor, Right.TREE, place.path)
    content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES or not content.startswith(SIGNATURES):
        raise Unacceptable("no_emblem_file")
    prepare(BytesIO(content))  # opened by a process of its own; what comes out of it is not used
    made: Emblem
    made, _made = Emblem.objects.everything(because=BECAUSE).update_or_create(
        organisation=place,
        defaults={"blob": keep(BytesIO(content), name=name), "kept_by": actor.label},
    )
    record(actor.label, "publicity.emblem_set", made)
    return made

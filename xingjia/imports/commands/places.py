"""Answering which place the rows of a workbook mean."""

from datetime import date

from django.db import transaction

from xingjia.access.checks import require
from xingjia.access.rules import Actor, Right
from xingjia.imports.commands.planning import plan_again
from xingjia.imports.commands.writing import AlreadyConfirmed, locked
from xingjia.imports.models import Import
from xingjia.orgtree.commands.answers import answer
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import county_over
from xingjia.toolkit.audit.commands import record as log


@transaction.atomic
def answer_place(actor: Actor, batch: Import, *, asked: str, to: Node, on: date) -> Import:
    """Say which place rows mean that name one that is no more, and plan the rows again.

    The answer is kept for the county: only who may import there gives it. Raises `TreeFault`.
    """
    batch = locked(actor, batch)
    if batch.state != Import.State.READY:
        raise AlreadyConfirmed
    county = county_over(batch.organisation)
    require(actor, Right.IMPORT, county.path)
    answer(actor.label, county, asked=asked, to=to, on=on)
    plan_again(actor, batch)
    log(actor.label, "imports.place_answered", batch, to=to.pk)
    return batch

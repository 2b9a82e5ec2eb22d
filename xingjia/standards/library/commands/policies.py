"""Keeping policies: the notices and plans behind standards and programmes."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from xingjia.access.checks import Unacceptable, require
from xingjia.access.rules import Actor, Right
from xingjia.orgtree.models import Node
from xingjia.standards.library.models import Clause, Policy
from xingjia.standards.library.queries.adopting import readable
from xingjia.standards.rules.criteria import Standard
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.files.commands import keep as keep_file
from xingjia.toolkit.files.disk import Readable


@dataclass(frozen=True)
class Document:
    """What a policy says of itself; `file` and its name where there is one."""

    title: str
    issuer: str
    issued_on: date
    number: str = ""
    file: Readable | None = None
    filename: str = ""


@transaction.atomic
def keep(
    actor: Actor, place: Node, document: Document, *, replaces: Policy | None = None
) -> Policy:
    """Keep a policy of a place; the version it replaces ends the day it is issued.

    Raises `Refused`, `NotKept`, and `Unacceptable` when the former one has ended or is younger.
    """
    require(actor, Right.EDIT, place.path)
    former = None
    if replaces is not None:
        former = Policy.objects.visible_to(actor).select_for_update().get(pk=replaces.pk)
        require(actor, Right.EDIT, former.organisation.path)
        if former.ended_on is not None:
            raise Unacceptable("policy_ended")
        if former.issued_on > document.issued_on:
            raise Unacceptable("ends_before_start")
        former.ended_on = document.issued_on
        former.save(update_fields=["ended_on"])
    blob = keep_file(document.file, name=document.filename) if document.file else None
    policy: Policy = Policy.objects.everything(because="a new row").create(
        organisation=place,
        title=document.title,
        number=document.number,
        issuer=document.issuer,
        issued_on=document.issued_on,
        replaces=former,
        blob=blob,
        filename=document.filename,
        kept_by=actor.label,
    )
    log(actor.label, "standards.policy_kept", policy, replaces=former.pk if former else None)
    return policy


@transaction.atomic
def end(actor: Actor, policy: Policy, *, on: date) -> Policy:
    """Say that a policy no longer holds from a day on. Raises `Refused`, `Unacceptable`."""
    policy = Policy.objects.visible_to(actor).select_for_update().get(pk=policy.pk)
    require(actor, Right.EDIT, policy.organisation.path)
    if policy.ended_on is not None:
        raise Unacceptable("policy_ended")
    if on < policy.issued_on:
        raise Unacceptable("ends_before_start")
    policy.ended_on = on
    policy.save(update_fields=["ended_on"])
    log(actor.label, "standards.policy_ended", policy, on=str(on))
    return policy


@transaction.atomic
def cite(
    actor: Actor, policy: Policy, *, place: str, words: str, standard: str, criterion: str = ""
) -> Clause:
    """Say on which clause of a policy a standard ("CODE VERSION"), or one line of it, rests.

    Raises `Refused`, and `Unacceptable` for a line that does not exist or was said already.
    """
    policy = Policy.objects.visible_to(actor).select_for_update().get(pk=policy.pk)
    require(actor, Right.EDIT, policy.organisation.path)
    code, _space, version = standard.partition(" ")
    found = readable(actor).get((code, version))
    if found is None or (criterion and criterion not in lines_of(found)):
        raise Unacceptable("no_such_line")
    clause: Clause
    clause, made = Clause.objects.everything(because="a new row").get_or_create(
        policy=policy,
        place=place,
        standard=code,
        version=version,
        criterion=criterion,
        defaults={"words": words, "said_by": actor.label},
    )
    if not made:
        raise Unacceptable("cited_already")
    log(actor.label, "standards.cited", clause, policy=policy.pk, standard=code, line=criterion)
    return clause


def lines_of(standard: Standard) -> set[str]:
    """The codes of a standard's criteria and vetoes."""
    return {one.code for one in standard.criteria} | {one.code for one in standard.vetoes}

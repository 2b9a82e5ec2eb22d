"""Saying what is so of a union, that it is so no longer, and taking back what was wrong."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from xingjia.access.checks import Refused, Unacceptable
from xingjia.access.rules import RIGHTS, Actor, Right
from xingjia.evidence.models import Evidence, EvidencePhoto, SamePhoto
from xingjia.evidence.rules import LASTS, Saying, fault, last_day
from xingjia.facts.kinds import KINDS, Kind, Shape
from xingjia.facts.sources import facts_changed
from xingjia.orgtree.models import Node
from xingjia.registry.commands.editing import locked_union
from xingjia.registry.models import CountyParameter, Union
from xingjia.registry.queries.parameters import number_on
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.command import command
from xingjia.toolkit.files.commands import keep_picture
from xingjia.toolkit.files.pictures.guard import Prepared
from xingjia.toolkit.files.queries import look_alikes

BECAUSE = "the union is locked, and the actor holds the right over it"
ANYWHERE = "the same photo may be another union's anywhere; who sees both is told"


@command
def claim(
    actor: Actor,
    union: Union,
    *,
    said: Saying,
    on: date,
    photos: Sequence[Prepared] = (),
    client_key: UUID | None = None,
) -> Evidence:
    """Say that something is so of a union from a day on, or that it is not so (any more).

    `on` is the day it comes in. The same said again, or sent again with its `client_key`, gives
    the record there is. Raises `Refused` without the right to keep the union, `Unacceptable`
    with what is wrong.
    """
    found = locked_union(actor, union)
    known = _said_already(found, said, client_key)
    if known and (known.holds == said.holds or known.client_key == client_key is not None):
        return known
    is_event = _checked(found, said, photos=len(photos), on=on).shape is Shape.EVENT
    if known:
        raise Unacceptable("said_otherwise")
    made: Evidence = Evidence.objects.everything(because=BECAUSE).create(
        union=found,
        kind=said.kind,
        attributes=dict(said.attributes),
        holds=said.holds,
        since=said.since,
        last=_last(found, said) if said.holds and not is_event else None,
        note=said.note,
        said_by=actor.label,
        filed_from=place_of(actor, Right.EDIT, found.organisation.path),
        received_on=on,
        client_key=client_key,
    )
    for ready in photos:
        show(actor, found, ready, said, on=on, evidence=made)
    _told(made, actor, "evidence.claimed" if said.holds else "evidence.ended")
    return made


@command
def withdraw(actor: Actor, evidence: Evidence, *, reason: str, on: date) -> Evidence:
    """Take back what was said: it never was so. It stays to be read, with the reason."""
    locked_union(actor, evidence.union)
    one: Evidence = Evidence.objects.everything(because=BECAUSE).get(pk=evidence.pk)
    if one.withdrawn_on:
        return one
    if not reason.strip():
        raise Unacceptable("no_reason")
    one.withdrawn_on, one.withdrawn_by, one.withdrawn_reason = on, actor.label, reason
    one.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawn_reason"])
    _told(one, actor, "evidence.withdrawn")
    return one


@command
def settle(actor: Actor, doubt: SamePhoto, *, verdict: str, reason: str, on: date) -> SamePhoto:
    """Say what two photos that look alike are, and why; who sees both unions decides."""
    mine = SamePhoto.objects.visible_to(actor, Right.IMPORT).filter(pk=doubt.pk)
    one: SamePhoto | None = (
        mine.select_for_update(of=("self",))
        .select_related("one__evidence__union", "other__evidence__union")
        .first()
    )
    if one is None:
        raise Refused(f"{Right.IMPORT} of both unions")
    if verdict not in SamePhoto.Verdict.values:
        raise Unacceptable("no_verdict")
    if not reason.strip():
        raise Unacceptable("no_reason")
    if one.verdict:
        raise Unacceptable("settled_already")
    taken = {
        SamePhoto.Verdict.WITHDRAW_ONE.value: one.one,
        SamePhoto.Verdict.WITHDRAW_OTHER.value: one.other,
    }.get(verdict)
    if taken and taken.evidence:
        withdraw(actor, taken.evidence, reason=reason, on=on)
    elif taken:  # of a visit only the photo goes: what was seen there was seen
        taken.dropped_on = on
        taken.save(update_fields=["dropped_on"])
    one.verdict, one.reason, one.decided_by, one.decided_on = verdict, reason, actor.label, on
    one.save(update_fields=["verdict", "reason", "decided_by", "decided_on"])
    log(actor.label, "evidence.photos_settled", one, verdict=verdict)
    return one


def place_of(actor: Actor, right: Right, path: str) -> Node | None:
    """The place by whose post the actor holds a right here: the nearest one."""
    held = [g.branch for g in actor.grants if right in RIGHTS[g.role] and path.startswith(g.branch)]
    nearest = max(held, key=len, default="")
    return Node.objects.filter(path=nearest).first() if nearest else None


def _said_already(union: Union, said: Saying, client_key: UUID | None) -> Evidence | None:
    rows = Evidence.objects.everything(because=BECAUSE).filter(union=union)
    sent = rows.filter(client_key=client_key).first() if client_key else None
    same = rows.filter(kind=said.kind, since=said.since, withdrawn_on__isnull=True)
    found: Evidence | None = sent or next(
        (one for one in same if one.attributes == dict(said.attributes)), None
    )
    return found


def _checked(union: Union, said: Saying, *, photos: int, on: date) -> Kind:
    """The kind; raises `Unacceptable` for what nobody may be asked, what is no word of it, and
    what is wrong with the saying."""
    kind = KINDS.get(said.kind)
    if kind is None:
        raise Unacceptable("no_such_kind")
    if kind.known:
        raise Unacceptable("known_already")
    if union.closed_on:
        raise Unacceptable("union_closed")
    if not fits(kind, said.attributes):
        raise Unacceptable("unfit_attributes")
    is_event = kind.shape is Shape.EVENT
    if code := fault(said, on=on, photos=photos, physical=kind.physical, is_event=is_event):
        raise Unacceptable(code)
    return kind


def fits(kind: Kind, attributes: Mapping[str, str]) -> bool:
    """Whether these are the attributes of a kind, each one of its words."""
    return attributes.keys() == kind.attributes.keys() and all(
        not kind.attributes[name].values or value in kind.attributes[name].values
        for name, value in attributes.items()
    )


def _last(union: Union, said: Saying) -> date | None:
    """As it was said, else by the county's rule for that day, if there is one for the kind."""
    if said.last or said.kind not in LASTS:
        return said.last
    months = number_on(CountyParameter.Name(LASTS[said.kind]), union.organisation, said.since)
    return last_day(said.since, months)


def show(
    actor: Actor,
    union: Union,
    ready: Prepared,
    said: Saying,
    *,
    on: date,
    evidence: Evidence | None = None,
) -> EvidencePhoto:
    """Keep a photo of what is said of a union; one that another union has shown already goes
    before a person. To be called by a command that has asked for the right."""
    picture = keep_picture(ready, name=said.kind)
    shown = EvidencePhoto.objects.everything(because=ANYWHERE)
    same = shown.filter(evidence=evidence, picture=picture) if evidence else shown.none()
    known: EvidencePhoto | None = same.first()
    if known:
        return known
    mine: EvidencePhoto = shown.create(
        union=union,
        picture=picture,
        evidence=evidence,
        kind=said.kind,
        attributes=dict(said.attributes),
        since=said.since,
        said_by=actor.label,
        received_on=on,
    )
    alike = shown.filter(picture__in=look_alikes(ready.grid), dropped_on=None)
    others = alike.exclude(union=union).filter(evidence__withdrawn_on=None)
    SamePhoto.objects.everything(because=ANYWHERE).bulk_create(
        SamePhoto(one=other, other=mine, found_on=on) for other in others
    )
    return mine


def _told(evidence: Evidence, actor: Actor, action: str) -> None:
    kinds = frozenset({evidence.kind})
    keys = {evidence.union_id}
    facts_changed.send(sender=Evidence, kind="union", keys=keys, fact_kinds=kinds)
    log(actor.label, action, evidence, kind=evidence.kind, since=str(evidence.since))

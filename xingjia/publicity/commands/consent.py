"""A person agrees to be shown, field by field, and withdraws: by a link, on paper, or herself."""

from collections.abc import Collection
from datetime import date, timedelta
from secrets import token_urlsafe
from typing import BinaryIO

from django.db.models import QuerySet
from django.utils import timezone

from xingjia.access.checks import LinkVoid, Unacceptable
from xingjia.access.rules import SECRET_BYTES, Actor, digest_of, system
from xingjia.publicity.commands.faces import locked_face
from xingjia.publicity.commands.prints import tell_of_face
from xingjia.publicity.models import Consent, ConsentLink, Face
from xingjia.publicity.rules.consent import Field
from xingjia.toolkit.audit.commands import record
from xingjia.toolkit.command import command
from xingjia.toolkit.files.commands import keep

BECAUSE = "consents of one face, whose right was asked for"
LINK_DAYS = timedelta(days=14)
BY_LINK = "consent_link"


@command
def agree_on_paper(
    actor: Actor,
    face: Face,
    *,
    fields: Collection[str],
    on: date,
    stream: BinaryIO | None = None,
    name: str = "",
) -> Face:
    """Record what a person agreed to with her signature, as of the day on the paper.

    Raises `Unacceptable` without the scan of it, or for a field that does not exist.
    """
    found = locked_face(actor, face)
    if stream is None:
        raise Unacceptable("consent_scan")
    scan = keep(stream, name=name)
    _agree(actor, found, fields, on, Consent.Given.PAPER, scan=scan)
    return found


@command
def withdraw(actor: Actor, face: Face, *, fields: Collection[str], on: date) -> Face:
    """Record that a person no longer agrees; from this day on nothing of it is shown."""
    found = locked_face(actor, face)
    _withdraw(actor, found, fields, on)
    return found


@command
def make_link(actor: Actor, face: Face) -> str:
    """The secret of a link by which the person herself agrees or withdraws; older ones are void."""
    found = locked_face(actor, face)
    secret = token_urlsafe(SECRET_BYTES)
    links = ConsentLink.objects.everything(because=BECAUSE)
    links.filter(face=found, used_at__isnull=True).update(expires_at=timezone.now())
    links.create(
        face=found,
        digest=digest_of(secret),
        expires_at=timezone.now() + LINK_DAYS,
        made_by=actor.label,
    )
    record(actor.label, "publicity.link_made", found)
    return secret


@command
def answer(secret: str, *, fields: Collection[str], on: date) -> Face:
    """What the person ticked who opened the link: exactly these fields stand from now on.

    Raises `LinkVoid`. The link can be opened again until it expires, to change her mind.
    """
    link = usable_link(secret)
    if link is None:
        raise LinkVoid
    face: Face = Face.objects.everything(because=BECAUSE).select_for_update().get(pk=link.face_id)
    actor = system(BY_LINK)
    standing = set(_standing(face).values_list("field", flat=True))
    _withdraw(actor, face, standing - set(fields), on)
    _agree(actor, face, set(fields) - standing, on, Consent.Given.LINK)
    link.used_at = timezone.now()
    link.save(update_fields=["used_at"])
    return face


def usable_link(secret: str) -> ConsentLink | None:
    """The link behind a secret while it can be used."""
    links = ConsentLink.objects.everything(because="whoever holds the link is nobody yet")
    found: ConsentLink | None = (
        links.select_related("face__officer__union", "face__account", "face__organisation")
        .filter(digest=digest_of(secret), expires_at__gt=timezone.now())
        .first()
    )
    return found


def _standing(face: Face) -> QuerySet[Consent]:
    return Consent.objects.everything(because=BECAUSE).filter(face=face, withdrawn_on__isnull=True)


def _agree(
    actor: Actor,
    face: Face,
    fields: Collection[str],
    on: date,
    given: Consent.Given,
    **details: object,
) -> None:
    if not set(fields) <= set(Field):
        raise Unacceptable("consent_field")
    standing = set(_standing(face).values_list("field", flat=True))
    fresh = sorted(set(fields) - standing)
    Consent.objects.everything(because=BECAUSE).bulk_create(
        Consent(face=face, field=one, given=given, given_on=on, said_by=actor.label, **details)
        for one in fresh
    )
    if fresh:
        record(actor.label, "publicity.agreed", face, fields=fresh, given=given.value)
        tell_of_face(face.pk)


def _withdraw(actor: Actor, face: Face, fields: Collection[str], on: date) -> None:
    ended = _standing(face).filter(field__in=fields)
    gone = sorted(ended.values_list("field", flat=True))
    for one in ended:
        one.withdrawn_on = max(on, one.given_on)
        one.save(update_fields=["withdrawn_on"])
    if gone:
        record(actor.label, "publicity.withdrawn", face, fields=gone)
        tell_of_face(face.pk)

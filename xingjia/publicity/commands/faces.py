"""Who shows herself and how: the face, its photo, the code of the union."""

import secrets
from datetime import date
from typing import BinaryIO

from xingjia.access.checks import Refused, require
from xingjia.access.models import Account
from xingjia.access.rules import Actor, Right
from xingjia.orgtree.models import Node
from xingjia.publicity.commands.prints import tell, tell_of_face
from xingjia.publicity.models import Code, Face, FaceChange
from xingjia.publicity.queries.faces import number_of
from xingjia.publicity.queries.timeline import mark
from xingjia.publicity.rules.codes import NAME_LENGTH, name_from
from xingjia.registry.models import Officer, Union
from xingjia.toolkit.audit.commands import record
from xingjia.toolkit.command import command
from xingjia.toolkit.files.commands import keep_picture
from xingjia.toolkit.files.pictures.guard import prepare

BECAUSE = "the caller holds the right over the place, which was asked for"
DETAILS = ("duty", "hours", "office_phone", "mobile")


@command
def show_officer(actor: Actor, officer: Officer, *, on: date, **details: str) -> Face:
    """Enter how an officer of a union is found: `duty`, `hours`, `office_phone`, `mobile`.

    Nothing of it is shown before she agrees (`commands.consent`). `on` is the day from which a
    number that is another now makes prints untrue. Raises `Refused`.
    """
    found: Officer = (
        Officer.objects.visible_to(actor, Right.EDIT)
        .select_related("union__organisation")
        .get(pk=officer.pk)
    )
    face = _show(actor, found.union.organisation, details, on, officer=found)
    _give_code(actor, found.union)
    return face


@command
def show_cadre(actor: Actor, account: Account, place: Node, *, on: date, **details: str) -> Face:
    """Enter how a cadre of a federation is found at his place; himself or his superior there."""
    return _show(actor, place, details, on, account=account)


@command
def set_photo(actor: Actor, face: Face, *, stream: BinaryIO, name: str) -> Face:
    """Keep the photo of a face; raises `pictures.refusal.Refused`."""
    found = locked_face(actor, face)
    found.photo = keep_picture(prepare(stream), name=name)
    found.save(update_fields=["photo", "updated_at"])
    record(actor.label, "publicity.photo_set", found)
    return found


def locked_face(actor: Actor, face: Face) -> Face:
    """The face, held for a change; raises `Refused` for who does not keep its place."""
    found: Face | None = (
        Face.objects.visible_to(actor, Right.EDIT)
        .select_for_update(of=("self",))
        .select_related("organisation", "officer", "account")
        .filter(pk=face.pk)
        .first()
    )
    if found is None:
        raise Refused(f"face {face.pk}")
    return found


def _give_code(actor: Actor, union: Union) -> None:
    """Make the code of a union, with the first of its people who is entered."""
    codes = Code.objects.everything(because=BECAUSE)
    name = name_from(secrets.token_bytes(NAME_LENGTH))
    _, made = codes.get_or_create(union=union, defaults={"name": name})
    if made:
        record(actor.label, "publicity.code_made", union)


def _show(
    actor: Actor, place: Node, details: dict[str, str], on: date, **of: Officer | Account
) -> Face:
    require(actor, Right.EDIT, place.path)
    faces = Face.objects.everything(because=BECAUSE)
    face: Face = faces.filter(**of).first() or Face(organisation=place, **of)
    before = number_of(face)
    for name in DETAILS:
        setattr(face, name, details.get(name, getattr(face, name)))
    face.organisation = place
    face.save()
    if number_of(face) != before:
        FaceChange.objects.everything(because=BECAUSE).update_or_create(
            face=face, day=on, defaults={"mark": mark(number_of(face))}
        )
        tell_of_face(face.pk)
        if face.officer is not None:  # another number of the union, which nobody has tried
            tell({face.officer.union_id}, frozenset({"reachable"}))
    record(actor.label, "publicity.face_entered", face, fields=sorted(details))
    return face

"""Focus marks of employers and unions, and the rooms of a union, from a day to a day."""

from datetime import date

from xingjia.access.checks import Refused
from xingjia.access.rules import Actor, Right, masked
from xingjia.registry.commands.editing import locked_employer, locked_union
from xingjia.registry.commands.leading import led_union, told
from xingjia.registry.models import Employer, FocusMark, Room, Union
from xingjia.registry.rules.editing import Finding, settle
from xingjia.registry.rules.origins import BY_HAND
from xingjia.registry.rules.union_facts import OF_ROOMS
from xingjia.registry.rules.values import (
    FOCUS_OF_EMPLOYER,
    FOCUS_OF_UNION,
    focus_findings,
    lifting_findings,
)
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.command import command

BECAUSE = "the caller holds the right over the bearer, which is locked"


@command
def mark_focus(
    actor: Actor, of: Employer | Union, *, kind: str, start: date, source: str, remedy: str
) -> FocusMark:
    """Set a mark from a day on, with who says so and the way out.

    An employer's by whoever keeps it, a union's by who leads it from above. Raises `Objected`
    for a kind that does not fit, or that stands already.
    """
    bearer = _locked_bearer(actor, of)
    is_union = isinstance(bearer, Union)
    mine = {"union" if is_union else "employer": bearer}
    running = FocusMark.objects.everything(because=BECAUSE).filter(**mine, kind=kind, end__gt=start)
    findings = focus_findings(
        kind,
        FOCUS_OF_UNION if is_union else FOCUS_OF_EMPLOYER,
        start,
        running.values_list("end", flat=True),
    )
    findings += _of_persons(source=source, remedy=remedy) + _closed(bearer, start)
    settle(findings, superior=True, reason="")
    made: FocusMark = FocusMark.objects.everything(because=BECAUSE).create(
        **mine,
        kind=kind,
        start=start,
        source=source,
        remedy=remedy,
        said_by=actor.label,
        origin=BY_HAND,
    )
    log(actor.label, "registry.focus_marked", bearer, kind=kind, start=str(start), mark=made.pk)
    return made


@command
def lift_focus(actor: Actor, mark: FocusMark, *, on: date, why: str) -> FocusMark:
    """End a mark; `on` is the first day without it, `why` what has become better."""
    bearer = _locked_bearer(actor, mark.union or mark.employer)
    one: FocusMark = FocusMark.objects.everything(because=BECAUSE).get(pk=mark.pk)
    findings = lifting_findings(one.start, one.end, on) + _of_persons(why=why)
    settle(findings, superior=True, reason="")
    one.end, one.lifted_why = on, why
    one.save(update_fields=["end", "lifted_why"])
    log(actor.label, "registry.focus_lifted", bearer, kind=one.kind, on=str(on), mark=one.pk)
    return one


@command
def open_room(
    actor: Actor, union: Union, *, kind: str, name: str, start: date, area: int | None = None
) -> Room:
    """Enter a room a union keeps from a day on; `area` in square metres, None while unknown."""
    found = locked_union(actor, union)
    findings = [] if kind in Room.Kind.values else [Finding("unfit_value", field="kind")]
    rooms = Room.objects.everything(because=BECAUSE)
    if rooms.filter(union=found, kind=kind, name=name, end__gt=start).exists():
        findings.append(Finding("room_already", field="name"))
    settle(findings + _closed(found, start), superior=True, reason="")
    made: Room = rooms.create(
        union=found,
        kind=kind,
        name=name,
        area=area,
        start=start,
        said_by=actor.label,
        origin=BY_HAND,
    )
    told([found.pk], OF_ROOMS)
    log(actor.label, "registry.room_opened", found, kind=kind, start=str(start), room=made.pk)
    return made


@command
def close_room(actor: Actor, room: Room, *, on: date) -> Room:
    """Enter that a room is kept no longer; `on` is the first day without it."""
    found = locked_union(actor, room.union)
    one: Room = Room.objects.everything(because=BECAUSE).get(pk=room.pk)
    settle(lifting_findings(one.start, one.end, on), superior=True, reason="")
    one.end = on
    one.save(update_fields=["end"])
    told([found.pk], OF_ROOMS)
    log(actor.label, "registry.room_closed", found, kind=one.kind, on=str(on), room=one.pk)
    return one


def _locked_bearer(actor: Actor, of: Employer | Union | None) -> Employer | Union:
    """The employer or union, locked, if the actor may mark it; else raises `Refused`."""
    if isinstance(of, Employer):
        return locked_employer(actor, of)
    if of is None:
        raise Refused(f"{Right.EDIT} of nobody")
    return led_union(actor, of)


def _of_persons(**texts: str) -> list[Finding]:
    """Mobiles of persons do not belong here: everybody who sees the record reads it."""
    return [Finding("mobile", field=name) for name, text in texts.items() if masked(text) != text]


def _closed(of: Employer | Union, on: date) -> list[Finding]:
    """A union that is closed by the day has neither marks nor rooms."""
    ended = isinstance(of, Union) and of.closed_on is not None and of.closed_on <= on
    return [Finding("closed_already")] if ended else []

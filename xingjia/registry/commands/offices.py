"""Chairs who come and go, employers covered, and the end of a union, entered by hand.

What ends with a union is in `endings`.
"""

from dataclasses import replace
from datetime import date

from xingjia.access.checks import require
from xingjia.access.rules import Actor, Right
from xingjia.orgtree.commands import changes
from xingjia.orgtree.rules import OPEN
from xingjia.registry.commands.editing import Notes
from xingjia.registry.commands.elections import seat_all
from xingjia.registry.commands.endings import bring_back, end_with
from xingjia.registry.commands.leading import closed_findings, covered, led_union, told, touched
from xingjia.registry.commands.officers import let_go
from xingjia.registry.commands.statements import say_by_hand
from xingjia.registry.models import (
    Closing,
    Cover,
    Employer,
    EmployerStatement,
    Officer,
    Union,
    UnionStatement,
)
from xingjia.registry.queries.endings import (
    Restorable,
    elected_after,
    last_closing,
    restorable,
    spans_of,
)
from xingjia.registry.queries.newest import chairs_of, covers_running
from xingjia.registry.queries.said import said_on, statements
from xingjia.registry.rules.ballots import Elected
from xingjia.registry.rules.editing import (
    Finding,
    Objected,
    closing_findings,
    settle,
)
from xingjia.registry.rules.origins import BY_HAND
from xingjia.registry.rules.union_facts import told_by
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.command import command

BECAUSE = "the caller holds the right over the union, which is locked"


@command
def appoint_chair(
    actor: Actor,
    union: Union,
    *,
    name: str,
    elected_on: date,
    term_years: int,
    phone: str = "",
    reason: str = "",
) -> tuple[Officer, Notes]:
    """Enter an elected chair for a term of 3 or 5 years (工会法 art. 16), and nothing more of the
    election; `hold_election` takes all of it.

    Whoever was chair then leaves on that day. `phone` counts from the day of the election.
    """
    found = led_union(actor, union)
    chair = Elected(Officer.Post.CHAIR, name)
    said = statements(UnionStatement, found.pk)
    try:
        _election, (made,), notes = seat_all(
            actor,
            found,
            [chair],
            held_on=elected_on,
            term_years=term_years,
            reason=reason,
            said=said,
        )
    except Objected as objected:
        places = {"seats-0": "name", "held_on": "elected_on"}
        findings = [
            replace(one, field=places.get(one.field, one.field)) for one in objected.findings
        ]
        raise Objected(findings) from None
    if phone:
        say_by_hand(actor, found, {"chair_phone": phone}, day=elected_on, said=said)
        told([found.pk], told_by(["chair_phone"]))
    touched(found)
    log(actor.label, "registry.chair_appointed", found, chair=made.pk, years=term_years)
    return made, notes


@command
def chair_left(
    actor: Actor, union: Union, *, on: date, why: str, reason: str = ""
) -> tuple[Officer, Notes]:
    """Enter that the chair has left, `on` being the first day without her.

    Moved within the term or removed needs what 工会法 art. 18 asks for, given as the reason.
    """
    found = led_union(actor, union)
    chair = next((one for one in chairs_of(found) if one.left_on is None), None)
    if chair is None:
        raise Objected([Finding("no_chair")])
    return let_go(actor, found, chair, "chair_left", on=on, why=why, reason=reason)


@command
def close_union(
    actor: Actor, union: Union, *, on: date, why: str, reason: str = ""
) -> tuple[Union, Notes]:
    """End a union (工会法 art. 13): on the same day it ceases to cover anybody, to have officers
    and to stand in the tree, and the posts held at it end. What was said of it stays."""
    changes.hold_tree(union.organisation)
    found = led_union(actor, union)
    covers = covers_running(found, on)
    notes = settle(closing_objections(found, on, why), superior=True, reason=reason)
    ended = end_with(actor, found, covers, on)
    found.closed_on, found.closed_why, found.closed_reason = on, why, reason
    found.save(update_fields=["closed_on", "closed_why", "closed_reason"])
    told([found.pk])
    Closing.objects.everything(because=BECAUSE).create(
        union=found, on=on, why=why, reason=reason, said_by=actor.label, ended=ended
    )
    log(actor.label, "registry.union_closed", found, why=why, on=str(on), covers=len(covers))
    return found, notes


def closing_objections(union: Union, on: date, why: str) -> list[Finding]:
    """What is to be said against the end of a union on a day; see `rules.editing`."""
    covers = covers_running(union, on)
    working = _working(covers, on)
    findings = closing_findings(on, why, union.founded_on, still_working=working) + closed_findings(
        union
    )
    if any(one.start >= on for one in covers):
        findings.append(Finding("covers_ahead", field="on"))
    if any(one.start >= on for some in spans_of(union, on).values() for one in some):
        findings.append(Finding("belongs_ahead", field="on"))
    if elected_after(union, on):
        findings.append(Finding("elected_after_end", field="on"))
    return findings


@command
def reopen_union(actor: Actor, union: Union, *, on: date, reason: str) -> tuple[Union, list[str]]:
    """Take back, on a day, that a union was closed: a mistake, with the reason.

    Everything that ended with it is as it was. Returns what has changed since and was left
    alone (covers, officers, posts, leaf), for a person to look at.
    """
    changes.hold_tree(union.organisation)
    found = led_union(actor, union)
    findings = [] if found.closed_on else [Finding("not_closed")]
    findings += [] if reason.strip() else [Finding("reason_needed", field="reason")]
    settle(findings, superior=True, reason=reason)
    closing = last_closing(found)
    back = restorable(closing) if closing else Restorable(changed=["covers", "officers", "posts"])
    bring_back(actor, found, back)
    if closing:
        closing.undone_on, closing.undone_by, closing.undone_reason = on, actor.label, reason
        closing.save(update_fields=["undone_on", "undone_by", "undone_reason"])
    found.closed_on, found.closed_why, found.closed_reason = None, "", ""
    found.save(update_fields=["closed_on", "closed_why", "closed_reason"])
    told([found.pk])
    log(actor.label, "registry.union_reopened", found, on=str(on), changed=back.changed)
    return found, back.changed


@command
def cover(
    actor: Actor, union: Union, employer: Employer, *, start: date, reason: str = ""
) -> tuple[Cover, Notes]:
    """Enter that the union covers an employer from a day on; both must be the actor's to mend."""
    found = led_union(actor, union)
    require(actor, Right.EDIT, employer.organisation.path)
    findings = closed_findings(found)
    if found.founded_on and start < found.founded_on:
        findings.append(Finding("cover_before_founding", field="start"))
    if any(one.employer_id == employer.pk for one in covers_running(found, start)):
        findings.append(Finding("covered_already", field="employer"))
    notes = settle(findings, superior=True, reason=reason)
    made = Cover.objects.everything(because=BECAUSE).create(
        union=found, employer=employer, start=start, origin=BY_HAND
    )
    covered(made)
    log(actor.label, "registry.employer_covered", found, employer=employer.pk, start=str(start))
    return made, notes


@command
def uncover(actor: Actor, cover: Cover, *, on: date) -> Cover:
    """Enter that the union no longer covers an employer; `on` is the first day without."""
    found = led_union(actor, cover.union)
    one: Cover = Cover.objects.everything(because=BECAUSE).get(pk=cover.pk)
    if not one.start < on < one.end or one.end != OPEN:
        raise Objected([Finding("cover_over", field="on")])
    one.end = on
    one.save(update_fields=["end"])
    covered(one)
    log(actor.label, "registry.employer_uncovered", found, employer=one.employer_id, on=str(on))
    return one


def _working(covers: list[Cover], on: date) -> bool:
    """Whether an employer covered is said to be in production."""
    said = said_on(EmployerStatement, [cover.employer_id for cover in covers], on)
    return any(values.get("in_production") for values in said.values())

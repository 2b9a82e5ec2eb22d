"""Entering and mending employers and unions by hand.

What is said becomes dated statements; nothing is overwritten. Every command raises `Refused`
without the right here, and `Objected` with what stands in the way (see `rules.editing`).
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from xingjia.access.checks import Refused, require
from xingjia.access.rules import Actor, Right
from xingjia.facts.sources import facts_changed
from xingjia.orgtree.models import Node
from xingjia.registry.commands.founding_day import founding_objections, move_founding
from xingjia.registry.commands.statements import say_by_hand
from xingjia.registry.models import (
    Cover,
    Employer,
    EmployerStatement,
    Officer,
    Union,
    UnionStatement,
)
from xingjia.registry.queries.newest import (
    chair_on,
    code_is_taken,
    name_is_known,
    on_record,
    staff_of,
    values_of,
)
from xingjia.registry.queries.said import all_said, names_among
from xingjia.registry.rules.claims import kinds_of
from xingjia.registry.rules.editing import (
    OF_CHAIR,
    Finding,
    Level,
    Stale,
    employer_findings,
    settle,
    union_findings,
    version_of,
)
from xingjia.registry.rules.names import name_key, search_text
from xingjia.registry.rules.union_facts import told_by
from xingjia.registry.rules.values import (
    form_findings,
    kept_apart,
    papers,
    with_section,
    without_old_number,
)
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.command import command

OF_EMPLOYER = frozenset(EmployerStatement.Field.values)
OF_UNION = frozenset(UnionStatement.Field.values)
PLACES = frozenset({Node.Kind.TOWNSHIP.value, Node.Kind.PARK.value})
Notes = tuple[Finding, ...]


@command
def add_employer(
    actor: Actor, place: Node, *, day: date, name: str, reason: str = "", **values: Any
) -> tuple[Employer, Notes]:
    """Enter an employer under the township or park responsible for it, with what is known of it
    from a day on. An employer of the same name in the county is warned of."""
    require(actor, Right.EDIT, place.path)
    values, taken = without_old_number(_known_fields(values, OF_EMPLOYER) | {"name": name})
    values = with_section(values)
    findings = [*taken, *_of_employer(values, values)]
    if place.kind not in PLACES or place.closed_on:
        findings.append(Finding("place_unfit", field="place"))
    code = str(values.get("code") or "")
    if code_is_taken(Employer, code):
        findings.append(Finding("code_taken", field="code"))
    if name_is_known(name, place):
        findings.append(Finding("name_known", Level.WARNED, "name"))
    notes = settle(findings, superior=actor.may_from_above(Right.EDIT, place.path), reason=reason)
    employer = Employer.objects.everything(because="it is new").create(
        organisation=place,
        name=name,
        name_key=name_key(name),
        code=code,
        search=search_text(name, code, str(values.get("old_code") or "")),
    )
    values["place"] = place.code
    say_by_hand(actor, employer, values, day=day, reason=reason, said=())
    facts_changed.send(sender=add_employer, kind="employer", keys={employer.pk})
    log(actor.label, "registry.employer_added", employer, fields=sorted(values), day=str(day))
    return employer, notes


@command
def change_employer(
    actor: Actor,
    employer: Employer,
    *,
    day: date,
    version: str,
    reason: str = "",
    **values: Any,
) -> Notes:
    """Say what is so of an employer from a day on.

    `version` is `version_of` the values the form was opened with; raises `Stale` when others
    stand now. A name, code or place of a day before what is known already changes only history.
    """
    found = locked_employer(actor, employer)
    values, taken = without_old_number(_known_fields(values, OF_EMPLOYER))
    said = all_said(EmployerStatement, found.pk)
    stands = values_of(found, said)
    changed = _changed(stands, with_section(values), version)
    if not changed:
        return ()
    findings = [*taken, *_of_employer(stands | changed, changed)]
    to = _place(actor, changed["place"]) if "place" in changed else found.organisation
    if to is None:
        findings.append(Finding("place_unfit", field="place"))
    if code_is_taken(found, str(changed.get("code", ""))):
        findings.append(Finding("code_taken", field="code"))
    superior = actor.may_from_above(Right.EDIT, found.organisation.path)
    notes = settle(findings, superior=superior, reason=reason)
    later = {one.field for one in said if one.day > day}
    say_by_hand(actor, found, changed, day=day, reason=reason, said=said)
    if to and "place" not in later:
        found.organisation = to
    _rename(found, changed, later, said)
    if kinds := kinds_of(changed):
        facts_changed.send(
            sender=change_employer, kind="employer", keys={found.pk}, fact_kinds=kinds
        )
    log(actor.label, "registry.employer_changed", found, fields=sorted(changed), day=str(day))
    return notes


@command
def change_union(
    actor: Actor,
    union: Union,
    *,
    day: date,
    version: str,
    reason: str = "",
    **values: Any,
) -> Notes:
    """Say what is so of a union from a day on; a chair only what she keeps herself.

    `version` and `Stale` as in `change_employer`.
    """
    found = locked_union(actor, union)
    values = _known_fields(values, OF_UNION)
    said, covers, chairs, staffed = on_record(found, day, values)
    stands = values_of(found, said)
    changed = _changed(stands, values, version)
    if not changed:
        return ()
    superior = actor.may_from_above(Right.EDIT, found.organisation.path)
    covered = {one.employer_id for one in covers if one.start <= day < one.end}
    findings = union_findings(stands | changed, changed, staff_of(covered, day, staffed))
    if not findings:
        findings = _of_union(found, stands | changed, changed, day, covers, chairs)
    if not superior:
        findings += [Finding("not_yours", field=name) for name in changed.keys() - OF_CHAIR]
    if code_is_taken(found, str(changed.get("code", ""))):
        findings.append(Finding("code_taken", field="code"))
    notes = settle(findings, superior=superior, reason=reason)
    later = {one.field for one in said if one.day > day}
    _first_name(actor, found, changed, day, said)
    say_by_hand(actor, found, changed, day=day, reason=reason, said=said)
    _rename(found, changed, later, said)
    if "founded_on" in changed and "founded_on" not in later:
        move_founding(actor, found, str(changed["founded_on"]), covers)
    if kinds := told_by(changed):
        facts_changed.send(sender=change_union, kind="union", keys={found.pk}, fact_kinds=kinds)
    log(actor.label, "registry.union_changed", found, fields=sorted(changed), day=str(day))
    return notes


def _place(actor: Actor, code: str) -> Node | None:
    """The township or park with this code, if the actor keeps the register there."""
    node = Node.objects.filter(code=code, kind__in=PLACES, closed_on=None).first()
    return node if node and actor.may(Right.EDIT, node.path) else None


def locked_employer(actor: Actor, employer: Employer) -> Employer:
    """The employer, locked, if the actor keeps it (a chair sees hers); else raises `Refused`."""
    mine = Employer.objects.visible_to(actor, Right.EDIT).filter(pk=employer.pk)
    found: Employer | None = (
        mine.select_for_update(of=("self",)).select_related("organisation").first()
    )
    if found is None:
        raise Refused(f"{Right.EDIT} of employer {employer.pk}")
    require(actor, Right.EDIT, found.organisation.path)
    return found


def locked_union(actor: Actor, union: Union) -> Union:
    """The union, locked, if the actor may mend it; else raises `Refused`."""
    mine = Union.objects.visible_to(actor, Right.EDIT).filter(pk=union.pk)
    found: Union | None = (
        mine.select_for_update(of=("self",)).select_related("organisation").first()
    )
    if found is None:
        raise Refused(f"{Right.EDIT} of union {union.pk}")
    return found


def _known_fields(values: dict[str, Any], fields: frozenset[str]) -> dict[str, Any]:
    unknown = values.keys() - fields
    if unknown:
        raise TypeError(f"no such values: {sorted(unknown)}")
    return dict(values)


def _changed(stands: dict[str, Any], values: dict[str, Any], version: str) -> dict[str, Any]:
    """What differs from what stands; raises `Stale` if that is not what the form showed."""
    if version != version_of(stands):
        raise Stale(stands, values)
    return {
        name: value
        for name, value in values.items()
        if value != stands.get(name) or type(value) is not type(stands.get(name))
    }


def _of_employer(values: dict[str, Any], changed: dict[str, Any]) -> list[Finding]:
    """What is found about an employer as it would be."""
    given = _given(changed)
    return [
        *employer_findings(values, changed),
        *form_findings(given),
        *kept_apart(values, given),
    ]


def _of_union(
    union: Union,
    values: dict[str, Any],
    changed: dict[str, Any],
    day: date,
    covers: Iterable[Cover],
    chairs: Iterable[Officer],
) -> list[Finding]:
    """What is found about the papers and the founding of a union as they would be; `covers` and
    `chairs` are all there ever were."""
    given = _given(changed)
    found = form_findings(given)
    if found:
        return found
    chair = chair_on(union, day, chairs)
    found += papers(values, given, chair.term_ends_on if chair else None)
    if "founded_on" in given:
        found += founding_objections(union, str(given["founded_on"]), covers, chairs)
    return found


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "")}


def _first_name(
    actor: Actor, union: Union, changed: dict[str, Any], day: date, said: Iterable[Any]
) -> None:
    """Keep the name a union was founded under, where nobody has said it yet."""
    founded = union.founded_on
    if "name" in changed and founded and founded < day and not names_among(said):
        say_by_hand(actor, union, {"name": union.name}, day=founded, said=said)


def _rename(
    one: Employer | Union, changed: dict[str, Any], later: set[str], said: Iterable[Any]
) -> None:
    """Name and code of the record follow what is said of now; it is found by former ones too:
    those `said` before, and those of the change."""
    before, now = one.name, {n: value for n, value in changed.items() if n not in later}
    one.name = now.get("name", one.name)
    one.code = now.get("code", one.code)
    if isinstance(one, Employer):
        one.name_key = name_key(one.name)
    if changed.keys() & {"name", "code", "place", "old_code"}:
        names = [str(changed[name]) for name in ("name", "old_code") if changed.get(name)]
        one.search = search_text(one.name, one.code, *names_among(said), *names, before)
        one.save()

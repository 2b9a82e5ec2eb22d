"""The end of an employer and of everything that ends with it, and taking that back."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone

from xingjia.access.checks import Refused
from xingjia.access.rules import Actor, Right
from xingjia.facts.sources import facts_changed
from xingjia.registry.commands.editing import Notes, locked_employer
from xingjia.registry.commands.offices import close_union, reopen_union
from xingjia.registry.commands.statements import say_by_hand
from xingjia.registry.models import (
    Contract,
    ContractEmployer,
    Cover,
    Employer,
    EmployerClosing,
    EmployerStatement,
    Union,
)
from xingjia.registry.queries.closing import Ending, closing_of, ending_of, works_later
from xingjia.registry.queries.endings import last_closing, restorable
from xingjia.registry.queries.unions import sharing_unions
from xingjia.registry.rules.closing import ending_findings
from xingjia.registry.rules.editing import Finding, settle
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.command import command

BECAUSE = "the caller holds the right over the employer, which is locked"
WORKS = EmployerStatement.Field.IN_PRODUCTION.value
# What a closing changes: the table, and the columns that are kept to be restored.
TABLES: dict[str, tuple[Any, tuple[str, ...]]] = {
    "statement": (EmployerStatement, ("value", "said_by", "origin", "reason", "replaced")),
    "cover": (Cover, ("end",)),
    "contract": (Contract, ("ended_on", "ended_why")),
    "covered": (ContractEmployer, ("end",)),
    "union": (Union, ("closed_on", "closed_why", "closed_reason")),
}
Stored = dict[tuple[str, int], dict[str, Any]]


@command
def close_employer(
    actor: Actor,
    employer: Employer,
    *,
    on: date,
    why: str,
    reason: str = "",
    unions: Collection[int] = (),
    seen: str | None = None,
) -> tuple[EmployerClosing, Notes]:
    """End an employer, `on` being the first day without it (docs/domain.md §11, trap 17).

    It is no longer in production; contracts of its own end, it leaves those it shares, its
    cover ends. `unions` are those left without employers that end as well (工会法 art. 13).
    `seen` is the `version` of what a page showed. Raises `Refused` without the right here or
    over such a union, `Objected` with what stands in the way.
    """
    found = locked_employer(actor, employer)
    ending = ending_of(found, on)
    findings = _against(found, ending, why, unions, seen)
    notes = settle(findings, superior=True, reason=reason)
    before = _stored(found, ending)
    _end(actor, found, ending, why=why, reason=reason)
    for union in ending.left:
        if union.pk in unions:
            close_union(actor, union, on=on, why=Union.Closed.UNIT_ENDED, reason=reason)
    ended = _difference(before, _stored(found, ending))
    closing = _kept(actor, found, on=on, why=why, reason=reason, ended=ended)
    _touched(found)
    log(
        actor.label,
        "registry.employer_closed",
        found,
        why=why,
        on=str(on),
        contracts=[row.contract_id for row in ending.own],
        left=[row.contract_id for row in ending.shared],
        unions=sorted(unions),
    )
    return closing, notes


@command
def reopen_employer(actor: Actor, employer: Employer, *, reason: str) -> EmployerClosing:
    """Take back an end that was entered wrongly: everything stands again as it stood before.

    Raises `Refused` as `close_employer`, `Objected` without a reason or when something of what
    ended was changed since: that is for a person to sort out first.
    """
    found = locked_employer(actor, employer)
    closing = closing_of(found)
    if closing is None:
        raise Refused(f"employer {found.pk} is not closed")
    rows = {table: _rows(table, closing) for table in TABLES}
    for union in rows["union"].values():
        if not actor.may_from_above(Right.EDIT, union.organisation.path):
            raise Refused(f"{Right.EDIT} over {union.organisation.path}")
    findings = [] if reason.strip() else [Finding("reopen_reason", field="reason")]
    findings += _changed_since(found, closing, rows)
    settle(findings, superior=True, reason=reason)
    for union in rows["union"].values():
        reopen_union(actor, union, on=timezone.localdate(), reason=reason)
    for kept in closing.ended:
        if kept["table"] != "union":
            _restore(rows[kept["table"]][kept["pk"]], kept)
    closing.undone_at, closing.undone_by = timezone.now(), actor.label
    closing.undone_reason = reason
    closing.save(update_fields=["undone_at", "undone_by", "undone_reason"])
    _touched(found)
    log(actor.label, "registry.employer_reopened", found, closing=closing.pk)
    return closing


def _against(
    employer: Employer, ending: Ending, why: str, unions: Collection[int], seen: str | None
) -> list[Finding]:
    found = [] if why in EmployerClosing.Why.values else [Finding("why_unfit", field="why")]
    if closing_of(employer):
        found.append(Finding("employer_closed_already"))
    if seen is not None and seen != ending.version:
        found.append(Finding("ending_changed"))
    if not set(unions) <= {union.pk for union in ending.left}:
        found.append(Finding("union_has_others"))
    since = [cover.start for cover in ending.covers]
    return found + ending_findings(ending.on, since, ending.under, works_later(employer, ending.on))


def _end(actor: Actor, employer: Employer, ending: Ending, *, why: str, reason: str) -> None:
    """Everything but the unions that end as well."""
    on = ending.on
    said = dict.fromkeys([WORKS, *ending.claims], False)
    say_by_hand(actor, employer, said, day=on, reason=reason)
    contracts = Contract.objects.everything(because=BECAUSE)
    contracts.filter(pk__in=[row.contract_id for row in ending.own]).update(
        ended_on=on, ended_why=Contract.EndReason.CLOSED
    )
    covered = ContractEmployer.objects.everything(because=BECAUSE)
    covered.filter(pk__in=[row.pk for row in ending.shared]).update(end=on)
    covers = Cover.objects.everything(because=BECAUSE)
    covers.filter(pk__in=[cover.pk for cover in ending.covers]).update(end=on)


def _kept(actor: Actor, employer: Employer, **told: Any) -> EmployerClosing:
    rows = EmployerClosing.objects.everything(because=BECAUSE)
    made: EmployerClosing = rows.create(employer=employer, said_by=actor.label, **told)
    return made


def _touched(employer: Employer) -> None:
    keys = {employer.pk} | sharing_unions({employer.pk})
    facts_changed.send(sender=close_employer, kind="employer", keys=keys)


# ---- what stood before, and putting it back --------------------------------------------------


def _stored(employer: Employer, ending: Ending) -> Stored:
    """Everything an end can change, as it stands."""
    left = [union.pk for union in ending.left]
    asked: dict[str, dict[str, Any]] = {
        "statement": {"employer": employer, "field__in": [WORKS, *ending.claims], "day": ending.on},
        "cover": {"pk__in": [cover.pk for cover in ending.covers]},
        "contract": {"pk__in": [row.contract_id for row in ending.own]},
        "covered": {"pk__in": [row.pk for row in ending.shared]},
        "union": {"pk__in": left},
    }
    found: Stored = {}
    for table, condition in asked.items():
        model, columns = TABLES[table]
        rows = model.objects.everything(because=BECAUSE).filter(**condition)
        for pk, *values in rows.values_list("pk", *columns):
            found[table, pk] = dict(zip(columns, map(_plain, values), strict=True))
    return found


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _difference(before: Stored, after: Stored) -> list[dict[str, Any]]:
    return [
        {"table": table, "pk": pk, "before": before.get((table, pk)), "after": values}
        for (table, pk), values in after.items()
        if before.get((table, pk)) != values
    ]


def _rows(table: str, closing: EmployerClosing) -> dict[int, Any]:
    keys = [kept["pk"] for kept in closing.ended if kept["table"] == table]
    rows = TABLES[table][0].objects.everything(because=BECAUSE).select_for_update(of=("self",))
    if table == "union":
        rows = rows.select_related("organisation")
    found: dict[int, Any] = rows.in_bulk(keys)
    return found


def _changed_since(
    employer: Employer, closing: EmployerClosing, rows: dict[str, dict[int, Any]]
) -> list[Finding]:
    changed = set()
    for kept in closing.ended:
        one = rows[kept["table"]].get(kept["pk"])
        now = {name: _plain(getattr(one, name)) for name in kept["after"]} if one else None
        if now != kept["after"]:
            changed.add(kept["table"])
    covers = Cover.objects.everything(because=BECAUSE).filter(employer=employer)
    if covers.filter(end__gt=closing.on).exclude(pk__in=rows["cover"]).exists():
        changed.add("cover")
    if any(_union_changed(union, closing) for union in rows["union"].values()):
        changed.add("union")
    return [Finding(f"reopen_{table}") for table in _in_order(changed)]


def _union_changed(union: Union, closing: EmployerClosing) -> bool:
    """Whether the union no longer stands as its end with the employer left it."""
    end = last_closing(union)
    return end is None or end.on != closing.on or bool(restorable(end).changed)


def _in_order(tables: Iterable[str]) -> list[str]:
    found = set(tables)
    return [table for table in TABLES if table in found]


def _restore(one: Any, kept: dict[str, Any]) -> None:
    """A row as it stood; what the closing itself said is taken back, and stays in `ended`."""
    if kept["before"] is None:
        one.delete()
        return
    for name, value in kept["before"].items():
        field: models.Field[Any, Any] = one._meta.get_field(name)
        setattr(one, name, field.to_python(value))
    one.save(update_fields=list(kept["before"]))

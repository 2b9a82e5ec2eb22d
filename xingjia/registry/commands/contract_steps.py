"""Entering the clock of a contract by hand."""

from datetime import date

from xingjia.access.checks import Unacceptable
from xingjia.access.rules import Actor
from xingjia.registry.commands.contract_editing import keep_change, locked_contract, touched
from xingjia.registry.models import Contract
from xingjia.registry.queries.contract_mending import values_of_contract
from xingjia.registry.queries.contracts import dates_of, terms_for
from xingjia.registry.rules.contract_steps import (
    STEPS,
    Finding,
    forbidden,
    unwise,
    written,
)
from xingjia.toolkit.audit.commands import record as log
from xingjia.toolkit.command import command

# What belongs to a step beside its day.
DETAILS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(STEPS, ()),
    "congress_on": ("should_attend", "present", "in_favour"),
    "received_on": ("receipt_no",),
    "objected_on": ("opinion_no",),
    "effective_on": ("opinion_no",),
    "ended_on": ("ended_why",),
}


class Forbidden(Unacceptable):
    """A date that cannot stand; `findings` say why, with the article."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(findings[0].code)
        self.findings = findings


class Stale(Unacceptable):
    """Somebody else entered another date meanwhile; `now` is what stands."""

    def __init__(self, now: str) -> None:
        super().__init__("stale")
        self.now = now


@command
def record_step(
    actor: Actor,
    contract: Contract,
    *,
    field: str,
    day: date,
    on: date,
    before: str | None = None,
    details: dict[str, int | str | None] | None = None,
) -> list[Finding]:
    """Enter or mend the day of one step; returns what is unwise about it.

    `details` are what DETAILS names beside the day; those left out stay as they are. `on` is
    today; `before` is the date the form showed (None: not asked). Raises `Refused`
    without the right, `Forbidden` for what cannot be or the law forbids, `Stale` when
    another date stands than the form showed.
    """
    if field not in STEPS:
        raise Unacceptable("no_such_step")
    one = locked_contract(actor, contract)
    stood, known = dates_of(one), values_of_contract(one)
    if before is not None and written(stood, field) != before:
        raise Stale(written(stood, field))
    values: dict[str, object] = {field: day.isoformat() if field == "filed_on" else day}
    values |= {name: told for name, told in (details or {}).items() if name in DETAILS[field]}
    changed = [name for name, value in values.items() if _said(one, name) != value]
    for name in changed:
        setattr(one, name, values[name] if values[name] is not None else _nothing(name))
    dates = dates_of(one)
    terms = terms_for(one)
    if findings := list(forbidden(dates, field, on, terms)):
        raise Forbidden(findings)
    if changed:
        one.save(update_fields=changed)
        keep_change(actor, one, before=known)
        touched(one)
        log(actor.label, "registry.contract_step", one, field=field, day=day.isoformat())
    return list(unwise(dates, field, terms))


@command
def clear_step(
    actor: Actor, contract: Contract, *, field: str, reason: str, before: str | None = None
) -> Contract:
    """Take away the day of a step that was entered wrongly, with what belongs to it.

    What stood stays in `ContractChange`, with who cleared it and why. Raises as `record_step`;
    without a reason, or where no day stands, `Unacceptable`.
    """
    if field not in STEPS:
        raise Unacceptable("no_such_step")
    one = locked_contract(actor, contract)
    stood, known = written(dates_of(one), field), values_of_contract(one)
    if before is not None and stood != before:
        raise Stale(stood)
    if not stood:
        raise Unacceptable("nothing_to_clear")
    if not reason.strip():
        raise Unacceptable("emptied_reason")
    names = [field, *DETAILS[field]]
    for name in names:
        setattr(one, name, "" if name == "filed_on" else _nothing(name))
    one.save(update_fields=names)
    keep_change(actor, one, before=known, reason=reason)
    touched(one)
    log(actor.label, "registry.contract_step_cleared", one, field=field, day=stood)
    return one


def _said(one: Contract, name: str) -> object:
    """A stored value; None where nobody has said."""
    value = getattr(one, name)
    return None if value == "" else value


def _nothing(name: str) -> str | None:
    return "" if name in ("receipt_no", "opinion_no", "ended_why") else None

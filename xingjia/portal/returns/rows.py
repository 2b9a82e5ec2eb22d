"""How the rows of returned workbooks are planned and written: as those of a register, bound to
their employers, and only where nobody changed the register meanwhile."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from xingjia.access.rules import Actor
from xingjia.imports.kinds import Counts, Handler, Setting, handler_for
from xingjia.imports.rules import Choice, Outcome, Plan, Reason, Record, Written
from xingjia.portal.returns.rules.asking import flat
from xingjia.portal.returns.rules.binding import ISSUED, KEY, edited_since, error
from xingjia.registry.models import Employer
from xingjia.registry.queries.known import known_employers
from xingjia.registry.rules.register import KnownEmployer

KIND = "returned"
MOVED = "edited_since"
BECAUSE = "rows are bound to employers of the workbook that was sent; the register looks again"
Prepared = dict[int, Record]


class ReturnedRows:
    """The kind "returned": a register that was sent out and came back."""

    title = _("填报表")

    def plan(self, setting: Setting, records: Sequence[Record]) -> dict[int, Plan]:
        """What each row would do, by record key; writes nothing."""
        ready, plans = _prepared(setting, records)
        found = _register().plan(setting, list(ready.values()))
        return plans | {key: _with_options(plan) for key, plan in found.items()}

    def apply(self, actor: Actor, setting: Setting, records: Sequence[Record]) -> Written:
        """Plan again against what is stored now, and write what differs."""
        ready, plans = _prepared(setting, records)
        written = _register().apply(actor, setting, list(ready.values()))
        written.plans = plans | {key: _with_options(one) for key, one in written.plans.items()}
        return written

    def counted(self, setting: Setting, plans: Sequence[Plan], so_far: Counts) -> Counts:
        """What writing would do to the figures of the place."""
        return _register().counted(setting, plans, so_far)

    def effect(self, counts: Counts) -> str:
        """What the figures would be after writing."""
        return _register().effect(counts)

    def label(self, subject: str, field: str) -> str:
        """The reader's word for a changed value."""
        return str(_register().label(subject, field))

    def show(self, field: str, value: Any) -> str:
        """A value as the reader writes it."""
        return _register().show(field, value)


def _register() -> Handler:
    handler = handler_for("register")
    if handler is None:
        raise LookupError("no room applies registers")
    return handler


def _prepared(setting: Setting, records: Sequence[Record]) -> tuple[Prepared, dict[int, Plan]]:
    """The rows as rows of a register that name their employer as it is called now; and the
    plans of those that cannot be: never bound, or about an employer that is gone."""
    bound = {record.key: record for record in records if ISSUED in record.values}
    keys = {record.values[KEY] for record in bound.values()}
    found = Employer.objects.everything(because=BECAUSE).filter(pk__in=keys)
    known = {
        one.key: one
        for one in known_employers(list(found.select_related("organisation")), setting.as_of)
    }
    plans = {record.key: _refused(record) for record in records if record.key not in bound}
    ready: Prepared = {}
    for record in bound.values():
        about = known.get(record.values[KEY])
        if about is None:
            plans[record.key] = Plan(
                Outcome.HELD, reasons=(Reason("employer_gone", "employer_name"),)
            )
        else:
            ready[record.key] = _as_register(record, about)
    return ready, plans


def _refused(record: Record) -> Plan:
    """A row without a key of ours, or one that was brought in by another door."""
    code = record.issues[0]["code"] if record.errors else "sent_out"
    title = str(record.values.get("employer_name") or "")
    return Plan(Outcome.REJECTED, title, reasons=(Reason(code, "employer_name"),))


def _as_register(record: Record, about: KnownEmployer) -> Record:
    """The row as the register reads it. The person who filled it in saw what stood there, unless
    that was changed since: then somebody decides, and until then the row waits."""
    differs, moved = edited_since(record.values, flat(about))
    named = {"employer_name": about.employer["name"], "employer_code": about.employer.get("code")}
    issues, choice = record.issues, record.choice
    if moved and choice != Choice.ROW:
        issues = (*issues, *(error(MOVED, name) for name in moved))
    elif not record.errors:
        choice = Choice.ROW
    return replace(record, values=named | differs, issues=issues, choice=choice)


def _with_options(plan: Plan) -> Plan:
    """Of two values that disagree either may count."""
    disputed = any(reason.code == MOVED for reason in plan.reasons)
    return replace(plan, options=(Choice.STORED, Choice.ROW)) if disputed else plan

"""Imports laid on the table as read rows, without a file, and all that the register holds."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.apps import apps

from tests.factories import DAY, TESTER, appoint, make_account
from tests.imports.browsing import afresh
from xingjia.access.queries import actor_for
from xingjia.access.rules import Actor
from xingjia.imports import commands
from xingjia.imports.models import Import, ImportRow
from xingjia.orgtree.models import Node, Placement
from xingjia.registry.commands.editing import change_employer
from xingjia.registry.models import Employer
from xingjia.registry.queries.newest import values_of
from xingjia.registry.rules.editing import version_of
from xingjia.standards.coverage.models import Stretch
from xingjia.toolkit.files.models import Blob
from xingjia.toolkit.jobs.commands import run_now
from xingjia.toolkit.jobs.models import Job

WHY = "a test"
Values = dict[str, Any]


def lay_batch(
    node: Node, *rows: Values, kind: str = "register", on: date = DAY, actor: Actor = TESTER
) -> Import:
    """A workbook that was read, with these rows, and waits for a look."""
    blob, _ = Blob.objects.get_or_create(sha256="0" * 64, size=1)
    batch = Import.objects.everything(because=WHY).create(
        organisation=node,
        filename="名册.xlsx",
        blob=blob,
        kind=kind,
        as_of=on,
        state=Import.State.READY,
        asked_by=actor.label,
    )
    ImportRow.objects.everything(because=WHY).bulk_create(
        ImportRow(batch=batch, kind=kind, row=number, values=values, outcome="held")
        for number, values in enumerate(rows, start=3)
    )
    return commands.count_from(actor, batch, day=on)


def write(batch: Import, actor: Actor = TESTER) -> Import:
    return _worked_off(commands.confirm(actor, batch))


def take_back(batch: Import, actor: Actor = TESTER, *, leaving: int = 0) -> Import:
    return _worked_off(commands.undo(actor, batch, leaving=leaving))


def _worked_off(batch: Import) -> Import:
    job = run_now(Job.objects.get(pk=batch.job_id))
    assert job.state == Job.State.DONE, job.error_class
    return Import.objects.everything(because=WHY).select_related("organisation").get(pk=batch.pk)


def everything() -> dict[str, list[Values]]:
    """Every row of the register and of the tree, and every figure, as it stands now."""
    models = [*apps.get_app_config("registry").get_models(), Node, Placement]
    found = {
        model._meta.label: sorted(model._base_manager.values(), key=lambda one: one["id"])
        for model in models
    }
    stretches = _without_keys(Stretch._base_manager.values())
    return found | {"figures": sorted(stretches, key=repr)}


def _without_keys(rows: Iterable[Values]) -> list[Values]:
    return [
        {
            name: value.isoformat() if isinstance(value, date | datetime) else value
            for name, value in row.items()
            if name != "id"
        }
        for row in rows
    ]


def the(model: type, **where: Any) -> Any:
    """The one record that is left."""
    return model.objects.everything(because=WHY).select_related("organisation").get(**where)


def work_off(batch: Import) -> Job:
    return run_now(Job.objects.get(pk=afresh(batch).job_id))


def mend(employer: Employer, name: str = "高知远", **values: Any) -> None:
    """Somebody corrects an employer by hand."""
    account = make_account(name)
    appoint(account, "officer", employer.organisation)
    actor = actor_for(account.pk, DAY)
    version = version_of(values_of(employer))
    change_employer(actor, employer, day=DAY, version=version, **values)

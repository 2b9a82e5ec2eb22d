from datetime import date
from typing import Any

from django.db import migrations


def enter_delays(apps: Any, schema_editor: Any) -> None:
    """Delays allowed in a procedure before the register kept them."""
    record, delay = apps.get_model("organising", "StepRecord"), apps.get_model("registry", "Delay")
    steps = record.objects.filter(code="extend", done_on__isnull=False)
    for one in steps.select_related("procedure"):
        until, term = one.details.get("until"), one.procedure.term_ends_on
        if not until or term is None or one.procedure.union_id is None:
            continue
        if date.fromisoformat(until) <= term:
            continue
        delay.objects.create(
            union_id=one.procedure.union_id,
            term_ends_on=term,
            until=date.fromisoformat(until),
            approved_on=one.done_on,
            number=one.doc_no,
            said_by=one.said_by,
            origin=f"organising.procedure:{one.procedure_id}",
        )


class Migration(migrations.Migration):
    dependencies = [
        ("organising", "0001_initial"),
        ("registry", "0013_answers"),
    ]

    operations = [migrations.RunPython(enter_delays, migrations.RunPython.noop)]

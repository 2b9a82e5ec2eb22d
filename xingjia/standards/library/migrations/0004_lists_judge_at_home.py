from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

STEP = 8  # digits of a node in a path


def forget_elsewhere(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A county's own list judges in the county alone: spells kept elsewhere go."""
    spells = apps.get_model("standing", "Spell")._base_manager
    for row in apps.get_model("library", "Adopted")._base_manager.all():
        step = f"{row.organisation_id:0{STEP}d}"
        kept = spells.filter(standard=row.code, version=row.version)
        paths = kept.order_by().values_list("path", flat=True).distinct()
        away = [
            path
            for path in paths
            if step not in [path[at : at + STEP] for at in range(0, len(path), STEP)]
        ]
        for begin in range(0, len(away), 500):
            kept.filter(path__in=away[begin : begin + 500]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0003_files_of_a_county"),
        ("standing", "0002_rewritten_while_a_snapshot_is_made"),
    ]

    operations = [migrations.RunPython(forget_elsewhere, migrations.RunPython.noop)]

import json
from hashlib import sha256

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

FROZEN = (
    *("code", "version", "title", "source", "parent", "parent_version"),
    *("dropped", "optional", "values", "text"),
)


def freeze(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Keep the digest of what was published before."""
    for row in apps.get_model("library", "Adopted").objects.all():
        told = {name: getattr(row, name) for name in FROZEN}
        row.digest = sha256(
            json.dumps(told, ensure_ascii=False, sort_keys=True).encode()
        ).hexdigest()
        row.save(update_fields=["digest"])


class Migration(migrations.Migration):
    dependencies = [("library", "0002_policies")]

    operations = [
        migrations.AlterField("adopted", "parent", models.CharField(blank=True, max_length=40)),
        migrations.AlterField(
            "adopted", "parent_version", models.CharField(blank=True, max_length=20)
        ),
        migrations.AddField(
            "adopted", "text", models.TextField(blank=True, default=""), preserve_default=False
        ),
        migrations.AddField(
            "adopted",
            "filename",
            models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            "adopted", "digest", models.CharField(default="", max_length=64), preserve_default=False
        ),
        migrations.AddConstraint(
            "adopted",
            models.CheckConstraint(
                name="a_variant_or_a_file",
                condition=models.Q(("parent", ""), ("text", ""), _connector="XOR"),
            ),
        ),
        migrations.RunPython(freeze, migrations.RunPython.noop),
    ]

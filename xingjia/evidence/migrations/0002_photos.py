"""Photos say what they show and of which union, so that they can be of a visit as well."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

FROM_RECORD = ("union_id", "kind", "attributes", "since", "said_by", "received_on")


def take_over(apps: Any, _: Any) -> None:
    """What the record of each photo says is what the photo shows."""
    photos = apps.get_model("evidence", "EvidencePhoto")
    for photo in photos._base_manager.select_related("evidence").iterator():
        for name in FROM_RECORD:
            setattr(photo, name, getattr(photo.evidence, name))
        photo.save(update_fields=[name.removesuffix("_id") for name in FROM_RECORD])


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0001_initial"),
        ("registry", "0015_lasting"),
    ]

    operations = [
        migrations.AlterField(
            model_name="evidencephoto",
            name="evidence",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="evidence.evidence",
            ),
        ),
        migrations.AddField(
            model_name="evidencephoto",
            name="union",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="registry.union",
            ),
        ),
        migrations.AddField(
            model_name="evidencephoto",
            name="kind",
            field=models.CharField(blank=True, max_length=40, verbose_name="事项"),
        ),
        migrations.AddField(
            model_name="evidencephoto",
            name="attributes",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="evidencephoto",
            name="since",
            field=models.DateField(null=True, verbose_name="从哪天起"),
        ),
        migrations.AddField(
            model_name="evidencephoto",
            name="said_by",
            field=models.CharField(default="", max_length=60, verbose_name="谁填的"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="evidencephoto",
            name="received_on",
            field=models.DateField(null=True, verbose_name="哪天收到"),
        ),
        migrations.AddField(
            model_name="evidencephoto",
            name="dropped_on",
            field=models.DateField(blank=True, null=True, verbose_name="哪天去掉"),
        ),
        migrations.RunPython(take_over, migrations.RunPython.noop),
    ]

"""Every photo says of which union it is, from when, and when it came in.

Apart from the migration that fills them in: PostgreSQL changes no table with work pending on it.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0002_photos"),
    ]

    operations = [
        migrations.AlterField(
            model_name="evidencephoto",
            name="union",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="registry.union",
            ),
        ),
        migrations.AlterField(
            model_name="evidencephoto",
            name="since",
            field=models.DateField(verbose_name="从哪天起"),
        ),
        migrations.AlterField(
            model_name="evidencephoto",
            name="received_on",
            field=models.DateField(verbose_name="哪天收到"),
        ),
    ]

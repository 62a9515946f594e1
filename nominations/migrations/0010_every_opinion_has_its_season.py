import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("nominations", "0009_opinions_know_their_season"),
    ]

    operations = [
        migrations.AlterField(
            model_name="endorsement",
            name="season",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="seasons.season",
                verbose_name="年度",
            ),
        ),
    ]

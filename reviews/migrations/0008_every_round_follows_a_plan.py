import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0007_rounds_follow_a_plan")]

    operations = [
        migrations.AlterField(
            model_name="round",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rounds",
                to="seasons.roundplan",
                verbose_name="轮次安排",
            ),
        ),
    ]

"""查实认定 moves to the floor above: its rows stay, their table gets its new name (see findings 0001)."""

import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("honours", "0004_certificates_are_replaced"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(model_name="fraudfinding", name="findings_stay"),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RenameModel("FraudFinding", "Finding"),
                migrations.AlterModelTable("Finding", "findings_finding"),
            ],
            state_operations=[migrations.DeleteModel("FraudFinding")],
        ),
    ]

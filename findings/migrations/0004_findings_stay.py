"""With a case each, findings are guarded again."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("findings", "0003_every_finding_has_its_case"),
    ]

    operations = [
        migrations.AlterField(
            model_name="finding",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="findings",
                to="findings.case",
                verbose_name="案件",
            ),
        ),
        migrations.AlterField(
            model_name="finding",
            name="appeal_until",
            field=models.DateField(verbose_name="申诉期限（含当日）"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="finding",
            trigger=pgtrigger.compiler.Trigger(
                name="findings_are_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="d7819adf371d4eb3bccb1e9d1d3a82361ab7e8e2",
                    operation="DELETE",
                    pgid="pgtrigger_findings_are_never_deleted_85477",
                    table="findings_finding",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="finding",
            trigger=pgtrigger.compiler.Trigger(
                name="findings_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='RAISE EXCEPTION \'pgtrigger: Cannot update of "case_id", "nomination_id", "ground", "facts", "heard", "decision_number", "found_on", "found_by_id", "found_at", "return_by", "appeal_until" rows from % table\', TG_TABLE_NAME;',
                    hash="e75369a232b89f33da75f4ff92fc59829c6259f9",
                    operation='UPDATE OF "case_id", "nomination_id", "ground", "facts", "heard", "decision_number", "found_on", "found_by_id", "found_at", "return_by", "appeal_until"',
                    pgid="pgtrigger_findings_stay_f525e",
                    table="findings_finding",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="finding",
            trigger=pgtrigger.compiler.Trigger(
                name="what_was_overturned_stays_overturned",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."overturned_at" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update of \"overturned_at\" rows from % table', TG_TABLE_NAME;",
                    hash="cc6b3b34fd3a28150ccff74278e747b99a4dab37",
                    operation='UPDATE OF "overturned_at"',
                    pgid="pgtrigger_what_was_overturned_stays_overturned_41e17",
                    table="findings_finding",
                    when="BEFORE",
                ),
            ),
        ),
    ]

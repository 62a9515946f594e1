"""评分时间 to the minute: a round that had a last day closes at its end."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0012_rankings_keep_their_ground"),
        ("seasons", "0005_round_plans_are_frozen"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RoundExtension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("former", models.DateTimeField(verbose_name="原评分截止")),
                ("until", models.DateTimeField(verbose_name="延至")),
                ("reason", models.CharField(max_length=300, verbose_name="理由")),
                ("granted_at", models.DateTimeField(verbose_name="办理时间")),
            ],
            options={
                "verbose_name": "延长评分时间",
                "verbose_name_plural": "延长评分时间",
                "ordering": ("pk",),
            },
        ),
        migrations.AddField(
            model_name="round", name="closes_at", field=models.DateTimeField(null=True, verbose_name="评分截止")
        ),
        migrations.AddField(
            model_name="round", name="opens_at", field=models.DateTimeField(null=True, verbose_name="评分开始")
        ),
        migrations.RunSQL(
            """UPDATE reviews_round
                  SET opens_at = opened_at,
                      closes_at = GREATEST((due_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai',
                                           opened_at + interval '1 day')""",
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            model_name="round", name="closes_at", field=models.DateTimeField(verbose_name="评分截止")
        ),
        migrations.AlterField(model_name="round", name="opens_at", field=models.DateTimeField(verbose_name="评分开始")),
        migrations.RemoveField(model_name="round", name="due_on"),
        migrations.AlterField(
            model_name="round",
            name="opened_at",
            field=models.DateTimeField(verbose_name="开启时间"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="round",
            trigger=pgtrigger.compiler.Trigger(
                name="a_window_is_never_shortened",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."closes_at" < (OLD."closes_at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update of \"closes_at\" rows from % table', TG_TABLE_NAME;",
                    hash="ddd832f95d961a4a361b1489a963895b24fe874b",
                    operation='UPDATE OF "closes_at"',
                    pgid="pgtrigger_a_window_is_never_shortened_2b6b3",
                    table="reviews_round",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scoresheet",
            trigger=pgtrigger.compiler.Trigger(
                name="scores_keep_to_the_window",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT 1 FROM reviews_assignment a JOIN reviews_round r ON r.id = a.round_id\n         WHERE a.id = NEW.assignment_id\n           AND (GREATEST(NEW.saved_at, NEW.submitted_at) >= r.closes_at\n                OR LEAST(NEW.saved_at, NEW.submitted_at) < r.opens_at)\n    ) THEN\n        RAISE EXCEPTION '不在本轮评分时间内，评分表不得变更' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n",
                    hash="e11a400509de295eb13d7ef8d3cb07e100a32bc8",
                    operation='INSERT OR UPDATE OF "saved_at", "submitted_at"',
                    pgid="pgtrigger_scores_keep_to_the_window_2b86e",
                    table="reviews_scoresheet",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_at__gt", models.F("opens_at"))), name="a_round_closes_after_it_opens"
            ),
        ),
        migrations.AddField(
            model_name="roundextension",
            name="granted_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="办理人",
            ),
        ),
        migrations.AddField(
            model_name="roundextension",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="extensions",
                to="reviews.round",
                verbose_name="轮次",
            ),
        ),
        migrations.AddConstraint(
            model_name="roundextension",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gt", models.F("former"))), name="an_extension_is_later"
            ),
        ),
        migrations.AddConstraint(
            model_name="roundextension",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="an_extension_says_why"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="roundextension",
            trigger=pgtrigger.compiler.Trigger(
                name="extensions_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4af80259ca2c0019bc452cc26dd3f0fc054be856",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_extensions_stay_21f2b",
                    table="reviews_roundextension",
                    when="BEFORE",
                ),
            ),
        ),
    ]

"""查实认定 as honours kept it: the table is there already (honours 0005), only its guard is made anew."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("honours", "0005_findings_have_a_floor_of_their_own"),
        ("nominations", "0001_initial"),
        ("sanctions", "0002_what_was_imposed_stays"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Finding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    ("fraud", "弄虚作假"),
                                    ("concealment", "隐瞒严重问题"),
                                    ("crime", "受刑事处罚或开除处分"),
                                    ("procedure", "严重违反程序"),
                                ],
                                max_length=20,
                                verbose_name="事由",
                            ),
                        ),
                        ("facts", models.TextField(verbose_name="查实情况")),
                        ("heard", models.TextField(verbose_name="当事人陈述和申辩")),
                        (
                            "decision_number",
                            models.CharField(db_index=True, max_length=60, verbose_name="决定文号"),
                        ),
                        ("found_on", models.DateField(verbose_name="查实之日")),
                        ("found_at", models.DateTimeField(verbose_name="办理时间")),
                        (
                            "bans",
                            models.ManyToManyField(related_name="findings", to="sanctions.ban", verbose_name="禁报"),
                        ),
                        (
                            "found_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="办理人",
                            ),
                        ),
                        (
                            "nomination",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="finding",
                                to="nominations.nomination",
                                verbose_name="申报",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "查实认定",
                        "verbose_name_plural": "查实认定",
                        "ordering": ("-pk",),
                    },
                ),
                migrations.AddConstraint(
                    model_name="finding",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("facts", ""), _negated=True),
                            models.Q(("heard", ""), _negated=True),
                            models.Q(("decision_number", ""), _negated=True),
                        ),
                        name="a_finding_rests_on_facts_a_hearing_and_a_decision",
                    ),
                ),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="finding",
            trigger=pgtrigger.compiler.Trigger(
                name="findings_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="67b2da7118307f3da5a3ac8629bd458f7e105993",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_findings_stay_f525e",
                    table="findings_finding",
                    when="BEFORE",
                ),
            ),
        ),
    ]

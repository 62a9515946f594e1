from django.db import migrations, models


def keep_the_reason(apps, editor):
    """What finance holds keeps its reason where an inquiry on top of it cannot overwrite it."""
    held = apps.get_model("honours", "Payment").objects.filter(state="held", hold_kind="office")
    held.update(office_note=models.F("note"))


class Migration(migrations.Migration):
    dependencies = [("honours", "0013_every_change_of_an_honour")]

    operations = [
        migrations.AddField(
            "payment",
            "freed_at",
            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="暂缓解除时间"),
        ),
        migrations.AddField(
            "payment",
            "office_note",
            models.CharField(blank=True, default="", editable=False, max_length=300, verbose_name="财务暂缓的理由"),
            preserve_default=False,
        ),
        migrations.RunPython(keep_the_reason, migrations.RunPython.noop),
    ]

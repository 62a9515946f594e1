import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def know(apps, schema_editor):
    """The season is the nomination's; a rank given twice by one body stays with the first."""
    Endorsement = apps.get_model("nominations", "Endorsement")
    Nomination = apps.get_model("nominations", "Nomination")
    seasons = Nomination.objects.filter(pk=OuterRef("nomination_id")).values("season_id")
    Endorsement.objects.update(season_id=Subquery(seasons))
    standing = Endorsement.objects.filter(is_endorsed=True, is_void=False)
    standing.filter(nomination__state="withdrawn").update(is_void=True)
    seen = set()
    for pk, *place in (
        standing.filter(rank__isnull=False).order_by("pk").values_list("pk", "organisation_id", "season_id", "rank")
    ):
        if tuple(place) in seen:
            Endorsement.objects.filter(pk=pk).update(rank=None)
        seen.add(tuple(place))


class Migration(migrations.Migration):
    dependencies = [
        ("nominations", "0008_printed_forms"),
        ("seasons", "0003_paper_reminders_and_second_check"),
    ]

    operations = [
        migrations.AddField(
            model_name="endorsement",
            name="season",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="seasons.season",
                verbose_name="年度",
            ),
        ),
        migrations.RunPython(know, migrations.RunPython.noop),
    ]

"""Rounds opened before 参评 was kept: whoever had a sheet in them or was under review when they were open entered."""

from django.db import migrations

from reviews.codes import blind_codes


def enter(apps, schema_editor):
    """One row per round and nomination."""
    Round, Entrant = apps.get_model("reviews", "Round"), apps.get_model("reviews", "Entrant")
    Nomination = apps.get_model("nominations", "Nomination")
    for round in Round.objects.order_by("pk"):
        keys = set(round.assignments.values_list("nomination_id", flat=True))
        if round.closed_at is None:
            waiting = Nomination.objects.filter(season_id=round.season_id, state="under_review")
            keys |= set(waiting.values_list("pk", flat=True))
        Entrant.objects.bulk_create(
            Entrant(round=round, nomination_id=key, entered_at=round.opened_at, code=code)
            for key, code in zip(sorted(keys), blind_codes(len(keys)), strict=True)
        )


class Migration(migrations.Migration):
    dependencies = [("reviews", "0005_entrants")]

    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]

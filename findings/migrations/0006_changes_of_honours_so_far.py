"""撤销、恢复 made before they were written down beside the honour."""

from django.db import migrations


def write_down(apps, schema_editor):
    """One row for each revocation by a finding, one for each restoration by an appeal."""
    HonourChange = apps.get_model("honours", "HonourChange")
    restorations = apps.get_model("findings", "Restoration").objects.select_related("appeal__finding")
    for one in restorations.order_by("pk"):
        number = one.appeal.finding.decision_number
        HonourChange.objects.create(honour_id=one.honour_id, kind="revoked", at=one.revoked_at, decision_number=number)
        HonourChange.objects.create(
            honour_id=one.honour_id, kind="restored", at=one.restored_at, decision_number=one.appeal.decision_number
        )
    standing = apps.get_model("findings", "Finding").objects.filter(overturned_at__isnull=True)
    for finding in standing.filter(nomination__honour_record__revoked_at__isnull=False).order_by("pk"):
        honour = apps.get_model("honours", "Honour").objects.get(nomination_id=finding.nomination_id)
        HonourChange.objects.create(
            honour=honour, kind="revoked", at=honour.revoked_at, decision_number=finding.decision_number
        )


class Migration(migrations.Migration):
    dependencies = [
        ("findings", "0005_given_back_by_a_restoration_only"),
        ("honours", "0013_every_change_of_an_honour"),
    ]

    operations = [migrations.RunPython(write_down, migrations.RunPython.noop)]

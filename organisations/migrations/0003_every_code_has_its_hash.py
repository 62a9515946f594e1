"""The organisations already there get the hashes of their codes, so that a ban finds them."""

from django.db import migrations

from organisations.models import hash_of_unit


def hash_codes(apps, schema_editor):
    """As Organisation.save does it from now on."""
    organisations = apps.get_model("organisations", "Organisation")
    rows = list(organisations.objects.only("credit_code", "employer_code"))
    for row in rows:
        row.code_hash = hash_of_unit(row.credit_code or "")
        row.employer_hash = hash_of_unit(row.employer_code)
    organisations.objects.bulk_update(rows, ["code_hash", "employer_hash"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_codes_have_their_hashes")]

    operations = [migrations.RunPython(hash_codes, migrations.RunPython.noop)]

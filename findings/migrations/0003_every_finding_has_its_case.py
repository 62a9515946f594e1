"""认定 made before cases were kept get a case each, closed on the day of the decision."""

from datetime import timedelta

from django.db import migrations


def give_cases(apps, schema_editor):
    """One case for each decision number, with all it names."""
    Case = apps.get_model("findings", "Case")
    CaseSubject = apps.get_model("findings", "CaseSubject")
    cases = {}
    for finding in apps.get_model("findings", "Finding").objects.select_related("nomination").order_by("pk"):
        case = cases.get(finding.decision_number)
        if case is None:
            case = cases[finding.decision_number] = Case.objects.create(
                source="discovery",
                about=finding.nomination.name,
                content=finding.facts,
                state="found",
                received_at=finding.found_at,
                opened_by=finding.found_by,
                ground=finding.ground,
                facts=finding.facts,
                told_at=finding.found_at,
                respond_by=finding.found_on,
                closed_by=finding.found_by,
                closed_at=finding.found_at,
            )
        CaseSubject.objects.create(case=case, nomination_id=finding.nomination_id)
        finding.case = case
        finding.appeal_until = finding.found_on + timedelta(days=60)
        finding.save(update_fields=["case", "appeal_until"])


class Migration(migrations.Migration):
    dependencies = [
        ("findings", "0002_cases_and_appeals"),
    ]

    operations = [migrations.RunPython(give_cases, migrations.RunPython.noop)]

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("nominations", "0006_exceptions_asked_one_by_one"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="nomination",
            name="exception_reason",
        ),
        migrations.RemoveField(
            model_name="nomination",
            name="exception_request",
        ),
    ]

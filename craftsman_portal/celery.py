"""The task queue and the timetable (beat) of everything that happens by itself."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "craftsman_portal.settings.dev")

app = Celery("craftsman_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

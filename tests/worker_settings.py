"""Settings of a worker that runs beside the tests: their database, their Redis, their folder of files.

What a killed worker had in hand comes back after seconds instead of minutes, so that a test can see it come back.
"""

from craftsman_portal.settings.test import *  # noqa: F403 - an overlay takes the tests' settings whole
from craftsman_portal.settings.test import DATABASES

DATABASES["default"]["NAME"] = DATABASES["default"]["TEST"]["NAME"]
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3,
    "unacked_restore_interval": 1,
    "unacked_restore_throttle": 1,
}

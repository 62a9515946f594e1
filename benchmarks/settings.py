"""As in production, where it costs time: no debugging, no demonstration bar, one lasting database connection."""

import tempfile

from craftsman_portal.settings.dev import *  # noqa: F403 - an overlay takes the base whole
from craftsman_portal.settings.dev import CACHES, DATABASES

DEBUG = False
DEMONSTRATION = False
ALLOWED_HOSTS = ["bench.example"]
DATABASES["default"]["CONN_MAX_AGE"] = None
DATABASES["default"]["TEST"] = {"NAME": f"{DATABASES['default']['NAME']}_benchmarks"}
CACHES["default"]["KEY_PREFIX"] = "benchmarks"
CELERY_BROKER_URL = "memory://"  # what is owed stays in this process: no worker of a running portal hears of it
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

_uploads = tempfile.TemporaryDirectory(prefix="craftsman-benchmarks-")  # gone when the run is over
MEDIA_ROOT = _uploads.name

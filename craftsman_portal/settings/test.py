"""Tests: real PostgreSQL and Redis, a fast hasher, letters kept in memory."""

import os
import tempfile

from craftsman_portal import env
from craftsman_portal.settings.dev import *  # noqa: F403 - an overlay takes the base whole
from craftsman_portal.settings.dev import CACHES, DATABASES, REDIS_URL

DEMONSTRATION = True
DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
SMS_BACKEND = ""
AXES_ENABLED = False
ALLOWED_HOSTS = ["*"]

_uploads = tempfile.TemporaryDirectory(prefix="craftsman-uploads-")  # gone when the tests are
MEDIA_ROOT = env.text("UPLOADS_DIR", default=_uploads.name)
_published = tempfile.TemporaryDirectory(prefix="craftsman-published-")
PUBLISHED_ROOT = env.text("PUBLISHED_DIR", default=_published.name)

_signing = tempfile.TemporaryDirectory(prefix="craftsman-signing-")
SIGNING_KEY = env.source("SIGNING_KEY", default=f"{_signing.name}/signer.key")
SIGNING_CERTIFICATE = env.source("SIGNING_CERTIFICATE", default=f"{_signing.name}/signer.pem")

DATABASES["default"]["TEST"] = {"NAME": env.text("TEST_DATABASE", default="test_craftsman_portal")}
DATABASES["default"]["OPTIONS"].pop("pool", None)  # a pool would keep the test database from being dropped

# Never number 0, where a demonstration may run; one number for each parallel process (gw0, gw1, …).
_process = os.environ.get("PYTEST_XDIST_WORKER", "gw14").removeprefix("gw")
REDIS_NUMBER = env.number("TEST_REDIS_NUMBER", default=1 + int(_process) % 15)
REDIS_URL = f"{REDIS_URL.rpartition('/')[0]}/{REDIS_NUMBER}"
CELERY_BROKER_URL = REDIS_URL
CACHES["default"]["LOCATION"] = REDIS_URL

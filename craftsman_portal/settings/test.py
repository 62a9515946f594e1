"""Tests: real PostgreSQL and Redis, a fast hasher, letters kept in memory."""

import tempfile

from craftsman_portal import env
from craftsman_portal.settings.dev import *  # noqa: F403 - an overlay takes the base whole

DEMONSTRATION = True
DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = tempfile.mkdtemp(prefix="craftsman-uploads-")
AXES_ENABLED = False
ALLOWED_HOSTS = ["*"]
DATABASES["default"]["TEST"] = {"NAME": env.text("TEST_DATABASE", default="test_craftsman_portal")}  # noqa: F405 - from the overlay below

"""The settings of a portal that is served to the benchmark over HTTP, by processes of its own."""

from benchmarks.settings import *  # noqa: F403 - an overlay takes the base whole
from benchmarks.settings import DATABASES

ALLOWED_HOSTS = ["127.0.0.1"]
DATABASES["default"]["NAME"] = DATABASES["default"]["TEST"]["NAME"]

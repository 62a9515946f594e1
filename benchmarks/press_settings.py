"""The settings of a worker that presses certificates of the benchmark's database; its tasks lie apart in Redis."""

import os

from benchmarks.served import *  # noqa: F403 - an overlay takes the base whole
from benchmarks.served import REDIS_URL

CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_TRANSPORT_OPTIONS = {"global_keyprefix": os.environ.get("BENCHMARKS_QUEUE", "benchmarks:")}

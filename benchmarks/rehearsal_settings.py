"""The settings of the measured rehearsal: a database of its own, made and dropped by the benchmarks."""

from benchmarks.settings import *  # noqa: F403 - an overlay takes the base whole
from benchmarks.settings import DATABASES
from craftsman_portal import env

DATABASES["default"]["NAME"] = env.text("REHEARSAL_DATABASE")

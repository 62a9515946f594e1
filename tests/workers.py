"""A real Celery worker in a process group of its own, to be stopped or killed like one in life."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
FINISHED = re.compile(r"\[([0-9a-f-]{36})\] succeeded")
START = 60  # seconds a worker may take to come up on a busy machine


class Worker:
    """One worker: ``start``, ``stop`` (as the supervisor does) or ``kill`` (as the machine does)."""

    def __init__(self, name, log):
        self.name, self.log = name, log
        self.process = None

    def start(self, *, concurrency=1):
        """Come up and be ready for tasks."""
        told = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "celery", "-A", "craftsman_portal", "worker"),
                    *("--hostname", f"{self.name}@tests", "--concurrency", str(concurrency)),
                    *("--loglevel", "INFO", "--without-gossip", "--without-mingle", "--without-heartbeat"),
                ],
                cwd=ROOT,
                env=_environment(),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        until(lambda: b" ready." in self.log.read_bytes()[told:] or self.process.poll() is not None, seconds=START)
        assert self.process.poll() is None, self.log.read_text()[told:]
        return self

    def kill(self):
        """kill -9 the whole group: no farewell, no last commit."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def finished(self):
        """The tasks it has brought to their end; the broker may have delivered one of them twice."""
        return set(FINISHED.findall(self.log.read_text())) if self.log.exists() else set()

    def stop(self):
        """End what it started."""
        if self.process and self.process.poll() is None:
            self.kill()


def _environment():
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.worker_settings",
        "TEST_DATABASE": connection.settings_dict["NAME"],
        "TEST_REDIS_NUMBER": str(settings.REDIS_NUMBER),
        "UPLOADS_DIR": str(settings.MEDIA_ROOT),
        "PUBLISHED_DIR": str(settings.PUBLISHED_ROOT),
        "SIGNING_KEY_FILE": str(settings.SIGNING_KEY),
        "SIGNING_CERTIFICATE_FILE": str(settings.SIGNING_CERTIFICATE),
    }


@contextmanager
def workers(folder, *names):
    """Workers by name, not started yet; whatever still runs at the end is ended."""
    made = [Worker(name, folder / f"{name}.log") for name in names]
    try:
        yield made
    finally:
        for worker in made:
            worker.stop()


def until(condition, *, seconds):
    """Wait until something holds; no longer than so many seconds."""
    pause = threading.Event()
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, f"not within {seconds} seconds"
        pause.wait(0.03)
    return found

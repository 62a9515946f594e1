"""Processes beside the measuring one: gunicorn and workers, started and ended here, and the processor time they took."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def children_of(pid: int) -> list[int]:
    """The processes a process has started and that still run."""
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def seconds_of(pid: int) -> float:
    """Processor time of a process so far, in steps of a hundredth of a second."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


@contextmanager
def running(*command, settings: str):
    """A process under these settings, for as long as it is needed."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": settings}
    process = subprocess.Popen(
        [sys.executable, "-m", *command], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait()


@contextmanager
def served(application: str, port: int, *options: str):
    """An application under gunicorn as the portal's own configuration has it; the answer is the pid of its arbiter."""
    bound = ("--config", "ops/gunicorn.conf.py", "--bind", f"127.0.0.1:{port}", *options)
    with running("gunicorn", *bound, application, settings="benchmarks.served") as pid:
        for _ in range(600):
            try:
                HTTPConnection("127.0.0.1", port, timeout=1).connect()
                break
            except OSError:
                time.sleep(0.1)
        yield pid

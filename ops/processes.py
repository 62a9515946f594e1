"""Processes told apart by number *and* birth, so that we never end one that is not ours."""

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from ops.words import Called

PR_SET_PDEATHSIG = 1
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def birth(pid: int) -> int | None:
    """The moment a living process was born (clock ticks since boot); None when it is gone or a zombie."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (OSError, ValueError):
        return None
    return None if fields[0] in "ZX" else int(fields[19])


def _peopled(group: int) -> bool:
    """Does any living process belong to this group?"""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            if fields[0] not in "ZX" and int(fields[2]) == group:
                return True
    return False


def identity(pid: int) -> list[int]:
    """What to write down about a process in order to know it again."""
    return [pid, birth(pid) or 0]


def alive(known: list[int]) -> bool:
    """Is the process that was written down still there, itself and not a successor of its number?"""
    pid, born = known
    return born != 0 and birth(pid) == born


def die_with_parent() -> None:
    """In a child before exec: ask the kernel for SIGTERM should the supervisor be killed outright."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def end_group(known: list[int], *, patience: float) -> None:
    """End a process that led its own group until just now: politely, then what is left of the group by force.

    Only for a process known to have been alive a moment ago; the number of one long gone may be another's.
    """
    pid = known[0]
    if alive(known):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + patience
    while alive(known) and time.monotonic() < deadline:
        time.sleep(0.1)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    deadline = time.monotonic() + 2
    while _peopled(pid) and time.monotonic() < deadline:
        time.sleep(0.02)


def _called(number: int, _frame) -> None:
    raise Called(number)


def answer_calls(*numbers: signal.Signals) -> None:
    """From now on these signals end us in order, through every ``finally``."""
    for number in numbers:
        signal.signal(number, _called)


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """While tidying up: a second Ctrl-C must not leave half of it running."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in ENDINGS}
    try:
        yield
    finally:
        for number, reaction in before.items():
            signal.signal(number, reaction)


def foreground(command: list, **options) -> int:
    """Run a command that the terminal talks to; Ctrl-C is its own affair, SIGTERM is passed on."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    child = subprocess.Popen(command, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL), **options)
    try:
        return child.wait()
    except Called:
        child.terminate()
        child.wait()
        raise
    finally:
        signal.signal(signal.SIGINT, before)

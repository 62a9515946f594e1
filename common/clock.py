"""The clock: the real one, except that a demonstration's may be put forward, never back.

A notice runs five working days and nobody waits for them in a demonstration. Every act that is not told its moment asks
here; nothing else in the house asks for the time.
"""

import time
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

KEY = "demonstration-clock-minutes"
REMEMBERED_SECONDS = 1.0  # how long a process may run on the advance it last read

_read_at, _advance = float("-inf"), timedelta(0)


def now() -> datetime:
    """This moment."""
    if not settings.DEMONSTRATION:
        return timezone.now()
    return timezone.now() + _demonstration_advance()


def of_the_machine() -> datetime:
    """The real moment even in a demonstration, to be held against the times of files."""
    return timezone.now()


def put_forward(by: timedelta) -> datetime:
    """Put the demonstration's clock forward for every process; returns the new moment."""
    if not settings.DEMONSTRATION:
        raise RuntimeError("only a demonstration's clock can be put forward")
    if by < timedelta(0):
        raise ValueError("the clock is never put back")
    cache.add(KEY, 0, timeout=None)
    cache.incr(KEY, int(by.total_seconds() // 60))
    _forget()
    return now()


def _demonstration_advance():
    global _read_at, _advance
    if time.monotonic() - _read_at > REMEMBERED_SECONDS:
        _advance = timedelta(minutes=cache.get(KEY, 0))
        _read_at = time.monotonic()
    return _advance


def _forget():
    global _read_at
    _read_at = float("-inf")

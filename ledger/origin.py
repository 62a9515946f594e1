"""Where the present act comes from: a browser, a task or a command."""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """kind: ``web``, ``task:<name>`` or ``command:<name>``; address and device only for browsers."""

    kind: str = ""
    address: str = ""
    device: str = ""


_current: ContextVar[Origin] = ContextVar("origin", default=Origin())  # noqa: B039 - frozen


def current():
    """The origin of what is being done now."""
    return _current.get()


@contextmanager
def acting_from(kind, *, address="", device=""):
    """Everything recorded inside comes from there."""
    token = _current.set(Origin(kind, address, device))
    try:
        yield
    finally:
        _current.reset(token)

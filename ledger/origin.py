"""Where the present act comes from: a browser, a task or a command."""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

SIGN_IN = "sign_in"  # where a session keeps the mark of its sign-in


@dataclass(frozen=True)
class Origin:
    """kind: ``web``, ``task:<name>`` or ``command:<name>``; address, device and sign-in only for browsers."""

    kind: str = ""
    address: str = ""
    device: str = ""
    sign_in: str = ""  # the mark of accounts.sign_ins; never written into an entry


_current: ContextVar[Origin] = ContextVar("origin", default=Origin())  # noqa: B039 - frozen


def current():
    """The origin of what is being done now."""
    return _current.get()


@contextmanager
def acting_from(kind, *, address="", device="", sign_in=""):
    """Everything recorded inside comes from there."""
    token = _current.set(Origin(kind, address, device, sign_in))
    try:
        yield
    finally:
        _current.reset(token)


_matter: ContextVar[str] = ContextVar("matter", default="")


def matter():
    """The reference of the case that causes what is being done now, or nothing."""
    return _matter.get()


@contextmanager
def concerning(reference):
    """Every entry recorded inside, by whichever room, carries this case's reference."""
    token = _matter.set(reference)
    try:
        yield
    finally:
        _matter.reset(token)

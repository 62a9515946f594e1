"""Which sign-in it is, and whose: opened by the person, or by somebody who was let in as that person."""

import secrets

from ledger.origin import SIGN_IN

_KEY = "let_in_by"


def mark_borrowed(session, by) -> None:
    """Somebody else, or a visitor, was let in as this person without the password; the sign-in says so until it ends."""
    session[_KEY] = by.pk if by is not None and by.is_authenticated else 0


def is_borrowed(session) -> bool:
    """Whether this sign-in was opened by another than the person: such a one acts for nobody where the person must."""
    return _KEY in session


def mark(session) -> str:
    """The mark of this sign-in, by which what was proved in it is found again; it ends with the session."""
    return session.setdefault(SIGN_IN, secrets.token_hex(16))

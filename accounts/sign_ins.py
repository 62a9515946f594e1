"""Whose sign-in it is: opened by the person, or by somebody who was let in as that person."""

_KEY = "let_in_by"


def mark_borrowed(session, by) -> None:
    """Somebody else, or a visitor, was let in as this person without the password; the sign-in says so until it ends."""
    session[_KEY] = by.pk if by is not None and by.is_authenticated else 0


def is_borrowed(session) -> bool:
    """Whether this sign-in was opened by another than the person: such a one acts for nobody where the person must."""
    return _KEY in session

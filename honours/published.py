"""Published files of this room: the status list of certificates and the certificates of those who signed it."""

from honours.actions.status_lists import publish


def republish():
    """From the last issue in the database."""
    return publish()

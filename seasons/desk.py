"""What waits in this room for a person."""

from common.desk import Waiting


def waiting(user, now) -> list[Waiting]:
    """Nothing yet."""
    return []

"""待办: one line of a desk, the same shape from every room."""

import datetime
from dataclasses import dataclass

AWAITED = 90


@dataclass(frozen=True)
class Waiting:
    """What waits for a person in one room: how much of it, since when, and until when.

    A lower ``rank`` stands higher; from ``AWAITED`` (90) on it is what the person awaits from others.
    """

    title: str
    count: int
    url: str
    oldest: datetime.datetime | None = None
    due: datetime.date | datetime.datetime | None = None
    rank: int = 50

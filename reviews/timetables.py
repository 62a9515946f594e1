"""A member's day: his own turns with the breaks between them; pure.

A break is any time between two turns in which nobody comes to him. Why nobody comes, a pause, a turn put off or a
candidate he is kept apart from, is not known here and so cannot be told.
"""

from datetime import datetime, timedelta
from itertools import groupby

from common.dates import beijing

SHORTEST_BREAK = timedelta(minutes=5)  # less is the time it takes to change places


def days_of(turns: list[dict], now: datetime):
    """([(day, rows)], the turn that is on now or comes next); a row is a turn, or a break from and until."""
    days = [
        (day, _with_breaks(list(ones)))
        for day, ones in groupby(turns, key=lambda one: beijing(one["starts_at"]).date())
    ]
    return days, current_of(turns, now)


def ends_at(turn: dict) -> datetime:
    """When a turn is over."""
    return turn["starts_at"] + timedelta(minutes=turn["minutes"])


def current_of(turns: list[dict], now: datetime) -> dict | None:
    """The candidate before the member at this moment; outside a turn the next who is not scored; else the first such."""
    on_now = [one for one in turns if one["starts_at"] <= now < ends_at(one)]
    ahead = [one for one in turns if one["starts_at"] > now and one["state"] == "open"]
    left = [one for one in turns if one["state"] == "open"]
    return next(iter(on_now + ahead + left), None)


def _with_breaks(turns):
    rows = []
    for before, turn in zip([None, *turns], turns, strict=False):
        if before is not None and turn["starts_at"] - ends_at(before) >= SHORTEST_BREAK:
            rows.append({"is_break": True, "starts_at": ends_at(before), "ends_at": turn["starts_at"]})
        rows.append(turn | {"ends_at": ends_at(turn)})
    return rows

"""面试: an interview round of two groups, and what the office sets for it."""

from datetime import date

from reviews.actions.interviews import Arrangement
from reviews.grouping import Hours
from seasons.states import PanelKind, RoundKind

IN_PERSON = {
    "kind": RoundKind.INTERVIEW,
    "panel": PanelKind.GROUPS,
    "scores_per_nomination": 3,
    "minutes_each": 20,
}
FIRST_DAY = date(2026, 8, 3)


def two_rooms(**changes):
    """Two rooms, twenty minutes each, from Monday morning."""
    usual = {
        "places": ("三楼第一会议室", "三楼第二会议室"),
        "first_day": FIRST_DAY,
        "hours": Hours(20, pause_after=2, pause=10),
    }
    return Arrangement(**usual | changes)

"""待办 of this room: names to be put before a sitting, sittings under way, and the members' ballots."""

from django.db.models import Count, Min
from django.urls import reverse

from accounts.states import Role
from common.desk import Waiting
from decisions import queries
from seasons.queries import current_season, rulebook_in_force


def waiting(user, now) -> list[Waiting]:
    """What waits for this person."""
    rows = _secretary() if user.holds(Role.CHAIR_SECRETARY) else []
    return [*_member(user), *rows] if user.holds(Role.CHAIR_MEMBER) else rows


def _secretary():
    rows = [
        Waiting(
            f"{_which(one)}表决中，待结束" if one.is_voting else f"{_which(one)}筹备中，待表决",
            1,
            one.get_absolute_url(),
            oldest=one.voting_opened_at or one.prepared_at,
            due=one.held_on,
            rank=10,
        )
        for one in queries.under_way()
    ]
    season = current_season()
    rulebook = rulebook_in_force(season)
    if rulebook is not None:
        ready = queries.eligible(season, rulebook).aggregate(count=Count("pk"), oldest=Min("state_since"))
        if ready["count"]:
            rows.append(
                Waiting("人选待提请审定", ready["count"], reverse("decisions:convene"), oldest=ready["oldest"], rank=20)
            )
    return rows


def _member(user):
    return [
        Waiting(
            f"{_which(seat.sitting)}人选待表决",
            seat.names - seat.voted - seat.withdrawn,
            reverse("decisions:ballot", args=[seat.sitting_id]),
            oldest=seat.sitting.voting_opened_at,
            due=seat.sitting.held_on,
            rank=10,
        )
        for seat in queries.awaiting_vote(user)
        if seat.names > seat.voted + seat.withdrawn
    ]


def _which(sitting):
    """2026年度第1次会议: a member of several sittings tells them apart."""
    return f"{sitting.season}第{sitting.number}次会议"

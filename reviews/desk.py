"""What waits in 评审: for the expert, and for the office."""

from django.urls import reverse

from accounts.states import CLERKS, Role
from common.desk import Waiting
from reviews.queries import committee, confirmations, deliberations, progress, rankings, rounds, sheets, turns
from reviews.queries.veil import hidden_from
from seasons.queries import current_season


def waiting(user, now) -> list[Waiting]:
    """待办 of this room, for the roles the person holds."""
    season = current_season()
    if season is None:
        return []
    found = _for_expert(user, season) if user.holds(Role.EXPERT) else []
    if user.holds(*CLERKS, Role.SELF_NOMINEE):
        found += _for_nominator(user, now)
    return found + (_for_office(season, hidden_from(user, season)) if user.holds(Role.REVIEW_OFFICE) else [])


def _for_nominator(user, now) -> list[Waiting]:
    ahead = turns.turns_ahead(user, now)
    url = reverse("reviews:turns")
    return [Waiting("待参加面试的候选人", ahead["count"], url, due=ahead["first"], rank=30)] if ahead["count"] else []


def _for_expert(user, season) -> list[Waiting]:
    seat = committee.seat_of(user, season)
    if seat is None:
        return _invitation(user, season)
    if not seat.has_pledged:
        return [Waiting("请签署保密与公正承诺书", 1, reverse("reviews:pledge"), rank=10)]
    if confirmations.to_declare(seat) is not None:
        return [Waiting("请通读候选人名单并确认回避情况", 1, reverse("reviews:candidates"), rank=10)]
    found = []
    if talks := deliberations.waiting_for_member(user, season):
        found.append(Waiting("请您发表意见的合议", talks, reverse("reviews:own_deliberations"), rank=15))
    own = sheets.own_progress(user, season)
    if not own["waiting"]:
        return found
    url = reverse("reviews:queue") + "?state=open"
    return [Waiting("待您评分的申报", own["waiting"], url, oldest=own["oldest"], due=own["closes_at"], rank=10), *found]


def _invitation(user, season) -> list[Waiting]:
    seat = committee.own_seat(user, season)
    if seat is None or seat.answered_at is not None or seat.is_vacant:
        return []
    url = reverse("reviews:mine")
    return [Waiting("请答复委员邀请", 1, url, oldest=seat.invited_at, due=seat.answer_by, rank=10)]


def _for_office(season, hidden) -> list[Waiting]:
    office, found = reverse("reviews:office"), []
    round = rounds.latest_round(season)
    counts = progress.desk_counts(season, round, hidden=hidden)
    if counts["admitted"]:
        found.append(Waiting("待提交专家评审的申报", counts["admitted"], office, rank=20))
    if round is None:
        return found
    if round.closed_at is not None:
        if counts["judged"] and not rankings.confirmed_in(round):
            found.append(Waiting("待确认的评审排名", 1, office, oldest=round.closed_at, rank=20))
        return found
    if counts["needed"]:
        found.append(Waiting("待分派的评审人次", counts["needed"], office, due=round.closes_at, rank=20))
    elif not counts["waiting"]:
        found.append(Waiting("评分已齐，待结束评审轮次", 1, office, due=round.closes_at, rank=20))
    return found

"""对评审专家的禁报 and the seats he already holds (沪工总经〔2015〕260号 五(三))."""

from django.db import transaction
from django.urls import reverse

from accounts.queries import people_with
from accounts.states import Role
from common import clock
from common.dates import plain_day_words, today
from letters.actions import owe_rendered
from reviews.actions.committee import leave
from reviews.actions.invitations import take_back
from reviews.queries import committee as queries
from sanctions.queries import standing_ban_on_expert


@transaction.atomic
def stand_down_banned(*, now=None) -> int:
    """退出委员会 by the portal itself: seats of experts under a ban; an unanswered invitation is called back.

    Scores already handed in stand until the office decides of them, which its letter says. Harmless when sent twice; a
    ban lifted later gives no seat back, the office invites anew.
    """
    now = now or clock.now()
    seats = list(queries.seats_of_banned(today(now)))
    for member in seats:
        ban = standing_ban_on_expert(member.user, on=today(now))
        if ban is None:  # lifted in this very moment
            continue
        reason = f"经{ban.decision_number}决定，至{plain_day_words(ban.until)}（含当日）不得受聘、分派和评分。"
        step = leave if member.has_accepted else take_back
        given_back = step(member, reason=reason, by=None, now=now)
        owe_rendered(
            "review_banned_stood_down",
            to=people_with(Role.REVIEW_OFFICE),
            about=reverse("reviews:member", args=[member.pk]),
            at=now,
            member=member,
            ban=ban,
            given_back=given_back if member.has_accepted else None,
            scored=queries.standing_scores_of(member),
        )
    return len(seats)

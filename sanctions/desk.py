"""What waits in this room: bans about to end, for the review office."""

from django.db.models import Count, Min
from django.urls import reverse

from accounts.states import Role
from common.dates import today
from common.desk import Waiting
from sanctions import queries
from sanctions.actions import REMIND_DAYS


def waiting(user, now) -> list[Waiting]:
    """即将期满的禁报: the day of the first is the due one."""
    if not user.holds(Role.REVIEW_OFFICE):
        return []
    ending = queries.about_to_end(today(now), REMIND_DAYS).aggregate(count=Count("pk"), first=Min("until"))
    if not ending["count"]:
        return []
    url = f"{reverse('sanctions:register')}?course=standing"
    return [Waiting(f"{REMIND_DAYS}日内期满的禁报", ending["count"], url, due=ending["first"], rank=80)]

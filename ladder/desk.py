"""What waits in this room: records to be verified by the office."""

from django.db.models import Count, Min
from django.urls import reverse

from accounts.states import Role
from common.desk import Waiting
from ladder import queries
from ladder.states import RecordState


def waiting(user, now) -> list[Waiting]:
    """待核实的荣誉记录."""
    if not user.holds(Role.REVIEW_OFFICE):
        return []
    found = queries.waiting_to_be_verified().order_by().aggregate(count=Count("pk"), oldest=Min("registered_at"))
    if not found["count"]:
        return []
    url = f"{reverse('ladder:register')}?state={RecordState.REGISTERED}"
    return [Waiting("待核实的荣誉记录", found["count"], url, oldest=found["oldest"], rank=75)]

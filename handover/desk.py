"""What waits in this room: deliveries that want a person."""

from django.db.models import Count, Min
from django.urls import reverse

from accounts.states import Role
from common.desk import Waiting
from handover import queries


def waiting(user, now) -> list[Waiting]:
    """移交受阻的材料, for the review office."""
    if not user.holds(Role.REVIEW_OFFICE):
        return []
    found = queries.stuck().order_by().aggregate(count=Count("pk"), oldest=Min("tried_at"))
    return [Waiting("移交受阻的材料", url=reverse("handover:deliveries"), rank=40, **found)] if found["count"] else []

"""What waits in this room: letters not opened yet, and for administrators letters that did not arrive."""

from django.db.models import Count, Min
from django.urls import reverse

from accounts.states import Role
from common.desk import Waiting
from letters import queries
from letters.states import Delivery


def waiting(user, now) -> list[Waiting]:
    """未读信件; 未能送达的函告 for whoever can send them again."""
    lines = [Waiting("未读信件", url=reverse("letters:inbox"), rank=80, **queries.unread(user))]
    if user.holds(Role.ADMINISTRATOR):
        failed = queries.failures().order_by().aggregate(count=Count("pk"), oldest=Min("created_at"))
        url = f"{reverse('letters:outbox')}?delivery={Delivery.FAILED}"
        lines.append(Waiting("未能送达的函告", url=url, rank=30, **failed))
    return [line for line in lines if line.count]

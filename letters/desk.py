"""What waits in this room: letters not opened yet, and for administrators letters that did not arrive."""

from django.db.models import Count, Min
from django.urls import reverse

from accounts.states import Role
from common.desk import Waiting
from letters import queries
from letters.states import Delivery


def waiting(user, now) -> list[Waiting]:
    """未读信件; 未能送达的函告 for whoever can send them again."""
    lines = [_line("未读信件", reverse("letters:inbox"), queries.of(user).filter(read_at__isnull=True), rank=80)]
    if user.holds(Role.ADMINISTRATOR):
        url = f"{reverse('letters:outbox')}?delivery={Delivery.FAILED}"
        lines.append(_line("未能送达的函告", url, queries.failures(), rank=30))
    return [line for line in lines if line.count]


def _line(title, url, letters, *, rank):
    asked = letters.order_by().aggregate(count=Count("pk"), oldest=Min("created_at"))
    return Waiting(title, asked["count"], url, oldest=asked["oldest"], rank=rank)

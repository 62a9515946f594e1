"""What waits in this room: files to fetch before their time is over."""

from django.db.models import Count, Min
from django.urls import reverse

from common.desk import Waiting
from exports import rules
from exports.models import Export
from exports.sheets import offered
from exports.states import State


def waiting(user, now) -> list[Waiting]:
    """可领取的导出."""
    if not any(rules.may_ask(user, sheet) for sheet in offered().values()):
        return []
    ready = Export.objects.filter(asked_by=user, state=State.READY, expires_at__gt=now)
    found = ready.aggregate(count=Count("pk"), oldest=Min("made_at"), due=Min("expires_at"))
    return [Waiting("可领取的导出", url=reverse("exports:own"), rank=70, **found)] if found["count"] else []

"""What waits in this room: lists and files that were checked and that nobody has confirmed yet."""

from django.urls import reverse

from accounts.states import CLERKS
from common.desk import Waiting
from intake import queries
from intake.states import BatchState

OPEN = (BatchState.CHECKED, BatchState.STALE, BatchState.UNREADABLE)


def waiting(user, now) -> list[Waiting]:
    """待确认的批量导入."""
    if not user.holds(*CLERKS):
        return []
    lines = []
    for title, batches, page in (
        ("批量导入名单待办理", queries.lists_of(user), "intake:index"),
        ("批量佐证材料待办理", queries.papers_of(user), "intake:papers"),
    ):
        open_ones = list(
            batches.select_related(None)
            .filter(state__in=OPEN)
            .values_list("created_at", flat=True)
            .order_by("created_at")[:100]
        )
        if open_ones:
            lines.append(Waiting(title, len(open_ones), reverse(page), open_ones[0], rank=35))
    return lines

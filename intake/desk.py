"""What waits in this room: lists and files that were checked and that nobody has confirmed yet."""

from django.urls import reverse

from accounts.states import CLERKS
from common.desk import Waiting
from intake import queries

ROOMS = {"lists": ("批量导入名单待办理", "intake:index"), "papers": ("批量佐证材料待办理", "intake:papers")}


def waiting(user, now) -> list[Waiting]:
    """待确认的批量导入."""
    if not user.holds(*CLERKS):
        return []
    found = queries.waiting_for(user)
    return [
        Waiting(title, found[room]["count"], reverse(page), found[room]["oldest"], rank=35)
        for room, (title, page) in ROOMS.items()
        if room in found
    ]

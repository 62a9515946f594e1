"""待办 of this room: drafts, outlets and objections for the publicity officer, inquiries for whoever has one."""

from django.db.models import Count, Max, Min
from django.urls import reverse

from accounts.states import Role
from common.desk import Waiting
from publicity import queries
from seasons.queries import current_season, rulebook_in_force


def waiting(user, now) -> list[Waiting]:
    """What waits for this person."""
    rows = _inquiries(user) if user.holds(Role.REVIEW_OFFICE) else []
    return [*_office(now), *rows] if user.holds(Role.PUBLICITY_OFFICER) else rows


def _office(now):
    rows = []
    received = queries.waiting_objections().aggregate(count=Count("pk"), oldest=Min("filed_at"))
    if received["count"]:
        address = reverse("publicity:objections") + "?state=received"
        rows.append(Waiting("异议待决定是否受理", received["count"], address, oldest=received["oldest"], rank=10))
    for notice in queries.not_closed().select_related("season"):
        address = reverse("publicity:managed", args=[notice.pk])
        if not notice.is_published:
            rows.append(
                Waiting(
                    f"{notice.season}第{notice.number}号公示拟稿待发布",
                    1,
                    address,
                    oldest=notice.prepared_at,
                    due=notice.opens_on,
                    rank=20,
                )
            )
        elif notice.missing:
            rows.append(
                Waiting(
                    f"{notice.season}第{notice.number}号公示的渠道待登记刊发情况",
                    notice.missing,
                    address,
                    due=notice.closes_at,
                    rank=20,
                )
            )
    season = current_season()
    rulebook = rulebook_in_force(season)
    if rulebook is not None:
        ready = queries.eligible(season, rulebook).aggregate(count=Count("pk"), latest=Max("state_since"))
        if ready["count"]:
            rows.append(
                Waiting("人选待拟定公示", ready["count"], reverse("publicity:prepare"), oldest=ready["latest"], rank=30)
            )
    return rows


def _inquiries(user):
    own = queries.inquiries_of(user).aggregate(count=Count("pk"), oldest=Min("decided_at"), due=Min("due_on"))
    if not own["count"]:
        return []
    address = reverse("publicity:objections") + "?state=inquiry"
    return [Waiting("异议待核查", own["count"], address, oldest=own["oldest"], due=own["due"], rank=10)]

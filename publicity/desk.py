"""待办 of this room: drafts, outlets and objections for the publicity officer, inquiries for whoever has one."""

from django.db.models import Count, Max, Min
from django.urls import reverse

from accounts.states import Role
from common.desk import Waiting
from publicity import queries, rules
from seasons.queries import current_season, rulebook_in_force


def waiting(user, now) -> list[Waiting]:
    """What waits for this person."""
    rows = _inquiries(user) if user.holds(Role.REVIEW_OFFICE) else []
    if user.holds(Role.PUBLICITY_OFFICER, Role.REVIEW_OFFICE):
        rows += _second_looks(user)
    if user.holds(Role.PUBLICITY_OFFICER):
        return [*_office(now), *rows]
    return [*rows, *_statements(user)]


def _office(now):
    rows = []
    received = queries.waiting_objections().aggregate(count=Count("pk"), oldest=Min("filed_at"), due=Min("decide_by"))
    if received["count"]:
        address = reverse("publicity:objections") + "?state=received"
        rows.append(
            Waiting(
                "异议待决定是否受理",
                received["count"],
                address,
                oldest=received["oldest"],
                due=received["due"],
                rank=10,
            )
        )
    leads = queries.waiting_leads().aggregate(count=Count("pk"), oldest=Min("filed_at"))
    if leads["count"]:
        address = reverse("publicity:leads") + "?state=received"
        rows.append(Waiting("匿名线索待处理", leads["count"], address, oldest=leads["oldest"], rank=25))
    stepped_back = queries.stepped_back().aggregate(count=Count("pk"), due=Min("due_on"))
    if stepped_back["count"]:
        address = reverse("publicity:objections") + "?state=inquiry"
        rows.append(Waiting("核查人请求回避，待改派", stepped_back["count"], address, due=stepped_back["due"], rank=10))
    rows += _corrections()
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


def _corrections():
    owed = list(queries.awaiting_correction()[:20])
    if not owed:
        return []
    first = owed[0]
    address = (
        f"{reverse('publicity:correct', args=[queries.line_now(first.notice_name).notice_id])}?objection={first.pk}"
    )
    return [Waiting("待更正公示", len(owed), address, oldest=first.closed_at, rank=15)]


def _inquiries(user):
    own = queries.inquiries_of(user).aggregate(count=Count("pk"), oldest=Min("decided_at"), due=Min("due_on"))
    if not own["count"]:
        return []
    address = reverse("publicity:objections") + "?state=inquiry"
    return [Waiting("异议待核查", own["count"], address, oldest=own["oldest"], due=own["due"], rank=10)]


def _second_looks(user):
    looks = [
        one
        for one in queries.second_looks_waiting()
        if rules.refuse_answering_second_look(user, one, complete=False) is None
    ]
    if not looks:
        return []
    address = looks[0].objection.get_absolute_url() if len(looks) == 1 else reverse("publicity:objections")
    return [Waiting("异议复核申请待答复", len(looks), address, oldest=min(one.asked_at for one in looks), rank=15)]


def _statements(user):
    asked = list(queries.statements_awaited_of(user)[:20])
    if not asked:
        return []
    due = min(one.due_on for one in asked)
    return [Waiting("公示人选有关情况待陈述", len(asked), asked[0].get_absolute_url(), due=due, rank=10)]

"""What waits in this room: reports to screen, inquiries, cases to decide, appeals; for the parties, what to answer."""

from django.db.models import Count, Min
from django.urls import reverse

from accounts.states import CLERKS, Role
from common.dates import today
from common.desk import Waiting
from findings.queries import cases, findings
from findings.states import CaseState


def waiting(user, now) -> list[Waiting]:
    """初核、核查、认定、复核；陈述申辩."""
    lines = []
    if user.holds(Role.REVIEW_OFFICE):
        lines += _office(user)
    if user.holds(*CLERKS, Role.SELF_NOMINEE):
        asked = (
            cases.told_to(user)
            .filter(case__state=CaseState.HEARING, case__respond_by__gte=today(now), statements__isnull=True)
            .order_by()
            .aggregate(count=Count("pk"), oldest=Min("case__told_at"), due=Min("case__respond_by"))
        )
        lines.append(
            Waiting(
                "待陈述申辩", asked["count"], reverse("findings:own"), oldest=asked["oldest"], due=asked["due"], rank=10
            )
        )
    return [line for line in lines if line.count]


def _office(user):
    docket = reverse("findings:docket")
    found = cases.waiting()
    titles = ((CaseState.RECEIVED, "举报、线索待初核"), (CaseState.HEARING, "案件待作认定"))
    for state, title in titles:
        if row := found.get(state):
            due = row["heard"] if state == CaseState.HEARING else None
            yield Waiting(title, row["count"], f"{docket}?state={state}", oldest=row["oldest"], due=due, rank=15)
    own = cases.inquiries_of(user).aggregate(count=Count("pk"), oldest=Min("screened_at"), due=Min("due_on"))
    yield Waiting(
        "案件待核查", own["count"], f"{docket}?state=inquiry&mine=1", oldest=own["oldest"], due=own["due"], rank=10
    )
    appeals = findings.appeals_to_decide().aggregate(count=Count("pk"), oldest=Min("filed_at"), due=Min("due_on"))
    yield Waiting(
        "申诉待复核",
        appeals["count"],
        f"{reverse('findings:register')}?course=appealed",
        oldest=appeals["oldest"],
        due=appeals["due"],
        rank=15,
    )

"""What waits in this room for a person: dossiers to finish, to endorse, to file, to screen."""

from django.db.models import Count, Min, Q
from django.urls import reverse

from accounts.states import CLERKS, ENDORSERS, Role
from common.desk import AWAITED, Waiting
from nominations.models import Nomination
from nominations.queries.queue import waiting_for_screener
from nominations.queries.screening import waiting_for_review_office
from nominations.states import State
from seasons.queries import closing_moment, current_season


def waiting(user, now) -> list[Waiting]:
    """Counted in one query per role the person holds."""
    season = current_season()
    if season is None:
        return []
    rows = [*waiting_for_screener(user, now), *waiting_for_review_office(user, now)]
    if user.holds(*CLERKS):
        rows += _for_clerks(user, season)
    if user.holds(*ENDORSERS):
        rows += _for_endorsers(user, season)
    if user.holds(Role.SELF_NOMINEE):
        rows += _for_the_self_nominee(user, season)
    return rows


def _for_clerks(user, season):
    bodies = user.bodies(*CLERKS)
    ours, to_file = Q(drafting_body__in=bodies), Q(filing_body__in=bodies, state=State.ENDORSED)
    counted = _counted(
        season,
        drafts=ours & Q(state=State.DRAFT),
        returned=ours & Q(state=State.RETURNED),
        correcting=ours & Q(state=State.CORRECTING),
        to_file=to_file,
        above=(ours | Q(filing_body__in=bodies)) & Q(state=State.RECOMMENDED),
        screened=(ours | Q(filing_body__in=bodies)) & Q(state=State.SUBMITTED),
        reviewed=(ours | Q(filing_body__in=bodies)) & Q(state__in=(State.ADMITTED, State.UNDER_REVIEW)),
    )
    due = closing_moment(season, bodies[0]) if any(counted[f"{name}_count"] for name in _BY_CLOSING) else None
    return [
        *_row("材料待报送", counted, "to_file", f"?state={State.ENDORSED}", due, 10),
        *_row("已退回，待修改", counted, "returned", f"?state={State.RETURNED}", due, 20),
        *_row("退回补正，待重新报送", counted, "correcting", f"?state={State.CORRECTING}", counted["first_due"], 15),
        *_row("草稿待完成", counted, "drafts", f"?state={State.DRAFT}", due, 40),
        *_row("逐级审核中的申报", counted, "above", f"?state={State.RECOMMENDED}", None, AWAITED),
        *_row("已报送，待资格审核的申报", counted, "screened", f"?state={State.SUBMITTED}", None, AWAITED + 1),
        *_row("专家评审阶段的申报", counted, "reviewed", "", None, AWAITED + 2),
    ]


_BY_CLOSING = ("drafts", "returned", "to_file")


def _for_endorsers(user, season):
    bodies = user.bodies(*ENDORSERS)
    counted = _counted(season, endorse=Q(at_body__in=bodies, state=State.RECOMMENDED))
    due = closing_moment(season, bodies[0]) if counted["endorse_count"] else None
    return _row("推荐待审核", counted, "endorse", f"?state={State.RECOMMENDED}", due, 10)


def _for_the_self_nominee(user, season):
    own = (
        Nomination.objects.filter(season=season, candidate=user)
        .exclude(state=State.WITHDRAWN)
        .only("number", "state", "state_since", "correction_due", "filing_body")
        .select_related("filing_body")
        .first()
    )
    if own is None:
        return [Waiting("起草自荐申报", 1, reverse("nominations:start"), due=closing_moment(season), rank=30)]
    titles = {
        State.DRAFT: "自荐申报待完成",
        State.RETURNED: "自荐申报已退回，待修改",
        State.CORRECTING: "自荐申报退回补正，待重新报送",
    }
    if own.state not in titles:
        still = own.state in (State.RECOMMENDED, State.ENDORSED, State.SUBMITTED, State.ADMITTED, State.UNDER_REVIEW)
        title = f"本人申报：{own.get_state_display()}"
        return [Waiting(title, 1, own.get_absolute_url(), own.state_since, rank=AWAITED)] if still else []
    due = own.correction_due or closing_moment(season, own.filing_body)
    return [Waiting(titles[own.state], 1, own.get_absolute_url(), own.state_since, due, 10)]


def _counted(season, **groups):
    """How many of each group there are and since when the oldest waits."""
    every = Q()
    asked = {}
    for name, group in groups.items():
        every |= group
        asked |= {f"{name}_count": Count("pk", filter=group), f"{name}_oldest": Min("state_since", filter=group)}
    if "correcting" in groups:
        asked["first_due"] = Min("correction_due", filter=groups["correcting"])
    return Nomination.objects.filter(every, season=season).aggregate(**asked)


def _row(title, counted, name, query, due, rank):
    count = counted[f"{name}_count"]
    if not count:
        return []
    return [Waiting(title, count, reverse("nominations:list") + query, counted[f"{name}_oldest"], due, rank)]

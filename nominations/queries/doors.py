"""可见范围: what a person may see of 申报. Everything else is not found."""

from django.db.models import Q

from accounts.states import CLERKS, ENDORSERS, Role
from nominations.models import Nomination
from nominations.states import Channel, State

AFTER_REVIEW = (
    State.SHORTLISTED,
    State.ON_NOTICE,
    State.CONTESTED,
    State.NOTICE_PASSED,
    State.APPROVED,
    State.HONOURED,
    State.REVOKED,
)
LEFT_LATE = (State.NOT_SELECTED, State.DROPPED_OUT, State.DISQUALIFIED, State.WITHDRAWN)


def _of_ones_own(user):
    seen = Q(candidate=user)
    for body in user.bodies(*CLERKS, *ENDORSERS):
        seen |= Q(filing_body=body) & ~Q(channel=Channel.SELF, state=State.DRAFT)  # a self-nominee's draft is his own
        seen |= Q(drafting_body=body) if body.is_social_body else Q(drafting_body__path__startswith=body.path)
    return seen


def nominated_by(user):
    """The person's own nomination and those of his bodies, whatever else his other roles let him see."""
    return Nomination.objects.filter(_of_ones_own(user)) if user.is_authenticated else Nomination.objects.none()


def visible_to(user):
    """The nominations a person may see; experts get theirs by assignment, from the review floor."""
    if not user.is_authenticated:
        return Nomination.objects.none()
    if user.holds(Role.SUPERVISION):
        return Nomination.objects.all()
    seen = _of_ones_own(user)
    if user.holds(Role.SCREENER, Role.REVIEW_OFFICE):
        seen |= Q(submitted_at__isnull=False)
    if user.holds(Role.PUBLICITY_OFFICER, Role.CHAIR_SECRETARY, Role.CHAIR_MEMBER):
        seen |= Q(state__in=AFTER_REVIEW) | Q(state__in=LEFT_LATE, admitted_at__isnull=False)
    if user.holds(Role.FINANCE):
        seen |= Q(honoured_at__isnull=False)
    return Nomination.objects.filter(seen)

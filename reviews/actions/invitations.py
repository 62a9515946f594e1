"""邀请: accepted or declined by the one who is invited, called back by the office; then the pledge."""

from django.db import transaction
from django.urls import reverse

from accounts.queries import people_with
from accounts.states import Role
from common import clock
from common.refusals import insist
from ledger.actions import record
from letters.actions import owe_rendered
from reviews import pledge as pledge_text
from reviews.actions.rechecking import recheck
from reviews.models import SignedPledge
from reviews.queries import committee as queries
from reviews.rules import invitations as rules


@transaction.atomic
def accept(member, *, by, has_no_ties=False, now=None):
    """接受邀请: ties are declared, or expressly none, before any file is seen (国家科学技术奖励条例 第十八条)."""
    now = now or clock.now()
    member = queries.locked_member(member.pk)
    ties = member.ties.count()
    insist(rules.refuse_accepting(by, member, ties=ties, has_no_ties=has_no_ties))
    member.answered_at = member.ties_stated_at = now
    member.has_no_ties = has_no_ties
    member.save(update_fields=["answered_at", "ties_stated_at", "has_no_ties"])
    record("committee.accepted", by=by, on=member, at=now, role=Role.EXPERT.label, has_no_ties=has_no_ties, ties=ties)
    recheck(member.season, members=[member], now=now)
    _tell_office(member, now)
    return member


@transaction.atomic
def decline(member, *, reason, by, now=None):
    """谢绝邀请, with the reason; the seat is free for a substitute."""
    now = now or clock.now()
    member = queries.locked_member(member.pk)
    insist(rules.refuse_declining(by, member, reason))
    member.answered_at, member.declined_because = now, reason
    member.save(update_fields=["answered_at", "declined_because"])
    record("committee.declined", by=by, on=member, at=now, role=Role.EXPERT.label, reason=reason)
    _tell_office(member, now)
    return member


def _tell_office(member, now):
    owe_rendered(
        "review_invitation_answered",
        to=people_with(Role.REVIEW_OFFICE),
        about=reverse("reviews:member", args=[member.pk]),
        at=now,
        member=member,
    )


@transaction.atomic
def call_back(member, *, reason, by, now=None):
    """收回邀请 that nobody has answered."""
    now = now or clock.now()
    member = queries.locked_member(member.pk)
    insist(rules.refuse_calling_back(by, member, reason))
    return take_back(member, reason=reason, by=by, now=now)


def take_back(member, *, reason, by, now):
    """The step itself, on a locked seat."""
    member.called_back_at, member.called_back_because = now, reason
    member.save(update_fields=["called_back_at", "called_back_because"])
    record("committee.called_back", by=by, on=member, at=now, reason=reason)
    owe_rendered("review_called_back", to=member.user, about=reverse("letters:inbox"), at=now, member=member)
    return member


@transaction.atomic
def pledge(member, *, by, now=None):
    """签署保密与公正承诺书, in the version that was read, before any file is shown; the text signed is kept."""
    now = now or clock.now()
    member = queries.locked_member(member.pk)
    insist(rules.refuse_pledge(by, member))
    text = pledge_text.CURRENT
    SignedPledge.objects.create(
        member=member,
        version=text.version,
        title=text.title,
        opening=text.opening,
        clauses=list(text.clauses),
        signed_at=now,
    )
    member.pledged_at, member.pledge_version = now, text.version
    member.save(update_fields=["pledged_at", "pledge_version"])
    record("committee.pledged", by=by, on=member, at=now, role=Role.EXPERT.label, version=text.version)
    return member

"""Seats: offered, given up (沪工总经〔2015〕260号 三(四)). What the invited answer stands in invitations.py."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse

from accounts.queries import people_with
from accounts.states import Role
from common import clock
from common.dates import today
from common.refusals import insist
from ledger.actions import entry_for, record, record_all
from letters.actions import owe_rendered
from reviews.models import Assignment, CommitteeMember
from reviews.queries import committee as queries
from reviews.rules import committee as rules
from reviews.states import SheetState
from seasons.queries import rulebook_in_force

GIVEN_UP = "委员退出委员会。"


@transaction.atomic
def seat(
    season, *, user, category, unit_name, unit_code, organisation=None, expertise="", load_limit=None, by, now=None
):
    """邀请委员: one person, one of the five categories, with the unit that decides conflicts; an answer is awaited."""
    now = now or clock.now()
    insist(rules.refuse_seat(by, season, user))
    return invited(
        CommitteeMember(
            season=season,
            user=user,
            category=category,
            unit_name=unit_name,
            unit_code=unit_code.strip().upper(),
            organisation=organisation,
            expertise=expertise,
            load_limit=load_limit,
        ),
        by=by,
        now=now,
    )


def invited(member, *, by, now, **detail):
    """The invitation itself, with its last day by the rulebook; also for whoever takes a vacant seat."""
    rulebook = rulebook_in_force(member.season)
    member.invited_at = now
    member.answer_by = today(now) + timedelta(days=rulebook.invitation_days) if rulebook else None
    member.full_clean()
    member.save()
    record("committee.invited", by=by, on=member, at=now, category=str(member.category), **detail)
    if namesakes := queries.namesakes_under_a_ban(member.user, today(now)):
        record("committee.resembles_banned", by=None, on=member, at=now, decision_number=namesakes[0].decision_number)
        owe_rendered(
            "review_resembles_banned",
            to=people_with(Role.REVIEW_OFFICE),
            about=reverse("reviews:member", args=[member.pk]),
            at=now,
            member=member,
            bans=namesakes,
        )
    owe_rendered(
        "review_invited", to=member.user, about=reverse("reviews:mine"), at=now, member=member, season=member.season
    )
    return member


@transaction.atomic
def stand_down(member, *, reason, by, now=None):
    """退出委员会: what is not scored yet is taken back and waits for a new draw; what was scored stands."""
    now = now or clock.now()
    member = queries.locked_member(member.pk)
    insist(rules.refuse_standing_down(by, member, reason))
    leave(member, reason=reason, by=by, now=now)
    return member


def leave(member, *, reason, by, now):
    """The step itself, on a locked seat; how many files it gives back."""
    member.stood_down_at, member.stood_down_because = now, reason
    member.save(update_fields=["stood_down_at", "stood_down_because"])
    unscored = list(
        Assignment.objects.select_for_update(of=("self",))
        .filter(member=member, withdrawn_at__isnull=True, sheet__state=SheetState.OPEN, round__closed_at__isnull=True)
        .select_related("member__user", "nomination")
        .defer("nomination__identity_number", "nomination__phone")
    )
    for assignment in unscored:
        assignment.withdrawn_at, assignment.withdrawn_because = now, GIVEN_UP
    Assignment.objects.bulk_update(unscored, ["withdrawn_at", "withdrawn_because"])
    record("committee.stood_down", by=by, on=member, at=now, reason=reason, taken_back=len(unscored))
    record_all(entry_for("assignment.withdrawn", by=by, on=one, at=now, reason=GIVEN_UP) for one in unscored)
    owe_rendered("review_stood_down", to=member.user, at=now, member=member, reason=reason)
    return len(unscored)

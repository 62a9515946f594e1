"""Seats: given, pledged, given up (沪工总经〔2015〕260号 三(四))."""

from django.db import transaction
from django.urls import reverse

from accounts.states import Role
from common import clock
from common.refusals import insist
from ledger.actions import entry_for, record, record_all
from letters.actions import owe_rendered
from reviews import pledge as pledge_text
from reviews.models import Assignment, CommitteeMember, PastEmployer
from reviews.queries import committee as queries
from reviews.rules import committee as rules
from reviews.states import SheetState

GIVEN_UP = "委员退出委员会。"


@transaction.atomic
def seat(
    season, *, user, category, unit_name, unit_code, organisation=None, expertise="", load_limit=None, by, now=None
):
    """聘任委员: one person, one of the five categories, with the unit that decides conflicts."""
    now = now or clock.now()
    insist(rules.refuse_seat(by, season, user))
    member = CommitteeMember(
        season=season,
        user=user,
        category=category,
        unit_name=unit_name,
        unit_code=unit_code.strip().upper(),
        organisation=organisation,
        expertise=expertise,
        load_limit=load_limit,
    )
    member.full_clean()
    member.save()
    record("committee.seated", by=by, on=member, at=now, category=category)
    owe_rendered("review_seated", to=user, about=reverse("reviews:pledge"), at=now, member=member, season=season)
    return member


@transaction.atomic
def add_past_employer(member, *, unit_name, unit_code, until, by, now=None):
    """登记近年任职单位: the expert's own units of the rulebook's years; conflicts follow at once."""
    now = now or clock.now()
    member = queries.locked_member(member.pk)
    insist(rules.refuse_changing_seat(by, member))
    past = PastEmployer(member=member, unit_name=unit_name, unit_code=unit_code.strip().upper(), until=until)
    past.full_clean()
    past.save()
    record("committee.past_employer_added", by=by, on=member, at=now, unit=unit_name, until=str(until))
    return past


@transaction.atomic
def pledge(member, *, by, now=None):
    """签署保密与公正承诺书, in the version that was read, before any file is shown."""
    now = now or clock.now()
    member = queries.locked_member(member.pk)
    insist(rules.refuse_pledge(by, member))
    member.pledged_at, member.pledge_version = now, pledge_text.VERSION
    member.save(update_fields=["pledged_at", "pledge_version"])
    record("committee.pledged", by=by, on=member, at=now, role=Role.EXPERT.label, version=pledge_text.VERSION)
    return member


@transaction.atomic
def stand_down(member, *, reason, by, now=None):
    """退出委员会: what is not scored yet is taken back and waits for a new draw; what was scored stands."""
    now = now or clock.now()
    member = queries.locked_member(member.pk)
    insist(rules.refuse_standing_down(by, member, reason))
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
    return member

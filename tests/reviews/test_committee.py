"""遴选审核工作委员会: five categories, the pledge before anything is shown (沪工总经〔2015〕260号 三(四))."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.utils import IntegrityError

from common.refusals import Refused
from ledger.models import Entry
from reviews import actions
from reviews.models import Assignment, CommitteeMember
from reviews.queries.committee import composition
from reviews.states import Category
from tests.factories.numbers import credit_code
from tests.moments import IN_REVIEW


def seat(season, person, by, **changes):
    asked = {"category": Category.EXPERT, "unit_name": "上海大学", "unit_code": credit_code(9, kind="12")}
    return actions.seat(season, user=person, by=by, now=IN_REVIEW, **(asked | changes))


def refusal(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.ground


def test_an_expert_is_seated_and_told(season, rulebook, expert, review_office):
    member = seat(season, expert, review_office)

    assert member.pledged_at is None
    assert expert.letters.get().kind == "review_seated"
    assert Entry.objects.get(act="committee.seated").actor_id == review_office.pk


def test_a_person_sits_once(season, expert, review_office):
    seat(season, expert, review_office)
    assert refusal(seat, season, expert, review_office) == "already_seated"


def test_only_experts_are_seated_and_only_by_the_office(season, expert, clerk, review_office, supervision):
    assert refusal(seat, season, clerk, review_office) == "not_an_expert"
    assert refusal(seat, season, expert, supervision) == "not_review_office"


def test_a_category_outside_the_five_is_unstorable(season, expert, review_office):
    with pytest.raises(ValidationError):
        seat(season, expert, review_office, category="friend")
    assert not CommitteeMember.objects.exists()


def test_the_pledge_is_the_members_own_and_names_its_text(season, expert, review_office):
    member = seat(season, expert, review_office)
    assert refusal(actions.pledge, member, by=review_office) == "not_yours"
    member = actions.pledge(member, by=expert, now=IN_REVIEW)

    assert member.pledge_version
    assert refusal(actions.pledge, member, by=expert) == "already_pledged"
    with pytest.raises(IntegrityError), transaction.atomic():
        CommitteeMember.objects.update(pledge_version="")


def test_composition_counts_the_five_categories(season, rulebook, members):
    found = composition(season, rulebook)
    assert (found.size, found.missing, found.is_complete) == (7, [], True)
    CommitteeMember.objects.filter(category=Category.MEDIA).update(stood_down_at=IN_REVIEW, stood_down_because="……")
    assert composition(season, rulebook).missing == ["网络媒体"]


def test_past_employers_are_noted_by_the_office(members, review_office, supervision):
    asked = {"unit_name": "旧单位", "unit_code": credit_code(5), "until": "2025-01-01"}
    actions.add_past_employer(members[0], by=review_office, now=IN_REVIEW, **asked)
    assert members[0].past_employers.get().unit_name == "旧单位"
    assert refusal(actions.add_past_employer, members[0], by=supervision, **asked) == "not_review_office"


def test_standing_down_returns_what_is_not_scored_and_keeps_what_is(drawn, sheet, points, review_office):
    member = sheet.assignment.member
    actions.submit_sheet(sheet, by=member.user, points=points(), now=IN_REVIEW)
    actions.stand_down(member, reason="因病。", by=review_office, now=IN_REVIEW)

    kept = Assignment.objects.filter(member=member, withdrawn_at__isnull=True)
    assert [one.pk for one in kept] == [sheet.assignment_id]
    assert refusal(actions.stand_down, member, reason="因病。", by=review_office) == "stood_down"


def test_standing_down_needs_a_reason(members, review_office):
    assert refusal(actions.stand_down, members[0], reason="", by=review_office) == "no_reason"

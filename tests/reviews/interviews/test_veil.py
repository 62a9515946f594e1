"""不可推知: what a member and a nominator see of a timetable, and what not."""

from letters.models import Letter
from reviews import actions
from reviews.models import Assignment, InterviewSlot
from reviews.queries import turns
from tests.moments import IN_REVIEW
from tests.reviews.interviews.conftest import turns_of


def test_a_member_sees_a_turn_that_is_not_his_no_otherwise_than_an_empty_one(arranged, season, review_office):
    """不可推知: a candidate he is kept apart from, or nobody at all at that time."""
    first, second, _ = turns_of(arranged, 1)
    user = first.group.seats.first().member.user
    Assignment.objects.filter(member__user=user, nomination=second.nomination_id).update(
        withdrawn_at=IN_REVIEW, withdrawn_because="回避。"
    )
    apart = list(turns.own_turns(user, season))
    InterviewSlot.objects.filter(pk=second.pk).delete()
    assert list(turns.own_turns(user, season)) == apart and len(apart) == 2


def test_changes_of_a_turn_that_is_not_his_are_not_told_to_a_member(arranged, review_office):
    first = turns_of(arranged, 1)[0]
    seat = first.group.seats.first()
    Assignment.objects.filter(member=seat.member, nomination=first.nomination_id).update(
        withdrawn_at=IN_REVIEW, withdrawn_because="回避。"
    )
    actions.postpone(first, reason="改期。", by=review_office, now=IN_REVIEW)
    told = Letter.objects.filter(kind="interview_group_changed").values_list("recipient", flat=True)
    assert len(told) == 4 and seat.member.user_id not in told


def test_nominators_see_the_turns_of_their_own(clerk, xuhui_clerk, pudong_clerk, arranged):
    assert turns.turns_visible_to(clerk).count() == turns.turns_visible_to(xuhui_clerk).count() == 6
    assert not turns.turns_visible_to(pudong_clerk).exists()

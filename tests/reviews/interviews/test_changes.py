"""面试场次的变动: swapped, moved, put off; a member ill, another called in."""

import pytest

from common.dates import at_time, beijing
from letters.models import Letter
from reviews import actions
from reviews.models import ScoreSheet
from reviews.queries import interviews
from tests.factories.interviews import FIRST_DAY
from tests.factories.reviews import committee
from tests.moments import IN_REVIEW
from tests.moments import beijing as moment
from tests.reviews.interviews.conftest import judges_of, kept_apart, members_of, refused_with, score, turns_of


def test_two_of_a_group_change_their_times(arranged, review_office):
    first, second, _ = turns_of(arranged, 1)
    actions.swap(first, second, reason="候选人赶火车。", by=review_office, now=IN_REVIEW)

    again = {one.nomination_id: one.starts_at for one in turns_of(arranged, 1)}
    assert again[first.nomination_id] == second.starts_at and again[second.nomination_id] == first.starts_at
    letter = Letter.objects.filter(kind="interview_changed").first()
    assert "候选人赶火车。" in letter.body and letter.body.count("三楼第一会议室") == 2


def test_two_of_different_groups_change_their_panels_too(arranged, review_office):
    one, other = turns_of(arranged, 1)[0], turns_of(arranged, 2)[0]
    before = judges_of(one.nomination_id), judges_of(other.nomination_id)
    actions.swap(one, other, reason="场地设备。", by=review_office, now=IN_REVIEW)
    assert (judges_of(other.nomination_id), judges_of(one.nomination_id)) == before
    actions.swap(
        interviews.locked_slot(one.pk),
        interviews.locked_slot(other.pk),
        reason="换回。",
        by=review_office,
        now=IN_REVIEW,
    )
    assert (judges_of(one.nomination_id), judges_of(other.nomination_id)) == before


def test_one_moves_to_the_end_of_another_group(arranged, review_office):
    slot = turns_of(arranged, 1)[0]
    second = arranged.groups.get(number=2)
    actions.move(slot, second, reason="避让。", by=review_office, now=IN_REVIEW)

    moved = arranged.slots.get(pk=slot.pk)
    assert (moved.group, moved.position) == (second, 4)
    assert judges_of(slot.nomination_id) == sorted(members_of(second))
    assert (
        refused_with(actions.move, moved, second, reason="再改。", by=review_office, now=IN_REVIEW).ground
        == "same_group"
    )


def test_a_group_without_enough_free_members_takes_nobody(arranged, review_office):
    slot, second = turns_of(arranged, 1)[0], arranged.groups.get(number=2)
    for seat in second.seats.select_related("member")[:3]:
        kept_apart(seat.member, slot.nomination, review_office)

    found = refused_with(actions.move, slot, second, reason="避让。", by=review_office, now=IN_REVIEW)
    assert found.ground == "group_cannot_hear"
    other = turns_of(arranged, 2)[0]
    assert refused_with(actions.swap, slot, other, reason="避让。", by=review_office, now=IN_REVIEW) == found


def test_postponing_leaves_everybody_else_his_time(arranged, review_office):
    first, second, third = turns_of(arranged, 1)
    actions.postpone(first, reason="候选人突发疾病。", by=review_office, now=IN_REVIEW)

    late = arranged.slots.get(pk=first.pk)
    assert beijing(late.starts_at).strftime("%H:%M") == "10:10" and late.postponed_because == "候选人突发疾病。"
    assert [one.starts_at for one in turns_of(arranged, 1)][:2] == [second.starts_at, third.starts_at]


def test_a_moment_of_ones_own_must_be_free_and_ahead(arranged, review_office):
    first, second, _ = turns_of(arranged, 1)

    def ground(at):
        return refused_with(actions.postpone, first, reason="改期。", by=review_office, at=at, now=IN_REVIEW).ground

    assert ground(second.starts_at) == "moment_taken"
    assert ground(moment(2026, 7, 1, 9)) == "moment_past"
    free = at_time(FIRST_DAY, second.starts_at.time().replace(hour=14))
    actions.postpone(first, reason="改期。", by=review_office, at=free, now=IN_REVIEW)
    assert arranged.slots.get(pk=first.pk).starts_at == free


@pytest.mark.parametrize("act", ["swap", "move", "postpone"])
def test_who_has_been_scored_stays_where_he_was(arranged, review_office, act):
    first, second, _ = turns_of(arranged, 1)
    score(ScoreSheet.objects.filter(assignment__nomination=first.nomination_id).first())
    more = {"swap": [second], "move": [arranged.groups.get(number=2)], "postpone": []}[act]

    found = refused_with(getattr(actions, act), first, *more, reason="变动。", by=review_office, now=IN_REVIEW)
    assert found.ground == "scored_already" and first.nomination.name in found.message


@pytest.mark.parametrize(
    "who, reason, ground", [("supervision", "变动。", "not_review_office"), ("review_office", " ", "no_reason")]
)
def test_changes_are_the_offices_and_have_a_reason(request, arranged, who, reason, ground):
    slot = turns_of(arranged, 1)[0]
    found = refused_with(actions.postpone, slot, reason=reason, by=request.getfixturevalue(who), now=IN_REVIEW)
    assert found.ground == ground


def test_a_member_taken_ill_leaves_what_he_has_scored(arranged, review_office):
    first, second, third = turns_of(arranged, 1)
    seat = first.group.seats.first()
    score(ScoreSheet.objects.get(assignment__nomination=first.nomination_id, assignment__member=seat.member))
    actions.excuse(seat, reason="急病。", by=review_office, now=IN_REVIEW)

    assert seat.member_id in judges_of(first.nomination_id)
    assert seat.member_id not in judges_of(second.nomination_id) + judges_of(third.nomination_id)
    assert Letter.objects.get(kind="interview_excused").recipient == seat.member.user
    assert refused_with(actions.excuse, seat, reason="急病。", by=review_office, now=IN_REVIEW).ground == "left_already"


def test_illness_that_leaves_too_few_is_shown_and_mended_by_calling_somebody_in(
    arranged, season, municipal, review_office
):
    group = arranged.groups.get(number=1)
    for seat in list(group.seats.all())[:3]:
        actions.excuse(seat, reason="急病。", by=review_office, now=IN_REVIEW)
    assert len(interviews.short_of_members(arranged)) == 3

    (fresh,) = committee(season, 1, municipal)
    actions.call_in(group, fresh, reason="补足人数。", by=review_office, now=IN_REVIEW)
    assert interviews.short_of_members(arranged) == []
    again = refused_with(actions.call_in, group, fresh, reason="再补。", by=review_office, now=IN_REVIEW)
    assert again.ground == "not_outside"


def test_another_room_is_told_to_everybody_who_is_to_come(arranged, review_office, clerk):
    group = arranged.groups.get(number=1)
    chair = group.seats.first().member
    actions.settle_group(group, place="五楼报告厅", chair=chair, reason="空调检修。", by=review_office, now=IN_REVIEW)

    assert "五楼报告厅" in Letter.objects.get(kind="interview_changed", recipient=clerk).body
    assert Letter.objects.filter(kind="interview_group_changed").count() == 5
    stranger = arranged.groups.get(number=2).seats.first().member
    found = refused_with(
        actions.settle_group, group, place="五楼报告厅", chair=stranger, by=review_office, now=IN_REVIEW
    )
    assert found.ground == "chair_not_in_group"

"""评审轮次: opened, drawn, mended, closed (沪工总经〔2015〕260号 三(四))."""

from collections import Counter
from datetime import date

import pytest

from common.refusals import Refused
from ledger.models import Entry
from nominations.models import Nomination
from nominations.states import State
from reviews import actions
from reviews.models import Assignment, CommitteeMember, Round, ScoreSheet
from sanctions.models import Ban
from tests.factories import at_state
from tests.moments import IN_REVIEW, beijing
from tests.reviews.conftest import DUE


def refused_with(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.refusal


def banned(nomination, by):
    return Ban.objects.create(
        subject_kind="unit",
        subject_hash=nomination.unit_hash,
        subject_name=nomination.unit_name,
        ground="弄虚作假",
        decision_number="沪工总〔2026〕1号",
        since=date(2026, 6, 1),
        until=date(2031, 6, 1),
        imposed_at=IN_REVIEW,
        imposed_by=by,
    )


def test_opening_sends_every_admitted_nomination_to_review(opened, admitted):
    assert set(Nomination.objects.values_list("state", flat=True)) == {State.UNDER_REVIEW}
    assert Entry.objects.filter(act="nomination.sent_to_review").count() == len(admitted)
    assert "seed" not in Entry.objects.get(act="round.opened").detail


def test_only_the_office_opens(season, admitted, supervision):
    assert refused_with(actions.open_round, season, closes_at=DUE, by=supervision, now=IN_REVIEW).status == 403
    assert not Round.objects.exists()


def test_one_round_at_a_time_and_a_day_ahead(season, opened, review_office):
    again = refused_with(actions.open_round, season, closes_at=DUE, by=review_office, now=IN_REVIEW)
    assert again.ground == "round_open"


def test_the_deadline_lies_ahead(season, admitted, review_office):
    past = refused_with(actions.open_round, season, closes_at=beijing(2026, 7, 14), by=review_office, now=IN_REVIEW)
    assert past.ground == "due_in_the_past"


def test_a_ban_stops_the_road_and_names_the_file(season, admitted, review_office):
    """沪工总经〔2015〕260号 五(三)."""
    banned(admitted[1], review_office)
    found = refused_with(actions.open_round, season, closes_at=DUE, by=review_office, now=IN_REVIEW)
    assert found.ground == "banned" and admitted[1].number in found.message
    assert Nomination.objects.filter(state=State.ADMITTED).count() == 3


def test_a_late_admission_joins_the_open_round_and_is_drawn_alone(drawn, admitted, review_office):
    at_state(admitted[0], State.ADMITTED)
    Assignment.objects.filter(nomination=admitted[0]).update(withdrawn_at=IN_REVIEW)
    actions.take_in(drawn, by=review_office, now=IN_REVIEW)
    assert Nomination.objects.get(pk=admitted[0].pk).state == State.UNDER_REVIEW


def test_every_nomination_gets_exactly_its_number_of_members(drawn, rulebook):
    counts = Counter(Assignment.objects.values_list("nomination", flat=True))
    assert set(counts.values()) == {rulebook.round_plans.get().scores_per_nomination}
    assert ScoreSheet.objects.count() == Assignment.objects.count() == 15


def test_each_expert_gets_one_letter_not_one_per_file(drawn, members):
    assert all(member.user.letters.filter(kind="review_assigned").count() <= 1 for member in members)


def test_the_draw_leaves_seed_and_fingerprint_in_the_ledger(drawn):
    assert Entry.objects.get(act="draw.revealed").detail["seed"] == "种子"
    assert len(Entry.objects.get(act="round.drawn").detail["fingerprint"]) == 16
    assert Entry.objects.filter(act="assignment.drawn").count() == 15


def test_there_is_nothing_to_draw_twice(drawn, review_office):
    assert refused_with(actions.draw, drawn, by=review_office, now=IN_REVIEW).ground == "nothing_to_draw"


def test_a_missing_category_stops_the_draw(opened, review_office):
    CommitteeMember.objects.filter(category="media").update(stood_down_at=IN_REVIEW, stood_down_because="……")
    found = refused_with(actions.draw, opened, by=review_office, now=IN_REVIEW)
    assert found.ground == "composition" and "网络媒体" in found.message


def test_a_draw_that_cannot_be_names_files_rule_and_way_out(opened, admitted, members, review_office):
    for member in members[:3]:
        CommitteeMember.objects.filter(pk=member.pk).update(unit_code=admitted[0].unit_code)
    found = refused_with(actions.draw, opened, by=review_office, now=IN_REVIEW)

    assert found.ground == "conflicts"
    assert admitted[0].number in found.message and "与候选人同一单位3人" in found.message
    assert admitted[1].number not in found.message and "增邀1位" in found.remedy
    assert not Assignment.objects.exists()


def test_caps_that_are_too_low_are_told_apart(opened, review_office):
    CommitteeMember.objects.update(load_limit=2)
    found = refused_with(actions.draw, opened, by=review_office, now=IN_REVIEW)
    assert found.ground == "caps" and "尚缺1人次" in found.message


def test_members_without_pledge_are_not_drawn(opened, members, review_office):
    CommitteeMember.objects.filter(pk=members[6].pk).update(pledged_at=None, pledge_version="")
    actions.draw(opened, by=review_office, now=IN_REVIEW)
    assert not Assignment.objects.filter(member=members[6]).exists()


def test_after_a_member_left_a_further_draw_fills_the_gaps_and_moves_nothing_else(drawn, members, review_office):
    before = set(Assignment.objects.filter(withdrawn_at__isnull=True).values_list("pk", flat=True))
    left = members[5]  # of a category that has another member
    actions.stand_down(left, reason="因病。", by=review_office, now=IN_REVIEW)
    actions.draw(drawn, by=review_office, now=IN_REVIEW)

    standing = Assignment.objects.filter(withdrawn_at__isnull=True)
    assert set(Counter(standing.values_list("nomination", flat=True)).values()) == {5}
    kept = before - set(left.assignments.values_list("pk", flat=True))
    assert kept <= set(standing.values_list("pk", flat=True))


def test_an_expert_who_has_not_scored_is_replaced_and_told(sheet, review_office):
    fresh = actions.replace(sheet.assignment, reason="逾期未评。", by=review_office, now=IN_REVIEW)

    assert Assignment.objects.get(pk=sheet.assignment_id).withdrawn_because == "逾期未评。"
    assert fresh.sheet.state == "open"
    assert sheet.assignment.member.user.letters.filter(kind="review_withdrawn").exists()


def test_a_score_that_is_in_is_not_replaced(sheet, points, review_office):
    actions.submit_sheet(sheet, by=sheet.assignment.member.user, points=points(), now=IN_REVIEW)
    found = refused_with(actions.replace, sheet.assignment, reason="……", by=review_office, now=IN_REVIEW)
    assert found.ground == "already_submitted"


def test_a_round_with_missing_scores_does_not_close(drawn, admitted, review_office):
    found = refused_with(actions.close_round, drawn, by=review_office, now=IN_REVIEW)
    assert found.ground == "scores_missing" and admitted[0].number in found.message
    assert Round.objects.get().closed_at is None


def test_with_everything_in_it_closes(closed, review_office):
    assert closed.closed_at == IN_REVIEW
    assert refused_with(actions.close_round, closed, by=review_office, now=IN_REVIEW).ground == "round_closed"


def test_an_abstention_is_made_good_before_closing_unless_nobody_is_left(drawn, members, points, review_office):
    first, *others = ScoreSheet.objects.select_related("assignment__member__user").order_by("pk")
    actions.abstain(first, by=first.assignment.member.user, reason="不熟悉该工种。", now=IN_REVIEW)
    for one in others:
        actions.submit_sheet(one, by=one.assignment.member.user, points=points(), now=IN_REVIEW)
    found = refused_with(actions.close_round, drawn, by=review_office, now=IN_REVIEW)
    assert found.ground == "scores_missing"

    CommitteeMember.objects.update(load_limit=1)  # nobody may take more: four of five scores are enough
    assert actions.close_round(drawn, by=review_office, now=IN_REVIEW).closed_at == IN_REVIEW


def test_dropped_out_files_do_not_hold_up_the_round(scored, admitted, review_office):
    at_state(admitted[0], State.DROPPED_OUT)
    assert actions.close_round(scored, by=review_office, now=IN_REVIEW).closed_at == IN_REVIEW

"""评分: by oneself, complete, once (国家自然科学基金条例 第二十、二十一条)."""

from decimal import Decimal

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from common.refusals import Refused
from ledger.models import Entry
from nominations.states import State
from reviews import actions
from reviews.models import CommitteeMember, Round, Score, ScoreSheet
from tests.factories import at_state
from tests.moments import IN_REVIEW


def submit(sheet, points=None, **changes):
    return actions.submit_sheet(
        sheet, **({"by": sheet.assignment.member.user, "points": points, "now": IN_REVIEW} | changes)
    )


def refusal(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.ground


def test_a_submitted_sheet_has_its_exact_total_and_says_where_it_came_from(sheet, points):
    submit(sheet, points("87.5"), session="s" * 64, device="Firefox")

    sheet = ScoreSheet.objects.get(pk=sheet.pk)
    assert (sheet.state, sheet.total, sheet.device) == ("submitted", Decimal("87.5000"), "Firefox")
    assert Entry.objects.get(act="sheet.submitted").after == "submitted"


def test_a_draft_may_be_incomplete_and_is_submitted_as_saved(sheet, points):
    user, given = sheet.assignment.member.user, points("80")
    actions.save_sheet(sheet, by=user, points=dict(list(given.items())[:2]), now=IN_REVIEW)
    assert refusal(submit, sheet) == "incomplete"
    actions.save_sheet(sheet, by=user, points=given, comment="扎实。", now=IN_REVIEW)

    assert submit(sheet).total == Decimal("80.0000")


def test_the_ledger_does_not_tell_the_points(sheet, points):
    submit(sheet, points("77.5"))
    assert "77" not in str(Entry.objects.filter(act__startswith="sheet.").values_list("detail", "reason"))


@pytest.mark.parametrize("value", ["100.5", "-0.5", "80.3"])
def test_points_out_of_range_or_step_are_refused(sheet, points, value):
    assert refusal(submit, sheet, points(value)) == "points"
    assert not Score.objects.exists()


def test_a_criterion_of_another_rulebook_is_refused(sheet, points):
    assert refusal(submit, sheet, points() | {0: Decimal(1)}) == "unknown_criterion"


def test_a_low_score_needs_a_comment(sheet, points):
    low = min(points())
    given = points() | {low: Decimal("39.5")}
    assert refusal(submit, sheet, given) == "comment_missing"
    assert submit(sheet, given, comments={low: "佐证不足。"}).state == "submitted"


def test_nobody_scores_for_another(sheet, points, review_office, members):
    other = next(one for one in members if one.pk != sheet.assignment.member_id)
    assert refusal(submit, sheet, points(), by=other.user) == "not_yours"
    assert refusal(submit, sheet, points(), by=review_office) == "not_yours"


def test_a_submitted_sheet_is_locked(sheet, points):
    submit(sheet, points())
    assert refusal(submit, sheet, points("90")) == "already_submitted"
    assert refusal(actions.save_sheet, sheet, by=sheet.assignment.member.user, points={}) == "already_submitted"
    assert refusal(actions.abstain, sheet, by=sheet.assignment.member.user, reason="……") == "already_submitted"


def test_the_database_locks_it_too(sheet, points):
    submit(sheet, points())
    with pytest.raises(IntegrityError, match="不得变更"), transaction.atomic():
        ScoreSheet.objects.filter(pk=sheet.pk).update(total=Decimal(100))
    with pytest.raises(IntegrityError, match="得分不得变更"), transaction.atomic():
        Score.objects.filter(sheet=sheet).update(points=Decimal(100))
    with pytest.raises(IntegrityError, match="得分不得变更"), transaction.atomic():
        Score.objects.filter(sheet=sheet).delete()


def test_the_database_knows_the_full_mark(sheet, points):
    with pytest.raises(IntegrityError, match="超过该项满分"), transaction.atomic():
        Score.objects.create(sheet=sheet, criterion_id=min(points()), points=Decimal("100.5"))


def test_without_the_pledge_nothing_is_scored(sheet, points):
    CommitteeMember.objects.update(pledged_at=None)
    assert refusal(submit, sheet, points()) == "not_pledged"


def test_a_closed_round_takes_nothing_not_even_past_the_rules(sheet, points):
    Round.objects.update(closed_at=IN_REVIEW)
    assert refusal(submit, sheet, points()) == "round_closed"
    with pytest.raises(IntegrityError, match="评分表不得变更"), transaction.atomic():
        ScoreSheet.objects.filter(pk=sheet.pk).update(comment="迟到的意见。")


def test_a_file_that_left_the_review_is_not_scored(sheet, points):
    at_state(sheet.assignment.nomination, State.DROPPED_OUT)
    assert refusal(submit, sheet, points()) == "left_review"


def test_a_conflict_that_comes_up_later_stops_the_score(sheet, points):
    member, unit = sheet.assignment.member, sheet.assignment.nomination.unit_code
    CommitteeMember.objects.filter(pk=member.pk).update(unit_code=unit)
    assert refusal(submit, sheet, points()) == "conflicted"


def test_an_abstention_has_a_reason_and_no_score(sheet):
    user = sheet.assignment.member.user
    assert refusal(actions.abstain, sheet, by=user, reason=" ") == "no_reason"
    actions.abstain(sheet, by=user, reason="不熟悉该工种。", now=IN_REVIEW)

    sheet = ScoreSheet.objects.get(pk=sheet.pk)
    assert (sheet.state, sheet.total) == ("abstained", None)
    assert Entry.objects.filter(act="sheet.abstained", reason="不熟悉该工种。").exists()


def test_scoring_costs_a_handful_of_queries(sheet, points, django_assert_max_num_queries):
    user, given = sheet.assignment.member.user, points()
    user.current_memberships()
    with django_assert_max_num_queries(10):  # a savepoint and its release, a ban and every part taken among them
        actions.submit_sheet(sheet, by=user, points=given, now=IN_REVIEW)

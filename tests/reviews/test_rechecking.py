"""重新核对回避 (国家自然科学基金条例 第二十条): a fact that changes after the draw takes the file and the score away."""

import pytest

from ledger.models import Entry
from letters.models import Letter
from nominations.models import UnsuitableExpert
from nominations.models.freezing import content_opened
from reviews import actions
from reviews.models import Assignment, Recusal
from reviews.queries.grounds import ground
from reviews.states import RecusalGround, RecusalSource
from reviews.tasks import recheck_conflicts
from tests.factories import rewritten
from tests.moments import IN_REVIEW


@pytest.fixture
def assignment(sheet):
    """The member's first file."""
    return sheet.assignment


def works_at_the_unit(assignment):
    actions.add_past_employer(
        assignment.member,
        unit_name=assignment.nomination.unit_name,
        unit_code=assignment.nomination.unit_code,
        until="2026-01-31",
        by=assignment.member.user,
        now=IN_REVIEW,
    )


def test_an_employer_added_later_takes_the_file_back(assignment, review_office):
    works_at_the_unit(assignment)

    assert Assignment.objects.get(pk=assignment.pk).withdrawn_at == IN_REVIEW
    recusal = Recusal.objects.get()
    assert (recusal.source, recusal.ground) == (RecusalSource.DERIVED, RecusalGround.EMPLOYER)
    assert Letter.objects.get(kind="review_conflicts_found").recipient == review_office
    assert Entry.objects.filter(act="recusal.derived").count() == 1


def test_the_expert_reads_that_the_file_was_taken_back_and_nothing_of_why(assignment):
    works_at_the_unit(assignment)
    told = Letter.objects.get(kind="review_withdrawn", recipient=assignment.member.user)
    assert "单位" not in told.body and "回避" not in told.body


def test_a_score_already_in_counts_no_longer(scored):
    works_at_the_unit(Assignment.objects.filter(round=scored).order_by("nomination__number").first())
    totals = [sheet.total for sheet in ground(scored).inputs.candidates[0].sheets]
    assert len(totals) == 4


def test_a_ranking_made_before_is_stale(closed, review_office):
    ranking = actions.make_ranking(closed, by=review_office, now=IN_REVIEW)
    works_at_the_unit(Assignment.objects.filter(round=closed).order_by("nomination__number").first())
    with pytest.raises(Exception, match="变化|过时"):
        actions.confirm_ranking(ranking, by=review_office, now=IN_REVIEW)


def test_the_timetable_finds_what_nobody_told_it_and_does_it_once(assignment):
    rewritten(assignment.nomination, screener=assignment.member.user)
    recheck_conflicts()
    recheck_conflicts()
    assert Recusal.objects.get().ground == RecusalGround.OWN


def test_nothing_is_taken_back_where_nothing_has_changed(season, drawn):
    assert actions.recheck(season, now=IN_REVIEW) == []
    assert not Recusal.objects.exists()


def named(nomination, member, unit):
    with content_opened():
        return UnsuitableExpert.objects.create(
            nomination=nomination, name=member.user.full_name, unit_name=unit, reason="曾有纠纷。"
        )


def test_an_expert_whom_the_applicant_named_is_kept_away(assignment, season):
    named(assignment.nomination, assignment.member, assignment.member.unit_name)
    actions.recheck(season, now=IN_REVIEW)

    recusal = Recusal.objects.get()
    assert recusal.source == RecusalSource.APPLICANT and "纠纷" not in recusal.explanation
    assert Assignment.objects.get(pk=assignment.pk).withdrawn_at


def test_a_name_without_its_unit_waits_for_the_office(assignment, season, review_office):
    from reviews.queries.confirmations import namings

    named(assignment.nomination, assignment.member, "")
    actions.recheck(season, now=IN_REVIEW)
    assert not Recusal.objects.exists()

    (naming,) = namings(season)
    assert naming.word == "待核对"
    actions.decide_naming(
        naming, assignment.member, is_same=True, reason="单位简称相同。", by=review_office, now=IN_REVIEW
    )
    assert Recusal.objects.get().source == RecusalSource.APPLICANT

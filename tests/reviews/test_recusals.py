"""回避 (国家自然科学基金条例 第二十条): declared, ordered, and what follows; a recused pair has no score, never a zero."""

import pytest

from common.refusals import Refused
from ledger.models import Entry
from letters.models import Letter
from reviews import actions
from reviews.models import Assignment, Recusal
from reviews.queries.grounds import ground
from reviews.states import RecusalGround
from tests.moments import IN_REVIEW


@pytest.fixture
def assignment(sheet):
    """The member's first file."""
    return sheet.assignment


def declare(assignment, **changes):
    asked = {"ground": RecusalGround.KIN, "explanation": "候选人是本人表弟。", "by": assignment.member.user}
    return actions.declare_recusal(assignment.member, assignment.nomination, **(asked | changes), now=IN_REVIEW)


def test_a_declared_recusal_takes_the_file_back_and_calls_for_another(assignment, review_office):
    declare(assignment)

    assert Assignment.objects.get(pk=assignment.pk).withdrawn_at == IN_REVIEW
    assert Letter.objects.filter(recipient=review_office, kind="review_replacement_needed").exists()


def test_a_score_already_given_counts_no_longer_and_is_no_zero(scored):
    first = Assignment.objects.filter(round=scored).order_by("nomination__number").first()
    declare(first)

    totals = [sheet.total for sheet in ground(scored).inputs.candidates[0].sheets]
    assert [str(total) for total in totals] == ["90.0000"] * 4


@pytest.mark.parametrize("explanation", ["", "  "])
def test_without_words_it_is_refused(assignment, explanation):
    with pytest.raises(Refused) as refused:
        declare(assignment, explanation=explanation)
    assert refused.value.ground == "no_reason"
    assert not Recusal.objects.exists()


def test_nobody_declares_for_another(assignment, members):
    other = next(one for one in members if one.pk != assignment.member_id)
    with pytest.raises(Refused) as refused:
        declare(assignment, by=other.user)
    assert refused.value.ground == "not_yours"


def test_it_is_declared_once(assignment):
    declare(assignment)
    with pytest.raises(Refused) as refused:
        declare(assignment)
    assert refused.value.ground == "already_recused"


def test_the_office_orders_with_a_reason_and_the_expert_is_told(assignment, review_office):
    actions.order_recusal(
        assignment.member,
        assignment.nomination,
        ground="other",
        explanation="曾公开推荐该候选人。",
        by=review_office,
        now=IN_REVIEW,
    )
    assert Letter.objects.filter(recipient=assignment.member.user, kind="review_recusal_ordered").exists()
    assert Entry.objects.get(act="recusal.ordered").reason == "曾公开推荐该候选人。"


def test_only_the_office_orders(assignment, supervision):
    with pytest.raises(Refused) as refused:
        actions.order_recusal(
            assignment.member, assignment.nomination, ground="kin", explanation="……", by=supervision, now=IN_REVIEW
        )
    assert refused.value.ground == "not_review_office"


def test_a_declared_pair_is_not_drawn(opened, members, admitted, review_office):
    actions.declare_recusal(
        members[0], admitted[0], ground="kin", explanation="亲属。", by=members[0].user, now=IN_REVIEW
    )
    actions.draw(opened, by=review_office, now=IN_REVIEW)
    assert not Assignment.objects.filter(member=members[0], nomination=admitted[0]).exists()


def test_the_replacement_is_the_smallest_change(assignment, review_office):
    before = set(Assignment.objects.values_list("pk", flat=True))
    declare(assignment)
    fresh = actions.replace(assignment, reason="回避后补足。", by=review_office, now=IN_REVIEW)

    assert set(Assignment.objects.values_list("pk", flat=True)) == before | {fresh.pk}
    assert fresh.nomination == assignment.nomination
    assert Letter.objects.filter(recipient=fresh.member.user, kind="review_assigned").count() == 1 + (
        Assignment.objects.filter(member=fresh.member).count() > 1
    )


def test_a_replacement_is_not_made_twice(assignment, review_office):
    declare(assignment)
    actions.replace(assignment, reason="回避后补足。", by=review_office, now=IN_REVIEW)
    with pytest.raises(Refused) as refused:
        actions.replace(assignment, reason="回避后补足。", by=review_office, now=IN_REVIEW)
    assert refused.value.ground == "already_replaced"


def test_what_was_recused_is_not_found_by_the_expert(client, assignment):
    client.force_login(assignment.member.user)
    declare(assignment)

    assert client.get(f"/reviews/sheets/{assignment.sheet.pk}/").status_code == 404
    assert assignment.nomination.number not in client.get("/reviews/").content.decode()

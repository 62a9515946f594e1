"""重新打开评分表: by the office, with a reason; the old sheet stays as it was handed in."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse

from common.refusals import Refused
from ledger.models import Entry
from letters.models import Letter
from reviews import actions
from reviews.models import Assignment, FormerSheet, Recusal, ScoreSheet
from tests.moments import IN_REVIEW


@pytest.fixture
def submitted(sheet, points):
    """One sheet, handed in with 80 in every criterion."""
    low = min(points())
    return actions.submit_sheet(
        sheet,
        by=sheet.assignment.member.user,
        points=points("80"),
        comments={low: "扎实。"},
        comment="可以入围。",
        now=IN_REVIEW,
        session="s" * 64,
        device="Firefox",
    )


@pytest.fixture
def reopen(submitted, review_office):
    """The office's act."""

    def of(**changes):
        asked = {"by": review_office, "cause": "expert", "reason": "委员来函称第二项误填。"}
        return actions.reopen_sheet(submitted, **(asked | changes), now=IN_REVIEW)

    return of


def refusal(act, **changes):
    with pytest.raises(Refused) as refused:
        act(**changes)
    assert not FormerSheet.objects.exists()
    return refused.value.ground


def test_the_old_sheet_is_kept_word_for_word_and_the_new_one_is_open(reopen, submitted):
    reopen()
    kept, sheet = FormerSheet.objects.get(), ScoreSheet.objects.get(pk=submitted.pk)
    assert (kept.number, kept.total, kept.comment, kept.session[0]) == (1, Decimal("80.0000"), "可以入围。", "s")
    assert set(kept.points.values()) == {"80.00"} and "扎实。" in kept.comments.values()
    assert (sheet.state, sheet.total, sheet.submitted_at) == ("open", None, None)


def test_the_expert_is_told_and_the_ledger_knows(reopen, submitted):
    reopen()
    letter = Letter.objects.get(kind="review_sheet_reopened")
    assert letter.recipient == submitted.assignment.member.user and "误填" in letter.body
    entry = Entry.objects.get(act="sheet.reopened")
    assert (entry.reason, entry.detail["cause"]) == ("委员来函称第二项误填。", "expert")
    assert "80" not in str(entry.detail)


def test_it_is_submitted_again_and_opened_again_both_stand(reopen, submitted, points):
    reopen()
    actions.submit_sheet(submitted, by=submitted.assignment.member.user, points=points("85"), now=IN_REVIEW)
    reopen(cause="office")
    assert [str(one.total) for one in FormerSheet.objects.all()] == ["80.0000", "85.0000"]


def test_the_database_opens_nothing_that_was_not_kept(submitted):
    with pytest.raises(IntegrityError, match="不得变更"), transaction.atomic():
        ScoreSheet.objects.filter(pk=submitted.pk).update(state="open", total=None, submitted_at=None)


@pytest.mark.parametrize("wrong", [{"total": Decimal(79)}, {"points": {}}, {"comment": "另一句话。"}, {"comments": {}}])
def test_the_database_keeps_no_copy_that_says_otherwise(reopen, submitted, review_office, wrong):
    reopen()
    kept = FormerSheet.objects.values().get()
    actions.submit_sheet(submitted, by=submitted.assignment.member.user, now=IN_REVIEW)
    right = {name: value for name, value in kept.items() if name not in ("id", "number")} | {"number": 2}
    with pytest.raises(IntegrityError, match="不一致"), transaction.atomic():
        FormerSheet.objects.create(**(right | wrong))
    FormerSheet.objects.create(**right)


def test_what_was_kept_stays(reopen):
    reopen()
    for change in (lambda rows: rows.update(reason="别的理由。"), lambda rows: rows.delete()):
        with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic():
            change(FormerSheet.objects.all())


def test_nobody_but_the_office_reopens(reopen, supervision, submitted):
    assert refusal(reopen, by=supervision) == "not_review_office"
    assert refusal(reopen, by=submitted.assignment.member.user) == "not_review_office"


def test_without_a_reason_it_is_refused(reopen):
    assert refusal(reopen, reason=" ") == "no_reason"


def test_a_closed_round_is_not_touched(reopen, submitted):
    type(submitted.assignment.round).objects.update(closed_at=IN_REVIEW)
    assert refusal(reopen) == "round_closed"


def test_what_is_open_abstained_or_withdrawn_is_not_reopened(review_office, drawn):
    opened, other, third = ScoreSheet.objects.order_by("pk")[:3]
    actions.abstain(other, by=other.assignment.member.user, reason="不熟悉。", now=IN_REVIEW)
    Assignment.objects.filter(pk=third.assignment_id).update(withdrawn_at=IN_REVIEW)
    asked = {"by": review_office, "cause": "office", "reason": "更正。", "now": IN_REVIEW}
    for one, ground in ((opened, "not_submitted"), (other, "abstained"), (third, "withdrawn")):
        assert refusal(actions.reopen_sheet, sheet=one, **asked) == ground


def test_an_officer_with_a_tie_to_the_file_does_not_reopen_it(reopen, review_office, submitted, members):
    members[0].user = review_office
    members[0].save()
    Recusal.objects.create(
        member=members[0],
        nomination=submitted.assignment.nomination,
        source="ordered",
        ground="kin",
        explanation="亲属。",
        at=IN_REVIEW,
    )
    assert refusal(reopen) == "hidden"


def test_the_office_does_it_from_the_panels_page(client, review_office, submitted):
    client.force_login(review_office)
    assignment = submitted.assignment
    panel = client.get(reverse("reviews:panel", args=[assignment.round_id, assignment.nomination.number]))
    address = reverse("reviews:reopen", args=[submitted.pk])
    assert address in panel.content.decode() and "Firefox" in panel.content.decode()
    assert "80.0000" not in client.get(address).content.decode()
    assert client.post(address, {"cause": "expert", "reason": ""}).status_code == 422
    assert client.post(address, {"cause": "expert", "reason": "误填。"}).status_code == 302
    assert "误填。" in client.get(address).content.decode()
    assert ScoreSheet.objects.get(pk=submitted.pk).state == "open"


def test_the_expert_reads_why(client, reopen, submitted):
    reopen()
    client.force_login(submitted.assignment.member.user)
    assert "误填" in client.get(reverse("reviews:sheet", args=[submitted.pk])).content.decode()


def test_two_members_scored_from_one_sign_in_are_shown_to_the_office(client, review_office, submitted, points):
    other = ScoreSheet.objects.filter(assignment__nomination=submitted.assignment.nomination, state="open").first()
    user = other.assignment.member.user
    actions.submit_sheet(other, by=user, points=points(), now=IN_REVIEW, session="s" * 64)
    client.force_login(review_office)
    assignment = submitted.assignment
    page = client.get(reverse("reviews:panel", args=[assignment.round_id, assignment.nomination.number]))
    assert page.content.decode().count("同一登录还写过其他委员的评分表") == 2

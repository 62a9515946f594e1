"""对评审专家的禁报：已有的席位由平台即行终止，未评分的分派收回，评审办公室得知 (沪工总经〔2015〕260号 五(三))."""

import pytest

from ledger.models import Entry
from letters.models import Letter
from reviews import actions
from reviews.actions.banning import stand_down_banned
from reviews.models import Assignment, CommitteeMember
from reviews.states import SheetState
from sanctions.actions import impose
from tests.conftest import someone
from tests.factories import prove
from tests.factories.numbers import credit_code
from tests.moments import IN_REVIEW

NUMBER = "沪工总经〔2026〕90号"


@pytest.fixture
def ban(review_office):
    """A ban on an expert, known by the account."""

    def of(expert):
        return impose(
            kind="expert",
            subject_hash="e" * 64,
            subject_name=expert.full_name,
            account=expert,
            ground="泄露评审内容",
            decision_number=NUMBER,
            found_on=IN_REVIEW.date(),
            years=5,
            by=prove(review_office),
            now=IN_REVIEW,
        )

    return of


def test_a_seat_is_given_up_its_files_come_back_and_the_office_is_told(sheet, ban, review_office):
    member = sheet.assignment.member
    ban(member.user)

    assert (stand_down_banned(now=IN_REVIEW), stand_down_banned(now=IN_REVIEW)) == (1, 0)
    left = CommitteeMember.objects.get(pk=member.pk)
    assert left.stood_down_at == IN_REVIEW and NUMBER in left.stood_down_because
    assert not Assignment.objects.filter(member=member, withdrawn_at__isnull=True).exists()
    entry = Entry.objects.get(act="committee.stood_down")
    assert entry.actor_id is None and entry.detail["taken_back"] == Assignment.objects.filter(member=member).count()
    told = Letter.objects.get(kind="review_banned_stood_down")
    assert told.recipient == review_office and NUMBER in told.body


def test_what_was_scored_stands_until_the_office_decides(scored, ban):
    member = Assignment.objects.filter(sheet__state=SheetState.SUBMITTED).first().member
    ban(member.user)
    stand_down_banned(now=IN_REVIEW)

    assert Assignment.objects.filter(member=member, withdrawn_at__isnull=True).exists()
    assert "件评分仍计入" in Letter.objects.get(kind="review_banned_stood_down").body


def test_an_invitation_not_answered_yet_is_called_back(season, rulebook, expert, review_office, ban):
    member = _invite(season, expert, review_office)
    ban(expert)
    stand_down_banned(now=IN_REVIEW)

    assert CommitteeMember.objects.get(pk=member.pk).called_back_at == IN_REVIEW
    assert Letter.objects.filter(kind="review_called_back", recipient=expert).exists()


def test_a_namesake_without_a_document_is_shown_to_the_office(season, rulebook, expert, municipal, review_office, ban):
    ban(expert)
    _invite(season, someone(expert.full_name, "expert", municipal, username="anew"), review_office)

    told = Letter.objects.get(kind="review_resembles_banned")
    assert told.recipient == review_office and NUMBER in told.body and "anew" in told.body


def _invite(season, expert, by):
    unit = {"unit_name": "上海大学", "unit_code": credit_code(9, kind="12")}
    return actions.seat(season, user=expert, category="expert", by=by, now=IN_REVIEW, **unit)

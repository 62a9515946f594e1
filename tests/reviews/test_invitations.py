"""邀请、答复与承诺: nothing is shown before it is accepted and signed (国家科学技术奖励条例 第十八条；国家自然科学基金条例 第二十条)."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.utils import IntegrityError, ProgrammingError
from django.urls import reverse

from common.refusals import Refused
from ledger.models import Entry
from reviews import actions, pledge
from reviews.desk import waiting
from reviews.models import CommitteeMember, SignedPledge
from reviews.states import Category, Seating
from tests.factories.numbers import credit_code
from tests.moments import IN_REVIEW

TIE = {"kind": "mentoring", "name": "顾师傅", "unit_name": "第九机械厂"}


@pytest.fixture
def invited(season, rulebook, expert, review_office):
    """朱慧眼 is invited and has not answered."""
    unit = {"unit_name": "上海大学", "unit_code": credit_code(9, kind="12")}
    return actions.seat(season, user=expert, category=Category.EXPERT, by=review_office, now=IN_REVIEW, **unit)


@pytest.fixture
def accepted(invited, expert):
    """He has accepted with nothing to declare."""
    return actions.accept(invited, by=expert, has_no_ties=True, now=IN_REVIEW)


def refusal(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.ground


def test_accepting_records_that_there_is_nothing_to_declare(accepted, expert, review_office):
    assert accepted.has_no_ties and accepted.ties_stated_at == IN_REVIEW
    assert Entry.objects.get(act="committee.accepted").actor_id == expert.pk
    assert review_office.letters.get().kind == "review_invitation_answered"


def test_accepting_needs_the_ties_or_the_statement_of_none_and_not_both(invited, expert):
    assert refusal(actions.accept, invited, by=expert) == "ties_unstated"
    actions.declare_tie(invited, by=expert, now=IN_REVIEW, **TIE)
    assert refusal(actions.accept, invited, by=expert, has_no_ties=True) == "ties_contradict"
    assert actions.accept(invited, by=expert, now=IN_REVIEW).has_no_ties is False


def test_declining_needs_a_reason_and_is_final(invited, expert):
    assert refusal(actions.decline, invited, by=expert, reason=" ") == "no_reason"
    actions.decline(invited, by=expert, reason="出国讲学。", now=IN_REVIEW)
    assert refusal(actions.accept, invited, by=expert, has_no_ties=True) == "answered"


def test_nobody_answers_for_another(invited, review_office):
    assert refusal(actions.accept, invited, by=review_office, has_no_ties=True) == "not_yours"
    assert refusal(actions.decline, invited, by=review_office, reason="代为谢绝。") == "not_yours"


def test_after_the_last_day_the_invitation_is_overdue_and_may_still_be_answered(invited, expert):
    late = IN_REVIEW + timedelta(days=8)
    assert invited.seating_on(late.date()) == Seating.OVERDUE
    assert actions.accept(invited, by=expert, has_no_ties=True, now=late).is_sitting


def test_the_office_calls_back_what_nobody_has_answered(invited, expert, review_office, supervision):
    assert refusal(actions.call_back, invited, by=supervision, reason="逾期。") == "not_review_office"
    called = actions.call_back(invited, by=review_office, reason="逾期未答复。", now=IN_REVIEW)

    assert called.is_vacant and expert.letters.filter(kind="review_called_back").exists()
    assert refusal(actions.accept, invited, by=expert, has_no_ties=True) == "called_back"


def test_who_has_accepted_is_not_called_back_but_stands_down(accepted, review_office):
    assert refusal(actions.call_back, accepted, by=review_office, reason="逾期。") == "answered"
    with pytest.raises(IntegrityError), transaction.atomic():
        CommitteeMember.objects.update(called_back_at=IN_REVIEW, called_back_because="……")


def test_an_open_invitation_is_not_stood_down(invited, review_office):
    assert refusal(actions.stand_down, invited, by=review_office, reason="因病。") == "not_accepted"


def test_the_pledge_is_the_members_own_and_keeps_its_text(accepted, expert, review_office):
    assert refusal(actions.pledge, accepted, by=review_office) == "not_yours"
    actions.pledge(accepted, by=expert, now=IN_REVIEW)

    signed = SignedPledge.objects.get()
    assert (signed.version, signed.clauses) == (pledge.CURRENT.version, list(pledge.CURRENT.clauses))
    assert refusal(actions.pledge, accepted, by=expert) == "already_pledged"
    with pytest.raises(ProgrammingError), transaction.atomic():
        SignedPledge.objects.update(opening="改过的文字")


def test_nobody_pledges_before_accepting(invited, expert):
    assert refusal(actions.pledge, invited, by=expert) == "not_accepted"
    with pytest.raises(IntegrityError), transaction.atomic():
        CommitteeMember.objects.update(pledged_at=IN_REVIEW, pledge_version="2026-1")


def test_a_new_text_is_signed_anew_before_anything_is_shown(client, accepted, expert):
    actions.pledge(accepted, by=expert, now=IN_REVIEW)
    CommitteeMember.objects.update(pledge_version="2025-1")
    client.force_login(expert)

    assert client.get(reverse("reviews:queue")).url == reverse("reviews:pledge")
    assert client.get(reverse("reviews:candidates")).status_code == 409
    assert "新的版本" in client.get(reverse("reviews:pledge")).content.decode()


def test_the_signed_pledge_is_read_as_a_pdf_by_its_signer_and_the_office(client, accepted, expert, second_screener):
    actions.pledge(accepted, by=expert, now=IN_REVIEW)
    address = reverse("reviews:slip", args=[SignedPledge.objects.get().pk])
    client.force_login(expert)
    assert client.get(address).content.startswith(b"%PDF")
    client.force_login(second_screener)
    assert client.get(address).status_code == 404


def test_an_invited_expert_is_led_from_the_invitation_to_the_pledge(client, invited, expert):
    client.force_login(expert)
    assert waiting(expert, IN_REVIEW)[0].title == "请答复委员邀请"
    assert client.get(reverse("reviews:queue")).url == reverse("reviews:mine")
    assert client.get(reverse("reviews:candidates")).status_code == 403
    assert client.post(reverse("reviews:accept"), {"is_true": "on"}).status_code == 200
    answered = client.post(reverse("reviews:accept"), {"is_true": "on", "has_no_ties": "on"})
    assert answered.url == reverse("reviews:pledge")
    client.post(reverse("reviews:pledge"))
    assert CommitteeMember.objects.get().has_pledged


def test_declining_from_the_page_shows_the_reason_to_the_office(client, invited, expert, review_office):
    client.force_login(expert)
    client.post(reverse("reviews:decline"), {"reason": "出国讲学。"})
    client.force_login(review_office)
    assert "出国讲学。" in client.get(reverse("reviews:member", args=[invited.pk])).content.decode()

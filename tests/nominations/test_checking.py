"""复核与撤销 (沪工总经〔2015〕260号 三(四)): a second person where the rulebook asks; what was concluded can be undone in time."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from ledger.models import Entry
from letters.models import Letter
from nominations.actions import checking, drafting
from nominations.actions import screening as actions
from nominations.models import ScreeningDecision
from nominations.states import Condition, Finding, Standing, State
from tests.factories import RulebookFactory, at_state, issued
from tests.moments import IN_REVIEW, IN_SCREENING, beijing
from tests.nominations.screening_cast import (
    ALL_PASSED,
    ON_FAILURE,
    checked,
    claimed,
    filed,
    fresh,
    ground_of,
    latest,
    under,
)

__all__ = ["checked", "claimed", "filed"]
LATER = beijing(2026, 6, 10, 15)


@pytest.fixture
def proposed(checked, rulebook, season, screener):
    """An admission waits for the second person."""
    strict = issued(RulebookFactory(season=season, edition=2, second_check=True))
    return actions.admit(under(checked, strict), by=screener, now=IN_SCREENING)


# --- 决定文本 --------------------------------------------------------------------------------------------------------


def test_the_words_come_from_the_failed_lines_with_reason_and_clause(checked, screener, clerk):
    actions.note_lines(checked, by=screener, lines=ON_FAILURE, now=IN_SCREENING)
    back = actions.send_back(checked, by=screener, reason="另请核对电话。", sections=["post"], now=IN_SCREENING)
    assert "不符合。现任行政管理岗位。" in back.closing_reason and "沪工总经〔2015〕260号 三(二)" in back.closing_reason
    assert "请修改下列材料：岗位与资质。" in back.closing_reason and back.closing_reason.endswith("另请核对电话。")
    assert back.closing_reason in Letter.objects.get(recipient=clerk).body
    assert latest(back).text == back.closing_reason and latest(back).sections == ["post"]


def test_words_that_were_not_read_do_not_go(checked, screener):
    actions.note_lines(checked, by=screener, lines=ON_FAILURE, now=IN_SCREENING)
    assert ground_of(actions.decline, checked, by=screener, seen="an older reading") == "text_changed"


@pytest.mark.parametrize("changed", [{"text": "改写。"}, {"findings": {}}, {"conclusion": "decline"}])
def test_the_words_of_a_conclusion_are_written_once(checked, screener, changed):
    actions.admit(checked, by=screener, now=IN_SCREENING)
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        ScreeningDecision.objects.update(**changed)


# --- 复核 ------------------------------------------------------------------------------------------------------------


def test_where_a_second_person_is_asked_a_conclusion_is_a_proposal(proposed, clerk):
    assert (proposed.state, latest(proposed).standing) == (State.SUBMITTED, Standing.PROPOSED)
    assert not Letter.objects.exists() and Entry.objects.latest("pk").act == "nomination.conclusion_proposed"


def test_the_second_person_confirms_and_it_takes_effect(proposed, second_screener, screener, clerk):
    admitted = checking.confirm(latest(proposed), by=second_screener, now=LATER)
    assert (admitted.state, fresh(proposed).admitted_at) == (State.ADMITTED, LATER)
    decision = latest(proposed)
    assert (decision.by, decision.checked_by, decision.standing) == (screener, second_screener, Standing.IN_FORCE)
    assert Letter.objects.get().recipient == clerk


def test_nobody_checks_the_own_conclusion_under_another_account_either(proposed, screener, second_screener):
    assert ground_of(checking.confirm, latest(proposed), by=screener, now=LATER) == "own_conclusion"
    User.objects.filter(pk__in=[screener.pk, second_screener.pk]).update(person_hash="a" * 64)
    other = User.objects.get(pk=second_screener.pk)
    assert ground_of(checking.confirm, latest(proposed), by=other, now=LATER) == "own_conclusion"


def test_the_database_knows_that_they_are_two_people(proposed, screener, second_screener):
    User.objects.filter(pk__in=[screener.pk, second_screener.pk]).update(person_hash="a" * 64)
    for person in (screener, second_screener):
        with pytest.raises(IntegrityError), transaction.atomic():
            ScreeningDecision.objects.update(checked_by=person, standing="in_force", in_force_at=LATER)


def test_only_screeners_and_the_office_check(proposed, review_office, supervision, clerk):
    for person in (supervision, clerk):
        assert ground_of(checking.confirm, latest(proposed), by=person, now=LATER) == "not_a_screener"
    assert checking.confirm(latest(proposed), by=review_office, now=LATER).state == State.ADMITTED


def test_a_conclusion_not_agreed_to_goes_back_with_a_reason(proposed, second_screener, screener):
    decision = latest(proposed)
    assert ground_of(checking.reject, decision, by=second_screener, reason=" ") == "no_reason"
    checking.reject(decision, by=second_screener, reason="请核对岗位证明。", now=LATER)
    assert latest(proposed).standing == Standing.REJECTED and fresh(proposed).state == State.SUBMITTED
    assert "请核对岗位证明。" in Letter.objects.get(recipient=screener).body
    assert actions.admit(proposed, by=screener, now=LATER).state == State.SUBMITTED


def test_nothing_is_changed_under_a_conclusion_that_is_being_checked(proposed, screener, review_office):
    assert ground_of(actions.note_lines, proposed, by=screener, lines=ON_FAILURE) == "awaiting_check"
    assert ground_of(actions.release, proposed, by=review_office, reason="休假。") == "awaiting_check"
    assert ground_of(actions.admit, proposed, by=screener, now=LATER) == "awaiting_check"


def test_a_proposal_is_taken_back_by_its_screener(proposed, screener, second_screener):
    decision = latest(proposed)
    assert ground_of(checking.undo, decision, by=second_screener, reason="误按。") == "not_yours"
    checking.undo(decision, by=screener, reason="误按。", now=LATER)
    assert ground_of(checking.confirm, decision, by=second_screener, now=LATER) == "already_handled"
    assert not Letter.objects.exists()


# --- 撤销 ------------------------------------------------------------------------------------------------------------


def test_an_admission_is_undone_until_the_review_has_taken_it(checked, screener, clerk):
    actions.admit(checked, by=screener, now=IN_SCREENING)
    back = checking.undo(latest(checked), by=screener, reason="证书尚未核对。", now=LATER)
    assert (back.state, fresh(checked).admitted_at, back.screener) == (State.SUBMITTED, None, screener)
    assert Entry.objects.get(act="nomination.conclusion_undone").reason == "证书尚未核对。"
    assert not Letter.objects.filter(recalled_at__isnull=True).exists()  # nobody had read it: no letter of correction
    assert ground_of(checking.undo, latest(checked), by=screener, reason="再撤。") == "already_undone"


def test_a_letter_that_arrived_is_corrected(checked, screener, clerk):
    actions.admit(checked, by=screener, now=IN_SCREENING)
    Letter.objects.update(delivered_at=IN_SCREENING)
    checking.undo(latest(checked), by=screener, reason="证书尚未核对。", now=LATER)
    assert "证书尚未核对。" in Letter.objects.get(kind="nomination_decision_undone", recipient=clerk).body


def test_an_admission_under_review_stands(checked, screener):
    actions.admit(checked, by=screener, now=IN_SCREENING)
    at_state(checked, State.UNDER_REVIEW)
    assert ground_of(checking.undo, latest(checked), by=screener, reason="误按。", now=IN_REVIEW) == "already_handled"


def test_a_return_is_undone_until_the_nominator_has_begun(claimed, screener, review_office, clerk):
    actions.send_back(claimed, by=screener, reason="请补充。", now=IN_SCREENING)
    back = checking.undo(latest(claimed), by=review_office, reason="退错人选。", now=LATER)
    assert (back.state, back.closing_reason, back.correction_due) == (State.SUBMITTED, "", None)
    actions.send_back(back, by=screener, reason="请补充。", now=LATER)
    drafting.change(back, by=clerk, fields={"summary": "补正后的事迹。"}, now=beijing(2026, 6, 11))
    assert ground_of(checking.undo, latest(claimed), by=screener, reason="退错。") == "correction_begun"


def test_a_decline_is_not_undone_here(claimed, screener):
    actions.note_lines(claimed, by=screener, lines={Condition.CONDUCT: (Finding.FAILED, "受过处分。")})
    actions.decline(claimed, by=screener, now=IN_SCREENING)
    assert ground_of(checking.undo, latest(claimed), by=screener, reason="误按。") == "declined_for_good"


def test_undoing_says_why(checked, screener):
    actions.admit(checked, by=screener, now=IN_SCREENING)
    assert ground_of(checking.undo, latest(checked), by=screener, reason="　") == "no_reason"
    assert fresh(checked).state == State.ADMITTED
    assert ALL_PASSED.keys() == set(Condition)
